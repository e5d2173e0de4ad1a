package search

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// exactScore is the score of what the query names outright.
const exactScore = 1000

// exact finds what the query names outright: provisions or laws.
func (s *Service) exact(ctx context.Context, q query.Query, r Request, res *Result) ([]result, error) {
	if q.Ref == nil {
		return nil, nil
	}
	var hits []result
	var missing *kb.MissingError
	for _, ref := range append([]query.Ref{*q.Ref}, q.Further...) {
		found, m, err := s.exactRef(ctx, ref, r)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
		if m != nil {
			missing = m
		}
	}
	s.named(hits, missing, r, res)
	return ofTypes(hits, r), nil
}

// named says in the result what the query names.
func (s *Service) named(hits []result, missing *kb.MissingError, r Request, res *Result) {
	if missing != nil {
		res.NotLoaded, res.Nearest = missing.Error(), missing.Nearest
		if len(hits) == 0 {
			res.Missing = missing
		}
	}
	if len(hits) == 1 {
		res.Exact = hits[0].place
	}
}

func ofTypes(hits []result, r Request) []result {
	if len(r.Types) == 0 {
		return hits
	}
	return slices.DeleteFunc(hits, func(h result) bool { return !slices.Contains(r.Types, h.Kind.String()) })
}

// exactRef finds what a name means, in each law that may be meant. Where none
// has it, missing says what is not there; both are nil where the name is no law's.
func (s *Service) exactRef(ctx context.Context, ref query.Ref, r Request) (hits []result, missing *kb.MissingError, err error) {
	keys, version := s.meaning(ref)
	for _, key := range keys {
		h, m, err := s.exactAt(ctx, statute.Address{Law: key, Version: version, Provision: ref.Provision}, r)
		if err != nil {
			return nil, nil, err
		}
		if m != nil {
			missing = m
			continue
		}
		hits = append(hits, h)
	}
	switch year := ref.Provision.Article.Main; {
	case len(hits) > 0: // one of the laws that the name may mean has it
		missing = nil
	case missing != nil && year >= firstYear && year <= lastYear: // 公司法 2018 is a version
		return s.exactRef(ctx, query.Ref{Name: ref.Name + strconv.Itoa(year)}, r)
	}
	return hits, missing, nil
}

// A number in these bounds that is no article of a law is the year of a version.
const (
	firstYear = 1949
	lastYear  = 2099
)

// exactAt is the result for one address.
func (s *Service) exactAt(ctx context.Context, a statute.Address, r Request) (h result, missing *kb.MissingError, err error) {
	place, err := s.base.Lookup(ctx, a, r.AsOf)
	if errors.As(err, &missing) {
		return h, missing, nil
	}
	if err != nil {
		return h, nil, err
	}
	h = result{place: place, key: a.Law, exact: true}
	h.ID, h.Kind, h.Score = index.ID{Table: index.TableLaw, Row: place.Law.ID}, ranking.Law, exactScore
	if place.Unit != nil {
		h.ID, h.Kind = index.ID{Table: index.TableUnit, Row: place.Unit.ID}, ranking.Article
	}
	if doc, ok := s.ranker.Find(h.ID); ok {
		h.Doc = doc
	}
	return h, nil, nil
}

// meaning returns the keys that a name may mean, and the version: the one that
// is written, or the one of the year that is part of the name (公司法2018).
func (s *Service) meaning(ref query.Ref) (keys []string, version string) {
	if keys := s.resolve(ref.Name); len(keys) > 0 || ref.Version != "" {
		return keys, ref.Version
	}
	name, year, ok := query.CutYear(ref.Name)
	if !ok {
		return nil, ""
	}
	keys = s.resolve(name)
	latest := kb.Version{Label: year} // which is not loaded
	for _, v := range s.versions {
		if strings.HasPrefix(v.Label, year) && v.Label > latest.Label && slices.Contains(keys, v.Law) {
			latest = v
		}
	}
	if latest.Law != "" {
		keys = []string{latest.Law}
	}
	return keys, latest.Label
}

// cited finds the provisions that a sentence names: 民法典第577条怎么理解, 刑法第264条的
// 数额较大是多少; and those of a crime.
func (s *Service) cited(ctx context.Context, q query.Query, r Request, res *Result) ([]result, error) {
	if !q.Plain() {
		return nil, nil
	}
	if !namesArticle.MatchString(q.Text) {
		return s.crime(ctx, q.Text, r)
	}
	cites, err := s.graph.Cite(ctx, &citation.Document{Text: q.Text}, statute.Today(s.now()))
	if err != nil {
		return nil, err
	}
	var hits []result
	var missing *kb.MissingError
	for _, c := range cites {
		for _, t := range c.Targets {
			if c.Kind != citation.KindProvision || len(hits) == maxCited {
				continue
			}
			h, m, err := s.exactAt(ctx, t.Address, r)
			if err != nil {
				return nil, err
			}
			if m != nil {
				missing = m
			} else if !slices.ContainsFunc(hits, func(x result) bool { return x.ID == h.ID }) {
				hits = append(hits, h)
			}
		}
	}
	s.named(hits, missing, r, res)
	return ofTypes(hits, r), nil
}

// crime finds the articles that punish a crime where the text is its name:
// 职务侵占罪.
func (s *Service) crime(ctx context.Context, text string, r Request) ([]result, error) {
	c, ok := s.crimes.Named(text)
	if !ok || c.Name != text {
		return nil, nil
	}
	var hits []result
	for _, address := range c.Articles {
		a, err := statute.ParseAddress(address)
		if err != nil {
			return nil, fmt.Errorf("reading the article of %s: %w", c.Name, err)
		}
		h, missing, err := s.exactAt(ctx, a, r)
		if err != nil {
			return nil, err
		}
		if missing == nil {
			hits = append(hits, h)
		}
	}
	return ofTypes(hits, r), nil
}

// namesArticle is how a sentence names an article.
var namesArticle = regexp.MustCompile(`[0-9０-９一二三四五六七八九十百千]\s*条`)

// maxCited bounds the provisions that are taken from a sentence.
const maxCited = 20

// resolve returns the keys that a name may mean: a name of a law, or the
// initials of its pinyin.
func (s *Service) resolve(name string) []string {
	if keys := s.base.Names().Resolve(name); len(keys) > 0 {
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
	if len(keys) != 1 || !s.base.Names().IsLoaded(keys[0]) {
		return ""
	}
	return keys[0]
}

// understood writes back what was understood, in Chinese where it is an
// address.
func understood(q query.Query) string {
	switch {
	case q.IsCaseNumber:
		return "案号 " + q.Raw
	case q.Mentions != nil && q.Ref == nil:
		return "文号 " + q.Raw
	}
	if q.Ref != nil && !q.Ref.Provision.IsZero() {
		written := "地址 " + q.Ref.Name + " " + q.Ref.Provision.Chinese()
		for _, f := range q.Further {
			written += "、" + f.Name + " " + f.Provision.Chinese()
		}
		return written
	}
	return q.String()
}
