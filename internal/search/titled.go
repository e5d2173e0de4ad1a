package search

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// Parts of laws and annexes that a query calls by their titles: 民法典总则编, 民法典物权,
// 合同编, 个人所得税法所附税率表一, 个人所得税税率表一.

// maxTitled bounds a query that may be such a title, in characters.
const maxTitled = 40

// titled finds the part of a law, or the annex, that a query calls by its title, with the
// chapter behind it: 民法典人格权编第六章.
func (s *Service) titled(ctx context.Context, q query.Query, day statute.Date) ([]named, error) {
	name := strings.TrimRight(q.Ref.Name, "》 ")
	if len(q.Further) > 0 || !q.Ref.Provision.Article.IsZero() || q.Ref.Provision.Annex > 0 || q.Ref.Version != "" ||
		utf8.RuneCountInString(q.Raw) > maxTitled || s.names.Resolve(q.Ref.Name) != nil {
		return nil, nil
	}
	raw := strings.Join(strings.Fields(q.Raw), "")
	switch key, title := s.lawAndTitle(q.Raw); {
	case annexTitle.MatchString(name):
		places, err := s.annexTitled(ctx, raw, day)
		return places, err
	case strings.HasSuffix(name, "编"):
		places, err := s.partCited(ctx, raw+"的规定", day)
		if err != nil || len(places) > 0 || key != "" || !q.Ref.Provision.IsZero() {
			return places, err
		}
		return s.partTitled(ctx, "", name, day)
	case key != "" && q.Ref.Provision.IsZero():
		return s.partTitled(ctx, key, title, day)
	}
	return nil, nil
}

// annexTitle is how the titles of annexes end.
var annexTitle = regexp.MustCompile(`(?:表|目录|名录|清单|细目)[一二三四五六七八九十\d]{0,3}》?(?:[（(][^（()）]*[)）])?$`)

// lawAndTitle divides a query into the name of a loaded law and what is glued to it:
// 民法典物权. key is "" where no law stands there.
func (s *Service) lawAndTitle(raw string) (key, title string) {
	if strings.ContainsAny(raw, " \u3000") {
		return "", ""
	}
	for at := len(raw); at > 0; {
		_, size := utf8.DecodeLastRuneInString(raw[:at])
		at -= size
		if key := s.lawNamed(raw[:at]); key != "" && utf8.RuneCountInString(raw[:at]) > 1 {
			return key, strings.TrimLeft(raw[at:], "》的")
		}
	}
	return "", ""
}

// partCited finds what a text cites, where that is one part of a loaded law.
func (s *Service) partCited(ctx context.Context, text string, day statute.Date) ([]named, error) {
	cites, err := s.graph.Cite(ctx, &citation.CitingText{Text: text}, statute.Today(s.now()))
	if err != nil || len(cites) != 1 || len(cites[0].Targets) != 1 || !cites[0].Targets[0].Found {
		return nil, err
	}
	a := cites[0].Targets[0].Address
	place, missing, err := s.lookUp(ctx, a, day)
	if err != nil || missing != nil {
		return nil, err
	}
	return []named{newNamed(a.Law, place)}, nil
}

// partTitled finds the 编 with a title, of one law or, where key is "", of all.
func (s *Service) partTitled(ctx context.Context, key, title string, day statute.Date) ([]named, error) {
	short := strings.TrimSuffix(title, "编")
	if short == "" {
		return nil, nil
	}
	found, err := s.base.PartsTitled(ctx, short, short+"编")
	if err != nil {
		return nil, err
	}
	return s.placesOf(ctx, slices.DeleteFunc(found, func(t kb.Titled) bool { return key != "" && t.Law != key }), day)
}

// annexTitled finds the annexes that a query calls by their title, behind the name of
// their law or alone.
func (s *Service) annexTitled(ctx context.Context, raw string, day statute.Date) ([]named, error) {
	if places, err := s.partCited(ctx, raw, day); err != nil || len(places) > 0 {
		return places, err
	}
	all, err := s.base.Annexes(ctx)
	if err != nil {
		return nil, err
	}
	return s.placesOf(ctx, slices.DeleteFunc(all, func(t kb.Titled) bool { return !citation.SameAnnex(t.Title, raw, false) }), day)
}

// placesOf are titled places in the texts that count on a day, each once.
func (s *Service) placesOf(ctx context.Context, titled []kb.Titled, day statute.Date) ([]named, error) {
	var places []named
	for _, t := range titled {
		if s.textOn(t.Law, day).Label != t.Version {
			continue
		}
		p, err := statute.ParseProvision(t.Local)
		if err != nil {
			return nil, fmt.Errorf("reading the address of %s: %w", t.Title, err)
		}
		place, missing, err := s.lookUp(ctx, statute.Address{Law: t.Law, Provision: p}, day)
		if err != nil {
			return nil, err
		}
		if missing != nil || slices.ContainsFunc(places, func(n named) bool {
			return n.law == t.Law && n.place.Provision == place.Provision
		}) {
			continue
		}
		places = append(places, newNamed(t.Law, place))
	}
	return places, nil
}
