package layering

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// toCome marks a row of the threats whose test is being built.
const toCome = "(to come)"

var namedTest = regexp.MustCompile("`([a-z0-9/]+): ((?:Test|Fuzz|Benchmark)\\w+)`")

// The threats name tests that there are, one for each row at least.
func TestThreats(t *testing.T) {
	text, err := os.ReadFile("../../docs/threats.md")
	if err != nil {
		t.Fatal(err)
	}
	rows, wrong := checkThreats(string(text), func(dir string) (map[string]bool, error) { return testsIn(filepath.Join("../..", dir)) })
	for _, w := range wrong {
		t.Error(w)
	}
	if rows < 35 {
		t.Errorf("%d rows of threats", rows)
	}
}

// What the check is for: tests that do not exist, rows without any, marks elsewhere.
func TestThreatsAreChecked(t *testing.T) {
	tests := func(dir string) (map[string]bool, error) {
		if dir != "web" {
			return nil, os.ErrNotExist
		}
		return map[string]bool{"TestPages": true}, nil
	}
	for row, ok := range map[string]bool{
		"| a | b | `web: TestPages` |":                   true,
		"| a | b | (to come) |":                          true,
		"| a | b | `web: TestPages`, (to come) |":        true,
		"| a | b | `web: TestPage` |":                    false,
		"| a | b | `wob: TestPages` |":                   false,
		"| a | b | `web: TestPages`, `web: FuzzNone` |":  false,
		"| a | b | to come |":                            false,
		"| a | b | |":                                    false,
		"| a | b (to come) | |":                          false,
		"| a | b | TestPages |":                          false,
		"| a | b | `web: TestPages`, something, later |": false,
		"| a | b |": false,
	} {
		if n, wrong := checkThreats(row, tests); n != 1 || (len(wrong) == 0) != ok {
			t.Errorf("%s: %d rows, %v", row, n, wrong)
		}
	}
}

// checkThreats counts the rows and says what is wrong with them.
func checkThreats(text string, tests func(dir string) (map[string]bool, error)) (rows int, wrong []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| Threat |") {
			continue
		}
		rows++
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if len(cells) != 3 {
			wrong = append(wrong, fmt.Sprintf("%s: %d cells", line, len(cells)))
			continue
		}
		for _, name := range strings.Split(cells[2], ",") {
			name = strings.TrimSpace(name)
			if name == toCome {
				continue
			}
			m := namedTest.FindStringSubmatch(name)
			if m == nil || m[0] != name {
				wrong = append(wrong, fmt.Sprintf("%s: %q is neither `package: Test` nor %s", cells[0], name, toCome))
				continue
			}
			if have, err := tests(m[1]); err != nil || !have[m[2]] {
				wrong = append(wrong, fmt.Sprintf("%s: there is no %s in %s (%v)", cells[0], m[2], m[1], err))
			}
		}
	}
	return rows, wrong
}

// testsIn are the functions of the test files of a package.
func testsIn(dir string) (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				found[fn.Name.Name] = true
			}
		}
	}
	return found, nil
}
