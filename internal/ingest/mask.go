package ingest

import (
	"fmt"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// masked is a judgment without the names of the people in it: what is stored,
// indexed and shown has never had them. Other documents stay as they are.
func masked(d *corpus.Document) *corpus.Document {
	if d.Kind != "" && d.Kind != statute.DocCase || d.Category == categoryCommentary {
		return d
	}
	text := d.Shown()
	if !caseparse.IsJudgment(text) {
		return d
	}
	m := caseparse.NewMask(text)
	hidden := &corpus.Document{ID: m.Apply(d.ID), Title: m.Apply(d.Title), Date: d.Date, Category: d.Category, Kind: d.Kind, Form: d.Form, Text: m.Apply(text), Answers: d.Answers}
	for _, g := range d.Diagnostics { // the places are those of the text with names
		hidden.Diagnostics = append(hidden.Diagnostics, statute.Diagnostic{Code: g.Code, Message: m.Apply(g.Message)})
	}
	if len(m.Names) > 0 {
		hidden.Diagnostics = append(hidden.Diagnostics, statute.Diagnostic{Code: "masked", Message: fmt.Sprintf("隐去了 %d 个人的姓名", len(m.Names))})
	}
	return hidden
}
