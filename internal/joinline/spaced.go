package joinline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text that was recognised from a picture may have a space behind nearly each character:
// 《民 法 典》第 五 百 八 十 五 条. The spaces are taken out, and so is the end of a line that stands
// inside of a number.

// The bounds of a line that is taken for such a one.
const (
	leastSpaces = 8
	mostlyEach  = 60 // percent of the places between two characters that have a space
)

// spaced adds the cuts of the spaces in such lines.
func (t *Text) spaced(cuts []cut) []cut {
	all := cuts
	for start := 0; start < len(t.Source); {
		end := start + strings.IndexByte(t.Source[start:], '\n')
		if end < start {
			end = len(t.Source)
		}
		if line := t.Source[start:end]; isSpaced(line) {
			all = append(all, spacesOf(line, start)...)
			if end < len(t.Source) && insideNumber(line, t.Source[end+1:]) {
				all = append(all, cut{start: end, end: end + 1})
			}
		}
		start = end + 1
	}
	if len(all) == len(cuts) {
		return cuts
	}
	slices.SortFunc(all, func(a, b cut) int { return a.start - b.start })
	kept := all[:0]
	for _, c := range all {
		if len(kept) == 0 || kept[len(kept)-1].end <= c.start {
			kept = append(kept, c)
		}
	}
	return kept
}

// isWide reports whether a character is one of a Chinese text, or a digit of it.
func isWide(r rune) bool {
	return r >= 0x2E80 || unicode.IsDigit(r) || strings.ContainsRune("“”‘’%(),.;:", r)
}

func isSpaced(line string) bool {
	if strings.Count(line, " ") < leastSpaces {
		return false
	}
	spaces, pairs := 0, 0
	last := rune(0)
	for i, r := range line {
		if r == ' ' {
			continue
		}
		if unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, r) {
			pairs++
			if line[i-1] == ' ' {
				spaces++
			}
		}
		last = r
	}
	return spaces >= leastSpaces && spaces*100 >= mostlyEach*pairs
}

// spacesOf are the cuts of the spaces between the characters of a line that begins at a place.
func spacesOf(line string, at int) []cut {
	var cuts []cut
	for i := 0; i < len(line); i++ {
		if line[i] != ' ' || i == 0 {
			continue
		}
		end := i
		for end < len(line) && line[end] == ' ' {
			end++
		}
		before, _ := utf8.DecodeLastRuneInString(line[:i])
		after, _ := utf8.DecodeRuneInString(line[end:])
		if end == len(line) || isWide(before) && isWide(after) {
			cuts = append(cuts, cut{start: at + i, end: at + end})
		}
		i = end
	}
	return cuts
}

// insideNumber reports whether a line ends inside of the number of an article with which the next
// goes on: 第 六 十⏎五 条.
func insideNumber(line, next string) bool {
	bare := strings.ReplaceAll(line, " ", "")
	i := strings.LastIndex(bare, "第")
	if i < 0 || len(bare)-i > maxNumber || strings.Trim(bare[i+len("第"):], ofNumbers) != "" {
		return false
	}
	rest := strings.TrimLeft(next[:min(len(next), maxNumber)], " "+ofNumbers)
	return strings.HasPrefix(rest, "条") || strings.HasPrefix(rest, "款") || strings.HasPrefix(rest, "项")
}

const (
	ofNumbers = "一二三四五六七八九十百千零〇0123456789"
	maxNumber = 40 // bytes of a number with its spaces
)
