// Package watch tells other programs what saved searches newly find: a file in the data folder names
// the searches and where to send what is found, [Watcher.Run] searches, compares with what was found
// before, and sends the difference as Standard Webhooks do: signed, with an id that stays, tried again
// where that may help. Nothing is sent by mail, and nothing unless a user runs it.
//
//	file.go   the file that a user writes
//	found.go  what a search found, and what of it is new
//	send.go   the message, its signature, sending it
//	state.go  what was told already
//
// Start with [Read] and [Watcher.Run].
package watch

import (
	"context"
	"errors"
	"time"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
}

// Watcher searches and sends.
type Watcher struct {
	File       *File
	StatePath  string // where it remembers what was told
	Search     Searcher
	Generation string // that is searched
	Until      string // up to which day the collection goes
	Client     *download.Client
	Now        func() time.Time
	// DryRun sends nothing and remembers nothing.
	DryRun bool
}

// Outcome is what became of one saved search.
type Outcome struct {
	Name  string
	First bool // it was not looked for before: what it finds is remembered, nothing is sent
	Found int
	News  News
	Sent  bool
	Err   error // why it could not be sent, or searched, in the user's words
}

// Run does all saved searches once, and tells of each. What could not be sent is sent the next time. An
// error is of the file in which it remembers.
func (w *Watcher) Run(ctx context.Context, tell func(Outcome)) error {
	s, err := readState(w.StatePath)
	if err != nil {
		return err
	}
	s.keep(w.File.Searches)
	for _, x := range w.File.Searches {
		o := w.one(ctx, s, x)
		if err := ctx.Err(); err != nil {
			return errors.Join(err, w.remember(s))
		}
		tell(o)
		if err := w.remember(s); err != nil { // at once: what was sent is not to be sent again
			return err
		}
	}
	return w.remember(s)
}

func (w *Watcher) remember(s *state) error {
	if w.DryRun {
		return nil
	}
	return s.write(w.StatePath)
}

func (w *Watcher) one(ctx context.Context, s *state, x Search) Outcome {
	o := Outcome{Name: x.Name}
	found, err := w.find(ctx, x)
	if err != nil {
		o.Err = usererr.Errorf("检索没有完成：%w", err)
		return o
	}
	o.Found = len(found)
	known, ok := s.Searches[x.Name]
	if o.First = !ok || known.Query != x.identity(); o.First {
		known = knownHits{Query: x.identity(), Seen: map[string]string{}}
	}
	o.News = newsOf(found, known.Seen)
	if !o.First && !o.News.isEmpty() && !w.DryRun {
		if o.Err = w.send(ctx, x, o.News); o.Err != nil {
			return o
		}
		o.Sent = true
	}
	known.add(found)
	s.Searches[x.Name] = known
	return o
}
