package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// maxRelated is how many provisions of each kind are named beside one.
const maxRelated = 5

// What a related provision is to the one asked for.
const (
	CitesThis   = "引用本条"
	CitedByThis = "本条引用"
)

// RelatedTo returns the provisions in force around an article in the net of
// citations.
func (s *Service) RelatedTo(ctx context.Context, p *kb.Place) ([]Related, error) {
	return s.related(ctx, p, Request{AsOf: statute.Today(s.now())})
}

// related returns provisions in force that cite a provision, those that are
// cited most themselves first, and those that it cites.
func (s *Service) related(ctx context.Context, p *kb.Place, r Request) ([]Related, error) {
	doc, ok := s.ranker.Find(index.ID{Table: index.TableUnit, Row: p.Unit.ID})
	if !ok {
		return nil, nil
	}
	shown := s.inForce(nil, r)
	choose := func(docs []int32) []int {
		var list []int
		for _, d := range docs {
			if f := s.ranker.Facts(int(d)); f.ID.Table == index.TableUnit && int(d) != doc && shown(f, int(d)) {
				list = append(list, int(d))
			}
		}
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(s.ranker.Facts(b).Cited, s.ranker.Facts(a).Cited) })
		return list[:min(maxRelated, len(list))]
	}
	var list []Related
	for _, group := range [...]struct {
		docs []int
		note string
	}{{choose(s.ranker.CitedBy(doc)), CitesThis}, {choose(s.ranker.Cites(doc)), CitedByThis}} {
		for _, d := range group.docs {
			f := s.ranker.Facts(d)
			address, err := s.base.UnitAddress(ctx, f.ID.Row)
			if err != nil {
				return nil, err
			}
			provision, err := statute.ParseProvision(address)
			if err != nil {
				return nil, err
			}
			key := s.versions[f.Version].Law
			list = append(list, Related{Address: statute.Address{Law: key, Provision: provision}.String(), Title: titleOf(key, provision), Note: group.note})
		}
	}
	return list, nil
}
