package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/usererr"
)

// AliasFile is the name of the file in the data folder in which a user writes
// more names of laws.
const AliasFile = "aliases.tsv"

// userAliases reads the user's file of names in a data folder; none where there
// is no file.
func userAliases(store *generation.Store) ([]lawnames.Alias, error) {
	path := filepath.Join(store.Dir(), AliasFile)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usererr.Errorf("打不开名称文件：%w", err)
	}
	defer f.Close()
	aliases, err := lawnames.Read(f)
	if err != nil {
		return nil, usererr.Errorf("名称文件 %s %w", path, err)
	}
	return aliases, nil
}

// AliasesChanged reports whether the user's file of names says something else
// than when the current generation was made.
func AliasesChanged(store *generation.Store) (bool, error) {
	user, err := userAliases(store)
	if err != nil {
		return false, err
	}
	g, err := store.Current()
	if errors.Is(err, generation.ErrEmpty) {
		return len(user) > 0, nil
	}
	if err != nil {
		return false, err
	}
	return g.Manifest.Aliases != lawnames.Hash(user), nil
}
