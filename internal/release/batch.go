package release

import (
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// Piece is a case of a batch, or what stands before the first.
type Piece struct {
	Span    statute.Span
	Title   string // of a case in a batch
	Preface bool   // what stands before the cases of a batch
}

// line is a line of a batch that says something of where its cases begin.
type line struct {
	start  int
	title  string // of a case, "" where the line has none
	number bool   // 案例一, 指导案例24号, 检例第39号: a case begins
	opens  bool   // a heading with which cases open
	blank  bool
}

// opening are the parts that stand first in a case.
var opening = map[casefile.PartKind]bool{casefile.PartKeywords: true, casefile.PartPoints: true, casefile.PartCase: true}

// Split cuts a batch at the names of its cases, each of which is followed by its first
// part. What a case numbers inside (一、提前介入) begins none. It returns nil where there is
// only one case. The pieces are all of the text.
func Split(text string) []Piece {
	if !mayHoldCases(text) {
		return nil
	}
	var pieces []Piece
	var pending []line // lines since the last heading that may belong to the head of a case
	for _, l := range linesOf(text) {
		switch {
		case l.blank:
		case l.opens:
			if p, ok := headOfCase(pending); ok {
				pieces = append(pieces, p)
			}
			pending = nil
		default:
			if pending = append(pending, l); len(pending) > maxHeadLines {
				pending = pending[1:]
			}
		}
	}
	if len(pieces) < 2 {
		return nil
	}
	if strings.TrimSpace(text[:pieces[0].Span.Start]) != "" {
		pieces = append([]Piece{{Preface: true}}, pieces...)
	} else {
		pieces[0].Span.Start = 0
	}
	return closed(pieces, len(text))
}

// maxHeadLines bounds the lines that stand between the name of a case and its first part.
const maxHeadLines = 12

// mayHoldCases reports whether a text has words of headings more than once.
func mayHoldCases(text string) bool {
	n := 0
	for _, w := range [...]string{"案情", "裁判要", "关键词", "关 键 词", "案件事实", "要旨", "摘要"} {
		n += strings.Count(text, w)
	}
	return n >= 2
}

// headOfCase finds the head of a case among the lines before its first part: the last
// line with a name, and the number, or the other half of the name, right above it.
func headOfCase(lines []line) (Piece, bool) {
	at := -1
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].title != "" || lines[i].number {
			at = i
			break
		}
	}
	if at < 0 {
		return Piece{}, false
	}
	p := Piece{Title: lines[at].title, Span: statute.Span{Start: lines[at].start}}
	for i := at - 1; i >= 0 && i >= at-2; i-- {
		if l := lines[i]; l.number && (p.Title == "" || l.title == "") || p.Title == "" && l.title != "" {
			p.Span.Start = l.start
			if p.Title == "" {
				p.Title = l.title
			}
		}
	}
	return p, true
}

// linesOf are the lines of a text with what they say of where cases begin.
func linesOf(text string) []line {
	var list []line
	at := 0
	for raw := range strings.Lines(text) {
		words := strings.TrimSpace(raw)
		l := line{start: at, blank: words == ""}
		at += len(raw)
		words = strings.TrimSpace(strings.TrimLeft(words, "#"))
		if h, ok := headingOf(words); ok {
			l.opens = opening[h.kind]
			if !l.opens {
				l.blank = true // a part, and no line of the head of a case
			}
			list = append(list, l)
			continue
		}
		number := strings.Trim(leadingNumber.FindString(words), "#*【】〔〕[]“”\" 　：:.、")
		l.number = strings.Contains(number, "案例") || strings.Contains(number, "检例")
		if f, ok := caseNameIn(words, statute.Span{}); ok {
			l.title = f.Text
		} else if l.number {
			if rest := strings.TrimSpace(words[len(leadingNumber.FindString(words)):]); len(rest) <= maxTitle && !strings.ContainsAny(rest,
				"。；") {
				l.title = rest
			} else {
				l.number = false
			}
		}
		list = append(list, l)
	}
	return list
}

// closed ends each piece where the next begins.
func closed(pieces []Piece, end int) []Piece {
	for i := range pieces {
		pieces[i].Span.End = end
		if i+1 < len(pieces) {
			pieces[i].Span.End = pieces[i+1].Span.Start
		}
	}
	return pieces
}
