// Package search answers what a user typed: an exact address first, then
// articles, laws, cases and commentary ranked by how well they match.
//
// Start with [Service.Search]. The index gives candidates; score.go ranks
// them; snippet.go cuts what is shown.
package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// Index is what search needs of a full-text index.
type Index interface {
	Candidates(ctx context.Context, r index.Request) (*index.Candidates, error)
}

// Service searches one generation. It is safe for concurrent use.
type Service struct {
	base     *kb.Base
	index    Index
	versions map[int64]kb.Version
	levels   map[string]statute.Level // of each law
	now      func() time.Time
}

// New makes a service over an open knowledge base and index.
func New(ctx context.Context, base *kb.Base, x Index, now func() time.Time) (*Service, error) {
	versions, err := base.Versions(ctx)
	if err != nil {
		return nil, err
	}
	laws, err := base.Laws(ctx)
	if err != nil {
		return nil, err
	}
	s := &Service{base: base, index: x, versions: make(map[int64]kb.Version, len(versions)), levels: make(map[string]statute.Level, len(laws)), now: now}
	for _, v := range versions {
		s.versions[v.ID] = v
	}
	for _, l := range laws {
		s.levels[l.Key] = l.Level
	}
	return s, nil
}

// Request is a search.
type Request struct {
	Query string
	Types []string // article law case commentary consultation; none means all
	Law   string   // key or other name of a law to search inside
	Level string
	Page  int // from 1
	Size  int // up to MaxSize
	AsOf  statute.Date
	// Superseded includes texts that are no longer in force; they are marked.
	Superseded bool
	// NoSnippets leaves out snippets, for runs that need only the order.
	NoSnippets bool
}

// The limits of a request.
const (
	MaxSize    = 100
	maxResults = 400 // candidates that are ranked
)

// Hit is one result.
type Hit struct {
	Type       string         `json:"type"`
	Address    string         `json:"address,omitempty"`
	ID         string         `json:"id,omitempty"`
	Title      string         `json:"title"`
	Path       []string       `json:"path,omitempty"` // headings above an article
	Level      statute.Level  `json:"level,omitempty"`
	Status     statute.Status `json:"status,omitempty"`
	Date       statute.Date   `json:"date,omitempty"`
	Snippet    string         `json:"snippet"`
	Highlights [][2]int       `json:"highlights"` // in the snippet, code points
	Score      float64        `json:"score"`
	Why        []string       `json:"why"`

	law       string
	provision statute.Provision
}

// Result is the answer to a request.
type Result struct {
	Query      string           `json:"query"`
	Understood string           `json:"understood"`
	Exact      *kb.Place        `json:"-"`
	Missing    *kb.MissingError `json:"-"` // the query is an address that is not there
	Total      int              `json:"total"`
	TookMS     float64          `json:"took_ms"`
	Hits       []Hit            `json:"hits"`
	Message    string           `json:"message,omitempty"`
	// NotLoaded says that the query names a law or provision that is not there;
	// Nearest is what is near.
	NotLoaded string   `json:"not_loaded,omitempty"`
	Nearest   []string `json:"nearest,omitempty"`
}

// Search answers a request.
func (s *Service) Search(ctx context.Context, r Request) (*Result, error) {
	start := s.now()
	if r.AsOf == "" {
		r.AsOf = statute.Today(start)
	}
	r.Page = max(1, r.Page)
	if r.Size <= 0 {
		r.Size = 20
	}
	r.Size = min(r.Size, MaxSize)
	q := query.Parse(r.Query)
	res := &Result{Query: q.Raw, Hits: []Hit{}}
	if q.Raw == "" {
		res.Message = "请输入要查的内容，例如 民法典1036、人脸识别规定第10条，或一句话的问题"
		return res, nil
	}
	hits, err := s.exact(ctx, q, r, res)
	if err != nil {
		return nil, err
	}
	if res.Exact == nil && res.Missing == nil && len(hits) == 0 {
		q.Ref = nil // no law has that name: these are words
	}
	res.Understood = q.String()
	if r.Law != "" {
		keys := s.base.ResolveName(r.Law)
		if len(keys) == 0 || !s.base.IsLoaded(keys[0]) {
			res.NotLoaded, res.Nearest = "没有收录《"+r.Law+"》", s.base.NearestLaws(r.Law, 5)
			return res, nil
		}
		r.Law = keys[0]
	}
	ranked, total, err := s.ranked(ctx, q, r)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, h := range hits {
		seen[h.Type+h.Address] = true
	}
	for _, h := range ranked {
		if !seen[h.Type+h.Address] || h.Address == "" {
			hits = append(hits, h)
		}
	}
	res.Total = max(total, len(hits))
	from := min((r.Page-1)*r.Size, len(hits))
	res.Hits = append(res.Hits, hits[from:min(from+r.Size, len(hits))]...)
	if err := s.dress(ctx, res.Hits, q, r); err != nil {
		return nil, err
	}
	if len(hits) == 0 {
		res.Message = "没有找到。可以换个说法，或减少几个词"
	}
	res.TookMS = float64(s.now().Sub(start).Microseconds()) / 1000
	return res, nil
}

func wants(types []string, t string) bool {
	if len(types) == 0 {
		return true
	}
	for _, w := range types {
		if w == t {
			return true
		}
	}
	return false
}

