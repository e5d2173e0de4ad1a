package citation

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Dictionary holds names of laws, so that they are found in a text without 《》.
// It is safe for concurrent use.
//
// It is a trie over the characters of statute.NormName; the first characters
// stand in a table of their own, since nearly every look-up ends there.
type Dictionary struct {
	first map[rune]int32
	next  map[edge]int32
	ends  []bool // by node
}

type edge struct {
	node int32
	r    rune
}

// NewDictionary makes a dictionary of names.
func NewDictionary(names iter.Seq[string]) *Dictionary {
	d := &Dictionary{first: map[rune]int32{}, next: map[edge]int32{}, ends: []bool{false}}
	for name := range names {
		d.add(statute.NormName(name))
	}
	return d
}

// minName is the length of the shortest name that is read without 《》, in
// characters.
const minName = 2

func (d *Dictionary) add(norm string) {
	if utf8.RuneCountInString(norm) < minName {
		return
	}
	node := int32(0)
	for _, r := range norm {
		n, ok := d.child(node, r)
		if !ok {
			n = int32(len(d.ends))
			d.ends = append(d.ends, false)
			if node == 0 {
				d.first[r] = n
			} else {
				d.next[edge{node, r}] = n
			}
		}
		node = n
	}
	d.ends[node] = true
}

func (d *Dictionary) child(node int32, r rune) (int32, bool) {
	if node == 0 {
		n, ok := d.first[r]
		return n, ok
	}
	n, ok := d.next[edge{node, r}]
	return n, ok
}

const (
	// maxSkip is how many characters that tell nothing may stand together inside
	// a name.
	maxSkip = 3
	// maxNameBytes bounds what is looked at for one name.
	maxNameBytes = 600
)

// longest returns the length in bytes of the longest name at the start of s,
// 0 where there is none. Brackets and white space inside a name don't count.
func (d *Dictionary) longest(s string) int {
	s = s[:min(len(s), maxNameBytes)]
	node, end, skipped, open := int32(0), 0, 0, 0
	for at := 0; at < len(s); {
		if strings.HasPrefix(s[at:], statute.Republic) {
			at += len(statute.Republic)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		norm, keep := statute.NormRune(r)
		if !keep {
			if node == 0 || r == '\n' || r == '“' || r == '”' || skipped == maxSkip {
				break
			}
			skipped++
			at += size
			switch bracket(r) {
			case 1:
				open++
			case -1:
				if open == 1 && d.ends[node] {
					end = at // （一） ends with its bracket
				}
				open = max(0, open-1)
			}
			continue
		}
		n, ok := d.child(node, norm)
		if !ok {
			break
		}
		node, skipped = n, 0
		at += size
		if d.ends[node] && open == 0 {
			end = at
		}
	}
	return end
}

func bracket(r rune) int {
	switch r {
	case '（', '(', '《', '〈', '〔', '[':
		return 1
	case '）', ')', '》', '〉', '〕', ']':
		return -1
	}
	return 0
}

// Names returns the names that stand in s, those that begin inside others too.
func (d *Dictionary) Names(s string) []string {
	var found []string
	for at := range s {
		if n := d.longest(s[at:]); n > 0 && !trapped(s[at:at+n], s[at+n:]) {
			found = append(found, s[at:at+n])
		}
	}
	return found
}
