package generation

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// Disk makes changes durable. Tests put another in its place, which cuts the power
// or refuses between two steps.
type Disk interface {
	// Sync makes the content of a file, or the entries of a folder, survive a power
	// cut.
	Sync(path string) error
	// Replace puts a small file in place of another in one step: whoever reads sees
	// the one or the other. The folder is not synced.
	Replace(path string, data []byte) error
}

// SystemDisk is the disk of the system.
type SystemDisk struct{}

// Sync implements Disk.
func (SystemDisk) Sync(path string) error { return syncPath(path) }

// Replace implements Disk.
func (SystemDisk) Replace(path string, data []byte) error {
	if faultpoint.Active(faultpoint.Rename) {
		return os.WriteFile(path, data, 0o600) // #nosec G703 -- in programs with the tag fault only; the path is in the data folder
	}
	return wholefile.Write(path, data, 0o640)
}

// syncTree makes a folder with all that is in it durable: first what lies in a
// folder, then its entries.
func syncTree(d Disk, dir string) error {
	if faultpoint.Active(faultpoint.Sync) {
		return nil
	}
	var folders []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return usererr.Errorf("数据不能写到磁盘：%w", err)
		}
		if e.IsDir() {
			folders = append(folders, p)
			return nil
		}
		return d.Sync(p)
	})
	for i := len(folders) - 1; i >= 0 && err == nil; i-- {
		err = d.Sync(folders[i])
	}
	return err
}
