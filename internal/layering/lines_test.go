package layering

import (
	"go/scanner"
	"go/token"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// maxColumns bounds lines of Go: a tab counts four, every other character one. (A
// Chinese character is two wide, but texts of tests are read by their characters.)
const maxColumns = 140

// columns is the width of a line.
func columns(line string) int { return utf8.RuneCountInString(line) + 3*strings.Count(line, "\t") }

// Lines within a text that goes over several lines may be longer: it is read as it is.
func TestLines(t *testing.T) {
	t.Parallel()
	eachGoFile(t, func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fixed := linesOfTexts(text)
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if c := columns(strings.TrimRight(line, "\n")); c > maxColumns && !fixed[n] {
				t.Errorf("%s:%d has %d columns", path, n, c)
			}
		}
	})
}

// linesOfTexts are the lines of literals that go over several lines.
func linesOfTexts(source []byte) map[int]bool {
	set := token.NewFileSet()
	file := set.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	lines := map[int]bool{}
	for {
		pos, kind, text := s.Scan()
		if kind == token.EOF {
			return lines
		}
		if n := strings.Count(text, "\n"); kind == token.STRING && n > 0 {
			for i := range n + 1 {
				lines[file.Line(pos)+i] = true
			}
		}
	}
}
