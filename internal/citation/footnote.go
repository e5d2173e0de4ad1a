package citation

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// Notes that cite the law of another note: 同①，第68条; 前引[1]，第584条; 前注1，第55条.

// noteReference is such a reference, up to the article behind it.
var noteReference = regexp.MustCompile(`^(?:同前注|同上注|前引|前注|同注|前揭注?|同上|同)(?:注释?)?\s?` +
	`(?:[\[〔（(［]\s?(?:注\s?)?(\d{1,3})\s?[\]〕）)］]|(\d{1,3})|([①-⑳]))(?:引?[书文]|文件|解释|规定)?[，,、：:\s]*`)

// behindSame are what follows the first character of one.
const behindSame = "前注上引揭[〔（(［0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

// maxNoteReference bounds it, in bytes.
const maxNoteReference = 60

// noteAt reads a reference to a note before an article, and gives its number.
func noteAt(s string) (n, length int) {
	if len(s) < 2*len("同") || !strings.ContainsRune(behindSame, firstRune(s[len("同"):])) {
		return 0, 0
	}
	s = s[:min(len(s), maxNoteReference)]
	m := noteReference.FindStringSubmatch(s)
	if m == nil {
		n, length = above, len(noteAbove.FindString(s))
	} else {
		n, length = noteNumber(m[1:]), len(m[0])
	}
	if refs, size := provisionAt(s[length:], false); length == 0 || size == 0 || highest(refs[0].From) != levelArticle {
		return 0, 0
	}
	return n, length
}

// noteNumber is the number that one of the groups of a pattern has matched.
func noteNumber(groups []string) int {
	for _, g := range groups {
		if k := within(g, '①', '⑳'); k > 0 {
			return k
		}
		if n, ok := cnnum.Parse(g); ok {
			return n
		}
	}
	return 0
}

var (
	// noteLabel is the number of a note at the start of its line.
	noteLabel = regexp.MustCompile(`^\s*(?:\[\^?(\d{1,3})\]|〔(\d{1,3})〕|［(\d{1,3})］|([①-⑳])|注?(\d{1,3})[.．、：:])`)
	// noteMark is the number of a note behind what it belongs to.
	noteMark = regexp.MustCompile(`^[^\n]{0,12}?(?:\[\^?(\d{1,3})\]|〔(\d{1,3})〕|［(\d{1,3})］|([①-⑳]))`)
)

// noteAbove is a reference to the note above, without its number, up to the article behind it: 同上注，第388条.
var noteAbove = regexp.MustCompile(`^(?:同上注|同前注|参见上注|上注)[，,\s]*`)

// above stands for the number of the note above.
const above = -1

// maxNoteMark bounds what stands between a citation and the number of its note, in bytes.
const maxNoteMark = 60

// ofNoteAbove is the law that the note above mention i cited first; else the law named last.
func (r *resolver) ofNoteAbove(i int) law {
	line := r.found.Mentions[i].LineStart
	w, from := law{}, -1
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		m := &r.found.Mentions[j]
		if m.LineStart == line || !r.meanings[j].law.known() {
			continue
		}
		if from >= 0 && m.LineStart != from {
			break
		}
		from, w = m.LineStart, r.meanings[j].law
	}
	if !w.known() {
		return r.same("", i)
	}
	return w
}

// ofNote is the law that a note cited first, or in the text at the note's number; else the law named last.
func (r *resolver) ofNote(note, i int) law {
	if note == above {
		return r.ofNoteAbove(i)
	}
	r.readNotes(i)
	if w := r.notes[note]; w.known() {
		return w
	}
	return r.same("", i)
}

// readNotes goes on to remember which laws the notes before mention i cite.
func (r *resolver) readNotes(i int) {
	if r.notes == nil {
		r.notes = map[int]law{}
	}
	for ; r.noted < i; r.noted++ {
		m, w := &r.found.Mentions[r.noted], r.meanings[r.noted].law
		if !w.known() {
			continue
		}
		groups := noteLabel.FindStringSubmatch(r.doc.Text[m.LineStart:min(m.Span.Start, m.LineStart+maxNoteMark)])
		if groups == nil {
			groups = noteMark.FindStringSubmatch(r.doc.Text[m.Span.End:min(len(r.doc.Text), m.Span.End+maxNoteMark)])
		}
		if groups == nil {
			continue
		}
		if note := noteNumber(groups[1:]); !r.notes[note].known() {
			r.notes[note] = w
		}
	}
}
