package citecheck

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/statute"
)

// What a draft gives as the words of a provision without quotation marks, 第四条规定：车辆每年检验一次。,
// is often not meant to the letter. It is compared only where it plainly is: where it is what the
// provision says, or says the same but for a few words.

// maxUnmarked bounds what is read as the words of a provision, in characters.
const maxUnmarked = 1000

// draftedWords are what stands behind a citation, 规定：…, or in the line that the citation begins, as
// in the annex of a judgment: sentences up to the next citation.
type draftedWords struct {
	sentences []string
	// crosses says that the next citation stands in the first sentence: it may be a part of the
	// provision, or where the draft goes on in its own words.
	crosses bool
}

// unmarked reads the words behind the citation at cite in a text; next is where the next one begins.
func unmarked(text string, cite statute.Span, next int) (d draftedWords) {
	behind := text[cite.End:]
	near := excerpt.Head(behind, maxBefore+1)
	lead := strings.IndexAny(near, "：:")
	switch {
	case lead >= 0 && !strings.ContainsAny(near[:lead], "。；，,、“\"「（(\n"):
		_, size := utf8.DecodeRuneInString(near[lead:])
		lead += size
	case isLabelOfLine(text[:cite.Start], behind):
		lead = 0
	default:
		return d
	}
	rest := excerpt.Head(behind[lead:], maxUnmarked)
	for at := 0; at < len(rest); {
		n := sentenceAt(rest[at:])
		s := strings.TrimSpace(rest[at : at+n])
		at += n
		if past := cite.End+lead+at > next; past && len(d.sentences) > 0 || strings.ContainsAny(s, "“”「」\"") {
			break
		} else if s != "" {
			d.sentences, d.crosses = append(d.sentences, s), past
		}
		if d.crosses || strings.HasSuffix(rest[:at], "\n") && len(d.sentences) > 0 {
			break
		}
	}
	return d
}

// as are the sentences that give the words of a provision, to the letter or nearly so. "" where the
// first does not.
func (d draftedWords) as(provision string) string {
	words := ""
	for i, s := range d.sentences {
		near := fidelityOf(s, provision)
		if near == apart || near == altered && (d.crosses || i > 0 && !isSentenceOf(s, provision)) {
			break
		}
		words += s
	}
	if utf8.RuneCountInString(words) < leastQuoted {
		return ""
	}
	return words
}

// isSentenceOf reports whether words are those of one whole sentence of a provision, but for a few.
func isSentenceOf(words, provision string) bool {
	n := utf8.RuneCountInString(words)
	for _, s := range strings.FieldsFunc(provision, func(r rune) bool { return r == '。' || r == '\n' }) {
		if m := utf8.RuneCountInString(s); max(n, m)-min(n, m) <= mostAdded && fidelityOf(words, s) != apart {
			return true
		}
	}
	return false
}

// isLabelOfLine reports whether a citation begins its line and white space stands behind it.
func isLabelOfLine(before, behind string) bool {
	before = excerpt.Tail(before, maxBefore)
	before = before[strings.LastIndexByte(before, '\n')+1:]
	r, _ := utf8.DecodeRuneInString(behind)
	return strings.TrimSpace(before) == "" && (r == ' ' || r == '\u3000')
}

// sentenceAt is the length of the sentence at the start of s. Lines that begin with the number of
// an item belong to the one before them.
func sentenceAt(s string) int {
	for i, r := range s {
		switch r {
		case '。':
			return i + len("。")
		case '\n':
			before, after := strings.TrimSpace(s[:i]), strings.TrimLeft(s[i+1:], " \u3000")
			if before != "" && !strings.HasPrefix(after, "（") {
				return i + 1
			}
		}
	}
	return len(s)
}

// fidelity is how near the words of a draft are to those of a provision.
type fidelity int

const (
	apart   fidelity = iota // other words: told in the draft's own
	altered                 // the same but for a few words
	literal                 // the same, or a part of them
)

// The bounds of what counts as the same but for a few words.
const (
	leastKept   = 70 // percent of the characters that the provision has too
	mostAltered = 3  // places that differ
	mostAdded   = 8  // characters that one of them adds
	mostOmitted = 3  // characters that are left out: more of them shorten the provision
	leastChars  = 12 // characters to tell by
)

// fidelityOf compares words of a draft with a provision.
func fidelityOf(drafted, provision string) fidelity {
	if holds(provision, drafted) {
		return literal
	}
	words := []rune(strings.TrimRight(statute.NormName(drafted), ".。;"))
	if len(words) < leastChars || strings.Contains(drafted, "…") {
		return apart
	}
	text := excerpt.Head(statute.NormName(provision), maxCompared)
	near := likeness(words, text)
	for i, tried := 0, 0; near == apart && i < len(text) && tried < maxEnds; i++ { // the provision goes on behind what is told
		if end := strings.IndexAny(text[i:], ";。"); end >= 0 {
			i += end
			near = likeness(words, text[:i])
			tried++
		} else {
			break
		}
	}
	return near
}

// maxEnds bounds the sentences of a provision with which words are compared up to their end.
const maxEnds = 20

// likeness compares words with a text that begins before them and may go on behind.
func likeness(words []rune, text string) fidelity {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	diffs := d.DiffCleanupSemantic(d.DiffMainRunes(words, []rune(text), false))
	kept, places, changed := 0, 0, false
	for i, x := range diffs {
		n := utf8.RuneCountInString(x.Text)
		switch x.Type {
		case diffmatchpatch.DiffEqual:
			kept += n
			changed = false
			continue
		case diffmatchpatch.DiffDelete:
			if n > mostAdded || isOutside(diffs, i) {
				return apart // its own words around or between those of the provision
			}
		case diffmatchpatch.DiffInsert:
			if isOutside(diffs, i) {
				continue // the provision goes on; the draft has a part of it
			}
			if !changed && n > mostOmitted {
				return apart
			}
		}
		if !changed && strings.IndexFunc(x.Text, func(r rune) bool { return !unicode.IsPunct(r) }) >= 0 {
			places++
			changed = true
		}
	}
	if places == 0 || places > mostAltered || kept*100 < leastKept*len(words) {
		return apart
	}
	return altered
}

// isOutside reports whether nothing that both have stands before difference i, or behind it.
func isOutside(diffs []diffmatchpatch.Diff, i int) bool {
	before, after := false, false
	for j, x := range diffs {
		if x.Type == diffmatchpatch.DiffEqual {
			before, after = before || j < i, after || j > i
		}
	}
	return !before || !after
}
