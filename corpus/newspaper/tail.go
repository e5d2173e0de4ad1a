package newspaper

import (
	"strings"
	"unicode"
)

// moveTails finds reports whose last paragraph has no end and looks for their
// tail at the end of the report before, where a page saved by columns leaves
// it: the paragraphs there that share more with this report than with their
// neighbours are moved.
func moveTails(drafts []*draft) {
	for i, d := range drafts {
		last := len(d.body) - 1
		if last < 0 || endsSentence(d.body[last].text) || d.photo {
			continue
		}
		if i > 0 && takeTail(d, drafts[i-1]) {
			continue
		}
		d.lostEnd = last
	}
	for _, d := range drafts {
		for i, b := range d.body {
			if b.kind == body && !endsSentence(b.text) && d.lostEnd < 0 && !d.photo {
				d.lostEnd = i
			}
		}
	}
}

func takeTail(d, from *draft) bool {
	own := grams(d.words())
	at := len(from.body)
	for k := at - 1; k > 0 && from.body[k].kind == body; k-- {
		head := &draft{headlines: from.headlines, body: from.body[:k]}
		if ownsAll(from.body[k:], own, grams(head.words())) {
			at = k
		}
	}
	if at == len(from.body) {
		return false
	}
	tail := from.body[at:]
	last := &d.body[len(d.body)-1]
	last.text += tail[0].text
	last.parts++
	d.body = append(d.body, tail[1:]...)
	d.moved = len(tail)
	from.body = from.body[:at:at]
	moved := len(from.original) - len(tail)
	d.original = append(append([]string{}, from.original[moved:]...), d.original...)
	from.original = from.original[:moved:moved]
	return true
}

// ownsAll reports whether every paragraph shares more with own than with other.
func ownsAll(paragraphs []block, own, other map[string]bool) bool {
	for _, p := range paragraphs {
		if g := grams(p.text); overlap(g, own) <= overlap(g, other) {
			return false
		}
	}
	return true
}

func (d *draft) words() string {
	var b strings.Builder
	for _, h := range d.headlines {
		b.WriteString(h + "\n")
	}
	for _, p := range d.body {
		b.WriteString(p.text + "\n")
	}
	return b.String()
}

// grams is the set of pairs of neighbouring Chinese characters.
func grams(s string) map[string]bool {
	set := map[string]bool{}
	var prev rune
	for _, r := range s {
		if unicode.Is(unicode.Han, r) && prev != 0 {
			set[string(prev)+string(r)] = true
		}
		prev = 0
		if unicode.Is(unicode.Han, r) {
			prev = r
		}
	}
	return set
}

// overlap is the share of a that b has.
func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 {
		return 0
	}
	n := 0
	for g := range a {
		if b[g] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}
