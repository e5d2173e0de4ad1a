package opensearch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
)

// fake is a node that answers what a test says, and counts how often it was asked.
type fake struct {
	*httptest.Server
	asked atomic.Int32
}

func node1(t *testing.T, answer http.HandlerFunc) *fake {
	t.Helper()
	f := &fake{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

func says200(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func broken(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }

const (
	whole7  = `{"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":7}}}`
	partial = `{"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":4}}}`
	late    = `{"timed_out":true,"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":4}}}`
)

func clusterOf(t *testing.T, deadline time.Duration, nodes ...*fake) *Cluster {
	t.Helper()
	config := Config{Prefix: "test", Deadline: deadline}
	for _, n := range nodes {
		config.Nodes = append(config.Nodes, n.URL)
	}
	c, err := Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// What one node cannot answer whole, another does.
func TestOtherNodes(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]http.HandlerFunc{
		"429": status(429), "500": status(500), "502": status(502), "503": status(503), "504": status(504), "broken": broken,
		"a shard without a copy": says200(partial), "timed out": says200(late), "no JSON": says200("<html>"), "no shards": says200("{}"),
	} {
		first, second := node1(t, bad), node1(t, says200(whole7))
		c := clusterOf(t, time.Minute, first, second)
		c.now = func() time.Time { return time.Unix(1_000_000, 0) } // the pause of a node that failed does not end
		for range 4 {
			a, err := c.Search(t.Context(), &engine.Plan{})
			if err != nil || a.Total != 7 {
				t.Errorf("%s: %+v, %v", name, a, err)
			}
		}
		if first.asked.Load() != 1 { // it is left alone for a while
			t.Errorf("%s: the node that failed was asked %d times", name, first.asked.Load())
		}
	}
}

// Where no node gives a whole answer there is none, not even an empty one.
func TestIncomplete(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]http.HandlerFunc{
		"500": status(500), "broken": broken, "a shard without a copy": says200(partial), "timed out": says200(late),
	} {
		c := clusterOf(t, 300*time.Millisecond, node1(t, bad), node1(t, bad))
		a, err := c.Search(t.Context(), &engine.Plan{})
		if !errors.Is(err, ErrIncomplete) || a != nil {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

// A request that is wrong is not asked again, and a missing index says what to do.
func TestRefused(t *testing.T) {
	t.Parallel()
	wrong := node1(t, status(400))
	if _, err := clusterOf(t, time.Minute, wrong).Search(t.Context(), &engine.Plan{}); err == nil || errors.Is(err, ErrIncomplete) {
		t.Errorf("a wrong request: %v", err)
	}
	if n := wrong.asked.Load(); n != 1 {
		t.Errorf("a wrong request was asked %d times", n)
	}
	missing := node1(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(404)
		fmt.Fprint(w, `{"error":{"type":"index_not_found_exception"}}`)
	})
	if _, err := clusterOf(t, time.Minute, missing).Search(t.Context(), &engine.Plan{}); !errors.Is(err, ErrNoGeneration) {
		t.Errorf("a missing index: %v", err)
	}
}

// A node that hangs has a third of the time.
func TestSlowNode(t *testing.T) {
	t.Parallel()
	hangs := node1(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else the server does not see that the client is gone
		<-r.Context().Done()
	})
	c := clusterOf(t, 3*time.Second, hangs, node1(t, says200(whole7)))
	if a, err := c.Search(t.Context(), &engine.Plan{}); err != nil || a.Total != 7 {
		t.Errorf("%+v, %v", a, err)
	}
}

// Of a bulk request, only what could not be taken now is sent again, and what is refused is named.
func TestBulkItems(t *testing.T) {
	t.Parallel()
	var bodies []string
	n := node1(t, func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(text))
		if len(bodies) == 1 {
			fmt.Fprint(w, `{"items":[{"index":{"status":201}},{"index":{"status":429}},{"index":{"status":400,"error":"bad"}}]}`)
			return
		}
		fmt.Fprint(w, `{"items":[{"index":{"status":200}}]}`)
	})
	var items []item
	for _, s := range []string{"one\n", "two\n", "three\n"} {
		items = append(items, item{"k", []byte(s)})
	}
	refused, err := clusterOf(t, time.Minute, n).bulk(t.Context(), "x", items)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(bodies, "|") != "one\ntwo\nthree\n|two\n" {
		t.Errorf("sent were %q", bodies)
	}
	if len(refused) != 1 || refused[2] == nil || !strings.Contains(refused[2].text, "bad") {
		t.Errorf("refused are %+v", refused)
	}
}
