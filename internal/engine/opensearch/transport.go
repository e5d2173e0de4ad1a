package opensearch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/ranking"
)

// Cluster is a cluster of OpenSearch. It is safe for concurrent use.
type Cluster struct {
	config Config
	client *http.Client
	now    func() time.Time
	cut    *ranking.Elsewhere // makes terms and vectors
	counts termCounts
	// inOneStage is among how many cases a question has no second stage.
	inOneStage int

	mu    sync.Mutex
	nodes []node
	next  int // node to begin with
}

// node is what is known of one node. One that failed is left alone until a time, which
// doubles with each failure behind the other.
type node struct {
	url      string
	failures int
	closed   time.Time
}

const (
	firstPause = 100 * time.Millisecond
	longPause  = 10 * time.Second
	maxAnswer  = 256 << 20 // bytes of an answer that are read
)

// Open makes a cluster. Nothing is asked of it yet.
func Open(c Config) (*Cluster, error) {
	if len(c.Nodes) == 0 || !prefixes.MatchString(c.Prefix) {
		return nil, errors.New("a cluster needs the address of a node and a prefix")
	}
	c.Deadline = cmp.Or(c.Deadline, defaultDeadline)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = c.TLS
	transport.MaxIdleConnsPerHost = 16
	model, err := ranking.Shipped()
	if err != nil {
		return nil, err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return nil, err
	}
	x := &Cluster{config: c, client: &http.Client{Transport: transport}, now: time.Now,
		cut: ranking.NewElsewhere(model, words), inOneStage: mostInOneStage}
	for _, url := range c.Nodes {
		x.nodes = append(x.nodes, node{url: url})
	}
	return x, nil
}

// Close ends the connections that are idle.
func (c *Cluster) Close() { c.client.CloseIdleConnections() }

// request is something to ask the cluster. Asking twice does what asking once does.
type request struct {
	method, path string
	body         any // written as JSON; a []byte as it is, lines of JSON; nil for none
	// try bounds one attempt and all bounds all of them.
	try, all time.Duration
}

// whole is an answer that says of itself whether it is whole. One that is not is asked for
// again.
type whole interface{ whole() error }

// refusal is what a node says to a request that is wrong, or that it cannot serve now.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return fmt.Sprintf("status %d: %s", r.status, r.text) }

// again reports whether a refusal may pass. A node that dies between the two phases of a
// search has the others answer 500.
func (r *refusal) again() bool {
	switch r.status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable,
		http.StatusGatewayTimeout:
		return true
	}
	return false
}

// ask asks one node after the other until one gives a whole answer, or the deadline is
// there. It says how often it asked.
func ask[T any](ctx context.Context, c *Cluster, r request) (answer *T, attempts int, err error) {
	body, kind, err := encoded(r.body)
	if err != nil {
		return nil, 0, err
	}
	r.all, r.try = cmp.Or(r.all, c.config.Deadline), cmp.Or(r.try, c.config.Deadline/3)
	limited, cancel := context.WithTimeout(ctx, r.all)
	defer cancel()
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		at := c.choose()
		attempts++
		answer = new(T) // of an attempt that failed nothing may be left
		err = c.attempt(limited, at, r, kind, body, answer)
		var refused *refusal
		if err == nil || errors.As(err, &refused) && !refused.again() {
			c.answered(at, true)
			return answer, attempts, err
		}
		if ctx.Err() != nil {
			return answer, attempts, ctx.Err()
		}
		if faultpoint.Active(faultpoint.Again) {
			return answer, attempts, err
		}
		c.answered(at, false)
		if attempts%len(c.nodes) != 0 && limited.Err() == nil {
			continue // another node is asked at once
		}
		select {
		case <-limited.Done():
			if ctx.Err() != nil {
				return answer, attempts, ctx.Err()
			}
			return answer, attempts, fmt.Errorf("%w: %d attempts, the last: %w", ErrIncomplete, attempts, err)
		case <-time.After(pause):
		}
	}
}

// attempt asks one node once.
func (c *Cluster) attempt(ctx context.Context, at int, r request, kind string, body []byte, out any) (err error) {
	ctx, cancel := context.WithTimeout(ctx, r.try)
	defer cancel()
	if faultpoint.Active(faultpoint.Partial) {
		r.path = strings.ReplaceAll(r.path, "partial_search_results=false", "partial_search_results=true")
	}
	q, err := http.NewRequestWithContext(ctx, r.method, c.nodes[at].url+r.path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if kind != "" {
		q.Header.Set("Content-Type", kind)
	}
	if c.config.User != "" {
		q.SetBasicAuth(c.config.User, c.config.Password)
	}
	answer, err := c.client.Do(q)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, answer.Body.Close()) }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return &refusal{answer.StatusCode, string(text[:min(len(text), 500)])}
	}
	if err := json.Unmarshal(text, out); err != nil {
		return fmt.Errorf("reading what %s answers: %w", c.nodes[at].url, err)
	}
	if w, ok := out.(whole); ok {
		return w.whole()
	}
	return nil
}

// encoded is the body of a request with its type.
func encoded(body any) (text []byte, kind string, err error) {
	switch b := body.(type) {
	case nil:
		return nil, "", nil
	case []byte:
		return b, "application/x-ndjson", nil
	}
	text, err = json.Marshal(body)
	return text, "application/json", err
}

// choose takes the nodes in turn and passes over those that failed of late. Where all
// did, it takes the one that is to be asked again first.
func (c *Cluster) choose() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, soonest := c.now(), c.next%len(c.nodes)
	for i := range c.nodes {
		at := (c.next + i) % len(c.nodes)
		if !c.nodes[at].closed.After(now) {
			c.next = at + 1
			return at
		}
		if c.nodes[at].closed.Before(c.nodes[soonest].closed) {
			soonest = at
		}
	}
	c.next = soonest + 1
	return soonest
}

// answered keeps whether a node answered.
func (c *Cluster) answered(at int, well bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := &c.nodes[at]
	if well {
		n.failures, n.closed = 0, time.Time{}
		return
	}
	n.closed = c.now().Add(min(longPause, firstPause<<min(n.failures, 10)))
	n.failures++
}

// wait waits, unless the context ends before.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
