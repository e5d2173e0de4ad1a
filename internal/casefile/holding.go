package casefile

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Holding is what a case stands for, a sentence of its text: the first sentence of its points, else of what the court holds,
// else of the result, else of why it was published; "" where the text has none of them.
func (f *Facts) Holding(text string) string {
	for _, kind := range [...]PartKind{PartPoints, PartReasons, "", PartResult,
		PartSignificance} {
		if kind == "" {
			if s := firstHolding(partText(text, f.Reasoning, "")); s != "" {
				return s
			}
			continue
		}
		for _, p := range f.Parts {
			if p.Kind != kind {
				continue
			}
			if s := firstHolding(partText(text, p.Span, string(kind))); s != "" {
				return s
			}
		}
	}
	return ""
}

// partText is the text of a part without its heading.
func partText(text string, span statute.Span, heading string) string {
	if span.Start < 0 || span.End > len(text) || span.Len() <= 0 {
		return ""
	}
	s := strings.TrimSpace(span.Of(text))
	if first, rest, ok := strings.Cut(s, "\n"); ok && heading != "" && strings.Contains(first, heading) && len(first) < 60 {
		s = strings.TrimSpace(rest)
	}
	return s
}

var (
	// openingWords stand before what a court holds.
	openingWords = regexp.MustCompile(`^(?:\d+[.．、]\s*|[一二三四五]、\s*|[#*【】\s]+|` +
		`(?:本院|\p{Han}{0,12}法院)(?:审理|再审|二审|一审|经审理|经审查)*认为[，,：:]\s*|裁判(?:要点|要旨|理由)[：:】]?\s*)+`)
	// saysNothing is a sentence that only leads to what is held.
	saysNothing = regexp.MustCompile(`争议(?:的)?焦点|^综上|审理查明|^本案[^，]{0,12}(?:案件|纠纷)。?$|^根据查明`)
)

// shortestHolding is as many bytes as nine characters have: a sentence has more.
const shortestHolding = 27

// firstHolding is the first sentence of a text that says something.
func firstHolding(text string) string {
	for sentence := range strings.SplitAfterSeq(strings.ReplaceAll(text, "\n", ""), "。") {
		sentence = strings.TrimSpace(openingWords.ReplaceAllString(strings.TrimSpace(sentence), ""))
		if len(sentence) > shortestHolding && !saysNothing.MatchString(sentence) {
			return sentence
		}
	}
	return ""
}
