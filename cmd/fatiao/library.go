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
	current *shelf
	refused string // the generation that could not be opened, so that it is not tried every second
}

// shelf is an open generation with the number of requests that use it, plus
// one while it is current.
type shelf struct {
	web.Snapshot
	opened *search.Opened
	users  int
}

func openLibrary(ctx context.Context, store *generation.Store, log *slog.Logger) (*library, error) {
	l := &library{store: store, log: log}
	s, err := l.open(ctx)
	if err != nil {
		return nil, err
	}
	l.current = s
	return l, nil
}

func (l *library) open(ctx context.Context) (*shelf, error) {
	all, err := search.OpenCurrent(ctx, l.store, time.Now)
	if err != nil {
		return nil, err
	}
	return newShelf(all), nil
}

func newShelf(all *search.Opened) *shelf {
	return &shelf{Snapshot: web.Snapshot{Generation: all.Generation.Name, Base: all.Base, Search: all.Service}, opened: all, users: 1}
}

// openBefore opens the generation before the current one, where that is damaged: a
// library that is a day old is better than none.
func openBefore(ctx context.Context, store *generation.Store, log *slog.Logger) (*library, error) {
	refused, err := store.CurrentName()
	if err != nil {
		return nil, err
	}
	g, err := store.Before()
	if err != nil {
		return nil, err
	}
	all, err := search.Open(ctx, g, time.Now)
	if err != nil {
		return nil, err
	}
	return &library{store: store, log: log, current: newShelf(all), refused: refused}, nil
}

// Acquire implements web.Library.
func (l *library) Acquire() (*web.Snapshot, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.current
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
		if err := l.store.Sweep(); err != nil {
			l.log.Error("removing old generations", "error", err)
		}
	}
}

// watchEvery is the pause between looks at CURRENT.
const watchEvery = time.Second

// Watch swaps generations until the context ends.
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
		if err != nil || name == l.current.Generation || name == l.refused { // only Watch changes these
			continue
		}
		s, err := l.open(ctx)
		if err != nil {
			l.log.Error("opening a new generation; the old one stays in use", "generation", name, "error", err)
			l.refused = name
			continue
		}
		l.refused = ""
		l.mu.Lock()
		old := l.current
		l.current = s
		l.mu.Unlock()
		l.release(old)
		l.log.Info("generation swapped", "from", old.Generation, "to", s.Generation)
	}
}

// Close releases the current generation.
func (l *library) Close() { l.release(l.current) }
