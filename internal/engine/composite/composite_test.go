package composite

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local/localtest"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// node is a node of a cluster that answers what a test says.
type node struct {
	*httptest.Server
	answer atomic.Pointer[http.HandlerFunc]
	asked  atomic.Int32
}

func newNode(t *testing.T, answer http.HandlerFunc) *node {
	t.Helper()
	n := &node{}
	n.answer.Store(&answer)
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.asked.Add(1)
		(*n.answer.Load())(w, r)
	}))
	t.Cleanup(n.Close)
	return n
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

// How nodes give no whole answer.
var failing = map[string]http.HandlerFunc{
	"refuses":                func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
	"breaks":                 func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	"a shard without a copy": says(`{"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":4}}}`),
	"timed out":              says(`{"timed_out":true,"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":4}}}`),
	"no generation": func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":{"type":"index_not_found_exception"}}`)
	},
}

const wholeAnswer = `{"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":0},"hits":[]}}`

// storeOf makes a store of a node, by a clock that stands still until it is moved.
func storeOf(t *testing.T, n *node) (s *Store, clock *atomic.Int64) {
	t.Helper()
	c, err := opensearch.Open(opensearch.Config{Nodes: []string{n.URL}, Prefix: "test", Deadline: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	clock = &atomic.Int64{}
	return NewStore(c, func() time.Time { return time.Unix(1_800_000_000+clock.Load(), 0) }), clock
}

// Where the cases give no whole answer, all else is found as if there were no cases, and the
// answer says so; a question for cases alone has no answer at all.
func TestWithoutCases(t *testing.T) {
	t.Parallel()
	all := localtest.Open(t, enginetest.Collection())
	must := engine.Word("风筝")
	for name, how := range failing {
		n := newNode(t, how)
		store, clock := storeOf(t, n)
		e := New(all.Engine, store)
		for _, p := range []engine.Plan{
			{Must: &must, Facets: []string{engine.FieldType}},
			{Words: "风筝丢了怎么办", Beside: engine.Beside{Kinds: []searchdoc.Kind{searchdoc.Case}, Size: 3}},
			{Conditions: []engine.Condition{{Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"风筝"}}}},
		} {
			p.Day, p.Size = enginetest.Day, 100
			got, err := e.Search(t.Context(), &p)
			if err != nil || !got.WithoutCases {
				t.Fatalf("%s: %+v, %v", name, got, err)
			}
			p.Kinds = here
			want, err := all.Engine.Search(t.Context(), &p)
			if err != nil {
				t.Fatal(err)
			}
			if g, w := keysOf(got.Hits), keysOf(want.Hits); !slices.Equal(g, w) || got.Total != want.Total || len(w) == 0 {
				t.Errorf("%s: %v, %d in all; without cases %v, %d", name, g, got.Total, w, want.Total)
			}
		}
		asked := n.asked.Load()
		a, err := e.Search(t.Context(), &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Day: enginetest.Day, Size: 10})
		if a != nil || !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s: cases alone: %+v, %v", name, a, err)
		}
		if now := n.asked.Load(); now != asked {
			t.Errorf("%s: a store that failed just now was asked %d times", name, now-asked)
		}
		if s := store.State(); s.Available || s.Err == nil || s.Failures != 4 || s.Answers != 0 {
			t.Errorf("%s: the state is %+v", name, s)
		}
		answer := says(wholeAnswer)
		n.answer.Store(&answer)
		clock.Add(int64(pause/time.Second) + 1)
		if a, err := e.Search(t.Context(), &engine.Plan{Must: &must, Day: enginetest.Day, Size: 10}); err != nil || a.WithoutCases {
			t.Errorf("%s: when it is well again: %+v, %v", name, a, err)
		}
		if s := store.State(); !s.Available || s.Answers != 1 {
			t.Errorf("%s: when it is well again the state is %+v", name, s)
		}
	}
}

func keysOf(hits []engine.Hit) []searchdoc.Key {
	var list []searchdoc.Key
	for _, h := range hits {
		list = append(list, h.Key)
	}
	return list
}

