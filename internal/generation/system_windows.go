package generation

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
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
		return fmt.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err)
	}
	if err := f.Sync(); err != nil {
		return errors.Join(fmt.Errorf("%s 不能写到磁盘：%w", filepath.Base(path), err), f.Close())
	}
	return f.Close()
}

// replaceFile puts a file in place of another in one step.
func replaceFile(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path) // MoveFileEx with MOVEFILE_REPLACE_EXISTING
}
