package gseanalysis

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Places finds where folded strings stand in a text: beginnings and ends in code points,
// in order, joined where they touch or overlap.
func Places(text string, strs []string) [][2]int {
	text = Normalize(text) // as many characters as before
	var found [][2]int     // bytes
	for _, s := range strs {
		for at := 0; s != ""; {
			i := strings.Index(text[at:], s)
			if i < 0 {
				break
			}
			found = append(found, [2]int{at + i, at + i + len(s)})
			at += i + len(s)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i][0] < found[j][0] })
	merged := [][2]int{}
	for _, f := range found {
		if n := len(merged); n > 0 && f[0] <= merged[n-1][1] {
			merged[n-1][1] = max(merged[n-1][1], f[1])
			continue
		}
		merged = append(merged, f)
	}
	for i, m := range merged {
		start := utf8.RuneCountInString(text[:m[0]])
		merged[i] = [2]int{start, start + utf8.RuneCountInString(text[m[0]:m[1]])}
	}
	return merged
}
