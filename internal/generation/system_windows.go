package generation

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"

	"github.com/fatiao/fatiao/internal/usererr"
)

// removeOpenFiles is whether a file can be removed while it is open.
const removeOpenFiles = false

// inUse reports whether a file was not removed because somebody has it open.
func inUse(err error) bool { return errors.Is(err, windows.ERROR_SHARING_VIOLATION) }

// syncPath makes the content of a file durable. Windows has no such call for the entries
// of a folder, which its file system writes to its journal.
func syncPath(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0) // only who may write can sync there
	if err != nil {
		return usererr.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err)
	}
	if err := f.Sync(); err != nil {
		return errors.Join(usererr.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err), f.Close())
	}
	return f.Close()
}
