package search

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// snippetLength is the length of a snippet, in characters.
const snippetLength = 130

// dress adds snippet, highlights and path to the hits of a page.
func (s *Service) dress(ctx context.Context, hits []Hit, q query.Query, r Request) error {
	for i := range hits {
		h := &hits[i]
		h.Highlights = [][2]int{}
		if h.Why == nil {
			h.Why = []string{}
		}
		if r.NoSnippets {
			continue
		}
		text, err := s.textOf(ctx, h, r)
		if err != nil {
			return err
		}
		h.Snippet, h.Highlights = cut(text, marks(q))
	}
	return nil
}

func (s *Service) textOf(ctx context.Context, h *Hit, r Request) (string, error) {
	switch {
	case h.Snippet != "":
		return h.Snippet, nil
	case h.ID != "":
		d, err := s.base.Document(ctx, h.ID)
		if err != nil {
			return "", err
		}
		var text strings.Builder
		for _, p := range d.Passages {
			text.WriteString(p.Text() + "\n")
		}
		return text.String(), nil
	}
	a, err := statute.ParseAddress(h.Address)
	if err != nil {
		return "", err
	}
	place, err := s.base.Lookup(ctx, a, r.AsOf)
	if err != nil {
		return "", err
	}
	if place.Unit == nil {
		return s.base.Opening(ctx, place.Version)
	}
	h.Path = pathOf(place.Path)
	return kb.TextOf(place.Unit.Parts), nil
}

// marks are the strings to mark: phrases, and the words and characters of the
// query.
func marks(q query.Query) []string {
	list := append([]string{}, q.Phrases...)
	words, err := gseanalysis.Load()
	if err != nil {
		return list
	}
	for _, t := range words.Words(q.Text) {
		if w := q.Text[t.Start:t.End]; utf8.RuneCountInString(w) > 1 && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	for _, t := range gseanalysis.Bigrams(q.Text) {
		if w := q.Text[t.Start:t.End]; !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// cut chooses the part of text with most marks, from a sentence start to a
// sentence end where that fits, and returns it with the places of the marks
// in code points.
func cut(text string, marks []string) (string, [][2]int) {
	sentences := split(text)
	best, bestHits := 0, -1
	for i := range sentences {
		hits := 0
		window := join(sentences, i)
		for _, m := range marks {
			if strings.Contains(window, m) {
				hits += utf8.RuneCountInString(m)
			}
		}
		if hits > bestHits {
			best, bestHits = i, hits
		}
	}
	if len(sentences) == 0 {
		return "", [][2]int{}
	}
	snippet := join(sentences, best)
	if best > 0 {
		snippet = "……" + snippet
	}
	return snippet, places(snippet, marks)
}

func split(text string) []string {
	var sentences []string
	start := 0
	for at, r := range text {
		if r == '\n' || strings.ContainsRune("。；！？", r) {
			end := at + utf8.RuneLen(r)
			if s := strings.TrimSpace(text[start:end]); s != "" {
				sentences = append(sentences, s)
			}
			start = end
		}
	}
	if s := strings.TrimSpace(text[start:]); s != "" {
		sentences = append(sentences, s)
	}
	return sentences
}

// join joins sentences from i on, as many as fit.
func join(sentences []string, i int) string {
	var b strings.Builder
	n := 0
	for ; i < len(sentences); i++ {
		l := utf8.RuneCountInString(sentences[i])
		if n > 0 && n+l > snippetLength {
			break
		}
		b.WriteString(sentences[i])
		n += l
	}
	if s := b.String(); n > 2*snippetLength {
		return string([]rune(s)[:2*snippetLength]) + "……"
	} else {
		return s
	}
}

// places finds the marks in s, joined where they touch or overlap.
func places(s string, marks []string) [][2]int {
	var found [][2]int // bytes
	for _, m := range marks {
		for at := 0; m != ""; {
			i := strings.Index(s[at:], m)
			if i < 0 {
				break
			}
			found = append(found, [2]int{at + i, at + i + len(m)})
			at += i + len(m)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i][0] < found[j][0] })
	merged := [][2]int{}
	for _, f := range found {
		if n := len(merged); n > 0 && f[0] <= merged[n-1][1] {
			merged[n-1][1] = max(merged[n-1][1], f[1])
			continue
		}
		merged = append(merged, f)
	}
	for i, m := range merged {
		start := utf8.RuneCountInString(s[:m[0]])
		merged[i] = [2]int{start, start + utf8.RuneCountInString(s[m[0]:m[1]])}
	}
	return merged
}
