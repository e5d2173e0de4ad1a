package main

import (
	"context"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/wire"
)

// caseJSON are the fields of a case; nil for other texts. What it cites is found
// by the names that ship with the program.
func caseJSON(ctx context.Context, p *reading.Result, names *citegraph.Unloaded, at *wire.Points) (*wire.Case, error) {
	f := p.Publication.Facts
	if f == nil {
		return nil, nil
	}
	cites, err := names.Cite(ctx, p.Citable())
	if err != nil {
		return nil, err
	}
	return wire.NewCase(f, reading.ProvisionsIn(cites, f.Basis), reading.ProvisionsIn(cites, f.Reasoning), at.Span), nil
}

// jsonNotes are what a commentary has beside its sections.
type jsonNotes struct {
	Statements []jsonStatement `json:"statements,omitempty"`
	Quotations []jsonField     `json:"quotations,omitempty"`
	Figures    []jsonField     `json:"figures,omitempty"`
	Told       []jsonTold      `json:"told,omitempty"` // the cases that a news report tells
}

type jsonField struct {
	Text string `json:"text"`
	wire.Span
}

type jsonStatement struct {
	Question string    `json:"question"`
	Office   string    `json:"office"`
	Speaker  string    `json:"speaker"`
	Answer   wire.Span `json:"answer"`
}

type jsonTold struct {
	Place   string      `json:"place"`
	Organ   string      `json:"organ"`
	Date    string      `json:"date"`
	Facts   string      `json:"facts"`
	Outcome string      `json:"outcome"`
	Figures []jsonField `json:"figures"`
	wire.Span
}

func notesJSON(n *casefile.Notes, at *wire.Points) *jsonNotes {
	if n == nil {
		return nil
	}
	fields := func(list []casefile.Field) []jsonField {
		js := []jsonField{}
		for _, f := range list {
			js = append(js, jsonField{f.Text, at.Span(f.Span)})
		}
		return js
	}
	j := &jsonNotes{Quotations: fields(n.Quotations), Figures: fields(n.Figures)}
	for _, s := range n.Statements {
		j.Statements = append(j.Statements, jsonStatement{s.Question.Text, s.Office.Text, s.Speaker.Text, at.Span(s.Answer)})
	}
	for _, t := range n.Reported {
		j.Told = append(j.Told, jsonTold{t.Place.Text, t.Organ.Text, t.Date.Text, t.Brief.Text, t.Outcome.Text, fields(t.Figures), at.Span(t.Span)})
	}
	return j
}
