package masking

import (
	"strings"

	"github.com/fatiao/fatiao/internal/personname"
)

// counts says how often a string that begins with a surname stands in a view. One
// string is counted by going through the text; where many are asked for, all that may
// be asked for are counted at once, since a text may name twenty thousand people.
type counts struct {
	text  string
	asked int
	table map[string]int
}

// manyCounts is how many strings are counted one by one.
const manyCounts = 100

func (c *counts) of(s string) int {
	if c.table == nil {
		if c.asked++; c.asked <= manyCounts {
			return strings.Count(c.text, s)
		}
		c.count()
	}
	return c.table[s]
}

// count counts the names that begin at each surname, as strings.Count does: what
// overlaps itself counts once.
func (c *counts) count() {
	c.table = map[string]int{}
	ends := map[string]int{}
	for at := range c.text {
		n := personname.Surname(c.text[at:])
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
