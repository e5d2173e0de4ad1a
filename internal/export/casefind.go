package export

import (
	"context"
	"errors"
	"maps"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// How many cases a report lists: of each tier of published cases, and of others.
const (
	reportedOfTier = 20
	reportedOthers = 30
	reportHolding  = 400 // characters
)

// CaseFinder finds the cases of reports.
type CaseFinder struct {
	Search interface {
		Cases(ctx context.Context, r search.CaseRequest) (*search.CaseList, error)
	}
	Documents CaseReader
	Path      func(*kb.CaseInfo) string // of the page of a case
	Base      string                    // where the site is found, without a slash at its end; "" for nowhere
}

// CaseReader reads cases whole. What is not there is kb.ErrNotFound.
type CaseReader interface {
	Document(ctx context.Context, ref string) (*kb.FullDocument, error)
	CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error)
}

// Find fills a report with the cases of a search, those of each tier looked for by themselves, so
// that none of authority is missed behind many others. conditions are those of the search in words.
func (f *CaseFinder) Find(ctx context.Context, report *CaseReport, req search.CaseRequest, conditions []string) error {
	req.Page, req.Sort = 1, "" // by relevance
	report.Method = append(report.Method, textReportWords(req.Query))
	if said := TextConditions(conditions); said != "" {
		report.Method = append(report.Method, said)
	}
	report.Method = append(report.Method, textReportOrder)
	chosen := req.Chosen
	tiers := []casefile.Tier{casefile.TierGuiding, casefile.TierGazette, casefile.TierSelected, casefile.TierTypical, ""}
	if chosen[engine.FieldTier] != "" {
		tiers = []casefile.Tier{""} // one was chosen
	}
	seen := map[string]bool{}
	var found []FoundCase
	for _, tier := range tiers {
		req.Chosen, req.Size = chosen, reportedOthers
		if tier != "" {
			req.Chosen, req.Size = maps.Clone(chosen), reportedOfTier
			req.Chosen[engine.FieldTier] = string(tier)
		}
		res, err := f.Search.Cases(ctx, req)
		if err != nil {
			return err
		}
		if tier == "" {
			report.Found = res.Total
		}
		for _, c := range res.Cases {
			if id := f.Path(c); !seen[id] {
				seen[id] = true
				one, err := f.found(ctx, c)
				if err != nil {
					return err
				}
				found = append(found, one)
			}
		}
	}
	report.Group(found)
	return nil
}

// found is a case with its holding.
func (f *CaseFinder) found(ctx context.Context, c *kb.CaseInfo) (FoundCase, error) {
	one := f.linked(c)
	if c.InReport > 0 {
		return one, nil
	}
	d, err := f.Documents.Document(ctx, c.Ref)
	if err != nil {
		return one, kb.IgnoreMissing(err)
	}
	facts, err := f.Documents.CaseFacts(ctx, d.ID)
	if err != nil {
		return one, err
	}
	one.Holding = casefile.Clip(facts.Holding(d.Text), reportHolding)
	return one, nil
}

func (f *CaseFinder) linked(c *kb.CaseInfo) FoundCase {
	one := FoundCase{Info: c, Path: f.Path(c)}
	if f.Base != "" {
		one.URL = f.Base + one.Path
	}
	return one
}

// Collect fills a report with the cases that somebody picked out of so many entries. What is no case
// here is left out.
func (f *CaseFinder) Collect(ctx context.Context, report *CaseReport, refs []string, entries int) error {
	var found []FoundCase
	for _, ref := range refs {
		d, err := f.Documents.Document(ctx, ref)
		if errors.Is(err, kb.ErrNotFound) || err == nil && d.Kind != statute.DocCase {
			continue
		}
		if err != nil {
			return err
		}
		facts, err := f.Documents.CaseFacts(ctx, d.ID)
		if err != nil {
			return err
		}
		one := f.linked(infoOf(d, facts))
		one.Holding = casefile.Clip(facts.Holding(d.Text), reportHolding)
		found = append(found, one)
	}
	report.Method = []string{textReportCollected(entries, len(found)), textReportOrder}
	report.Found = len(found)
	report.Group(found)
	return nil
}

// infoOf is what a list says of a case.
func infoOf(d *kb.FullDocument, f *casefile.Facts) *kb.CaseInfo {
	c := f.Court
	if c.Province == "" {
		court.Describe(&c, f.Number)
	}
	return &kb.CaseInfo{DocumentInfo: d.DocumentInfo, Tier: f.Tier, Number: court.Norm(f.Number.Text), Court: c.Text, CourtLevel: c.Level,
		Province: c.Province, Instance: f.Instance, Cause: f.Cause.Text, Charges: texts(f.Charges), Outcome: f.Outcome.Name,
		Batch: f.Batch.Text}
}
