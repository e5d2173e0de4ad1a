package search

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// suggestProvisions completes the name of a law that has a provision.
func (s *Service) suggestProvisions(ctx context.Context, ref query.Ref, day statute.Date) ([]Suggestion, error) {
	folded, latin := foldName(ref.Name)
	laws := s.suggester().laws(folded, latin, maxChecked)
	if len(laws) == 0 { // no law is called so: one with a name that is nearly written so
		sounding, written := s.suggester().namesLike(statute.NormName(ref.Name))
		for _, name := range append(sounding, written...) {
			laws = append(laws, s.suggestionOf(name))
		}
	}
	laws, err := s.having(ctx, laws, ref.Provision, day)
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
	if p.Paragraph > 0 || p.Item > 0 {
		return s.havingPart(ctx, laws, ids, p)
	}
	has, err := s.base.TextsWith(ctx, ids, p.AtArticle().String())
	return firstWith(laws, func(l Suggestion) bool { return has[texts[l.Key]] }), err
}

// firstWith are the first of some laws for which has is true.
func firstWith(laws []Suggestion, has func(Suggestion) bool) []Suggestion {
	laws = slices.DeleteFunc(laws, func(l Suggestion) bool { return !has(l) })
	return laws[:min(maxSuggestions, len(laws))]
}

// maxRead is how many provisions are read at most, to see whether they have a paragraph or
// an item.
const maxRead = 30

// havingPart are the first of some laws whose texts have a provision with a paragraph or
// an item.
func (s *Service) havingPart(ctx context.Context, laws []Suggestion, texts []int64, p statute.Provision) ([]Suggestion, error) {
	byText := make(map[int64]Suggestion, len(laws))
	for i, l := range laws {
		byText[texts[i]] = l
	}
	kept := []Suggestion{}
	read, last, done := 0, int64(0), false // done with the last text
	err := s.base.EachAt(ctx, texts, p.AtArticle().String(), func(u *kb.Unit) bool {
		if u.VersionID != last {
			if read == maxRead {
				return false
			}
			read, last, done = read+1, u.VersionID, false
		}
		if done || u.Kind != statute.KindArticle && u.Kind != statute.KindClause {
			return true
		}
		if done = true; u.Has(p) { // a number that is given twice means its first place
			kept = append(kept, byText[last])
		}
		return len(kept) < maxSuggestions
	})
	return kept, err
}
