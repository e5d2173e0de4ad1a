// Package joinline joins the lines that a layout broke inside of sentences: text out of a
// PDF, a mail, a page with <br>. A text that has paragraphs for lines stays as it is.
//
// Whether lines were broken is told by the text itself: in a broken text the lines that
// end inside of a sentence are about as wide as the page, nothing is wider, and some break
// where no paragraph ends: before a comma, inside of 《》, inside of a number. Page numbers
// and running heads between two halves of a sentence are taken out with the line end.
//
// Start with [Join]; [Text.Back] leads a place in the joined text to the text as it came.
package joinline

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Text is a text with its lines joined.
type Text struct {
	Source string // as it came
	Joined string
	cuts   []cut // in order
}

// cut is a stretch of the source that the joined text leaves out.
type cut struct {
	start, end int // in Source
	at         int // in Joined, behind what stands for it
	fill       int // bytes of Joined that stand for it: a space between words, or nothing
}

// Cuts is how many line ends were taken out, with what stood between.
func (t *Text) Cuts() int { return len(t.cuts) }

// Places are the bytes of the source where lines were joined.
func (t *Text) Places() []int {
	places := make([]int, len(t.cuts))
	for i, c := range t.cuts {
		places[i] = c.start
	}
	return places
}

// Join joins the lines of a text that a layout broke.
func Join(source string) *Text { return join(source, false) }

// JoinPage joins the lines of a text that is known to come from laid out pages.
func JoinPage(source string) *Text { return join(source, true) }

// A text of very many lines of some characters each is no prose, and what is kept of each
// line would take many times the memory of the text.
const (
	manyLines = 1 << 16
	shortLine = 12 // bytes on average
)

func join(source string, laid bool) *Text {
	t := &Text{Source: source, Joined: source}
	cuts := t.spaced(lineEnds(source, laid))
	if len(cuts) == 0 {
		return t
	}
	var b strings.Builder
	b.Grow(len(source))
	at := 0
	for i := range cuts {
		c := &cuts[i]
		b.WriteString(source[at:c.start])
		if c.fill > 0 {
			b.WriteByte(' ')
		}
		at, c.at = c.end, b.Len()
	}
	b.WriteString(source[at:])
	t.Joined, t.cuts = b.String(), cuts
	return t
}

// lineEnds are the cuts of the line ends that a layout put into a text.
func lineEnds(source string, laid bool) []cut {
	ends := strings.Count(source, "\n")
	if ends == 0 || ends > manyLines && len(source)/ends < shortLine {
		return nil
	}
	j := &joiner{text: source, lines: split(source)}
	j.runningHeads()
	for from := 0; from < len(j.lines); {
		to := from
		for to < len(j.lines) && !j.lines[to].wide() {
			to++
		}
		if to > from {
			j.region(from, min(to+1, len(j.lines)), laid)
		}
		from = to + 1
	}
	return j.cuts
}

// Back leads a span of the joined text to the span of the source from its first character
// to its last.
func (t *Text) Back(s statute.Span) statute.Span {
	if s.Start >= s.End {
		at := t.back(s.Start)
		return statute.Span{Start: at, End: at}
	}
	_, size := utf8.DecodeLastRuneInString(t.Joined[:s.End])
	last := s.End - max(1, size)
	return statute.Span{Start: t.back(s.Start), End: t.back(last) + s.End - last}
}

// back leads a byte of the joined text to its byte in the source.
func (t *Text) back(at int) int {
	i := sort.Search(len(t.cuts), func(i int) bool { return t.cuts[i].at > at })
	if i < len(t.cuts) && at >= t.cuts[i].at-t.cuts[i].fill {
		return t.cuts[i].start // the space that stands for a line end
	}
	if i == 0 {
		return at
	}
	return t.cuts[i-1].end + at - t.cuts[i-1].at
}

// Forward leads a span of the source to the joined text; what was left out has no length
// there.
func (t *Text) Forward(s statute.Span) statute.Span {
	return statute.Span{Start: t.forward(s.Start), End: t.forward(s.End)}
}

func (t *Text) forward(at int) int {
	i := sort.Search(len(t.cuts), func(i int) bool { return t.cuts[i].start > at })
	if i == 0 {
		return at
	}
	c := t.cuts[i-1]
	return c.at + max(0, at-c.end)
}

// With is the same joining of a text with the same characters in another spelling, such as
// simplified ones: source and joined have as many characters as before.
func (t *Text) With(source, joined string) *Text {
	w := &Text{Source: source, Joined: joined, cuts: make([]cut, len(t.cuts))}
	old, now := walk{text: t.Source}, walk{text: source}
	oldJoined, nowJoined := walk{text: t.Joined}, walk{text: joined}
	for i, c := range t.cuts {
		w.cuts[i].fill = c.fill
		w.cuts[i].start = now.forward(old.to(c.start))
		w.cuts[i].end = now.forward(old.to(c.end))
		w.cuts[i].at = nowJoined.forward(oldJoined.to(c.at))
	}
	return w
}

// walk goes through a text once.
type walk struct {
	text string
	at   int
}

// to goes to a byte and counts the characters on the way.
func (w *walk) to(at int) int {
	n := utf8.RuneCountInString(w.text[w.at:at])
	w.at = at
	return n
}

// forward goes on by n characters and gives the byte.
func (w *walk) forward(n int) int {
	for range n {
		_, size := utf8.DecodeRuneInString(w.text[w.at:])
		w.at += size
	}
	return w.at
}
