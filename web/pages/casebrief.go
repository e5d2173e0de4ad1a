package pages

import (
	"errors"
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// briefLength bounds the holding of a case in a list, in characters.
const briefLength = 90

// briefs adds the holding of each case to the lines of a list.
func (r *request) briefs(cases []*kb.CaseInfo, lines []caseLine) error {
	for i, c := range cases {
		if c.InReport > 0 {
			continue // a report tells it in its own words, which are the title
		}
		d, err := r.Documents.Document(r.ctx(), c.Ref)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
		if err != nil {
			return err
		}
		lines[i].Holding = casefile.Clip(holdingOf(facts, d.Text), briefLength)
	}
	return nil
}

// holdingOf is what a case stands for: the first sentence of its points, else of what the court holds,
// else of the result, else of why it was published; "" where the text has none of them.
func holdingOf(f *casefile.Facts, text string) string {
	for _, kind := range [...]casefile.PartKind{casefile.PartPoints, casefile.PartReasons, "", casefile.PartResult,
		casefile.PartSignificance} {
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

// firstHolding is the first sentence of a text that says something.
func firstHolding(text string) string {
	for sentence := range strings.SplitAfterSeq(strings.ReplaceAll(text, "\n", ""), "。") {
		sentence = strings.TrimSpace(openingWords.ReplaceAllString(strings.TrimSpace(sentence), ""))
		if len(sentence) > len("十个字以上才算一句") && !saysNothing.MatchString(sentence) {
			return sentence
		}
	}
	return ""
}
