package main

import (
	"context"

	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
)

// jsonCase are the fields of a case as parse --json shows them, at the top level.
type jsonCase struct {
	Tier       caseparse.Tier `json:"tier"`
	CaseNumber string         `json:"case_number"`
	Court      string         `json:"court"`
	CourtLevel string         `json:"court_level"`
	Province   string         `json:"province"`
	Kind       string         `json:"kind"`
	Document   string         `json:"document"`
	Instance   string         `json:"instance"`
	Cause      string         `json:"cause"`
	Charges    []string       `json:"charges"`
	Parties    []jsonParty    `json:"parties"`
	Judges     []string       `json:"judges"`
	Clerk      string         `json:"clerk"`
	Outcome    string         `json:"outcome"`
	Items      int            `json:"operative_items"`
	Sentence   string         `json:"sentence_first"`
	Fine       string         `json:"fine_first"`
	Sentences  []jsonSentence `json:"sentences"`
	Basis      []string       `json:"basis"`
	Reasoning  []string       `json:"reasoning_cites"`
	Keywords   []string       `json:"keywords"`
	Parts      []jsonPart     `json:"parts"`
	// Spans says where in text a field stands, by its name.
	Spans map[string]jsonSpan `json:"spans"`
}

type jsonParty struct {
	Role string `json:"role"`
	Name string `json:"name"`
	jsonSpan
}

// jsonSentence is a punishment that the decision names.
type jsonSentence struct {
	Text      string `json:"text"`
	Charge    string `json:"charge,omitempty"`
	Months    int    `json:"months"`
	Suspended int    `json:"suspended_months"`
	Life      bool   `json:"life,omitempty"`
	Death     bool   `json:"death,omitempty"`
	Fine      string `json:"fine,omitempty"`
	Total     bool   `json:"total,omitempty"`
}

type jsonPart struct {
	Kind caseparse.PartKind `json:"kind"`
	jsonSpan
}

func caseJSON(ctx context.Context, p *ingest.Parsed, names *kb.Unloaded, at *points) (*jsonCase, error) {
	f := p.Report.Facts
	if f == nil {
		return nil, nil
	}
	cites, err := names.Cite(ctx, p.Citable())
	if err != nil {
		return nil, err
	}
	j := &jsonCase{Tier: f.Tier, CaseNumber: f.Number.Text, Court: f.Court.Text, CourtLevel: f.Court.Level, Province: f.Court.Province, Kind: f.Kind,
		Document: f.Document.Text, Instance: f.Instance, Cause: f.Cause.Text, Charges: []string{}, Parties: []jsonParty{}, Judges: []string{}, Clerk: f.Clerk.Text,
		Outcome: f.Outcome.Name, Items: f.Items, Sentences: []jsonSentence{}, Basis: ingest.Relied(cites, f.Basis), Reasoning: ingest.Relied(cites, f.Reasoning),
		Keywords: list(f.Keywords), Parts: []jsonPart{}, Spans: map[string]jsonSpan{}}
	place := func(name string, field caseparse.Field) {
		if !field.IsZero() {
			j.Spans[name] = at.span(field.Span)
		}
	}
	place("case_number", f.Number.Field)
	place("court", f.Court.Field)
	place("document", f.Document)
	place("cause", f.Cause)
	place("clerk", f.Clerk)
	place("date", caseparse.Field{Text: string(f.Date), Span: f.DateSpan})
	place("outcome", caseparse.Field{Text: f.Outcome.Name, Span: f.Outcome.Span})
	for i, c := range f.Charges {
		j.Charges = append(j.Charges, c.Text)
		if i == 0 {
			place("charges", c)
		}
	}
	for _, x := range f.Parties {
		j.Parties = append(j.Parties, jsonParty{x.Role.Text, x.Name.Text, at.span(x.Name.Span)})
	}
	for _, x := range f.Judges {
		j.Judges = append(j.Judges, x.Text)
	}
	for i, s := range f.Sentences {
		j.Sentences = append(j.Sentences, jsonSentence{s.Text.Text, s.Charge, s.Months, s.Suspended, s.Life, s.Death, s.Fine.Text, s.Total})
		if i == 0 {
			j.Sentence = s.Text.Text
			place("sentence_first", s.Text)
		}
		if j.Fine == "" {
			j.Fine = s.Fine.Text
			place("fine_first", s.Fine)
		}
	}
	for _, x := range f.Parts {
		j.Parts = append(j.Parts, jsonPart{x.Kind, at.span(x.Span)})
	}
	return j, nil
}
