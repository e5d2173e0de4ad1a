//go:build !windows

package generation

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/usererr"
)

// removeOpenFiles is whether a file can be removed while it is open.
const removeOpenFiles = true

// inUse reports whether a file was not removed because somebody has it open.
func inUse(error) bool { return false }

// syncPath makes the content of a file, or the entries of a folder, durable.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return usererr.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err)
	}
	if err := f.Sync(); err != nil {
		return errors.Join(usererr.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err), f.Close())
	}
	return f.Close()
}
