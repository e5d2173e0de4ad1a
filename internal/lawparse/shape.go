package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// clauseStyle finds how a document without articles numbers its units: 一、,
// or 1. where those numbers run on across the headings.
func (p *parser) clauseStyle() style {
	cn, arabic, runs, headings := 0, 0, true, 0
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		if s.form == formHeading && s.kind == "" && s.hashes > 0 {
			if st, l := itemAt(s.text(p.text)); st == styleCN && l.number.Main == headings+1 {
				headings++
			}
		}
		if s.form != formItem || s.quoted {
			continue
		}
		switch s.style {
		case styleCN:
			if s.label.number.Main == cn+1 {
				cn++
			}
		case styleArabic:
			runs = runs && s.label.number.Main == arabic+1
			arabic++
		}
	}
	switch {
	case arabic >= 3 && runs && (cn == 0 || cn > 1):
		return styleArabic
	case cn > 0:
		return styleCN
	case headings > 1:
		p.headingsToClauses()
		return styleCN
	}
	return styleNone
}

// headingsToClauses turns the headings 一、 of a document that has no other
// numbers into its clauses.
func (p *parser) headingsToClauses() {
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		if s.form != formHeading || s.kind != "" {
			continue
		}
		if st, l := itemAt(s.text(p.text)); st == styleCN {
			s.form, s.style, s.label = formItem, st, l
		}
	}
}

// closingStart marks the segments of the closing: who signed, and when. They
// stand at the very end of the body and one of them is a date.
func (p *parser) closingStart() map[int]bool {
	end := len(p.segments)
	for i := p.body; i < end; i++ {
		if p.segments[i].form == formAnnex {
			end = i
		}
	}
	dated := false
	var found []int
	for i := end - 1; i >= p.body; i-- {
		s := &p.segments[i]
		t := s.text(p.text)
		_, n := statute.DateAt(t)
		if isDate := n > 0 && n == len(t); isDate {
			dated = true
		} else if s.form != formText || !isSignature(t) {
			break
		}
		found = append(found, i)
	}
	if !dated {
		return nil
	}
	closing := make(map[int]bool, len(found))
	for _, i := range found {
		closing[i] = true
	}
	return closing
}

func isSignature(s string) bool {
	if utf8.RuneCountInString(s) > 40 || strings.ContainsAny(s, "，。；：、“”") {
		return false
	}
	for _, e := range [...]string{"院", "部", "会", "局", "署", "厅", "主席", "总理", "办公室", "政府"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
