package masking

import "unicode/utf8"

// counts says how often a string that begins with a surname stands in a view. All are
// counted at once when the first is asked for, since a text may name twenty thousand people.
type counts struct {
	text  string
	table map[string]int
}

func (c *counts) of(s string) int {
	if c.table == nil {
		c.count()
	}
	return c.table[s]
}

// count counts what begins at each surname with one character more or two, as
// strings.Count does: what overlaps itself counts once.
func (c *counts) count() {
	c.table = map[string]int{}
	ends := map[string]int{}
	for at := range c.text {
		n := utf8.RuneCountInString(c.text[at : at+surnameAt(c.text[at:])])
		if n == 0 {
			continue
		}
		for _, length := range [...]int{n + 1, n + 2} {
			if s := prefix(c.text[at:], length); s != "" && ends[s] <= at {
				c.table[s]++
				ends[s] = at + len(s)
			}
		}
	}
}
