package layering

import (
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// eachGoFile calls f for the Go files of the repository, with their path from its root.
func eachGoFile(t *testing.T, f func(path string)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return fs.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(path, ".go") {
			files++
			f(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files were looked at", files)
	}
}

// namedFile is a file that a comment names: a Go file, or one of text or data.
var namedFile = regexp.MustCompile(`[\w./-]*\w\.(?:go|txt|tsv|bin|md|jsonl)\b`)

// Every package says what it is, once, and the files that it names are there: beside
// it, or from the root of the repository.
func TestPackageComments(t *testing.T) {
	t.Parallel()
	comments := map[string]int{} // by folder
	eachGoFile(t, func(path string) {
		dir := filepath.Dir(path)
		if _, ok := comments[dir]; !ok {
			comments[dir] = 0
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		if f.Doc == nil || strings.HasSuffix(f.Name.Name, "_test") {
			return
		}
		comments[dir]++
		text := f.Doc.Text()
		if want := "Package " + f.Name.Name + " "; f.Name.Name != "main" && !strings.HasPrefix(text, want) {
			t.Errorf("%s: the comment does not begin with %q", path, want)
		}
		for _, name := range namedFile.FindAllString(text, -1) {
			if strings.HasPrefix(name, "../shared") || strings.Contains(name, "//") {
				continue // data beside the repository
			}
			if !exists(filepath.Join(dir, name)) && !exists(filepath.Join("../..", name)) {
				t.Errorf("%s: there is no %s", path, name)
			}
		}
	})
	for dir, n := range comments {
		if n != 1 && hasProgram(dir) {
			t.Errorf("%s has %d package comments", dir, n)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// hasProgram reports whether a folder has Go files that are no tests.
func hasProgram(dir string) bool {
	p, err := build.Default.ImportDir(dir, 0)
	return err == nil && len(p.GoFiles) > 0
}
