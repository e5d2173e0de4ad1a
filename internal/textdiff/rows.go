package textdiff

import (
	"strings"
	"unicode/utf8"
)

// Row is what stands side by side: a paragraph of the one text with that of the other.
type Row struct{ From, To []Segment }

// Rows cuts segments where both texts have a line end.
func Rows(segments []Segment) []Row {
	rows := []Row{{}}
	add := func(s Segment) {
		r := &rows[len(rows)-1]
		if s.From != "" {
			r.From = append(r.From, s)
		}
		if s.To != "" {
			r.To = append(r.To, s)
		}
	}
	for _, s := range segments {
		x, y := strings.SplitAfter(s.From, "\n"), strings.SplitAfter(s.To, "\n")
		if s.In != Both || len(x) != len(y) {
			add(s)
			continue
		}
		for i := range x {
			if i > 0 {
				rows = append(rows, Row{})
			}
			add(Segment{In: Both, From: x[i], To: y[i]})
		}
	}
	return rows
}

// Unmarked puts two texts side by side without comparing them.
func Unmarked(from, to string) []Row { return []Row{{whole(Both, from, ""), whole(Both, "", to)}} }

// Common is the share of the shorter text that both have: 1 where all of it stands in the other.
func Common(segments []Segment) float64 {
	both, from, to := 0, 0, 0
	for _, s := range segments {
		x, y := utf8.RuneCountInString(s.From), utf8.RuneCountInString(s.To)
		from, to = from+x, to+y
		if s.In == Both {
			both += min(x, y)
		}
	}
	if from == 0 || to == 0 {
		return 0
	}
	return float64(both) / float64(min(from, to))
}

// Gap stands for words that are left out.
const Gap = "……"

// Shorten leaves out what both texts have but for some characters around what they have not.
// Where they have nothing else nothing is left.
func Shorten(segments []Segment, around int) []Segment {
	if !Differ(segments) {
		return nil
	}
	out := make([]Segment, len(segments))
	for i, s := range segments {
		if s.In == Both {
			s.From = shorten(s.From, around, i > 0, i+1 < len(segments))
			s.To = shorten(s.To, around, i > 0, i+1 < len(segments))
		}
		out[i] = s
	}
	return out
}

// shorten keeps the beginning of a text where something stands before it, and its end where
// something stands behind it.
func shorten(s string, around int, before, behind bool) string {
	kept := 0
	if before {
		kept += around
	}
	if behind {
		kept += around
	}
	all := utf8.RuneCountInString(s)
	if all <= kept+utf8.RuneCountInString(Gap) {
		return s
	}
	head, tail := "", ""
	runes := []rune(s)
	if before {
		head = string(runes[:around])
	}
	if behind {
		tail = string(runes[all-around:])
	}
	return strings.TrimRight(head, "\n") + Gap + strings.TrimLeft(tail, "\n")
}
