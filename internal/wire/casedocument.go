package wire

import (
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// NewCaseDocument writes a case, read by the law of a day. cites are the citations of its passages by
// their ids. What is like it, and up to which day law is loaded, is the caller's to add.
func NewCaseDocument(d *kb.FullDocument, f *casefile.Facts, day statute.Date, cites map[int64][]citegraph.Cite) *CaseDocument {
	j := &CaseDocument{ID: d.Ref, Title: d.Title, Date: d.Date, AsOf: day, Text: d.Text, Sections: []Section{}, Cites: []Cite{},
		Similar: []SimilarCase{}, Chain: []ChainLink{}}
	j.ActFrom, j.ActTo = judgment.ActDays(d.Text, f)
	basis, reasoning := reading.Provisions{Part: f.Basis}, reading.Provisions{Part: f.Reasoning}
	for _, u := range d.Passages {
		j.Sections = append(j.Sections, Section{Heading: u.Label, Text: u.Text()})
		for _, c := range cites[u.ID] {
			j.Cites = append(j.Cites, NewCite(c))
			for _, t := range c.Targets {
				basis.Add(c.Kind, c.Span(), t.Address)
				reasoning.Add(c.Kind, c.Span(), t.Address)
			}
		}
	}
	j.Case = NewCase(f, basis.Addresses(), reasoning.Addresses(), NewPoints(d.Text).Span)
	return j
}
