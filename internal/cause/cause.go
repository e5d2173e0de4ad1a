// Package cause knows the causes of action (案由) of civil and administrative cases
// by name. Its list, causes.txt, is derived from a collection of laws and cases;
// more.txt has by hand what that collection does not name.
//
// Start with [Known] and [AtEnd].
package cause

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed causes.txt
var file string

//go:embed more.txt
var more string

// causes are those of the list, without 纠纷.
var causes = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(file + more) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known
})

// All are the causes of the list, in order, without 纠纷 at their end.
func All() []string { return slices.Sorted(maps.Keys(causes())) }

// Known reports whether the list has a cause, with or without 纠纷 at its end.
func Known(cause string) bool { return causes()[Bare(cause)] }

// Bare is a cause without 纠纷 at its end, so that one cause has one name.
func Bare(cause string) string { return strings.TrimSuffix(cause, "纠纷") }

// AtEnd is where the longest cause begins that a string ends in, -1 where it
// ends in none.
func AtEnd(s string) int {
	for i := range s {
		if i > 0 && Known(s[i:]) {
			return i
		}
	}
	return -1
}
