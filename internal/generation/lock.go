package generation

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// manifestLock is the lock by which a generation is held: shared by those who read it,
// alone for who removes it. A manifest that is not there is not made.
func manifestLock(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, manifestFile), flock.SetFlag(os.O_RDONLY))
}

// ingestLock is the lock of the data folder, held while an ingest runs.
func (s *Store) ingestLock() *flock.Flock {
	return flock.New(filepath.Join(s.dir, lockFile), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
}

// notOpened reports whether a lock could not be asked for, since its file could not be
// opened.
func notOpened(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}