// What names law and nothing else asks no node.
func TestLawAlone(t *testing.T) {
	t.Parallel()
	all := localtest.Open(t, enginetest.Collection())
	n := newNode(t, failing["refuses"])
	store, _ := storeOf(t, n)
	e := New(all.Engine, store)
	first := searchdoc.ProvisionKey("风筝管理条例", "2019-03-01", "1")
	for name, p := range map[string]engine.Plan{
		"named": {Named: []searchdoc.Key{first}, NamedOnly: true}, "articles": {Words: "风筝", Kinds: []searchdoc.Kind{searchdoc.Article}},
		"laws": {Kinds: []searchdoc.Kind{searchdoc.Law}},
	} {
		p.Day, p.Size = enginetest.Day, 10
		if a, err := e.Search(t.Context(), &p); err != nil || a.WithoutCases || a.Total == 0 {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	around := &engine.Around{Provision: first, Day: enginetest.Day, Size: 5}
	if x, err := e.Neighbours(t.Context(), around); err != nil || len(x.Citing) == 0 {
		t.Errorf("neighbours: %+v, %v", x, err)
	}
	if n.asked.Load() != 0 {
		t.Errorf("the cases were asked %d times", n.asked.Load())
	}
}

// Who cites a provision is counted without the cases that cannot be asked, which is said.
func TestCitedByWithoutCases(t *testing.T) {
	t.Parallel()
	all := localtest.Open(t, enginetest.Collection())
	for name, how := range failing {
		store, _ := storeOf(t, newNode(t, how))
		g := NewGraph(all.Graph, NewDocuments(all.Base, store), New(all.Engine, store))
		q := citegraph.CitedByQuery{Law: "风筝管理条例", Day: enginetest.Day, Limit: 10}
		q.Provision.Article.Main = 1
		got, err := g.CitedBy(t.Context(), q)
		if err != nil || !got.WithoutCases {
			t.Fatalf("%s: %+v, %v", name, got, err)
		}
		want, err := all.Graph.CitedBy(t.Context(), q)
		if err != nil || got.Total != want.Total || len(got.List) != len(want.List) {
			t.Errorf("%s: %d, %d listed; here %+v, %v", name, got.Total, len(got.List), want, err)
		}
	}
}

// A case of a store is read as one of the knowledge base is: its text, its facts, its citations.
func TestStored(t *testing.T) {
	t.Parallel()
	all := localtest.Open(t, enginetest.Collection())
	var d *searchdoc.Document
	for _, x := range all.Documents {
		if x.Title == "风筝线断裂案" {
			d = x
		}
	}
	c, err := ReadCase(t.Context(), all.Base, all.Graph, d)
	if err != nil {
		t.Fatal(err)
	}
	s := storedOf(c.Info, c.Page.Text, c.Page.Original, c.Page.Passages, c.Page.Facts)
	_, ref, _ := d.Key.Document()
	if got, nth := refOf(s.full.ID); got != ref || nth != 0 || s.full.ID >= 0 {
		t.Errorf("the number of %s is %d, that of %s %d", ref, s.full.ID, got, nth)
	}
	want, err := all.Base.Document(t.Context(), ref)
	if err != nil || s.full.Text != want.Text || len(s.full.Passages) != len(want.Passages) {
		t.Fatalf("%+v; want %+v, %v", s.full, want, err)
	}
	cites, err := all.Graph.CitesOfCase(t.Context(), s.page, enginetest.Day, enginetest.Day)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for i, u := range want.Passages {
		p := s.full.Passages[i]
		if got, nth := refOf(p.ID); got != ref || nth != i+1 || p.Text() != u.Text() || p.Label != u.Label {
			t.Errorf("passage %d is %+v, of %s %d; want %+v", i, p, got, nth, u)
		}
		list, err := all.Graph.CitesOf(t.Context(), u.ID, enginetest.Day)
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", cites[i]) != fmt.Sprintf("%+v", list) {
			t.Errorf("passage %d cites %+v; want %+v", i, cites[i], list)
		}
		found += len(list)
	}
	if found < 2 {
		t.Errorf("%d citations are compared", found)
	}
	var q citegraph.CitedByQuery
	q.Law, q.Provision.Article.Main = "风筝管理条例", 1
	x := citingOf(q, s, cites)
	if x.Sentence == "" || len(x.Targets) == 0 || x.Title != "风筝线断裂案" {
		t.Errorf("it cites in %+v", x)
	}
}

// A ref that no document has is none, and is not asked for where it cannot be one.
func TestNotStored(t *testing.T) {
	t.Parallel()
	all := localtest.Open(t, enginetest.Collection())
	n := newNode(t, says(`{"docs":[{"found":false}]}`))
	store, _ := storeOf(t, n)
	docs := NewDocuments(all.Base, store)
	if _, err := docs.Document(t.Context(), "0123456789ab"); !errors.Is(err, kb.ErrNotFound) || n.asked.Load() != 1 {
		t.Errorf("a case that is not there: %v, asked %d times", err, n.asked.Load())
	}
	if _, err := docs.Document(t.Context(), "no such ref!"); !errors.Is(err, kb.ErrNotFound) || n.asked.Load() != 1 {
		t.Errorf("what is no ref: %v, asked %d times", err, n.asked.Load())
	}
	answer := failing["breaks"]
	n.answer.Store(&answer)
	if _, err := docs.Document(t.Context(), "0123456789ac"); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("a case that cannot be asked for: %v", err)
	}
}
