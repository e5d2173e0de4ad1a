package citecheck

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// holds reports whether a text has all that is quoted, in order; …… leaves out, and so does the
// number of an item: 下列行为：（十）…. White space, width, numerals and the punctuation at the ends of what is quoted
// tell nothing.
func holds(text, drafted string) bool {
	text = folded(text)
	for _, piece := range pieces(drafted) {
		piece = strings.Trim(folded(piece), ends)
		i := strings.Index(text, piece)
		if i < 0 {
			i = strings.Index(text, strings.TrimSuffix(piece, "等"))
			piece = strings.TrimSuffix(piece, "等") // of the draft: “…等”
		}
		if i < 0 {
			return false
		}
		text = text[i+len(piece):]
	}
	return true
}

// ends is the punctuation that does not count at the ends of a quotation.
const ends = "。；，.;,:"

// folded is a text as [holds] compares it.
func folded(s string) string {
	s = statute.NormName(s)
	var b strings.Builder
	for at := 0; at < len(s); {
		if n, size := cnnum.Prefix(s[at:]); size > 0 {
			b.WriteString(strconv.Itoa(n))
			at += size
			continue
		}
		b.WriteByte(s[at])
		at++
	}
	return b.String()
}

// pieces cuts a quotation where it may leave out: at …… and before the numbers of items.
func pieces(drafted string) []string {
	var list []string
	start := 0
	cut := func(end, next int) {
		if end > start {
			list = append(list, drafted[start:end])
		}
		start = next
	}
	for i, r := range drafted {
		switch {
		case r == '…':
			cut(i, i+len("…"))
		case label.Open(drafted[i:]) > 0:
			if _, n := label.Item(drafted[i:], func(string) int { return 0 }); n > 0 {
				cut(i, i)
			}
		}
	}
	cut(len(drafted), len(drafted))
	return list
}
