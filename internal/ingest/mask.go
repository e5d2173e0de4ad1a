package ingest

import (
	"fmt"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// masked is a judgment without the names of the people in it, parsed anew: what
// is stored, indexed and shown has never had them. Other documents stay as they are.
func (p *Parsed) masked() *Parsed {
	if p.Report == nil || p.Report.Facts == nil || p.Report.Facts.Tier != caseparse.TierOrdinary {
		return p
	}
	m := p.Report.NewMask()
	d := *p.Document
	d = corpus.Document{ID: m.Apply(d.ID), Title: m.Apply(d.Title), Date: d.Date, Category: d.Category, Kind: p.Kind, Form: d.Form,
		Text: m.Apply(p.Text), Answers: d.Answers}
	again := Parse(&d)
	for _, g := range p.Document.Diagnostics {
		d.Diagnostics = append(d.Diagnostics, statute.Diagnostic{Code: g.Code, Message: m.Apply(g.Message)})
	}
	if len(m.Names) > 0 {
		d.Diagnostics = append(d.Diagnostics, statute.Diagnostic{Code: "masked", Message: fmt.Sprintf("隐去了 %d 个人的姓名", len(m.Names))})
	}
	return again
}
