package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// present makes what is shown of an engine's hits, with marks in the snippets.
func (s *Service) present(ctx context.Context, m *meaning, found []engine.Hit, day statute.Date) ([]Hit, error) {
	units, err := s.unitsOf(ctx, found)
	if err != nil {
		return nil, err
	}
	stored, err := s.storedDocuments(ctx, found)
	if err != nil {
		return nil, err
	}
	marks := s.marks(m.query, m.expanded)
	hits := make([]Hit, 0, len(found))
	for _, f := range found {
		h := Hit{Type: engine.TypeOf(f.Kind), Score: f.Score, SameLaw: f.SameLaw, Cited: f.Cited}
		var text string
		_, _, _, provision := f.Key.Provision()
		switch {
		case f.Named > 0:
			h, text, err = s.showNamed(ctx, h, m.names.places[f.Named-1], day)
		case provision:
			h, text, err = s.showProvision(ctx, h, f.Key, units[f.Key], day)
		case f.Kind == searchdoc.Law:
			h, text, err = s.showLaw(ctx, h, f.Key.Law(), day)
		case stored[f.Key] != nil:
			h, text = showStored(h, stored[f.Key])
		default:
			h, text, err = s.showDocument(ctx, h, f.Key)
		}
		if err != nil {
			return nil, fmt.Errorf("presenting %s: %w", f.Key, err)
		}
		h.Snippet, h.Highlights = cut(text, marks, m.plan.Question.Asks&question.AsksAmount != 0 && !provision)
		h.Highlights = s.words.WholeWords(h.Snippet, h.Highlights, m.query.Must != nil || len(m.query.Filters) > 0)
		if !h.exact {
			h.Why = why(f.Reasons, &h)
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// unitsOf reads the provisions among some hits that are not shown by the names that
// the user gave.
func (s *Service) unitsOf(ctx context.Context, found []engine.Hit) (map[searchdoc.Key]*kb.Unit, error) {
	keys := map[kb.AddressInText]searchdoc.Key{}
	var addresses []kb.AddressInText
	for _, f := range found {
		law, label, address, ok := f.Key.Provision()
		if !ok || f.Named > 0 {
			continue
		}
		a := kb.AddressInText{Version: s.texts[searchdoc.VersionKey(law, label)].ID, Address: address, Nth: f.Key.Nth()}
		addresses, keys[a] = append(addresses, a), f.Key
	}
	at, err := s.base.UnitsAt(ctx, addresses)
	if err != nil {
		return nil, err
	}
	units := make(map[searchdoc.Key]*kb.Unit, len(at))
	for a, u := range at {
		if key, ok := keys[a]; ok { // not another one with the same number
			units[key] = u
		}
	}
	return units, nil
}

// showNamed shows what the query names.
func (s *Service) showNamed(ctx context.Context, h Hit, n named, day statute.Date) (shown Hit, text string, err error) {
	p := n.place
	h.exact, h.Why = true, []string{"名称相符"}
	if p.Unit != nil {
		h.Why = []string{"地址相符"}
	}
	h.Address, h.Title, h.Level, h.Path = p.Address(day).String(), titleOf(n.law, p.Provision), p.Law.Level, pathOf(p.Path)
	h.Status, h.StatusText = p.Version.StatusOn(day), p.Version.StatusText(day)
	switch {
	case p.Part != nil:
		return h, kb.TextOf([]kb.Part{*p.Part}), nil
	case p.Unit != nil:
		return h, p.Unit.Text(), nil
	}
	text, err = s.base.Opening(ctx, p.Version)
	return h, text, err
}

func (s *Service) showProvision(ctx context.Context, h Hit, key searchdoc.Key, u *kb.Unit, day statute.Date) (shown Hit, text string,
	err error) {
	if u == nil {
		return h, "", kb.ErrNotFound
	}
	p, err := statute.ParseProvision(u.Address)
	if err != nil {
		return h, "", err
	}
	law, label, _, _ := key.Provision()
	v := s.texts[searchdoc.VersionKey(law, label)]
	a := statute.Address{Law: law, Provision: p}
	h.Status, h.StatusText = v.StatusOn(day), v.StatusText(day)
	if h.Status == statute.StatusAmended || h.Status == statute.StatusRepealed || h.Status == statute.StatusNotYet {
		a.Version = v.Label
	}
	h.Address, h.Title, h.Level = a.String(), titleOf(law, p), s.laws[law].Level
	h.Path, err = s.pathTo(ctx, u.HeadingID)
	return h, u.Text(), err
}

// pathTo are the names of the headings above a provision, by the nearest of them. They are read
// once: twenty are shown of every question.
func (s *Service) pathTo(ctx context.Context, heading int64) ([]string, error) {
	if path, ok := s.paths.Load(heading); ok {
		return path.([]string), nil
	}
	headings, err := s.base.Path(ctx, heading)
	if err != nil {
		return nil, err
	}
	path := slices.Clip(pathOf(headings))
	s.paths.Store(heading, path)
	return path, nil
}

func (s *Service) showLaw(ctx context.Context, h Hit, key string, day statute.Date) (shown Hit, text string, err error) {
	law, err := s.base.Law(ctx, key)
	if err != nil {
		return h, "", err
	}
	v := law.On(day)
	h.Address, h.Title, h.Level, h.Date = key, key, law.Level, v.Begins()
	h.Status, h.StatusText = v.StatusOn(day), v.StatusText(day)
	text, err = s.base.Opening(ctx, v)
	return h, text, err
}

// showStored shows a case that the knowledge base has not.
func showStored(h Hit, d *searchdoc.Document) (shown Hit, text string) {
	_, h.ID, _ = d.Key.Document()
	h.Title, h.Date = d.Title, d.Date
	return h, d.Text
}

func (s *Service) showDocument(ctx context.Context, h Hit, key searchdoc.Key) (shown Hit, text string, err error) {
	_, ref, _ := key.Document()
	info, ok, err := s.base.DocumentByRef(ctx, ref)
	if err != nil {
		return h, "", err
	}
	if !ok {
		return h, "", kb.ErrNotFound
	}
	h.ID, h.Title, h.Date = info.Ref, info.Title, info.Date
	passages, err := s.base.PassagesOf(ctx, info.ID)
	if err != nil {
		return h, "", err
	}
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(p.Text() + "\n")
	}
	return h, b.String(), nil
}

// counts are the facets of a list as they are shown.
func (s *Service) counts(list engine.List, a *engine.Answer) (map[string][]Count, error) {
	facets := map[string][]Count{}
	for field, offer := range list.Offered() {
		for _, c := range a.Facets[field.Name] {
			name := field.Called(c.Value)
			if field.Name == engine.FieldApplies {
				address, err := statute.ParseAddress(c.Value)
				if err != nil {
					return nil, fmt.Errorf("reading the address of a count: %w", err)
				}
				name = titleOf(address.Law, address.Provision)
			}
			facets[offer.Facet] = append(facets[offer.Facet], Count{Value: c.Value, Name: name, Count: c.Count})
		}
	}
	return facets, nil
}

func titleOf(key string, p statute.Provision) string {
	return strings.TrimSpace(key + " " + p.Chinese())
}

func pathOf(headings []kb.Heading) []string {
	var path []string
	for _, h := range headings {
		path = append(path, h.Name())
	}
	return path
}
