package search

import (
	"context"
	"slices"
	"strings"

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
		return s.havingHeading(ctx, laws, ids, p, day)
	}
	has, err := s.base.TextsWith(ctx, ids, p.AtArticle().String())
	if err != nil {
		return nil, err
	}
	laws = slices.DeleteFunc(laws, func(l Suggestion) bool { return !has[texts[l.Key]] })
	if p.Paragraph == 0 && p.Item == 0 {
		return laws[:min(maxSuggestions, len(laws))], nil
	}
	laws = laws[:min(maxRead, len(laws))]
	at := func(l Suggestion) kb.AddressInText {
		return kb.AddressInText{Version: texts[l.Key], Address: p.AtArticle().String(), Nth: 1}
	}
	addresses := make([]kb.AddressInText, len(laws))
	for i, l := range laws {
		addresses[i] = at(l)
	}
	units, err := s.base.UnitsAt(ctx, addresses)
	if err != nil {
		return nil, err
	}
	laws = slices.DeleteFunc(laws, func(l Suggestion) bool { return units[at(l)] == nil || !units[at(l)].Has(p) })
	return laws[:min(maxSuggestions, len(laws))], nil
}

// maxRead is of how many laws the provision is read, to see whether it has a paragraph
// or an item.
const maxRead = 30

// havingHeading are the first of some laws that have a part, chapter or section.
func (s *Service) havingHeading(ctx context.Context, laws []Suggestion, texts []int64, p statute.Provision, day statute.Date) ([]Suggestion,
	error) {
	levels := strings.Split(p.String(), "/")
	has, err := s.base.TextsWithHeading(ctx, texts, levels[len(levels)-1])
	if err != nil {
		return nil, err
	}
	kept := []Suggestion{}
	for i, l := range laws {
		if p.Named == "" && !has[texts[i]] || len(kept) == maxSuggestions {
			continue
		}
		_, missing, err := s.lookUp(ctx, statute.Address{Law: l.Key, Provision: p}, day)
		if err != nil {
			return nil, err
		}
		if missing == nil {
			kept = append(kept, l)
		}
	}
	return kept, nil
}
