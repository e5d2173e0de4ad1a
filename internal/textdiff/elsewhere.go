package textdiff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastElsewhere is how many letters a sentence must have for another text with it to tell
// something: shorter ones are in many.
const leastElsewhere = 8

// MarkElsewhere marks the sentences that only one of two texts has and that stand in a text
// beside the other one: of an article that was cut in several, those that another of these has.
// The words of segments stay what they are.
//
//	later    the texts beside the later text, where words of the earlier one may be now
//	earlier  the texts beside the earlier text, where words of the later one may come from
func MarkElsewhere(segments []Segment, later, earlier []string) []Segment {
	if len(later) == 0 && len(earlier) == 0 {
		return segments
	}
	inLater, inEarlier := lettersOfAll(later), lettersOfAll(earlier)
	var out []Segment
	for _, s := range segments {
		switch s.In {
		case Earlier:
			out = append(out, cutAtSentences(s, s.From, inLater)...)
		case Later:
			out = append(out, cutAtSentences(s, s.To, inEarlier)...)
		default:
			out = append(out, s)
		}
	}
	return out
}

// cutAtSentences cuts a segment where sentences that stand in one of the texts begin and end.
func cutAtSentences(s Segment, words string, texts []string) []Segment {
	var out []Segment
	for words != "" {
		end := strings.IndexAny(words, "。；\n")
		if end < 0 {
			end = len(words)
		} else {
			_, width := utf8.DecodeRuneInString(words[end:])
			end += width
		}
		piece := Segment{In: s.In, Elsewhere: isIn(words[:end], texts)}
		if s.In == Earlier {
			piece.From = words[:end]
		} else {
			piece.To = words[:end]
		}
		words = words[end:]
		if last := len(out) - 1; last >= 0 && out[last].Elsewhere == piece.Elsewhere {
			out[last].From += piece.From
			out[last].To += piece.To
			continue
		}
		out = append(out, piece)
	}
	return out
}

func isIn(sentence string, texts []string) bool {
	sentence = letters(sentence)
	return utf8.RuneCountInString(sentence) >= leastElsewhere &&
		slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, sentence) })
}

func lettersOfAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = letters(t)
	}
	return out
}

// letters leaves letters and digits: copies differ in signs.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
