// Package layered lets SQLite read and change a database that lies in layers: a whole file that
// is never written again, and beside it files with the pages that changed since, the newest last.
// A generation shares what it has with the next one, so that a small change costs what it changes.
//
// [Open] opens a database for reading, [Change] for writing; both give what stands behind file: in
// the name of a data source. [Changed.Commit] writes the pages that were changed as a layer, with
// those of smaller layers, or all as a whole file.
//
//	DIR/kb.sqlite           the whole file
//	DIR/kb.sqlite.000001    a layer
//
//	layer.go  the format of layers       source.go  pages of all layers
//	change.go pages that change          vfs.go     what SQLite calls
package layered

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// pageSize is that of all databases, in bytes: the one that SQLite takes by itself.
const pageSize = 4096

// digits is how many digits name a layer.
const digits = 6

// Layers are the paths of the layers of the database at a path, the newest last.
func Layers(path string) ([]string, error) {
	all, err := filepath.Glob(escaped(path) + "." + strings.Repeat("[0-9]", digits))
	if err != nil {
		return nil, fmt.Errorf("looking for layers of a database: %w", err)
	}
	slices.Sort(all)
	return all, nil
}

// escaped is a path as a pattern that means it alone.
func escaped(path string) string {
	dir, name := filepath.Split(path)
	for _, c := range [...]string{"[", "*", "?"} { // a name of ours has none
		dir = strings.ReplaceAll(dir, c, "["+c+"]")
	}
	return dir + name
}

// IsLayer reports whether a name is that of a layer of the database with another name.
func IsLayer(name, database string) bool {
	number, ok := strings.CutPrefix(name, database+".")
	_, err := strconv.ParseUint(number, 10, 32)
	return ok && err == nil && len(number) == digits
}

// layerName is the path of a layer behind others.
func layerName(path string, layers []string) string {
	last := 0
	if len(layers) > 0 {
		// Layers matched digits only.
		last, _ = strconv.Atoi(strings.TrimPrefix(filepath.Ext(layers[len(layers)-1]), "."))
	}
	return fmt.Sprintf("%s.%0*d", path, digits, last+1)
}
