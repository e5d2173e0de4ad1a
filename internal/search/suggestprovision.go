package search

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// suggestProvisions completes the name of a law that has a provision.
func (s *Service) suggestProvisions(ctx context.Context, ref query.Ref) ([]Suggestion, error) {
	folded, latin := foldName(ref.Name)
	laws := s.suggester().laws(folded, latin, maxChecked)
	laws, err := s.having(ctx, laws, ref.Provision, statute.Today(s.now()))
	if err != nil {
		return nil, err
	}
	for i := range laws {
		laws[i].Text, laws[i].Kind = laws[i].Text+" "+ref.Provision.Chinese(), "article"
	}
	return laws, nil
}

// having are the first of some laws whose texts of a day have a provision. All texts
// are asked at once.
func (s *Service) having(ctx context.Context, laws []Suggestion, p statute.Provision, day statute.Date) ([]Suggestion, error) {
	texts := make(map[string]int64, len(laws)) // by the keys of laws
	ids := make([]int64, len(laws))
	for i, l := range laws {
		ids[i] = s.textOn(l.Key, day).ID
		texts[l.Key] = ids[i]
	}
	if p.Article.IsZero() && p.Annex == 0 {
		has, err := s.base.TextsWithHeading(ctx, ids, p)
		return firstWith(laws, func(l Suggestion) bool { return has[texts[l.Key]] }), err
	}
	has, err := s.base.TextsWith(ctx, ids, p.AtArticle().String())
	if err != nil {
		return nil, err
	}
	if p.Paragraph == 0 && p.Item == 0 {
		return firstWith(laws, func(l Suggestion) bool { return has[texts[l.Key]] }), nil
	}
	laws = slices.DeleteFunc(laws, func(l Suggestion) bool { return !has[texts[l.Key]] })
	return s.havingPart(ctx, laws, texts, p)
}

// firstWith are the first of some laws for which has is true.
func firstWith(laws []Suggestion, has func(Suggestion) bool) []Suggestion {
	laws = slices.DeleteFunc(laws, func(l Suggestion) bool { return !has(l) })
	return laws[:min(maxSuggestions, len(laws))]
}

// How many provisions are read, to see whether they have a paragraph or an item: so many
// at once until there are enough, and so many at most.
const (
	readAtOnce = 10
	maxRead    = 30
)

// havingPart are the first of some laws, all of which have an article, where it has a
// paragraph or an item.
func (s *Service) havingPart(ctx context.Context, laws []Suggestion, texts map[string]int64, p statute.Provision) ([]Suggestion, error) {
	article := p.AtArticle().String()
	at := func(l Suggestion) kb.AddressInText {
		return kb.AddressInText{Version: texts[l.Key], Address: article, Nth: 1}
	}
	kept := []Suggestion{}
	for some := range slices.Chunk(laws[:min(maxRead, len(laws))], readAtOnce) {
		addresses := make([]kb.AddressInText, len(some))
		for i, l := range some {
			addresses[i] = at(l)
		}
		units, err := s.base.UnitsAt(ctx, addresses)
		if err != nil {
			return nil, err
		}
		for _, l := range some {
			if u := units[at(l)]; u != nil && u.Has(p) {
				kept = append(kept, l)
			}
		}
		if len(kept) >= maxSuggestions {
			return kept[:maxSuggestions], nil
		}
	}
	return kept, nil
}
