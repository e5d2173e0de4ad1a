package masking

import (
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// edits are replacements in a text, in order and without overlaps.
type edits []edit

// edit puts a string in the place of bytes start to end of a text. In the text that
// comes out it stands from newStart to newEnd.
type edit struct {
	start, end       int
	newStart, newEnd int
	with             string
}

func (e *edits) add(start, end int, with string) {
	newStart := start
	if n := len(*e); n > 0 {
		newStart += (*e)[n-1].newEnd - (*e)[n-1].end
	}
	*e = append(*e, edit{start, end, newStart, newStart + len(with), with})
}

// editsOf are the edits that make replacements.
func editsOf(list []Replacement) edits {
	var e edits
	for _, r := range list {
		e.add(r.Span.Start, r.Span.End, r.After)
	}
	return e
}

// apply makes the replacements in a text.
func (e edits) apply(s string) string {
	if len(e) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for _, x := range e {
		b.WriteString(s[at:x.start])
		b.WriteString(x.with)
		at = x.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// shift is where a span of the text before is in the text after. A span that begins or
// ends within what was replaced has all that stands there now.
func (e edits) shift(s statute.Span) statute.Span {
	if s.Start == s.End {
		at := e.begin(s.Start)
		return statute.Span{Start: at, End: at}
	}
	return statute.Span{Start: e.begin(s.Start), End: e.end(s.End)}
}

// begin is where what begins at a place begins afterwards.
func (e edits) begin(at int) int {
	i := sort.Search(len(e), func(i int) bool { return e[i].start > at })
	switch {
	case i == 0:
		return at
	case at < e[i-1].end:
		return e[i-1].newStart
	}
	return e[i-1].newEnd + at - e[i-1].end
}

// end is where what ends at a place ends afterwards.
func (e edits) end(at int) int {
	i := sort.Search(len(e), func(i int) bool { return e[i].start >= at })
	switch {
	case i == 0:
		return at
	case at < e[i-1].end:
		return e[i-1].newEnd
	}
	return e[i-1].newEnd + at - e[i-1].end
}
