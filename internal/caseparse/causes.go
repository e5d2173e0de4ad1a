package caseparse

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed causes.txt
var causesFile string

// causes are the causes of action that the list of causes has.
var causes = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(causesFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known
})

// BareCause is a cause without 纠纷 at its end, so that one cause has one name.
func BareCause(cause string) string { return strings.TrimSuffix(cause, "纠纷") }

// causeAtEnd is where the longest cause begins that a string ends in, -1 where it
// ends in none.
func causeAtEnd(s string) int {
	for i := range s {
		if i > 0 && causes()[BareCause(s[i:])] {
			return i
		}
	}
	return -1
}
