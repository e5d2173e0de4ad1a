package release

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Piece is a case of a batch, or what stands before the first.
type Piece struct {
	Span    statute.Span
	Title   string // of a case in a batch
	Preface bool   // what stands before the cases of a batch
}

var (
	// caseTitle is the line that opens a case of a batch: 案例一 …, 一、…案, ## …案.
	caseTitle = regexp.MustCompile(`(?m)^[ \t　]*(?:#{1,4}[ \t　]*)?(?:【?(?:典型|指导性?)?案例[ 　]*(?:[一二三四五六七八九十百]+|\d+)(?:号)?】?[.、：:　 ]*|` +
		`(?:[一二三四五六七八九十]+|\d+)[、.．][ 　]*)?([^\n。]{0,80}?(?:案|纠纷))[ \t　]*\r?$|(?m)^[ \t　]*(?:#{1,4}[ \t　]*)?【?(?:典型|` +
		`指导性?)?案例[ 　]*(?:[一二三四五六七八九十百]+|\d+)(?:号)?】?[：: 　]*([^\n]{0,60})\r?$`)
	facing = regexp.MustCompile(`(?m)^[ \t　#【]*(?:基本案情|简要案情|案情简介|案情回顾|关键词|裁判要点|裁判要旨|案件事实)`)
)

// Split cuts a batch at the titles of its cases, each of which is followed by its
// facts. It returns nil where there is only one. The pieces are all of the text.
func Split(text string) []Piece {
	if strings.Count(text, "案情")+strings.Count(text, "裁判要")+strings.Count(text, "关键词")+strings.Count(text, "案件事实") < 2 {
		return nil
	}
	sections := facing.FindAllStringIndex(text, -1)
	if len(sections) < 2 {
		return nil
	}
	var starts []Piece
	for _, m := range caseTitle.FindAllStringSubmatchIndex(text, -1) {
		title := ""
		for _, g := range [...]int{2, 4} {
			if m[g] >= 0 {
				title = strings.TrimSpace(text[m[g]:m[g+1]])
			}
		}
		starts = append(starts, Piece{Span: statute.Span{Start: m[0]}, Title: title})
	}
	// The last title before a case's first section is the case's; a number alone
	// (案例一) and the title under it are one.
	var pieces []Piece
	last := -1
	for i, s := range starts {
		next := len(text)
		if i+1 < len(starts) {
			next = starts[i+1].Span.Start
		}
		at, _ := slices.BinarySearchFunc(sections, s.Span.Start, func(x []int, start int) int { return cmp.Compare(x[0], start) })
		has := at < len(sections) && sections[at][0] < next
		switch {
		case !has && last < 0:
			last = i
		case has:
			if last >= 0 && nearby(text, starts[last].Span.Start, s.Span.Start) {
				s.Span.Start = starts[last].Span.Start
			}
			pieces = append(pieces, s)
			last = -1
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

// nearby reports whether only white space and one line lie between two places.
func nearby(text string, a, b int) bool {
	return strings.Count(strings.TrimSpace(text[a:b]), "\n") == 0
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
