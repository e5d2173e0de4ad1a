package search

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// hits makes what is shown of some results, with marks in the snippets.
func (s *Service) hits(ctx context.Context, list []result, marks []string, r Request) ([]Hit, error) {
	units, err := s.unitsOf(ctx, list)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(list))
	for _, x := range list {
		h, text, err := s.hit(ctx, x, units[x.ID.Row], r)
		if err != nil {
			return nil, err
		}
		h.Snippet, h.Highlights = cut(text, marks)
		hits = append(hits, h)
	}
	return hits, nil
}

// unitsOf reads the provisions among some results.
func (s *Service) unitsOf(ctx context.Context, list []result) (map[int64]*kb.Unit, error) {
	var ids []int64
	for _, x := range list {
		if x.ID.Table == index.TableUnit {
			ids = append(ids, x.ID.Row)
		}
	}
	units, err := s.base.UnitsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*kb.Unit, len(units))
	for _, u := range units {
		byID[u.ID] = u
	}
	return byID, nil
}

// hit makes what is shown of one result, without its snippet, and the text that
// the snippet is cut from.
func (s *Service) hit(ctx context.Context, x result, u *kb.Unit, r Request) (h Hit, text string, err error) {
	h = Hit{Type: x.Kind.String(), Score: x.Score, Why: why(x), SameLaw: x.sameLaw, Cited: s.citations(x), exact: x.exact}
	if x.Kind == ranking.Clause {
		h.Type = index.KindArticle
	}
	switch {
	case x.place != nil:
		p := x.place
		h.Address, h.Title, h.Level, h.Status, h.Path = p.Address(r.AsOf).String(), titleOf(x.key, p.Provision), p.Law.Level, p.Version.StatusOn(r.AsOf), pathOf(p.Path)
		switch {
		case p.Part != nil:
			return h, kb.TextOf([]kb.Part{*p.Part}), nil
		case p.Unit != nil:
			return h, p.Unit.Text(), nil
		}
		text, err = s.base.Opening(ctx, p.Version)
		return h, text, err
	case x.ID.Table == index.TableUnit:
		if u == nil {
			return h, "", fmt.Errorf("the ranking has unit %d, which the knowledge base has not", x.ID.Row)
		}
		return s.provisionHit(ctx, h, u, r)
	case x.ID.Table == index.TableLaw:
		return s.lawHit(ctx, h, s.laws[x.ID.Row], r)
	}
	info := s.documents[x.ID.Row]
	h.ID, h.Title, h.Date = info.Ref, info.Title, info.Date
	passages, err := s.base.PassagesOf(ctx, x.ID.Row)
	if err != nil {
		return h, "", err
	}
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(p.Text() + "\n")
	}
	return h, b.String(), nil
}

func (s *Service) provisionHit(ctx context.Context, h Hit, u *kb.Unit, r Request) (Hit, string, error) {
	v := s.versions[u.VersionID]
	p, err := statute.ParseProvision(u.Address)
	if err != nil {
		return h, "", fmt.Errorf("reading the address of unit %d: %w", u.ID, err)
	}
	a := statute.Address{Law: v.Law, Provision: p}
	h.Status = v.StatusOn(r.AsOf)
	if h.Status == statute.StatusAmended || h.Status == statute.StatusRepealed || h.Status == statute.StatusNotYet {
		a.Version = v.Label
	}
	h.Address, h.Title, h.Level = a.String(), titleOf(v.Law, p), s.laws[s.lawByKey[v.Law]].Level
	path, err := s.base.Path(ctx, u.HeadingID)
	if err != nil {
		return h, "", err
	}
	h.Path = pathOf(path)
	return h, u.Text(), nil
}

func (s *Service) lawHit(ctx context.Context, h Hit, l kb.LawSummary, r Request) (Hit, string, error) {
	law, err := s.base.Law(ctx, l.Key)
	if err != nil {
		return h, "", err
	}
	v := law.On(r.AsOf)
	h.Address, h.Title, h.Level, h.Status, h.Date = l.Key, l.Key, l.Level, v.StatusOn(r.AsOf), v.InForceFrom
	text, err := s.base.Opening(ctx, v)
	return h, text, err
}

// why says in a user's words what speaks for a result.
func why(x result) []string {
	if x.exact {
		if x.place.Unit != nil {
			return []string{"地址相符"}
		}
		return []string{"名称相符"}
	}
	var list []string
	add := func(show bool, format string, args ...any) {
		if show {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	w := x.Why
	add(w.Words >= 0.05, "含所查字词的 %.0f%%", 100*w.Words)
	add(w.Closeness >= 0.2, "语义相近 %.2f", w.Closeness)
	add(w.Title >= 0.3, "标题相近 %.2f", w.Title)
	add(w.Asked > 0, "回答过 %d 个咨询", w.Asked)
	add(w.Cited > 0, "被 %d 条引用", w.Cited)
	if list == nil {
		list = []string{"符合所给条件"}
	}
	return list
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
