//go:build !windows

package wholefile

import (
	"io/fs"

	"github.com/google/renameio/v2"
)

// File is a file that does not stand in its place yet.
type File struct{ *renameio.PendingFile }

// Create begins a file that will stand at path.
func Create(path string, perm fs.FileMode) (*File, error) {
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(perm))
	if err != nil {
		return nil, err
	}
	return &File{f}, nil
}

// Commit makes the file durable and puts it in its place in one step.
func (f *File) Commit() error { return f.CloseAtomicallyReplace() }

// Discard removes the file where it was not committed.
func (f *File) Discard() error { return f.Cleanup() }
