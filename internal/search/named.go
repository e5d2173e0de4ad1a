package search

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// named is a provision, a part of a law or a law that a query names.
type named struct {
	place *kb.Provision
	law   string        // key
	key   searchdoc.Key // of the document that the place is, or is a part of
}

func newNamed(law string, p *kb.Provision) named {
	n := named{place: p, law: law, key: searchdoc.LawKey(law)}
	if p.Unit != nil {
		n.key = searchdoc.ProvisionKey(law, p.Version.Label, p.Unit.Address)
	}
	return n
}

// kind is the kind of document that a user sees it as.
func (n named) kind() searchdoc.Kind {
	if n.place.Unit != nil {
		return searchdoc.Article
	}
	return searchdoc.Law
}

// names are what a query names.
type names struct {
	places  []named
	missing *kb.MissingError // the last of what is not there
	none    bool             // nothing of it is there
	byCrime bool             // the query is a crime, and the places are the articles that punish it
}

func newNames(places []named, missing *kb.MissingError) names {
	return names{places: places, missing: missing, none: len(places) == 0}
}

// only is the one place that is named; nil where there are none or several, or where
// a crime is named and no place.
func (n names) only() *kb.Provision {
	if len(n.places) != 1 || n.byCrime {
		return nil
	}
	return n.places[0].place
}

// absent is what is not there where nothing else that is named is.
func (n names) absent() *kb.MissingError {
	if !n.none {
		return nil
	}
	return n.missing
}

// missed tells a user what is not there, and names what is near.
func (n names) missed() (message string, nearest []string) {
	if n.missing == nil {
		return "", nil
	}
	return n.missing.Error(), n.missing.Nearest
}

// keys are the keys of the documents that are named.
func (n names) keys() []searchdoc.Key {
	var keys []searchdoc.Key
	for _, p := range n.places {
		keys = append(keys, p.key)
	}
	return keys
}

// ofTypes are the places that are of some types; none means all.
func ofTypes(places []named, types []string) []named {
	if len(types) == 0 {
		return places
	}
	var kept []named
	for _, p := range places {
		if slices.Contains(types, p.kind().String()) {
			kept = append(kept, p)
		}
	}
	return kept
}

// references finds what a query that is an address, or a list of them, names.
func (s *Service) references(ctx context.Context, q query.Query, r Request) (names, error) {
	if q.Ref == nil {
		return names{}, nil
	}
	if titled, err := s.titled(ctx, q, r.AsOf); err != nil || len(titled) > 0 {
		return newNames(titled, nil), err
	}
	var places []named
	var missing *kb.MissingError
	for _, ref := range append([]query.Ref{*q.Ref}, q.Further...) {
		found, m, err := s.reference(ctx, ref, r.AsOf)
		if err != nil {
			return names{}, err
		}
		places = append(places, found...)
		if m != nil {
			missing = m
		}
	}
	return newNames(places, missing), nil
}

// whole is the query where all of it is the name of a law that ends in a number:
// 刑法修正案十一 is no article 11 of 刑法修正案.
func (s *Service) whole(q query.Query) query.Query {
	if q.Ref != nil && len(q.Further) == 0 && q.Ref.Name != q.Raw && s.names.Resolve(q.Raw) != nil {
		q.Ref = &query.Ref{Name: q.Raw}
	}
	return q
}

// reference finds what a name means, in each law that may be meant. Where none has
// it, missing says what is not there; both are nil where the name is no law's.
func (s *Service) reference(ctx context.Context, ref query.Ref, day statute.Date) (places []named, missing *kb.MissingError, err error) {
	keys, version := s.lawsOf(ref)
	if len(keys) == 0 {
		missing, err = s.endedLaw(ctx, ref, day)
		return nil, missing, err
	}
	for _, key := range keys {
		place, m, err := s.lookUp(ctx, statute.Address{Law: key, Version: version, Provision: ref.Provision}, day)
		if err != nil {
			return nil, nil, err
		}
		if m != nil {
			missing = m
			continue
		}
		places = append(places, newNamed(key, place))
	}
	switch year := ref.Provision.Article.Main; {
	case len(places) > 0: // one of the laws that the name may mean has it
		missing = nil
	case missing != nil && year >= firstYear && year <= lastYear: // 公司法 2018 is a version
		return s.reference(ctx, query.Ref{Name: ref.Name + strconv.Itoa(year)}, day)
	}
	return places, missing, nil
}

// maxNameOfLaw bounds what may be the name of a law that nothing else is known of but its end,
// in characters.
const maxNameOfLaw = 60

// endedLaw is what is to be said of a law that no name leads to, and whose end is known; nil
// where nothing is.
func (s *Service) endedLaw(ctx context.Context, ref query.Ref, day statute.Date) (*kb.MissingError, error) {
	key := statute.Key(ref.Name)
	if key == "" || utf8.RuneCountInString(key) > maxNameOfLaw {
		return nil, nil
	}
	end, err := s.base.EndOf(ctx, key)
	if err != nil || end.Day.Date == "" {
		return nil, err
	}
	_, missing, err := s.lookUp(ctx, statute.Address{Law: key, Provision: ref.Provision}, day)
	return missing, err
}

