package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
)

// library serves the generation in use and swaps it when another is committed.
// A generation that was replaced is closed when its last request is done.
type library struct {
	store *generation.Store
	cases *composite.Store // nil where the generations have them
	log   *slog.Logger

	mu      sync.Mutex
	current *shelf // nil until the first generation is open
	asked   int    // how often it was acquired
	failed  retry  // what could not be opened
	problem string // of the data folder, as it stands in the log
}

// shelf is an open generation with the number of requests that use it, plus
// one while it is current.
type shelf struct {
	web.Snapshot
	opened *search.Opened
	users  int
}

// Load opens the first generation. Where that is damaged, or of an older program and could
// not be brought up to date, it opens the one before: a library that is a day old is
// better than none.
func (l *library) Load(ctx context.Context) error {
	s, err := l.open(ctx)
	var damaged *generation.DamagedError
	if (errors.As(err, &damaged) || errors.Is(err, kb.ErrOlder)) && !faultpoint.Active(faultpoint.Fallback) {
		before, beforeErr := l.openBefore(ctx)
		if beforeErr == nil {
			l.log.Error("the current generation cannot be opened; the one before is served", "error", err, "instead", before.Generation)
			warn("%s\n先用上一代数据 %s 提供服务，请尽快修复", err, before.Generation)
			if name, namedErr := l.store.NameInCurrent(); namedErr == nil {
				l.failed.failedAgain(name)
			}
			s, err = before, nil
		}
	}
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current = s
	return nil
}

func (l *library) openBefore(ctx context.Context) (*shelf, error) {
	g, err := l.store.Previous()
	if err != nil {
		return nil, err
	}
	all, err := search.Open(ctx, g, time.Now, search.CasesIn(l.cases))
	if err != nil {
		return nil, err
	}
	return newShelf(all), nil
}

func (l *library) open(ctx context.Context) (*shelf, error) {
	all, err := search.OpenCurrent(ctx, l.store, time.Now, search.CasesIn(l.cases))
	if err != nil {
		return nil, err
	}
	return newShelf(all), nil
}

func newShelf(all *search.Opened) *shelf {
	return &shelf{Snapshot: web.SnapshotOf(all), opened: all, users: 1}
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
	l.asked++
	return &s.Snapshot, func() { l.release(s) }
}

func (l *library) release(s *shelf) {
	l.mu.Lock()
	s.users--
	last := s.users == 0
	l.mu.Unlock()
	if last || faultpoint.Active(faultpoint.Drain) {
		if err := s.opened.Close(); err != nil {
			l.log.Error("closing a generation", "generation", s.Generation, "error", err)
		}
		if err := l.store.RemoveOld(); err != nil {
			l.log.Error("removing old generations", "error", err)
		}
	}
}

// watchEvery is the pause between looks at CURRENT.
const watchEvery = time.Second

// Watch swaps generations until the context ends. The first one is open.
func (l *library) Watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	var work idleness
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		l.mu.Lock()
		asked := l.asked
		l.mu.Unlock()
		if work.reached(asked) {
			debug.FreeOSMemory()
		}
		l.look(ctx)
	}
}

// look opens the generation that CURRENT names, where that is another than the one in
// use. Only Watch calls it, and only it changes current.
func (l *library) look(ctx context.Context) {
	name, err := l.store.NameInCurrent()
	l.reportFolder(name, err)
	if err != nil || name == "" || name == l.current.Generation {
		l.failed = retry{}
		return
	}
	if !l.failed.allowed(name) {
		return
	}
	s, err := l.open(ctx)
	if err != nil {
		l.failed.failedAgain(name)
		l.log.Error("opening a new generation; the old one stays in use", "generation", name, "error", err, "again_in",
			l.failed.pause.String())
		return
	}
	l.failed = retry{}
	l.mu.Lock()
	old := l.current
	l.current = s
	l.mu.Unlock()
	l.release(old)
	l.log.Info("generation swapped", "from", old.Generation, "to", s.Generation)
}

// reportFolder writes to the log when the data folder is not as an ingest leaves it, and
// when it is again. What is open is served on meanwhile.
func (l *library) reportFolder(named string, err error) {
	problem := ""
	switch _, statErr := os.Stat(l.store.Dir()); {
	case statErr != nil:
		problem = "the data folder is gone: " + statErr.Error()
	case err != nil:
		problem = "CURRENT cannot be read: " + err.Error()
	case named == "":
		problem = "CURRENT is missing, or names no generation"
	case named == l.current.Generation && !l.current.opened.Generation.Exists():
		problem = "the generation in use is gone from the data folder"
	}
	if problem == l.problem {
		return
	}
	if l.problem = problem; problem == "" {
		l.log.Info("the data folder is in order again", "data", l.store.Dir())
		return
	}
	l.log.Warn("the data folder is damaged; what is open is served on", "data", l.store.Dir(), "problem", problem, "generation",
		l.current.Generation)
}

// Close releases the current generation, where there is one. Watch has ended.
func (l *library) Close() {
	if l.current != nil {
		l.release(l.current)
	}
}

// retry is a generation that could not be opened. It is tried again, after longer and
// longer pauses: it may have been a lack of files or memory.
type retry struct {
	name  string
	pause time.Duration
	left  time.Duration
}

// longestPause is between two tries of one generation.
const longestPause = time.Minute

// allowed reports whether a generation is to be tried at this tick.
func (r *retry) allowed(name string) bool {
	if r.name != name {
		return true
	}
	r.left -= watchEvery
	return r.left <= 0
}

// failedAgain notes that a generation could not be opened.
func (r *retry) failedAgain(name string) {
	if r.name != name {
		*r = retry{name: name, pause: watchEvery}
	}
	r.pause = min(2*r.pause, longestPause)
	r.left = r.pause
}