// exact finds what the query names outright: a provision or a law.
func (s *Service) exact(ctx context.Context, q query.Query, r Request, res *Result) ([]Hit, error) {
	if q.Ref == nil {
		return nil, nil
	}
	keys := s.base.ResolveName(q.Ref.Name)
	var hits []Hit
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
		h := Hit{Type: index.KindLaw, Address: place.Address(r.AsOf).String(), Title: key, Level: place.Law.Level, Status: place.Version.StatusOn(r.AsOf),
			Score: 1000, Why: []string{"名称相符"}, law: key}
		if place.Unit != nil {
			h.Type = index.KindArticle
			h.Title = titleOf(key, place.Provision)
			h.Why = []string{"地址相符"}
			h.provision = place.Provision
			h.Snippet = place.Unit.Text()
			if place.Part != nil {
				h.Snippet = kb.TextOf([]kb.Part{*place.Part})
			}
			h.Path = pathOf(place.Path)
		}
		if wants(r.Types, h.Type) {
			hits = append(hits, h)
		}
	}
	return hits, nil
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

// ranked finds and ranks candidates.
func (s *Service) ranked(ctx context.Context, q query.Query, r Request) ([]Hit, int, error) {
	req := index.Request{Text: strings.TrimSpace(q.Text + " " + strings.Join(q.Phrases, " ")), Must: q.Phrases, Kinds: kindsOf(r.Types), Limit: maxResults}
	if r.Law != "" {
		req.Laws = []string{r.Law}
	}
	if r.Level != "" {
		req.Level = []string{r.Level}
	}
	found, err := s.index.Candidates(ctx, req)
	if err != nil {
		return nil, 0, err
	}
	candidates, err := s.load(ctx, found, r)
	if err != nil {
		return nil, 0, err
	}
	candidates = withPhrases(candidates, q.Phrases)
	rank(candidates, found)
	hits := make([]Hit, len(candidates))
	for i, c := range candidates {
		hits[i] = c.hit
	}
	total := found.Total
	if len(q.Phrases) > 0 || len(hits) < maxResults && found.Total <= maxResults {
		total = len(hits)
	}
	return hits, total, nil
}

// kindsOf maps the types of the contract to the kinds of the index.
func kindsOf(types []string) []string {
	var kinds []string
	for _, t := range types {
		kinds = append(kinds, t)
		if t == index.KindArticle {
			kinds = append(kinds, index.KindClause)
		}
	}
	return kinds
}

// candidate is a row that may become a hit.
type candidate struct {
	hit   Hit
	title string // for scoring: law title or document title
	text  string
	place int // in the order of the index
}

// load reads the rows of the candidates and drops texts that are not in force.
func (s *Service) load(ctx context.Context, found *index.Candidates, r Request) ([]*candidate, error) {
	var unitIDs []int64
	place := map[index.ID]int{}
	for i, id := range found.IDs {
		place[id] = i
		if id.Table == index.TableUnit {
			unitIDs = append(unitIDs, id.Row)
		}
	}
	units, err := s.base.UnitsByID(ctx, unitIDs)
	if err != nil {
		return nil, err
	}
	var list []*candidate
	for _, u := range units {
		v := s.versions[u.VersionID]
		status := v.StatusOn(r.AsOf)
		if !r.Superseded && status != statute.StatusInForce && status != statute.StatusUnverified {
			continue
		}
		p, err := statute.ParseProvision(u.Address)
		if err != nil {
			return nil, fmt.Errorf("reading the address of unit %d: %w", u.ID, err)
		}
		a := statute.Address{Law: v.Law, Provision: p}
		if status == statute.StatusAmended || status == statute.StatusRepealed || status == statute.StatusNotYet {
			a.Version = v.Label
		}
		kind := index.KindArticle
		if u.Kind == statute.KindClause {
			kind = index.KindClause
		}
		list = append(list, &candidate{title: v.Law, text: u.Text(), place: place[index.ID{Table: index.TableUnit, Row: u.ID}],
			hit: Hit{Type: kind, Address: a.String(), Title: titleOf(v.Law, p), Level: s.levels[v.Law], Status: status, law: v.Law, provision: p}})
	}
	for _, id := range found.IDs {
		switch id.Table {
		case index.TableLaw:
			c, err := s.lawCandidate(ctx, id.Row, r)
			if err != nil {
				return nil, err
			}
			if c != nil {
				c.place = place[id]
				list = append(list, c)
			}
		case index.TableDocument:
			c, err := s.documentCandidate(ctx, id.Row)
			if err != nil {
				return nil, err
			}
			c.place = place[id]
			list = append(list, c)
		}
	}
	return list, nil
}

func (s *Service) lawCandidate(ctx context.Context, id int64, r Request) (*candidate, error) {
	key, err := s.base.LawKey(ctx, id)
	if err != nil {
		return nil, err
	}
	law, err := s.base.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	v := law.On(r.AsOf)
	status := v.StatusOn(r.AsOf)
	if !r.Superseded && status == statute.StatusRepealed {
		return nil, nil
	}
	return &candidate{title: key, hit: Hit{Type: index.KindLaw, Address: key, Title: key, Level: law.Level, Status: status, Date: v.InForceFrom, law: key}}, nil
}

func (s *Service) documentCandidate(ctx context.Context, id int64) (*candidate, error) {
	info, err := s.base.DocumentByID(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("the index has document %d, which the knowledge base has not: %w", id, err)
	}
	passages, err := s.base.PassagesOf(ctx, id)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, p := range passages {
		text.WriteString(p.Text() + "\n")
	}
	return &candidate{title: info.Title, text: text.String(), hit: Hit{Type: string(info.Kind), ID: info.Ref, Title: info.Title, Date: info.Date}}, nil
}
