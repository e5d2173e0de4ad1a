// Package repair restores texts that were damaged on the way to us, and
// leaves alone what was never damaged.
//
// Three kinds of damage are known, all from web pages that were copied or
// converted badly:
//
//   - pronunciation notes behind characters: 發(fā)布 was 發布;
//   - stretches of GBK in which one lost byte shifted all that follows:
//     ?!兑?guī)定》 was 。《規定》;
//   - a note written into the middle of a character: 重?fù)p害 was 重損害.
//
// What stood there is chosen by what makes words, so the caller gives the
// words ([Words]). Every change is a [statute.Diagnostic] with its place in
// the repaired text. Traditional characters are no damage; [Simplify] converts
// them for search.
package repair

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/statute"
)

// Words tells how common a word of simplified Chinese is.
type Words interface {
	// LogProb is the natural logarithm of the word's share of running text;
	// ok is false for what is no word.
	LogProb(word string) (p float64, ok bool)
}

// The codes of the diagnostics.
const (
	CodeNote  = "repair_pronunciation"
	CodeShift = "repair_shifted_gbk"
	CodeSplit = "repair_split_character"
)

// Result is a repaired text with what was done to it.
type Result struct {
	Text        string
	Diagnostics []statute.Diagnostic
}

// Text repairs s. The words are asked for only where s looks damaged, so a
// caller may load them late; where they are nil, shifted stretches stay as
// they are. An undamaged text comes back unchanged with no diagnostics.
func Text(s string, words func() Words) Result {
	notes := hasNotes(s)
	if !notes && !hasShift(s) {
		return Result{Text: s}
	}
	r := &repairer{words: words, source: s}
	for line := range strings.Lines(s) {
		r.line(line)
	}
	return Result{Text: r.out.String(), Diagnostics: r.diagnostics}
}

type repairer struct {
	words       func() Words
	source      string
	model       *model
	marks       int // that were tried
	out         strings.Builder
	diagnostics []statute.Diagnostic
}

func (r *repairer) note(code, message string, start int) {
	r.diagnostics = append(r.diagnostics,
		statute.Diagnostic{Code: code, Message: message, Span: statute.Span{Start: start, End: r.out.Len()}})
}

// line repairs one line from left to right. What is written is already
// repaired and serves as context for what comes.
func (r *repairer) line(line string) {
	at := 0
	start := r.out.Len()
	for at < len(line) {
		switch line[at] {
		case '?':
			if fix, ok := r.fixMark(r.out.String()[start:], line[at:]); ok {
				from := r.out.Len()
				r.out.WriteString(fix.text)
				r.note(fix.code, "“"+line[at:at+fix.length]+"”还原为“"+fix.text+"”", from)
				at += fix.length
				continue
			}
		case '(':
			if n := noteAt(line[at:]); n > 0 && endsWithHan(r.out.String()[start:]) {
				r.note(CodeNote, "去掉注音“"+line[at:at+n]+"”", r.out.Len())
				at += n
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(line[at:])
		r.out.WriteString(line[at : at+size])
		at += size
	}
}

func endsWithHan(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return isHan(c)
}

// fix is a replacement for the first length bytes of the text at a mark.
type fix struct {
	bytes  []byte // GBK
	text   string // the same, decoded
	length int
	code   string
}

const (
	contextRunes = 4
	// margin is how much likelier, in log probability, a repair must make the
	// text than it is as it stands.
	margin = 3.0
	// maxMarks bounds how many marks of one text are tried: trying one takes up
	// to some milliseconds, and a text with more is not damaged in this way.
	maxMarks = 1000
	// misread is the log probability that a character bears the note of another.
	misread = -20.0
)

// fixMark decides whether the ? at the start of rest stands for lost bytes.
// All readings are scored over the same stretch of text, so that long and
// short ones compare.
func (r *repairer) fixMark(before, rest string) (fix, bool) {
	fixes := append(shiftAt(rest), splitAt(rest, before)...)
	if len(fixes) == 0 || r.marks >= maxMarks {
		return fix{}, false
	}
	r.marks++
	if r.model == nil {
		words := r.words()
		if words == nil {
			return fix{}, false
		}
		r.model = newModel(words, r.source)
	}
	left := excerpt.Tail(before, contextRunes)
	end := 0
	for _, f := range fixes {
		end = max(end, f.length)
	}
	end += len(excerpt.Head(rest[end:], contextRunes))
	bestScore := r.model.score(left+rest[:end]) + margin
	var best fix
	for _, f := range fixes {
		if score := r.model.score(left + f.text + rest[f.length:end]); score > bestScore {
			best, bestScore = f, score
		}
	}
	if best.length == 0 {
		return fix{}, false
	}
	return r.fillDropped(best, left, rest[best.length:end], bestScore), true
}

// fillDropped puts back pairs that the reader dropped inside a stretch because
// GBK leaves their codes to its users. Such a gap shows as a character that
// neither this text nor any word has: it was made of two halves.
func (r *repairer) fillDropped(f fix, left, right string, score float64) fix {
	for i, c := range []rune(f.text) {
		if r.model.plausible(f.text, i, c) {
			continue
		}
		best, bestScore := f, score+margin
		for _, area := range userAreas {
			for hi := area.hi[0]; hi <= area.hi[1]; hi++ {
				for lo := area.lo[0]; lo <= area.lo[1]; lo++ {
					b := make([]byte, 0, len(f.bytes)+2)
					b = append(append(b, f.bytes[:2*i+1]...), byte(hi), byte(lo))
					b = append(b, f.bytes[2*i+1:]...)
					text, ok := decodePairs(b)
					if !ok {
						continue
					}
					if s := r.model.score(left + text + right); s > bestScore {
						best, bestScore = fix{bytes: b, text: text, length: f.length, code: f.code}, s
					}
				}
			}
		}
		if len(best.bytes) > len(f.bytes) {
			return r.fillDropped(best, left, right, bestScore)
		}
	}
	return f
}
