package timeline

import (
	"slices"

	"github.com/fatiao/fatiao/internal/statute"
)

// Settle says of each text of one law when it holds, in the order of the texts. A text ends
// where the next begins, be that loaded or only known from amended, the days on which
// captions say that the law was adopted or amended; else where a repeal or its own source
// ends it. No two texts hold on one day.
func Settle(texts []Text, amended []statute.Date, repeals []Repeal) []Span {
	spans := make([]Span, len(texts))
	for i, t := range texts {
		s := &spans[i]
		s.From = t.From
		s.To = DayOf("", Unknown)
		if next := nextOf(texts, i); next >= 0 {
			s.To = texts[next].From
		}
		if day := betweenTexts(texts, t, amended); day != "" && (s.To.Date == "" || day < s.To.Date) && day > t.From.Date {
			s.To = Day{day, Assumed} // the text of that day is not loaded
		}
		if sameDay(texts, i) {
			s.To = t.From
		}
		if s.To.Date == "" {
			s.repealed(t, repeals)
		}
		if t.Ended != "" && t.Ended > t.From.Date && (s.To.Date == "" || t.Ended < s.To.Date) {
			s.To, s.RepealedBy, s.RepealedAt = Day{t.Ended, FromText}, "", ""
		}
	}
	return spans
}

// nextOf returns the index of the text that begins next after text i, -1 where none does.
func nextOf(texts []Text, i int) int {
	next, begins := -1, texts[i].begins()
	for k, n := range texts {
		if k != i && n.From.Date > begins && (next < 0 || n.From.Date < texts[next].From.Date) {
			next = k
		}
	}
	return next
}

// sameDay reports whether a text with a later label begins on the same day as text i, which
// then holds on no day.
func sameDay(texts []Text, i int) bool {
	t := texts[i]
	return t.From.Date != "" && slices.ContainsFunc(texts, func(n Text) bool {
		return n.From.Date == t.From.Date && n.Label > t.Label
	})
}

// betweenTexts is the first day on which the law was amended behind the label of a text and
// before that of the next loaded one; "" where there is none.
func betweenTexts(texts []Text, t Text, amended []statute.Date) statute.Date {
	if statute.IsUndated(t.Label) {
		return ""
	}
	first := statute.Date("")
	for _, day := range amended {
		if string(day) > t.Label && (first == "" || day < first) {
			first = day
		}
	}
	if first == "" || slices.ContainsFunc(texts, func(n Text) bool {
		return !statute.IsUndated(n.Label) && n.Label > t.Label && n.Label <= string(first)
	}) {
		return ""
	}
	return first
}

// repealed ends a text by the first repeal that takes effect while it holds.
func (s *Span) repealed(t Text, repeals []Repeal) {
	for _, r := range repeals {
		if r.Day.Date > t.From.Date && (s.To.Date == "" || r.Day.Date < s.To.Date) {
			s.To, s.RepealedBy, s.RepealedAt = r.Day, r.By, r.At
		}
	}
}
