package opensearch

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"slices"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Summary compares a generation with its journal.
type Summary struct {
	Files   int // that are done
	Listed  int // cases that the journal lists, without those that were refused
	Indexed int // cases that the index has
	Rejects []Reject
	// Unfinished are parts of files that are not done.
	Unfinished int
}

// Err says what is wrong.
func (s *Summary) Err() error {
	switch {
	case s.Unfinished > 0:
		return fmt.Errorf("%w: %d parts of files that are not done", ErrUncounted, s.Unfinished)
	case s.Listed != s.Indexed:
		return fmt.Errorf("%w: the index has %d cases, the journal lists %d", ErrUncounted, s.Indexed, s.Listed)
	}
	return nil
}

// ErrUncounted says that a generation has not what its journal lists.
var ErrUncounted = errors.New("案例索引与入库日志的数目不符")

// Summary counts. It keeps eight bytes for each case in memory.
func (g *Generation) Summary(ctx context.Context) (*Summary, error) {
	if err := g.refresh(ctx); err != nil {
		return nil, err
	}
	s := &Summary{}
	var listed []uint64
	err := g.files(ctx, func(e *Entry, parts []part) error {
		refused := map[searchdoc.Key]bool{}
		if e != nil {
			s.Files++
			s.Rejects = append(s.Rejects, e.Rejects...)
			for _, r := range e.Rejects {
				refused[r.Key] = true
			}
		}
		for _, p := range parts {
			if e == nil || p.Load != e.Load {
				s.Unfinished++
				continue
			}
			for _, key := range p.Keys {
				if !refused[key] {
					listed = append(listed, numberOf(key))
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(listed)
	s.Listed = len(slices.Compact(listed))
	r, _, err := ask[result](ctx, g.cluster, request{method: http.MethodPost, all: bulkAll,
		body: object{"size": 0, "track_total_hits": true}, path: "/" + g.cases() + "/_search?allow_partial_search_results=false"})
	if err != nil {
		return nil, fmt.Errorf("counting the index %s: %w", g.cases(), err)
	}
	s.Indexed = r.Hits.Total.Value
	return s, nil
}

// numberOf is a number for the key of a case: among a hundred million, two with the same are
// not to be expected.
func numberOf(key searchdoc.Key) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, string(key)) // a hash always takes it
	return h.Sum64()
}
