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

// causeAtEnd is where the longest cause begins that a string ends in, -1 where it
// ends in none.
func causeAtEnd(s string) int {
	for i := range s {
		if i > 0 && causes()[strings.TrimSuffix(s[i:], "纠纷")] {
			return i
		}
	}
	return -1
}
