package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestWordsInOnePlace keeps what the pages, the API and the guard say in the words.go of
// each, and that of a subject in words and its name: wordshistory.go.
func TestWordsInOnePlace(t *testing.T) {
	for dir, hasWords := range map[string]bool{".": false, "pages": true, "api": true, "guard": true, "crawl": true} {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		words := 0
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			files := token.NewFileSet()
			found := hanLiterals(t, files, name, nil)
			if strings.HasPrefix(filepath.Base(name), "words") {
				words += len(found)
				continue
			}
			for _, l := range found {
				t.Errorf("%s: %s belongs into words.go", files.Position(l.Pos()), l.Value)
			}
		}
		if (words > 0) != hasWords {
			t.Errorf("%s has %d words in words.go: does the test read nothing?", dir, words)
		}
	}
}

// TestHanLiterals shows that the search finds Chinese however it is written, and
// takes nothing for words that is not.
func TestHanLiterals(t *testing.T) {
	const source = `package p

// 注释
type t struct {
	F string ` + "`doc:\"标签\"`" + `
}

const a = "条" + "article"

func f(s string) bool { return s == "\u6761" || s[0] == '第' || s == ` + "`款`" + ` || s == "、" }
`
	var got []string
	for _, l := range hanLiterals(t, token.NewFileSet(), "p.go", source) {
		got = append(got, literalText(l))
	}
	if want := []string{"条", "条", "第", "款"}; !slices.Equal(got, want) {
		t.Errorf("found %q; want %q", got, want)
	}
}

// hanLiterals are the string and rune literals of a file that hold a Han character.
// The tags of fields are none: they cannot be constants.
func hanLiterals(t *testing.T, files *token.FileSet, name string, source any) []*ast.BasicLit {
	t.Helper()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []*ast.BasicLit
	tags := map[*ast.BasicLit]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			tags[n.Tag] = true // visited before the tag itself
		case *ast.BasicLit:
			if !tags[n] && strings.ContainsFunc(literalText(n), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// literalText is the value of a string or rune literal, without escapes.
func literalText(l *ast.BasicLit) string {
	if l.Kind != token.STRING && l.Kind != token.CHAR {
		return ""
	}
	if s, err := strconv.Unquote(l.Value); err == nil {
		return s
	}
	return l.Value
}
