package judgment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// courtLine is the line that opens a judgment.
var courtLine = regexp.MustCompile(`(?m)^[ \t　]*(?:中华人民共和国)?\p{Han}{2,30}法院[ \t　]*\r?\n`)

// Split cuts a text that holds several judgments at the lines of courts that open one
// with a number. It returns nil where there is only one. The spans are all of the text.
func Split(text string) []statute.Span {
	if strings.Count(text, "法院\n")+strings.Count(text, "法院\r") < 2 {
		return nil
	}
	var pieces []statute.Span
	for _, m := range courtLine.FindAllStringIndex(text, -1) {
		head := textview.New(textview.ClipBytes(text[m[0]:], 3*maxToNumber*3))
		h := heading.FindStringIndex(head.Text)
		n, ok := court.FirstNumber(head, 0, len(head.Text))
		if h == nil || !ok || n.Start < h[1] || n.Start-h[1] > maxToNumber || h[0] > 3*30 {
			continue
		}
		start := m[0]
		if before := strings.TrimRight(text[:start], " \t\r\n　"); len(pieces) > 0 || before != "" {
			// A title above the court belongs to the judgment: 甲与乙…一审民事判决书.
			if line := before[strings.LastIndex(before, "\n")+1:]; titleLine.MatchString(line) {
				start = strings.LastIndex(before, "\n") + 1
			}
		}
		pieces = append(pieces, statute.Span{Start: start})
	}
	if len(pieces) < 2 {
		return nil
	}
	pieces[0].Start = 0
	for i := range pieces {
		pieces[i].End = len(text)
		if i+1 < len(pieces) {
			pieces[i].End = pieces[i+1].Start
		}
	}
	return pieces
}

var titleLine = regexp.MustCompile(`^[ \t　]*\S{2,80}(?:判决书|裁定书|调解书|决定书|案)[ \t　]*$`)
