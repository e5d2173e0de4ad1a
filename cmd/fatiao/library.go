package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
)

// library serves the generation in use and swaps it when another is committed.
// A generation that was replaced is closed when its last request is done.
type library struct {
	store *generation.Store
	log   *slog.Logger

	mu      sync.Mutex
	current *shelf // nil until the first generation is open
}

// shelf is an open generation with the number of requests that use it, plus
// one while it is current.
type shelf struct {
	web.Snapshot
	opened *search.Opened
	users  int
}

// Load opens the first generation.
func (l *library) Load(ctx context.Context) error {
	s, err := l.open(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current = s
	return nil
}

func (l *library) open(ctx context.Context) (*shelf, error) {
	g, err := l.store.Current()
	if err != nil {
		return nil, err
	}
	all, err := search.Open(ctx, g, time.Now)
	if err != nil {
		return nil, err
	}
	return &shelf{Snapshot: web.Snapshot{Generation: g.Name, Base: all.Base, Search: all.Service}, opened: all, users: 1}, nil
}

// Acquire implements web.Library.
func (l *library) Acquire() (*web.Snapshot, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.current
	if s == nil {
		return nil, func() {}
	}
	s.users++
	return &s.Snapshot, func() { l.release(s) }
}

func (l *library) release(s *shelf) {
	l.mu.Lock()
	s.users--
	last := s.users == 0
	l.mu.Unlock()
	if last {
		if err := s.opened.Close(); err != nil {
			l.log.Error("closing a generation", "generation", s.Generation, "error", err)
		}
	}
}

// watchEvery is the pause between looks at CURRENT.
const watchEvery = time.Second

// Watch swaps generations until the context ends. The first one is open.
func (l *library) Watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		name, err := l.store.CurrentName()
		if err != nil || name == l.current.Generation { // only Watch changes current
			continue
		}
		s, err := l.open(ctx)
		if err != nil {
			l.log.Error("opening a new generation; the old one stays in use", "generation", name, "error", err)
			continue
		}
		l.mu.Lock()
		old := l.current
		l.current = s
		l.mu.Unlock()
		l.release(old)
		l.log.Info("generation swapped", "from", old.Generation, "to", s.Generation)
	}
}

// Close releases the current generation, where there is one.
func (l *library) Close() {
	if l.current != nil {
		l.release(l.current)
	}
}
