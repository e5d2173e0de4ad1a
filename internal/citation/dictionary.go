package citation

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Dictionary holds names of laws, so that they are found in a text without 《》.
// It is safe for concurrent use.
type Dictionary struct {
	names trie
	// endings holds the names of statutes backwards: 调解仲裁法 is the end of one,
	// and no 仲裁法.
	endings trie
}

// NewDictionary makes a dictionary of names.
func NewDictionary(names iter.Seq[string]) *Dictionary {
	d := &Dictionary{names: newTrie(), endings: newTrie()}
	for name := range names {
		norm := []rune(statute.NormName(name))
		if len(norm) < minName {
			continue
		}
		d.names.add(norm)
		if norm[len(norm)-1] == '法' {
			slices.Reverse(norm)
			d.endings.add(norm)
		}
	}
	return d
}

// minName is the length of the shortest name that is read without 《》, in
// characters.
const minName = 2

// trie is a tree over the characters of statute.NormName; the first characters
// stand in a table of their own, since nearly every look-up ends there.
type trie struct {
	first *firstTable
	next  map[edge]int32
	ends  []bool // by node
	// some has a bit for each character that goes on from a node, by its last six bits: most look-ups end there.
	some []uint64
}

// firstTable is the nodes of first characters: in pages of those that share all but the
// last byte, and in a map those beyond 16 bits.
type firstTable struct {
	pages  [256]*[256]int32
	beyond map[rune]int32
}

func (t *firstTable) node(r rune) int32 {
	if uint32(r) > 0xFFFF {
		return t.beyond[r]
	}
	page := t.pages[r>>8]
	if page == nil {
		return 0
	}
	return page[r&0xFF]
}

func (t *firstTable) set(r rune, node int32) {
	if uint32(r) > 0xFFFF {
		if t.beyond == nil {
			t.beyond = map[rune]int32{}
		}
		t.beyond[r] = node
		return
	}
	if t.pages[r>>8] == nil {
		t.pages[r>>8] = new([256]int32)
	}
	t.pages[r>>8][r&0xFF] = node
}

type edge struct {
	node int32
	r    rune
}

func newTrie() trie {
	return trie{first: &firstTable{}, next: map[edge]int32{}, ends: []bool{false}, some: []uint64{0}}
}

func (t *trie) add(word []rune) {
	node := int32(0)
	for _, r := range word {
		n, ok := t.child(node, r)
		if !ok {
			n = int32(len(t.ends))
			t.ends, t.some = append(t.ends, false), append(t.some, 0)
			if node == 0 {
				t.first.set(r, n)
			} else {
				t.next[edge{node, r}] = n
				t.some[node] |= 1 << (r & 63)
			}
		}
		node = n
	}
	t.ends[node] = true
}

func (t *trie) child(node int32, r rune) (int32, bool) {
	if node == 0 {
		n := t.first.node(r)
		return n, n > 0
	}
	if t.some[node]&(1<<(r&63)) == 0 {
		return 0, false
	}
	n, ok := t.next[edge{node, r}]
	return n, ok
}

// beforeName is the length of the text before the name of a statute that makes
// it the end of a longer name, at least two characters of it; 0 for none.
func (d *Dictionary) beforeName(before, name string) int {
	node, ok := int32(0), true
	for at := len(name); at > 0 && ok; {
		r, size := utf8.DecodeLastRuneInString(name[:at])
		at -= size
		if norm, keep := statute.NormRune(r); keep {
			node, ok = d.endings.child(node, norm)
		}
	}
	at, count := len(before), 0
	for ok && at > 0 {
		r, size := utf8.DecodeLastRuneInString(before[:at])
		if node, ok = d.endings.child(node, r); ok {
			at -= size
			count++
		}
	}
	if count < 2 {
		return 0
	}
	return len(before) - at
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
				if open == 1 && d.names.ends[node] {
					end = at // （一） ends with its bracket
				}
				open = max(0, open-1)
			}
			continue
		}
		n, ok := d.names.child(node, norm)
		if !ok {
			break
		}
		node, skipped = n, 0
		at += size
		if d.names.ends[node] && open == 0 {
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

// Names returns the names that stand in s, those inside others too, such as the law in the
// title of its interpretation. A name that is the end of a longer one is none: 合同法 of
// 劳动合同法.
func (d *Dictionary) Names(s string) []string {
	var found []string
	ended := 0
	for at := range s {
		if n := d.longest(s[at:]); n > 0 && at+n != ended && !trapped(s[at:at+n], s[at+n:]) {
			found = append(found, s[at:at+n])
			ended = at + n
		}
	}
	return found
}
