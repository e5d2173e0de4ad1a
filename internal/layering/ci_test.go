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

// ciPart reads a part of CI.
func ciPart(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../.ci", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// CI runs all its parts, each of which can run alone.
func TestParts(t *testing.T) {
	t.Parallel()
	named := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^\{ parts .* \} \|\| status=\$\?$`).FindAllString(ciPart(t, "run"), 1) {
		for _, part := range regexp.MustCompile(`[a-z]+`).FindAllString(line, -1) {
			if _, err := os.Stat(filepath.Join("../../.ci", part)); err == nil {
				named[part] = true
			}
		}
	}
	for part := range named {
		if !strings.Contains(ciPart(t, part), "\nsource \"$(dirname \"$0\")/setup\"\n") {
			t.Errorf("the part %s does not source the set-up", part)
		}
	}
	for _, part := range []string{"lint", "build", "test", "faults", "browser", "accept", "fuzz", "cluster", "bench"} {
		if !named[part] {
			t.Errorf("CI does not run its part %s", part)
		}
	}
}

// CI runs the checks that the threats count on.
func TestChecksRun(t *testing.T) {
	t.Parallel()
	lint := ciPart(t, "lint")
	for _, want := range []string{"bash .ci/known-vulnerabilities\n", "go build -C .ci/checks -o \"$tools/gosec\" ./gosec\n",
		"\"$tools/gosec\" -test=false -exclude-generated=false -exclude=G115,G304 ./...\n",
		"go tool staticcheck ./...\n", "go vet ./...\n", "go mod verify\n"} {
		if !strings.Contains(lint, "\n"+want) {
			t.Errorf("CI does not run %q", strings.TrimSpace(want))
		}
	}
	if !strings.Contains(ciPart(t, "checks/gosec/main.go"), "singlechecker.Main(goanalysis.Analyzer)") ||
		!strings.Contains(ciPart(t, "checks/go.mod"), "\tgithub.com/securego/gosec/v2 v2.") {
		t.Error("CI's gosec is not gosec")
	}
}

// CI runs every fuzz target that there is.
func TestFuzzTargetsRun(t *testing.T) {
	t.Parallel()
	script := ciPart(t, "fuzz")
	targets := 0
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		tests, err := testsIn(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel("../..", path)
		if err != nil {
			return err
		}
		for name := range tests {
			if !strings.HasPrefix(name, "Fuzz") {
				continue
			}
			targets++
			if !strings.Contains(script, filepath.ToSlash(dir)+":"+name+":") {
				t.Errorf("CI does not run %s of %s", name, dir)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if targets < 20 {
		t.Errorf("%d fuzz targets", targets)
	}
}

// CI leaves out each safeguard that can be left out, and each row names a test that
// there is.
func TestFaultPointsRun(t *testing.T) {
	t.Parallel()
	all := ""
	for _, part := range []string{"faults", "cluster"} {
		_, rows, ok := strings.Cut(ciPart(t, part), "<<'END'\n")
		rows, _, closed := strings.Cut(rows, "END\n")
		if !ok || !closed {
			t.Fatalf("the part %s of CI has no table of safeguards", part)
		}
		all += rows
	}
	left := map[string]bool{}
	for row := range strings.Lines(all) {
		f := strings.Fields(row)
		if len(f) != 3 {
			t.Errorf("%q has not a point, a package and a test", row)
			continue
		}
		left[f[0]] = true
		if tests, err := testsIn(filepath.Join("../..", f[1])); err != nil || !tests[f[2]] {
			t.Errorf("there is no %s in %s (%v)", f[2], f[1], err)
		}
	}
	points := faultPoints(t)
	for _, p := range points {
		if !left[p] {
			t.Errorf("CI never leaves out %q", p)
		}
		delete(left, p)
	}
	for p := range left {
		t.Errorf("there is no point %q", p)
	}
	if len(points) < 10 {
		t.Errorf("%d points", len(points))
	}
}

// faultPoints are the values of the points of package faultpoint.
func faultPoints(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "../faultpoint/faultpoint.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var points []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			spec := spec.(*ast.ValueSpec)
			if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Point" {
				continue // the name of the environment variable
			}
			for _, v := range spec.Values {
				p, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				points = append(points, p)
			}
		}
	}
	return points
}
