package main

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// What a package of a registry and the real collection both have is the same, but for what is
// printed.
func TestWheel(t *testing.T) {
	wheel, laws := testlaw.Wheel(t), testlaw.Shared(t, "laws")
	ours, err := read(wheel)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := read(laws)
	if err != nil {
		t.Fatal(err)
	}
	var differences strings.Builder
	got := compare(&differences, ours, theirs, false)
	t.Logf("both have %d texts; of their %d articles and clauses %d are equal (%.2f %%); the others:\n%s", got.texts, got.articles,
		got.equal, 100*float64(got.equal)/float64(got.articles), differences.String())
	if listed := strings.Count(differences.String(), "\n"); listed != got.articles-got.equal {
		t.Errorf("%d differences are listed", listed)
	}
	if got.texts < 303 || got.articles < 21_347 || 1000*got.equal < 996*got.articles {
		t.Error("less than there was")
	}
}
