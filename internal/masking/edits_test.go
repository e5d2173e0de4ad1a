package masking

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestEdits(t *testing.T) {
	t.Parallel()
	const text = "aa张三bb李四cc"
	var e edits
	e.add(strings.Index(text, "张三"), strings.Index(text, "bb"), "张某某")
	e.add(strings.Index(text, "李四"), strings.Index(text, "cc"), "×")
	after := e.apply(text)
	if after != "aa张某某bb×cc" {
		t.Fatalf("got %q", after)
	}
	at := func(s, piece string) statute.Span {
		i := strings.Index(s, piece)
		return statute.Span{Start: i, End: i + len(piece)}
	}
	for before, want := range map[string]string{"aa": "aa", "张三": "张某某", "张": "张某某", "三": "张某某", "aa张三": "aa张某某", "张三bb": "张某某bb",
		"bb": "bb", "b李": "b×", "cc": "cc", text: after} {
		if got := e.shift(at(text, before)); got.Of(after) != want {
			t.Errorf("%q moves to %q; want %q", before, got.Of(after), want)
		}
	}
	if got := e.shift(statute.Span{}); got != (statute.Span{}) {
		t.Errorf("nothing moves to %v", got)
	}
	if end := len(text); e.shift(statute.Span{Start: end, End: end}) != (statute.Span{Start: len(after), End: len(after)}) {
		t.Error("the end does not stay the end")
	}
	if got := (edits{}).apply(text); got != text {
		t.Errorf("no edits make %q", got)
	}
}

// What stands between replacements is found again.
func TestEditsKeepTheRest(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 11))
	for range 500 {
		var b strings.Builder
		for range 1 + rng.IntN(60) {
			b.WriteByte(byte('a' + rng.IntN(26)))
		}
		text := b.String()
		var e edits
		replaced := make([]bool, len(text))
		for at := 0; at < len(text); {
			from := at + rng.IntN(6)
			to := min(len(text), from+1+rng.IntN(4))
			if from >= len(text) {
				break
			}
			e.add(from, to, strings.Repeat("X", rng.IntN(5)))
			for i := from; i < to; i++ {
				replaced[i] = true
			}
			at = to
		}
		after := e.apply(text)
		for i := range text {
			if !replaced[i] {
				if s := e.shift(statute.Span{Start: i, End: i + 1}); s.Of(after) != text[i:i+1] {
					t.Fatalf("%d of %q is %q in %q", i, text, s.Of(after), after)
				}
			}
		}
	}
}
