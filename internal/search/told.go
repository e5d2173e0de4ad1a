package search

import (
	"context"
	"errors"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
)

// maxToldWith bounds the cases of reports that words find.
const maxToldWith = 10

// toldWith are the cases that reports tell in which each word of a request stands. The engine finds none
// of them by words: they are parts of reports and no documents. They stand first: the words are in them as they were typed.
func (s *Service) toldWith(ctx context.Context, r CaseRequest) ([]*kb.CaseInfo, error) {
	words := strings.Fields(query.Parse(r.Query).Text)
	if len(words) == 0 || r.Chosen[engine.FieldTier] != "" && r.Chosen[engine.FieldTier] != string(casefile.TierNews) {
		return nil, nil
	}
	all := CaseRequest{Chosen: map[string]string{}, Day: r.Day, Size: MaxSize}
	for field, value := range r.Chosen {
		all.Chosen[field] = value
	}
	all.Chosen[engine.FieldTier] = string(casefile.TierNews)
	p, refusal, err := s.casePlan(ctx, all)
	if err != nil || refusal != "" {
		return nil, err
	}
	a, err := s.engine.Search(ctx, p)
	if err != nil {
		return nil, err
	}
	cases, err := s.casesOf(ctx, a.Hits)
	if err != nil {
		return nil, err
	}
	var found []*kb.CaseInfo
	var d *kb.FullDocument // the report of the case before
	for _, c := range cases {
		if c.InReport == 0 || len(found) == maxToldWith {
			continue
		}
		n, err := s.base.CommentaryNotes(ctx, c.ID)
		if errors.Is(err, kb.ErrNotFound) || err == nil && c.InReport > len(n.Reported) {
			continue
		}
		if err != nil {
			return nil, err
		}
		t := n.Reported[c.InReport-1]
		if d == nil || d.ID != c.ID {
			if d, err = s.base.Document(ctx, c.Ref); err != nil {
				return nil, err
			}
		}
		if t.Span.End <= len(d.Text) && hasAll(t.Heading+t.OrganName()+t.Place.Text+t.Kind+t.Brief.Text+t.Span.Of(d.Text), words) {
			found = append(found, c)
		}
	}
	return found, nil
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
