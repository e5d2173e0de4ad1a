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

// layers are the packages from the lowest to the highest. A package imports only
// packages of the layers below its own. One package a line, so that two who add
// packages seldom change the same line.
var layers = [][]string{
	{
		"internal/atom",
		"internal/cnnum",
		"internal/excerpt",
		"internal/faultpoint", // leaves out safeguards, for tests
		"internal/subject",
		"internal/testzip",
		"internal/usererr",
		"internal/wholefile",
	},
	{
		"internal/cause",
		"internal/charge",
		"internal/concordance",
		"internal/download", // knows no law
		"internal/embedding",
		"internal/forest",
		"internal/label",
		"internal/layered",
		"internal/netlayout",
		"internal/personname",
		"internal/postings",
		"internal/reload", // reads files again, knows nothing of laws
		"internal/script",
		"internal/statute",
	},
	{
		"corpus/docx",
		"corpus/lawtable",
		"corpus/newspaper",
		"corpus/pdftext",
		"corpus/repair",
		"internal/access",
		"internal/casefile", // plain data
		"internal/catalogue",
		"internal/joinline",
		"internal/lawnames",
		"internal/question",
		"internal/textdiff",
		"internal/timeline",  // plain data
		"internal/searchdoc", // plain data
	},
	{
		"corpus",
		"internal/wordedit",
		"internal/collation", // knows texts only
		"internal/flk",
		"internal/testjudgment",
		"internal/textview",
		"internal/validity",
	},
	{
		"internal/citation",
		"internal/court",
		"internal/generation",
		"internal/lawparse",
		"internal/relevance",
	},
	{
		"index/gseanalysis",
		"internal/amendment",
		"internal/engine", // plain data
		"internal/judgment",
		"internal/kb",
		"internal/news",
		"internal/release",
	},
	{
		"internal/changelog",
		"internal/citegraph",
		"internal/lawhistory",
		"internal/lawbuild",
		"internal/pressfacts",
	},
	{
		"index",
		"internal/citecheck",
		"internal/holding",
		"internal/citeeval",
		"internal/query",
		"internal/masking",
		"internal/docstream",
		"internal/likeness",
	},
	{
		"internal/ranking",
		"internal/reading",
	},
	{
		"internal/engine/enginetest", // the contract of engines, for tests
		"internal/engine/local",
		"internal/engine/opensearch",
		"internal/engine/opensearch/clustertest", // a cluster in memory, for tests
		"internal/inspect",
	},
	{
		"internal/engine/composite",
	},
	{
		"internal/ingest",
	},
	{
		"internal/acquire",
		"internal/caseload",
		"internal/search",
	},
	{
		"internal/testbase",
		"internal/testkb",
		"internal/wire",
		"web/guard", // knows no law
	},
	{
		"internal/engine/local/localtest",
		"internal/export",
	},
	{
		"internal/mcp",
		"internal/watch",
		"web/api",
		"web/crawl",
		"web/pages",
	},
	{
		"web",
	},
	{
		"cmd/fatiao",
		// Programs that make or check what ships; nothing imports them.
		"internal/tools/ablate",
		"internal/tools/amendments",
		"internal/tools/bench",
		"internal/tools/collate",
		"internal/tools/compare",
		"internal/tools/gencauses",
		"internal/tools/gencharges",
		"internal/tools/genterms",
		"internal/tools/judging",
		"internal/tools/likelihood",
		"internal/tools/layouts",
		"internal/tools/timeeval",
		"internal/tools/trainmodel",
		"internal/tools/trainnames",
	},
}

// rank is the number of the layer of each package.
var rank = func() map[string]int {
	ranks := map[string]int{}
	for i, layer := range layers {
		for _, dir := range layer {
			ranks[dir] = i
		}
	}
	return ranks
}()

// only names the packages that may import a library or package.
var only = map[string][]string{
	// The judged pool has a BM25 that is not ours.
	"github.com/blevesearch/bleve":   {"index", "index/gseanalysis", "internal/tools/bench", "internal/tools/judging"},
	"github.com/blevesearch/mmap-go": {"internal/layered", "internal/ranking"},
	"github.com/go-ego/gse":          {"index/gseanalysis"},
	"github.com/labstack/echo":       {"web", "web/api", "web/crawl", "web/guard", "web/pages"},
	"github.com/danielgtaylor/huma":  {"web/api"},
	"github.com/fumiama/go-docx":     {"internal/export"},
	"github.com/prometheus":          {"web/guard"},
	"golang.org/x/time":              {"web/guard"},
	"github.com/spf13/cobra":         {"cmd/fatiao"},
	// One table of settings: flags, environment and file are nobody else's business.
	"github.com/spf13/pflag":     {"cmd/fatiao"},
	"github.com/BurntSushi/toml": {"cmd/fatiao", "internal/catalogue", "internal/watch"},
	"golang.org/x/net/netutil":   {"cmd/fatiao"},
	"golang.org/x/crypto/bcrypt": {"internal/access"}, // passwords are checked in one place
	"modernc.org/sqlite":         {"internal/kb", "internal/layered", "corpus/lawtable", "internal/tools/bench"},
	// Storage and the graph run no parser of laws.
	module + "internal/lawparse": {"internal/amendment", "internal/lawbuild", "internal/testkb", "internal/reading", "internal/ingest",
		"cmd/fatiao", "internal/tools/genterms", "internal/wire"},
	"github.com/longbridgeapp": {"internal/script"},
	// What language models ask is answered in one place.
	"github.com/modelcontextprotocol": {"internal/mcp"},
	// PDFs are read in a sandbox, in one place.
	"github.com/klippa-app/go-pdfium": {"corpus/pdftext"},
	"github.com/tetratelabs/wazero":   {"corpus/pdftext"},
	module + "corpus": {"corpus", "corpus/docx", "corpus/pdftext", "internal/acquire", "internal/ingest", "internal/reading", "cmd/fatiao",
		"internal/wordedit", // puts marks where a Word document was read
		"internal/tools/genterms", "internal/tools/gencharges", "internal/tools/gencauses",
		"internal/flk", // writes a list of days as an ingest reads it
		"internal/tools/collate", "internal/tools/layouts", "internal/tools/trainnames", "internal/caseload"},
	module + "internal/testlaw":                {},
	module + "internal/testbase":               {},
	module + "internal/engine/enginetest":      {"internal/engine/local/localtest"},
	module + "internal/engine/local/localtest": {},
	module + "internal/testkb":                 {"internal/engine/local/localtest"},
	module + "internal/testzip":                {},
	"os/exec":                                  {"internal/tools/bench", "internal/tools/compare"}, // starts the builds that it compares
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
