package gseanalysis

import (
	"testing"
	"unicode"
)

// What is left alone for speed is what the tables of Unicode leave alone.
func TestNormalRune(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0xD800 && r <= 0xDFFF {
			continue // no characters
		}
		half := r
		if r >= '！' && r <= '～' {
			half = r - '！' + '!'
		}
		if want := unicode.ToLower(half); normalRune(r) != want {
			t.Fatalf("%U becomes %U; want %U", r, normalRune(r), want)
		}
		want := string(unicode.ToLower(half))
		if unicode.IsSpace(r) {
			want = ""
		}
		if got := Fold(string(r)); got != want {
			t.Fatalf("%U is folded to %q; want %q", r, got, want)
		}
	}
}
