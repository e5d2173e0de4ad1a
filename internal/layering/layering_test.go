// Package layering holds a test that keeps the import directions of the
// project: docs/decisions.md and the design say why they are as they are.
package layering

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/fatiao/fatiao/"

// rank orders the packages: a package imports only packages of lower rank.
var rank = map[string]int{
	"internal/cnnum":     0,
	"internal/promise":   0, // programs that break a promise, for tests
	"internal/statute":   1,
	"internal/searchdoc": 2, // plain data
	"internal/script":    1, "internal/charge": 1,
	"internal/reload":    1, // reads files again, knows nothing of laws
	"internal/access":    2,
	"internal/embedding": 1, "internal/forest": 1, "internal/postings": 1,
	"corpus/newspaper":  2,
	"corpus/repair":     2,
	"corpus/pdftext":    2,
	"corpus":            3,
	"internal/lawparse": 4, "internal/caseparse": 4, "internal/citation": 4, "internal/query": 4, "internal/relevance": 4, "internal/generation": 4,
	"internal/kb":        5,
	"internal/wire":      6,
	"internal/citecheck": 6,
	"index/gseanalysis":  5,
	"index":              6,
	"internal/ranking":   7,
	"internal/search":    8,
	"internal/ingest":    8,
	"internal/testbase":  9,
	"web":                9,
	"cmd/fatiao":         10,
	// Programs that make what ships with the program; nothing imports them.
	"internal/tools/genterms": 10, "internal/tools/gencharges": 10, "internal/tools/gencauses": 10, "internal/tools/trainmodel": 10,
}

// only names the packages that may import a library or package.
var only = map[string][]string{
	"github.com/blevesearch/bleve":   {"index", "index/gseanalysis"},
	"github.com/blevesearch/mmap-go": {"internal/ranking"},
	"github.com/go-ego/gse":          {"index/gseanalysis"},
	"github.com/labstack/echo":       {"web"},
	"github.com/danielgtaylor/huma":  {"web"},
	"github.com/prometheus":          {"web"},
	"golang.org/x/time":              {"web"},
	"github.com/spf13/cobra":         {"cmd/fatiao"},
	// One table of settings: flags, environment and file are nobody else's business.
	"github.com/spf13/pflag":     {"cmd/fatiao"},
	"github.com/BurntSushi/toml": {"cmd/fatiao"},
	"golang.org/x/net/netutil":   {"cmd/fatiao"},
	"golang.org/x/crypto/bcrypt": {"internal/access"}, // passwords are checked in one place
	"modernc.org/sqlite":         {"internal/kb"},
	"github.com/longbridgeapp":   {"internal/script"},
	// PDFs are read in a sandbox, in one place.
	"github.com/klippa-app/go-pdfium": {"corpus/pdftext"},
	"github.com/tetratelabs/wazero":   {"corpus/pdftext"},
	module + "corpus":                 {"corpus", "corpus/pdftext", "internal/ingest", "cmd/fatiao", "internal/tools/genterms", "internal/tools/gencharges", "internal/tools/gencauses"},
	module + "internal/testlaw":       {},
	module + "internal/testbase":      {},
	"os/exec":                         {},
}

func TestImports(t *testing.T) {
	root := "../.."
	checked := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && rel != "." {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		checked++
		dir := filepath.ToSlash(filepath.Dir(rel))
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, rel, dir, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 50 {
		t.Errorf("only %d files were looked at", checked)
	}
}

func checkImport(t *testing.T, file, dir, imported string) {
	if local, ok := strings.CutPrefix(imported, module); ok && dir != "internal/testlaw" {
		from, known := rank[dir]
		to, knownTo := rank[local]
		switch {
		case !known:
			t.Errorf("%s: package %s has no rank; give it one", file, dir)
		case !knownTo && local != "internal/testlaw":
			t.Errorf("%s imports %s, which has no rank", file, local)
		case knownTo && to >= from:
			t.Errorf("%s: %s must not import %s", file, dir, local)
		}
	}
	for prefix, allowed := range only {
		if imported != prefix && !strings.HasPrefix(imported, prefix+"/") {
			continue
		}
		ok := false
		for _, a := range allowed {
			ok = ok || dir == a
		}
		if !ok {
			t.Errorf("%s: only %v may import %s", file, allowed, imported)
		}
	}
}

// No dumping grounds, no Go file directly in internal.
func TestNames(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case "util", "utils", "common", "helpers", "models", "misc":
			t.Errorf("internal/%s says nothing about its subject", e.Name())
		}
		if strings.HasSuffix(e.Name(), ".go") {
			t.Errorf("internal/%s stands directly in internal", e.Name())
		}
	}
}
