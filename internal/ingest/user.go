package ingest

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/validity"
)

// The files in the data folder in which a user writes more names of laws, and days on which
// texts begin and end.
const (
	AliasFile    = "aliases.tsv"
	ValidityFile = "validity.tsv"
)

// UserFiles are the names of the files that a user writes in a data folder.
var UserFiles = []string{AliasFile, ValidityFile}

// ReadUser reads the user's files in a data folder; what is not there says nothing.
func ReadUser(store *generation.Store) (lawbuild.User, error) {
	var u lawbuild.User
	var err error
	if u.Names, err = readUserFile(store, AliasFile, "名称文件", lawnames.Read); err != nil {
		return u, err
	}
	u.Days, err = readUserFile(store, ValidityFile, "效力文件", validity.Read)
	return u, err
}

func readUserFile[T any](store *generation.Store, name, called string, read func(io.Reader) ([]T, error)) ([]T, error) {
	path := filepath.Join(store.Dir(), name)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usererr.Errorf("打不开%s：%w", called, err)
	}
	defer f.Close()
	list, err := read(f)
	if err != nil {
		return nil, usererr.Errorf("%s %s %w", called, path, err)
	}
	return list, nil
}

// UserChanged reports whether the user's files say something else than when the current
// generation was made.
func UserChanged(store *generation.Store) (bool, error) {
	user, err := ReadUser(store)
	if err != nil {
		return false, err
	}
	g, err := store.Current()
	if errors.Is(err, generation.ErrEmpty) {
		return len(user.Names) > 0 || len(user.Days) > 0, nil
	}
	if err != nil {
		return false, err
	}
	return g.Manifest.Aliases != user.Hash(), nil
}
