package composite

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
)

// Store is where the cases are, whatever generation of law is in use. It notes whether they can be
// searched, so that one that cannot is not waited for again and again. It is safe for concurrent
// use.
type Store struct {
	cluster *opensearch.Cluster
	now     func() time.Time

	mu    sync.Mutex
	state State
	again time.Time // when it may be asked again, where it failed
}

// State says whether cases can be searched.
type State struct {
	Available bool
	Since     time.Time // when that began
	Err       error     // what went wrong last, where they cannot
	Cases     int       // how many there were when they were counted last
	Answers   int       // whole answers
	Failures  int       // questions without one, those included that were not even asked
}

// NewStore makes a store of a cluster, which is taken to be well.
func NewStore(c *opensearch.Cluster, now func() time.Time) *Store {
	return &Store{cluster: c, now: now, state: State{Available: true, Since: now()}}
}

// pause is how long a store that failed is left alone.
const pause = 3 * time.Second

// State says how the store is.
func (s *Store) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Watch asks the store from time to time how it is, until the context ends, so that its state is
// known where nobody searches.
func (s *Store) Watch(ctx context.Context) {
	tick := time.NewTicker(2 * pause)
	defer tick.Stop()
	for {
		_, _ = s.Count(ctx) // the state has what became of it
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Count counts the cases.
func (s *Store) Count(ctx context.Context) (int, error) {
	a, err := try(ctx, s, func() (*engine.Answer, error) { return s.cluster.Search(ctx, &engine.Plan{}) })
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Cases = a.Total
	return a.Total, nil
}

// Close ends its connections.
func (s *Store) Close() { s.cluster.Close() }

// try asks the store, unless it failed just now, and notes what became of it.
func try[T any](ctx context.Context, s *Store, ask func() (T, error)) (T, error) {
	var none T
	if err := s.closed(); err != nil {
		return none, err
	}
	x, err := ask()
	if err != nil {
		x = none
	}
	switch {
	case err == nil:
		s.noted(nil)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, engine.ErrUnavailable), errors.Is(err, opensearch.ErrNoGeneration):
		if !errors.Is(err, engine.ErrUnavailable) {
			err = errors.Join(engine.ErrUnavailable, err)
		}
		s.noted(err)
	case errors.Is(err, opensearch.ErrUnsupported):
		err = errors.Join(engine.ErrUnavailable, err) // the store is well
	}
	return x, err
}

// closed is the error of a store that failed just now. One question at a time finds out whether
// it is well again.
func (s *Store) closed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); s.state.Err != nil && now.Before(s.again) {
		s.state.Failures++
		return s.state.Err
	} else if s.state.Err != nil {
		s.again = now.Add(pause)
	}
	return nil
}

// noted notes what became of a question.
func (s *Store) noted(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if well := err == nil; well != s.state.Available {
		s.state.Available, s.state.Since = well, now
	}
	if s.state.Err = err; err == nil {
		s.state.Answers++
		return
	}
	s.state.Failures++
	s.again = now.Add(pause)
}
