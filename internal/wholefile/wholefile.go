// Package wholefile writes files that appear when they are whole: what was begun and
// interrupted never takes the place of what was there.
//
// [Create] begins a file, [File.Commit] puts it in its place; [Write] does both for what
// lies in memory. Where the system can, github.com/google/renameio does it (unix.go);
// that library leaves Windows out (windows.go).
package wholefile

import (
	"errors"
	"io/fs"
)

// Write writes data to a file, in place of one that is there. The error says nothing of
// what the file is for.
func Write(path string, data []byte, perm fs.FileMode) (err error) {
	f, err := Create(path, perm)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Discard()) }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Commit()
}
