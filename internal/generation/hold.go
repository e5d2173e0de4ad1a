package generation

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/usererr"
)

// ErrReplaced says that a generation was removed before it could be held: another is
// current by now.
var ErrReplaced = usererr.New("数据刚刚换了一代，请重新运行这个命令")

// Hold keeps the generation from being removed until release is called or the
// process ends. ErrReplaced is returned where it is removed already.
func (g *Generation) Hold() (release func() error, err error) {
	l := manifestLock(g.Dir)
	free, err := l.TryRLock()
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !free: // it is removed, or just being removed
		return nil, ErrReplaced
	case notOpened(err):
		return nil, usererr.Errorf("读不了数据：%w", err)
	}
	// Any other error comes from file systems without locks: there no ingest runs, and
	// nothing is removed. Between opening and locking the file may be gone after all.
	if _, err := os.Stat(l.Path()); err != nil {
		return nil, errors.Join(ErrReplaced, l.Close())
	}
	return l.Close, nil
}

// Hold returns the current generation, held until release is called.
func (s *Store) Hold() (g *Generation, release func() error, err error) {
	for {
		if g, err = s.Current(); err != nil {
			return nil, nil, err
		}
		if release, err = g.Hold(); !errors.Is(err, ErrReplaced) {
			return g, release, err
		}
	}
}

// remove removes a generation that nobody holds and reports whether it did. One
// without a manifest was never complete, so nobody holds it.
func (s *Store) remove(name string) (bool, error) {
	dir := filepath.Join(s.dir, name)
	l := manifestLock(dir)
	free, err := l.TryLock()
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case notOpened(err):
		return false, usererr.Errorf("不能删除旧数据 %s：%w", name, err)
	case !free && !faultpoint.Active(faultpoint.Hold):
		return false, nil
	}
	defer l.Close()
	if !removeOpenFiles {
		// Who opens the manifest from here on makes its removal fail, and keeps the
		// generation so.
		if err := l.Close(); err != nil {
			return false, usererr.Errorf("不能删除旧数据 %s：%w", name, err)
		}
	}
	// The manifest goes first: what is left when the power goes here is not taken for
	// a complete generation.
	switch err := os.Remove(l.Path()); {
	case inUse(err):
		return false, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return false, usererr.Errorf("不能删除旧数据 %s：%w", name, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return false, usererr.Errorf("不能删除旧数据 %s：%w", name, err)
	}
	return true, nil
}

// RemoveOld removes complete generations that are not needed any more: neither the current
// one, nor the one before, nor newer ones, from which somebody went back. Those that are
// held stay. It may be called while an ingest runs.
func (s *Store) RemoveOld() error {
	current, err := s.Current()
	if err != nil {
		return nil // nothing is certain enough to remove anything
	}
	return s.removeOld(current, false)
}

// RemoveUnfinished removes what an ingest left that did not finish. It does nothing while one runs.
func (s *Store) RemoveUnfinished() error {
	lock, err := s.lock()
	if err != nil {
		return nil
	}
	defer lock.Close()
	all, err := s.Generations()
	if err != nil {
		return err
	}
	for _, g := range all {
		if !g.Complete {
			if _, err := s.remove(g.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeOld removes what RemoveOld says; committed is whether the current generation has just
// been made: then nobody wants to go back to newer ones than its base any more.
func (s *Store) removeOld(current *Generation, committed bool) error {
	all, err := s.Generations()
	if err != nil {
		return err
	}
	before := previousIn(all, current)
	for _, g := range all {
		newer := number(g.Name) > number(current.Name)
		if !g.Complete || g.Name == current.Name || before != nil && g.Name == before.Name || newer && !committed {
			continue
		}
		if _, err := s.remove(g.Name); err != nil {
			return err
		}
	}
	return nil
}

// previousIn is the generation to go back to from the current one: the one that it was
// made from, else the newest usable one with a lower number.
func previousIn(all []Entry, current *Generation) *Generation {
	for _, g := range all {
		if g.Name == current.Manifest.Base && g.Err == nil && g.Complete {
			return g.Generation
		}
	}
	for _, g := range all {
		if g.Err == nil && g.Complete && number(g.Name) < number(current.Name) {
			return g.Generation
		}
	}
	return nil
}
