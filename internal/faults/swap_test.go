package faults

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

var (
	swaps    = often(20)            // generations that are swapped in
	requests = int64(often(10_000)) // at least so many are answered meanwhile
)

const (
	clients        = 16
	mostGoroutines = 200
)

var goroutines = regexp.MustCompile(`(?m)^go_goroutines (\d+)$`)

// While generations are swapped, every request is answered, from one generation: what
// the index finds is what the knowledge base has.
func TestSwapUnderLoad(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	var done atomic.Bool
	var answered, failures atomic.Int64
	seen := [2]atomic.Int64{}
	fail := func(format string, args ...any) {
		if failures.Add(1) < 10 {
			t.Errorf(format, args...)
		}
	}
	var wg sync.WaitGroup
	for n := range clients {
		wg.Go(func() {
			for i := n; !done.Load() || answered.Load() < requests && !shown(t); i++ {
				state, err := s.ask(i)
				if err != nil {
					fail("request %d: %v", i, err)
				}
				if state >= 0 {
					seen[state].Add(1)
				}
				answered.Add(1)
			}
		})
	}
	for i := range swaps {
		if shown(t) {
			break
		}
		c.write((i + 1) % 2)
		c.must("ingest", c.dir)
	}
	done.Store(true)
	wg.Wait()
	if seen[0].Load() == 0 || seen[1].Load() == 0 {
		t.Errorf("of the two states %d and %d answers were seen", seen[0].Load(), seen[1].Load())
	}
	if left := c.generations(); len(left) > 3 { // the server may not have let go of the last one yet
		t.Errorf("%v are left", left)
	}
	_, counts, err := s.get("/metrics")
	if err != nil {
		t.Fatal(err)
	}
	if m := goroutines.FindStringSubmatch(counts); m == nil {
		t.Error("goroutines are not counted")
	} else if n, err := strconv.Atoi(m[1]); err != nil || n > mostGoroutines {
		t.Errorf("%s goroutines are left", m[1])
	}
	if err := s.stop(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	t.Logf("faults: %d swaps under %d requests, %d failed; %d answers of the one state, %d of the other", swaps, answered.Load(),
		failures.Load(), seen[0].Load(), seen[1].Load())
}

// ask sends the i-th request and checks the answer. It returns the state that the
// answer is of, -1 where that is not told.
func (s *server) ask(i int) (int, error) {
	switch i % 4 {
	case 0:
		_, err := s.ok("/law/" + url.PathEscape(fmt.Sprintf("第%d号仓库管理办法", i%laws)))
		return -1, err
	case 1: // a text that differs
		body, err := s.ok("/api/v1/articles/" + url.PathEscape(fmt.Sprintf("第%d号仓库管理办法", i%changedLaws)) + "/1")
		if err != nil {
			return -1, err
		}
		for state, mark := range marks {
			if strings.Contains(body, mark) {
				return state, nil
			}
		}
		return -1, fmt.Errorf("an article has neither text: %.200s", body)
	case 2: // words of one state: found in its texts, or nowhere
		mark := marks[i/4%2]
		body, err := s.ok("/api/v1/search?q=" + url.QueryEscape(`"`+mark+`"`))
		if err != nil {
			return -1, err
		}
		var r struct {
			Total int
			Hits  []struct{ Snippet string }
		}
		if err := json.Unmarshal([]byte(body), &r); err != nil {
			return -1, err
		}
		for _, h := range r.Hits {
			if !strings.Contains(h.Snippet, mark) {
				return -1, fmt.Errorf("%s was found where it is not: %s", mark, h.Snippet)
			}
		}
		if want := changedLaws * articles / 3; r.Total != 0 && r.Total != want {
			return -1, fmt.Errorf("%s was found %d times; want none or %d", mark, r.Total, want)
		}
		return -1, nil
	default:
		_, err := s.ok("/search?q=" + url.QueryEscape(fmt.Sprintf("仓库货物登记由谁检查%d", i%7)))
		return -1, err
	}
}

// ok asks for a page that must be there.
func (s *server) ok(path string) (string, error) {
	status, body, err := s.get(path)
	if err == nil && status != 200 {
		err = fmt.Errorf("%s: status %d: %.200s", path, status, body)
	}
	return body, err
}
