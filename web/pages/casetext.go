package pages

import (
	"encoding/json"
	"fmt"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// caseText hands out a case as a file.
func (s *Site) caseText(r *request, ref, format string) error {
	d, err := r.Documents.Document(r.ctx(), ref)
	if err != nil {
		return err
	}
	if d.Kind != statute.DocCase {
		return kb.ErrNotFound
	}
	if s.isFresh(r, format) {
		return r.NoContent(304)
	}
	facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
	if err != nil {
		return err
	}
	t := &export.CaseText{Info: d.DocumentInfo, Facts: facts, Passages: d.Passages, Today: r.today, Until: r.Laws.CollectedUntil(),
		Page: r.Scheme() + "://" + r.Request().Host + wire.DocumentPath(d.DocumentInfo)}
	for _, h := range headOf(facts) {
		t.Head = append(t.Head, [2]string{h.Name, h.Value})
	}
	content, err := r.caseContent(t, d, format)
	if err != nil {
		return err
	}
	return r.download(t.FileName()+"."+format, lawTypes[format], content)
}

// caseContent is a case in a format.
func (r *request) caseContent(t *export.CaseText, d *kb.FullDocument, format string) ([]byte, error) {
	switch format {
	case "docx":
		return export.CaseDOCX(r.ctx(), t)
	case "md":
		return export.CaseMarkdown(t), nil
	case "txt":
		return export.CasePlain(t), nil
	}
	decided := r.decidedOn(casefile.DayOfLaw(d.Date, t.Facts.Number.Text))
	cites := map[int64][]citegraph.Cite{}
	for _, u := range d.Passages {
		var err error
		if cites[u.ID], err = decided.citesOfPassage(u.ID); err != nil {
			return nil, err
		}
	}
	if format == "xml" {
		return export.CaseAKN(r.ctx(), t, cites)
	}
	j := &wire.CaseDocument{ID: d.Ref, Until: t.Until, Title: d.Title, Date: d.Date, Text: d.Text, AsOf: decided.day,
		Sections: []wire.Section{}, Cites: []wire.Cite{}}
	basis, reasoning := reading.Provisions{Part: t.Facts.Basis}, reading.Provisions{Part: t.Facts.Reasoning}
	for _, u := range d.Passages {
		j.Sections = append(j.Sections, wire.Section{Heading: u.Label, Text: u.Text()})
		for _, c := range cites[u.ID] {
			j.Cites = append(j.Cites, wire.NewCite(c))
			for _, to := range c.Targets {
				basis.Add(c.Kind, c.Span(), to.Address)
				reasoning.Add(c.Kind, c.Span(), to.Address)
			}
		}
	}
	j.Case = wire.NewCase(t.Facts, basis.Addresses(), reasoning.Addresses(), wire.NewPoints(d.Text).Span)
	content, err := json.Marshal(j)
	if err != nil {
		return nil, fmt.Errorf("writing a case as JSON: %w", err)
	}
	return content, nil
}

// resultFormats are the formats of lists of results.
var resultFormats = [...]string{"csv", "docx", "json"}

// resultTypes are their media types.
var resultTypes = map[string]string{"csv": "text/csv; charset=utf-8", "docx": export.WordType, "json": echo.MIMEApplicationJSON}
