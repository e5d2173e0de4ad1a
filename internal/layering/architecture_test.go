package layering

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var packageRow = regexp.MustCompile("(?m)^\\| (\\d+) \\| `([^`]+)` \\| ([^|]+) \\|$")

// The table of packages in docs/architecture.md is the one that imports are held to.
func TestArchitecture(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, m := range packageRow.FindAllStringSubmatch(string(text), -1) {
		row, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := rows[m[2]]; twice {
			t.Errorf("%s stands in the table twice", m[2])
		}
		rows[m[2]] = row
	}
	for dir, layer := range rank {
		if row, ok := rows[dir]; !ok || row != layer {
			t.Errorf("%s is in row %d of docs/architecture.md (there: %t); its layer is %d", dir, row, ok, layer)
		}
		delete(rows, dir)
	}
	for dir := range rows {
		t.Errorf("docs/architecture.md has %s, which no layer has", dir)
	}
}

var goName = regexp.MustCompile("`([a-z]+)\\.([A-Z]\\w*)`")

// The Go names in docs/glossary.md exist.
func TestGlossary(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{} // package.Name
	for dir := range rank {
		if strings.HasPrefix(dir, "internal/tools/") || dir == "cmd/fatiao" {
			continue
		}
		if err := declare(declared, filepath.Join("../..", dir)); err != nil {
			t.Fatal(err)
		}
	}
	names := goName.FindAllStringSubmatch(string(text), -1)
	if len(names) < 20 {
		t.Errorf("the glossary has %d Go names", len(names))
	}
	for _, m := range names {
		if !declared[m[1]+"."+m[2]] {
			t.Errorf("docs/glossary.md names %s.%s, which is not declared", m[1], m[2])
		}
	}
}

// declare adds the types, functions and constants that a package declares.
func declare(declared map[string]bool, dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			for _, declaredName := range namesOf(d) {
				declared[f.Name.Name+"."+declaredName] = true
			}
		}
	}
	return nil
}

// namesOf are the names that a declaration declares, methods not among them.
func namesOf(d ast.Decl) []string {
	if fn, ok := d.(*ast.FuncDecl); ok {
		if fn.Recv != nil {
			return nil
		}
		return []string{fn.Name.Name}
	}
	var names []string
	for _, spec := range d.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}
