//go:build windows

package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// File is a file that does not stand in its place yet.
type File struct {
	*os.File
	path string
	done bool
}

// Create begins a file that will stand at path. Windows gives it the rights of its
// folder, whatever perm says.
func Create(path string, perm fs.FileMode) (*File, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, err
	}
	return &File{File: f, path: path}, nil
}

// Commit makes the file durable and puts it in its place in one step.
func (f *File) Commit() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), f.path); err != nil { // MoveFileEx replaces what is there
		return err
	}
	f.done = true
	return nil
}

// Discard removes the file where it was not committed.
func (f *File) Discard() error {
	if f.done {
		return nil
	}
	if err := f.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	return os.Remove(f.Name())
}
