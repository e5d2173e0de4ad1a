package masking

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// counts says how often a string that begins with a surname stands in a view. All are
// counted at once when the first is asked for, since a text may name twenty thousand people.
type counts struct {
	text  string
	table []counted // looked through from where a string belongs
}

// counted is how often a string stands in a text, and where the last ends.
type counted struct {
	key    uint64 // 0 where the place is free
	n, end int32
}

func (c *counts) of(s string) int {
	if c.table == nil {
		c.count()
	}
	key, ok := packed(s)
	if !ok {
		return 0
	}
	return int(c.place(key).n)
}

// place is where a string is counted.
func (c *counts) place(key uint64) *counted {
	mask := uint64(len(c.table) - 1) // #nosec G115 -- positive
	for at := key * spread >> 20; ; at++ {
		if x := &c.table[at&mask]; x.key == key || x.key == 0 {
			return x
		}
	}
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
	surnames := 0
	for at, r := range c.text {
		if personname.IsHan(r) && surnameAt(c.text[at:]) > 0 {
			surnames++
		}
	}
	size := 1
	for size < 4*surnames {
		size *= 2
	}
	c.table = make([]counted, size)
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
			if x := c.place(key); int(x.end) <= at {
				x.key = key
				x.n++
				x.end = int32(at + len(s)) // #nosec G115 -- texts are smaller
			}
		}
	}
}