// A number in these bounds that is no article of a law is the year of a version.
const (
	firstYear = 1949
	lastYear  = 2099
)

// lookUp finds what an address names. What is not there is no error, but whatever
// kept the knowledge base from looking is one.
func (s *Service) lookUp(ctx context.Context, a statute.Address, day statute.Date) (place *kb.Provision, missing *kb.MissingError,
	err error) {
	place, err = s.base.Lookup(ctx, a, day)
	if errors.As(err, &missing) {
		return nil, missing, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("looking up %s: %w", a, err)
	}
	return place, nil, nil
}

// lawsOf returns the keys of the laws that a reference may mean, and the version: the
// one that is written, or the one of the year that is part of the name (公司法2018).
func (s *Service) lawsOf(ref query.Ref) (keys []string, version string) {
	keys = s.resolve(ref.Name)
	year := ref.Year
	if year == "" {
		if len(keys) > 0 || ref.Version != "" {
			return keys, ref.Version
		}
		name, of, ok := query.CutYear(ref.Name)
		if !ok {
			return nil, ""
		}
		keys, year = s.resolve(name), of
	}
	law, latest := "", ""
	for _, key := range keys {
		v, ok := kb.OfYear(s.versions[key], year)
		if ok && (law == "" || statute.CompareLabels(v.Label, latest) > 0) {
			law, latest = key, v.Label
		}
	}
	if law == "" {
		return keys, year // which is not loaded
	}
	return []string{law}, latest
}

// onDay is a request for the day that its query names: that of a law by its name. One that
// names none, or a day of something else, is left as it is.
func (s *Service) onDay(q query.Query, r Request) Request {
	if q.Ref == nil || q.Ref.Day == "" {
		return r
	}
	if keys, _ := s.lawsOf(*q.Ref); len(keys) > 0 {
		r.AsOf = q.Ref.Day
	}
	return r
}

// mentioned finds the provisions that a sentence mentions: 民法典第577条怎么理解,
// 刑法第264条的数额较大是多少; and those of a crime.
func (s *Service) mentioned(ctx context.Context, q query.Query, r Request) (names, error) {
	if !q.Plain() {
		return names{}, nil
	}
	if !namesArticle.MatchString(q.Text) {
		places, err := s.crime(ctx, q.Text, r.AsOf)
		found := newNames(places, nil)
		found.byCrime = true
		return found, err
	}
	cites, err := s.graph.Cite(ctx, &citation.CitingText{Text: q.Text, Day: r.AsOf}, statute.Today(s.now()))
	if err != nil {
		return names{}, err
	}
	var places []named
	var missing *kb.MissingError
	for _, c := range cites {
		if c.Kind != citation.KindProvision {
			continue
		}
		for _, t := range c.Targets {
			if len(places) == maxMentioned {
				break
			}
			place, m, err := s.lookUp(ctx, t.Address, r.AsOf)
			if err != nil {
				return names{}, err
			}
			if m != nil {
				missing = m
				continue
			}
			n := newNamed(t.Address.Law, place)
			if !slices.ContainsFunc(places, func(p named) bool { return p.key == n.key }) {
				places = append(places, n)
			}
		}
	}
	return newNames(places, missing), nil
}

// namesArticle is how a sentence names an article.
var namesArticle = regexp.MustCompile(`[0-9０-９一二三四五六七八九十百千]\s*条|[0-9]\s*[Ⅰ-Ⅻ]|§\s*[0-9]|\b[Aa]rt(?:icle|icles|s)?\.?\s*[0-9]`)

// maxMentioned bounds the provisions that are taken from a sentence.
const maxMentioned = 20

// crime finds the articles that punish a crime where the text is its name:
// 职务侵占罪.
func (s *Service) crime(ctx context.Context, text string, day statute.Date) ([]named, error) {
	c, ok := s.crimes.Named(text)
	if !ok || c.Name != text {
		return nil, nil
	}
	var places []named
	for _, address := range c.Articles {
		a, err := statute.ParseAddress(address)
		if err != nil {
			return nil, fmt.Errorf("reading the article of %s: %w", c.Name, err)
		}
		place, missing, err := s.lookUp(ctx, a, day)
		if err != nil {
			return nil, err
		}
		if missing == nil {
			places = append(places, newNamed(a.Law, place))
		}
	}
	return places, nil
}

// holding are the named places whose documents meet the conditions of a plan.
func (s *Service) holding(ctx context.Context, places []named, p *engine.Plan) ([]named, error) {
	if len(places) == 0 {
		return places, nil
	}
	keys := make([]string, len(places))
	for i, n := range places {
		keys[i] = string(n.key)
	}
	a, err := s.engine.Search(ctx, &engine.Plan{Day: p.Day, Superseded: p.Superseded, Size: len(keys),
		Conditions: append(slices.Clip(p.Conditions), engine.Condition{Field: engine.FieldKey, Relation: engine.Is, Values: keys})})
	if err != nil {
		return nil, err
	}
	var kept []named
	for _, n := range places {
		if slices.ContainsFunc(a.Hits, func(h engine.Hit) bool { return h.Key == n.key }) {
			kept = append(kept, n)
		}
	}
	return kept, nil
}
