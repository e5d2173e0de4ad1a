package search

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// exactScore is the score of what the query names outright.
const exactScore = 1000

// exact finds what the query names outright: a provision or a law.
func (s *Service) exact(ctx context.Context, q query.Query, r Request, res *Result) ([]result, error) {
	if q.Ref == nil {
		return nil, nil
	}
	keys := s.resolve(q.Ref.Name)
	var hits []result
	for _, key := range keys {
		a := statute.Address{Law: key, Version: q.Ref.Version, Provision: q.Ref.Provision}
		place, err := s.base.Lookup(ctx, a, r.AsOf)
		var missing *kb.MissingError
		if errors.As(err, &missing) {
			res.Missing = missing
			res.NotLoaded, res.Nearest = missing.Error(), missing.Nearest
			continue
		}
		if err != nil {
			return nil, err
		}
		if len(keys) == 1 {
			res.Exact = place
		}
		h := result{place: place, key: key, exact: true}
		h.ID, h.Kind, h.Score = index.ID{Table: index.TableLaw, Row: place.Law.ID}, ranking.Law, exactScore
		if place.Unit != nil {
			h.ID, h.Kind = index.ID{Table: index.TableUnit, Row: place.Unit.ID}, ranking.Article
		}
		if doc, ok := s.ranker.Find(h.ID); ok {
			h.Doc = doc
		}
		if len(r.Types) == 0 || slices.Contains(r.Types, h.Kind.String()) {
			hits = append(hits, h)
		}
	}
	if len(hits) > 0 { // one of the laws that the name may mean has it
		res.Missing, res.NotLoaded, res.Nearest = nil, "", nil
	}
	return hits, nil
}

// resolve returns the keys that a name may mean: a name of a law, or the
// initials of its pinyin.
func (s *Service) resolve(name string) []string {
	if keys := s.base.ResolveName(name); len(keys) > 0 {
		return keys
	}
	if isInitials(name) {
		return s.suggester().byInitials[strings.ToLower(name)]
	}
	return nil
}

// scope keeps a search to a law that stands before or behind the words, set
// apart by white space or title marks: 民法典 违约金, 《民法典》违约金.
func (s *Service) scope(q *query.Query, res *Result) {
	for _, f := range q.Filters {
		if f.Field == query.FieldLaw {
			return
		}
	}
	if all, ok := q.Must.(query.And); ok {
		for i, e := range all {
			if w, ok := e.(query.Word); ok && s.lawNamed(string(w)) != "" && len(all) > 1 {
				// 民法典 AND 违约金: the law is where, not what.
				s.keepTo(q, res, s.lawNamed(string(w)), strings.TrimSpace(strings.Replace(q.Text, string(w), "", 1)))
				q.Must = query.Simplest(append(all[:i:i], all[i+1:]...))
				return
			}
		}
	}
	name, rest := "", ""
	if title, behind, ok := strings.Cut(strings.TrimPrefix(q.Text, "《"), "》"); ok && strings.HasPrefix(q.Text, "《") {
		name, rest = title, behind
	} else if words := strings.Fields(q.Text); len(words) > 1 {
		first, last := words[0], words[len(words)-1]
		if name, rest = first, strings.Join(words[1:], " "); s.lawNamed(name) == "" {
			name, rest = last, strings.Join(words[:len(words)-1], " ")
		}
	}
	key := s.lawNamed(name)
	if key == "" || strings.TrimSpace(rest) == "" || q.Must != nil && slices.Contains(query.Words(q.Must), name) {
		return
	}
	s.keepTo(q, res, key, strings.TrimSpace(rest))
}

// keepTo keeps a search to a law.
func (s *Service) keepTo(q *query.Query, res *Result, key, text string) {
	q.Text = text
	q.Filters = append(q.Filters, query.Filter{Field: query.FieldLaw, Value: key})
	res.Scope = key
}

// lawNamed returns the key of the one loaded law that a name means, or "".
func (s *Service) lawNamed(name string) string {
	name = strings.Trim(name, "《》")
	if name == "" {
		return ""
	}
	keys := s.resolve(name)
	if len(keys) != 1 || !s.base.IsLoaded(keys[0]) {
		return ""
	}
	return keys[0]
}

// understood writes back what was understood, in Chinese where it is an
// address.
func understood(q query.Query) string {
	if q.IsCaseNumber {
		return "案号 " + q.Raw
	}
	if q.Ref != nil && !q.Ref.Provision.IsZero() {
		return strings.TrimSpace("地址 " + q.Ref.Name + " " + q.Ref.Provision.Chinese())
	}
	return q.String()
}
