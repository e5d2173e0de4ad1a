package masking

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// counts says how often a string that begins with a surname stands in a view. All are
// counted at once when the first is asked for, since a text may name twenty thousand people.
type counts struct {
	text  string
	table map[uint64]counted
}

// counted is how often a string stands in a text, and where the last ends.
type counted struct{ n, end int32 }

func (c *counts) of(s string) int {
	if c.table == nil {
		c.count()
	}
	key, ok := packed(s)
	if !ok {
		return 0
	}
	return int(c.table[key].n)
}

// packed is a string of up to four characters below 65,536 as a number.
func packed(s string) (key uint64, ok bool) {
	n := 0
	for _, r := range s {
		if n++; r >= 1<<16 || n > 4 {
			return 0, false
		}
		key = key<<16 | uint64(r) // #nosec G115 -- positive
	}
	return key, n > 0
}

// count counts what begins at each surname with one character more or two, as
// strings.Count does: what overlaps itself counts once.
func (c *counts) count() {
	c.table = make(map[uint64]counted, len(c.text)/16)
	for at, r := range c.text {
		if !personname.IsHan(r) {
			continue
		}
		n := utf8.RuneCountInString(c.text[at : at+surnameAt(c.text[at:])])
		if n == 0 {
			continue
		}
		for _, length := range [...]int{n + 1, n + 2} {
			s := prefix(c.text[at:], length)
			key, ok := packed(s)
			if !ok {
				continue
			}
			if x := c.table[key]; int(x.end) <= at {
				c.table[key] = counted{x.n + 1, int32(at + len(s))} // #nosec G115 -- texts are smaller
			}
		}
	}
}
