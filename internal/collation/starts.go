package collation

import (
	"strings"
	"unicode/utf8"
)

// beheaded counts the units of each copy in which a line lacks its first letters, which another
// copy has: 事人在订立合同… beside 当事人在订立合同….
func beheaded(copies []Copy, left []int) []int {
	faults := make([]int, len(left))
	for k, i := range left {
		found := map[string]bool{}
		for _, j := range left {
			if i == j {
				continue
			}
			theirs := copies[j].at()
			for _, u := range copies[i].Units {
				if text, ok := theirs[u.Address]; ok && hasLostStart(u.Text, text) {
					found[u.Address] = true
				}
			}
		}
		faults[k] = len(found)
	}
	return faults
}

const (
	// mostLost is how many letters a line may have lost: a word, not a sentence.
	mostLost = 3
	// fewestLeft is how many letters of the line must be left.
	fewestLeft = 6
)

// hasLostStart reports whether a line of a text is a line of another one but for letters at its
// start. Numbers there are labels, which one of the two writes and the other does not.
func hasLostStart(text, whole string) bool {
	if text == whole {
		return false
	}
	lines, others := strings.Split(text, "\n"), strings.Split(whole, "\n")
	if len(lines) != len(others) {
		lines, others = lines[:1], others[:1]
	}
	for i, line := range lines {
		cut, full := lettersOf(line), lettersOf(others[i])
		lost, ok := strings.CutSuffix(full, cut)
		n := utf8.RuneCountInString(lost)
		if ok && n > 0 && n <= mostLost && utf8.RuneCountInString(cut) >= fewestLeft && !strings.ContainsAny(lost, labelLetters) {
			return true
		}
	}
	return false
}

// labelLetters are those that labels of articles and items are made of.
const labelLetters = "0123456789一二三四五六七八九十百千第条款项章节附件①②③④⑤⑥⑦⑧⑨⑩"
