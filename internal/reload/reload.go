// Package reload keeps what was read from files and reads it again when they change,
// so that a renewed certificate or another password needs no restart.
package reload

import (
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"
)

// lookEvery is the least time between two looks at the files.
const lookEvery = time.Second

// Value is what was read from some files. It is safe for concurrent use.
type Value[T any] struct {
	paths []string
	read  func() (T, error)
	log   *slog.Logger
	every time.Duration
	now   func() time.Time

	mu     sync.Mutex
	looked time.Time
	seen   []stamp
	value  T
}

// Open reads the files for the first time. The clock now says when it is time to look again.
func Open[T any](log *slog.Logger, now func() time.Time, read func() (T, error), paths ...string) (*Value[T], error) {
	v := &Value[T]{paths: paths, read: read, log: log, every: lookEvery, now: now}
	v.looked, v.seen = now(), stamps(paths)
	var err error
	v.value, err = read()
	return v, err
}

// Get returns what the files hold. Where they changed and cannot be read, or make no
// sense, what they held before stays, and the log says so once.
func (v *Value[T]) Get() T {
	v.mu.Lock()
	defer v.mu.Unlock()
	at := v.now()
	if at.Sub(v.looked) < v.every {
		return v.value
	}
	v.looked = at
	found := stamps(v.paths) // before reading: what is written meanwhile is seen next time
	if slices.EqualFunc(found, v.seen, stamp.same) {
		return v.value
	}
	v.seen = found
	value, err := v.read()
	if err != nil {
		v.log.Error("reading a changed file; what it held before stays in use", "files", v.paths, "error", err)
		return v.value
	}
	v.value = value
	v.log.Info("a changed file was read", "files", v.paths)
	return value
}

// stamp tells one state of a file from another; the zero stamp is that of none.
type stamp struct{ info os.FileInfo }

func stamps(paths []string) []stamp {
	list := make([]stamp, len(paths))
	for i, p := range paths {
		if info, err := os.Stat(p); err == nil {
			list[i].info = info
		}
	}
	return list
}

func (s stamp) same(o stamp) bool {
	if s.info == nil || o.info == nil {
		return s.info == nil && o.info == nil
	}
	return os.SameFile(s.info, o.info) && s.info.Size() == o.info.Size() && s.info.ModTime().Equal(o.info.ModTime())
}
