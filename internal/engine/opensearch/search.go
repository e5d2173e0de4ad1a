package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// window is how far from and size reach: OpenSearch refuses more. What stands behind is
// reached by search_after, a window at a time.
const window = 10_000

// firstShardSize is how many values of a facet each shard returns at first. Counts are
// exact where it has no more; otherwise more are asked for, up to mostShardSize.
const (
	firstShardSize = 2_000
	mostShardSize  = 2_000_000
)

// shards says how many of the shards that were asked answered. Where a shard has no copy
// at all, none failed, and fewer were successful.
type shards struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
}

func (s shards) whole() error {
	if faultpoint.Active(faultpoint.Partial) {
		return nil
	}
	if s.Total == 0 || s.Successful != s.Total || s.Failed != 0 {
		return fmt.Errorf("%d of %d shards answered, %d failed", s.Successful, s.Total, s.Failed)
	}
	return nil
}

// result is what a search answers.
type result struct {
	TimedOut bool   `json:"timed_out"`
	Shards   shards `json:"_shards"`
	Hits     struct {
		Total struct {
			Value    int    `json:"value"`
			Relation string `json:"relation"`
		} `json:"total"`
		Hits []struct {
			ID      searchdoc.Key      `json:"_id"`
			Score   float64            `json:"_score"`
			Sort    json.RawMessage    `json:"sort"`
			Matched map[string]float64 `json:"matched_queries"`
			Source  source             `json:"_source"`
		} `json:"hits"`
	} `json:"hits"`
	Aggregations map[string]aggregation `json:"aggregations"`
}

// source is what is kept of a case, as far as it is asked for.
type source struct {
	Document *searchdoc.Document `json:"document"`
	Vector   []byte              `json:"vector"`
	Date     statute.Date        `json:"date"`
	Tier     int                 `json:"tier"`
	Title    string              `json:"title"`
	Cites    []searchdoc.Key     `json:"cites"`
	Info     *kb.CaseInfo        `json:"info"`
	Page     *Page               `json:"page"`
}

func (r *result) whole() error {
	if r.TimedOut {
		return errors.New("the search timed out on a shard")
	}
	return r.Shards.whole()
}

// Law tells what addresses and keys of provisions mean, in the laws of one generation.
type Law interface {
	// Numbered returns the keys of the provisions that the address of an article means on a
	// day: that of the text of the day, else those of all texts that have it, newest first.
	Numbered(law, article string, day statute.Date) []searchdoc.Key
	// Meant returns the key of the provision that a cited one counts for on a day, "" where it
	// counts for nothing.
	Meant(key searchdoc.Key, day statute.Date) searchdoc.Key
}

// Engine answers plans for cases, with what the laws of a generation tell.
type Engine struct {
	*Cluster
	law Law
}

// With makes an engine of a cluster and the laws that its cases cite; nil for none.
func (c *Cluster) With(law Law) *Engine { return &Engine{c, law} }

// Search answers a plan that asks nothing of laws.
func (c *Cluster) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	return c.With(nil).Search(ctx, p)
}

// errMoved says that cases which were found were gone when they were read: another generation
// is in use.
var errMoved = fmt.Errorf("%w: the generation changed under the search", ErrIncomplete)

// mostTries is how often a search begins again under another generation.
const mostTries = 3

// Search answers a plan for cases from the generation in use. Equal cases are in the order
// of their keys. An answer that is not whole before the deadline is [ErrIncomplete].
func (e *Engine) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	for try := 1; ; try++ {
		a, err := e.search(ctx, p)
		if err == nil {
			return a, nil
		}
		if try == mostTries || !errors.Is(err, errMoved) {
			return nil, err
		}
	}
}

func (e *Engine) search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	query, err := e.queryOf(p)
	if err != nil {
		return nil, err
	}
	if err := e.countable(p); err != nil {
		return nil, err
	}
	order, err := orderOf(p.Sort)
	if err != nil {
		return nil, err
	}
	l := &listing{plan: p, query: query, order: order, rest: true}
	if l.first, err = e.named(ctx, p); err != nil {
		return nil, err
	}
	if p.Words != "" && !p.NamedOnly {
		found, err := e.ranked(ctx, p, query)
		if err != nil {
			return nil, err
		}
		l.addRanked(found)
	}
	a, err := e.list(ctx, l)
	if err != nil {
		return nil, err
	}
	return a, e.mark(ctx, a, p.Marks)
}

// named are the cases that a plan names, in its order.
func (e *Engine) named(ctx context.Context, p *engine.Plan) ([]engine.Hit, error) {
	sources, err := e.read(ctx, p.Named, fieldDate, fieldTier, fieldTitle)
	if err != nil {
		return nil, err
	}
	list := make([]rankedCase, len(p.Named))
	for i, key := range p.Named {
		list[i].hit = engine.Hit{Key: key, Kind: searchdoc.Case, Named: i + 1, Score: engine.NamedScore}
		if s := sources[i]; s != nil {
			list[i].hit.Date, list[i].tier, list[i].title = s.Date, s.Tier, s.Title
		} else {
			list[i].tier = len(casefile.Tiers)
		}
	}
	sortRanked(list, p.Sort)
	hits := make([]engine.Hit, len(list))
	for i, x := range list {
		hits[i] = x.hit
	}
	return hits, nil
}

