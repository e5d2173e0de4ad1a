package generation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ErrReplaced says that a generation was removed before it could be held: another is
// current by now.
var ErrReplaced = errors.New("the generation was replaced")

// Hold keeps the generation from being removed until release is called or the
// process ends. ErrReplaced is returned where it is removed already.
func (g *Generation) Hold() (release func() error, err error) {
	f, err := os.Open(filepath.Join(g.Dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrReplaced
	}
	if err != nil {
		return nil, fmt.Errorf("holding the generation: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrReplaced, f.Close()) // it is being removed
	}
	// Between opening and locking it may have been removed after all.
	if _, err := os.Stat(f.Name()); err != nil {
		return nil, errors.Join(ErrReplaced, f.Close())
	}
	return f.Close, nil
}

// remove removes a generation that nobody holds and reports whether it did. One
// without a manifest was never complete, so nobody holds it.
func (s *Store) remove(name string) (bool, error) {
	dir := filepath.Join(s.dir, name)
	f, err := os.Open(filepath.Join(dir, manifestFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return false, fmt.Errorf("removing the generation %s: %w", name, err)
	default:
		defer f.Close()
		if !LeftOut("hold") && syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
			return false, nil
		}
	}
	// The manifest goes first: what is left when the power goes here is not taken for
	// a complete generation.
	if err := os.Remove(filepath.Join(dir, manifestFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("removing the generation %s: %w", name, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return false, fmt.Errorf("removing the generation %s: %w", name, err)
	}
	return true, nil
}

// Sweep removes generations before the one before the current one that nobody holds.
// It may be called while an ingest runs.
func (s *Store) Sweep() error {
	name, err := s.CurrentName()
	if errors.Is(err, ErrEmpty) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.sweep(number(name), false)
}

// sweep removes old generations and, where the caller has the lock, what an ingest
// left that did not finish.
func (s *Store) sweep(current int, unfinished bool) error {
	all, err := s.Generations()
	if err != nil {
		return err
	}
	before := 0 // complete generations before the current one that were seen
	for _, g := range all {
		n := number(g.Name)
		keep := n == current
		switch {
		case !g.Complete:
			keep = keep || !unfinished
		case n > current:
			keep = true // one that was rolled back; the next ingest removes it
		case n < current:
			keep = before < kept-1
			before++
		}
		if keep {
			continue
		}
		if _, err := s.remove(g.Name); err != nil {
			return err
		}
	}
	return nil
}
