package wire

import "github.com/fatiao/fatiao/internal/casefile"

// Notes are what a commentary has beside its sections.
type Notes struct {
	Statements []Statement    `json:"statements,omitempty"`
	Quotations []Field        `json:"quotations,omitempty"`
	Figures    []Field        `json:"figures,omitempty"`
	Told       []ReportedCase `json:"told,omitempty"`
}

// Field is a stretch of a text that means something.
type Field struct {
	Text string `json:"text"`
	Span
}

// Statement is an answer of a press release, with who gave it.
type Statement struct {
	Question string `json:"question"`
	Office   string `json:"office"`
	Speaker  string `json:"speaker"`
	Answer   Span   `json:"answer"`
}

// ReportedCase is a case that a news report tells.
type ReportedCase struct {
	Title   string  `json:"title"`
	Kind    string  `json:"kind"`
	Place   string  `json:"place"`
	Organ   string  `json:"organ"`
	Date    string  `json:"date"`
	Facts   string  `json:"facts"`
	Outcome string  `json:"outcome"`
	Figures []Field `json:"figures"`
	Span
}

func newNotes(n *casefile.Notes, at *Points) *Notes {
	j := &Notes{Quotations: newFields(n.Quotations, at), Figures: newFields(n.Figures, at)}
	for _, s := range n.Statements {
		j.Statements = append(j.Statements, Statement{s.Question.Text, s.Office.Text, s.Speaker.Text, at.Span(s.Answer)})
	}
	for _, c := range n.Reported {
		j.Told = append(j.Told, ReportedCase{c.Title(), c.Kind, c.Place.Text, c.Organ.Text, c.Date.Text, c.Brief.Text, c.Outcome.Text,
			newFields(c.Figures, at), at.Span(c.Span)})
	}
	return j
}

func newFields(fields []casefile.Field, at *Points) []Field {
	j := []Field{}
	for _, f := range fields {
		j = append(j, Field{f.Text, at.Span(f.Span)})
	}
	return j
}