// orderOf writes an order of hits. No provision cites a case and none has a level.
func orderOf(s engine.Sort) ([]object, error) {
	key := object{fieldKey: "asc"}
	switch s {
	case engine.ByRelevance, engine.ByLevel, engine.ByCitations:
		return []object{key}, nil
	case engine.ByDate:
		return []object{{fieldDate: "desc"}, key}, nil
	case engine.ByTier:
		return []object{{fieldTier: "asc"}, {fieldDate: "desc"}, {fieldTitle: "asc"}, key}, nil
	}
	return nil, fmt.Errorf("the plan has the order %q, which there is not", s)
}

// Documents returns the cases with some keys, in the order of the keys; nil for those that
// the cluster has not.
func (c *Cluster) Documents(ctx context.Context, keys []searchdoc.Key) ([]*searchdoc.Document, error) {
	sources, err := c.read(ctx, keys, fieldDocument)
	list := make([]*searchdoc.Document, len(sources))
	for i, s := range sources {
		if s != nil {
			list[i] = s.Document
		}
	}
	return list, err
}

// Cases returns what lists show of the cases with some keys, likewise.
func (c *Cluster) Cases(ctx context.Context, keys []searchdoc.Key) ([]*kb.CaseInfo, error) {
	sources, err := c.read(ctx, keys, fieldInfo)
	list := make([]*kb.CaseInfo, len(sources))
	for i, s := range sources {
		if s != nil {
			list[i] = s.Info
		}
	}
	return list, err
}

// Pages returns what lists and pages show of the cases with some keys, likewise.
func (c *Cluster) Pages(ctx context.Context, keys []searchdoc.Key) ([]*kb.CaseInfo, []*Page, error) {
	sources, err := c.read(ctx, keys, fieldInfo, fieldPage)
	infos, pages := make([]*kb.CaseInfo, len(sources)), make([]*Page, len(sources))
	for i, s := range sources {
		if s != nil {
			infos[i], pages[i] = s.Info, s.Page
		}
	}
	return infos, pages, err
}

// read reads some fields of the cases with some keys, in the order of the keys; nil for those
// that the cluster has not.
func (c *Cluster) read(ctx context.Context, keys []searchdoc.Key, fields ...string) ([]*source, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	r, _, err := ask[texts](ctx, c, request{method: http.MethodPost, body: object{"ids": keys},
		path: "/" + c.alias() + "/_mget?_source_includes=" + strings.Join(fields, ",")})
	if err != nil {
		return nil, c.explain(fmt.Errorf("reading %d cases: %w", len(keys), err))
	}
	if len(r.Docs) != len(keys) {
		return nil, fmt.Errorf("reading %d cases: the cluster answers of %d", len(keys), len(r.Docs))
	}
	list := make([]*source, len(r.Docs))
	for i, d := range r.Docs {
		list[i] = d.Source
	}
	return list, nil
}

// texts are documents by their ids.
type texts struct {
	Docs []struct {
		Found  bool            `json:"found"`
		Source *source         `json:"_source"`
		Error  json.RawMessage `json:"error"`
	} `json:"docs"`
}

func (t *texts) whole() error {
	for _, d := range t.Docs {
		if d.Error != nil || d.Found != (d.Source != nil) {
			return fmt.Errorf("a document was not read: %s", d.Error)
		}
	}
	return nil
}

// Citing counts the cases that cite each of some provisions; those that none cites are not
// among the counts.
func (c *Cluster) Citing(ctx context.Context, provisions []searchdoc.Key) (map[searchdoc.Key]int, error) {
	if len(provisions) == 0 {
		return nil, nil
	}
	filters := object{}
	for _, key := range provisions {
		filters[string(key)] = object{"term": object{fieldCites: key}}
	}
	r, err := c.ask(ctx, object{"size": 0, "aggs": object{"citing": object{"filters": object{"filters": filters}}}}, "")
	if err != nil {
		return nil, fmt.Errorf("counting the cases that cite: %w", err)
	}
	found := map[searchdoc.Key]int{}
	for _, b := range r.Aggregations["citing"].Buckets {
		if b.Count > 0 {
			found[searchdoc.Key(b.Value)] = b.Count
		}
	}
	return found, nil
}

// version is that of the mapping, and of the ranking by which cases are cut and compared.
func (c *Cluster) version() string { return "v" + strconv.Itoa(Version) + "-" + c.cut.Version() }

// alias names the generation in use.
func (c *Cluster) alias() string {
	return c.config.Prefix + "-cases-" + c.version()
}

// explain says what to do where the cluster has no generation of this version.
func (c *Cluster) explain(err error) error {
	var refused *refusal
	if errors.As(err, &refused) && refused.status == http.StatusNotFound && strings.Contains(refused.text, "index_not_found") {
		return fmt.Errorf("%w: %s", ErrNoGeneration, c.alias())
	}
	return err
}
