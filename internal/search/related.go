package search

import (
	"context"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// maxRelated is how many provisions of each kind are named beside one.
const maxRelated = 5

// What a related provision is to the one asked for.
const (
	CitesThis   = "引用本条"
	CitedByThis = "本条引用"
)

// RelatedTo returns the provisions that are in force on a day around an article in the net of
// citations: those that cite it, and those that it cites.
func (s *Service) RelatedTo(ctx context.Context, p *kb.Provision, day statute.Date) ([]Related, error) {
	return s.related(ctx, p, day, false)
}

func (s *Service) related(ctx context.Context, p *kb.Provision, day statute.Date, superseded bool) ([]Related, error) {
	around := &engine.Around{Provision: newNamed(p.Law.Key, p).key, Day: day, Superseded: superseded, Size: maxRelated}
	n, err := s.engine.Neighbours(ctx, around)
	if err != nil {
		return nil, err
	}
	var list []Related
	for _, group := range [...]struct {
		keys []searchdoc.Key
		note string
	}{{n.Citing, CitesThis}, {n.Cited, CitedByThis}} {
		for _, key := range group.keys {
			law, _, address, _ := key.Provision()
			p, err := statute.ParseProvision(address)
			if err != nil {
				return nil, err
			}
			list = append(list, Related{Address: statute.Address{Law: law, Provision: p}.String(), Title: titleOf(law, p),
				Note: group.note})
		}
	}
	return list, nil
}
