package excerpt_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/excerpt"
)

func TestCuts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text             string
		n                int
		clip, head, tail string
	}{
		{"", 0, "", "", ""},
		{"", 3, "", "", ""},
		{"第一条", 3, "第一条", "第一条", "第一条"},
		{"第一条", 4, "第一条", "第一条", "第一条"},
		{"第一条", 2, "第一……", "第一", "一条"},
		{"第一条", 0, "……", "", ""},
		{"a第😀b", 3, "a第😀……", "a第😀", "第😀b"},
		{"abc", 3, "abc", "abc", "abc"},
		{"\xff\xfe条", 2, "\xff\xfe……", "\xff\xfe", "\xfe条"}, // a byte that is no text counts as a character
	} {
		if got := excerpt.Clip(c.text, c.n); got != c.clip {
			t.Errorf("Clip(%q, %d) is %q; want %q", c.text, c.n, got, c.clip)
		}
		if got := excerpt.Head(c.text, c.n); got != c.head {
			t.Errorf("Head(%q, %d) is %q; want %q", c.text, c.n, got, c.head)
		}
		if got := excerpt.Tail(c.text, c.n); got != c.tail {
			t.Errorf("Tail(%q, %d) is %q; want %q", c.text, c.n, got, c.tail)
		}
	}
}

// Cutting takes as long as what is kept: a context of 40 characters is cut from each
// side of thousands of citations in one line of a megabyte.
func TestCutsAreLocal(t *testing.T) {
	text := strings.Repeat("条", 1<<20)
	kept := 0
	if n := testing.AllocsPerRun(10, func() { kept += len(excerpt.Head(text, 40)) + len(excerpt.Tail(text, 40)) }); n != 0 || kept == 0 {
		t.Errorf("%v allocations", n)
	}
	if got := utf8.RuneCountInString(excerpt.Head(text, 40) + excerpt.Tail(text, 40)); got != 80 {
		t.Errorf("%d characters", got)
	}
}
