package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// draft is a document with the verdicts on its citations.
type draft struct {
	ID    string       `json:"id"`
	Date  statute.Date `json:"date"`
	Text  string       `json:"text"`
	Cites []struct {
		Quote    string   `json:"quote"`
		Expected string   `json:"expected"`
		Also     []string `json:"also"`
	} `json:"cites"`
}

// scoreDrafts compares the verdicts of the citation check, with the day of each draft read
// from its foot. A correct citation that is called wrong counts apart.
func scoreDrafts(ctx context.Context, base *kb.Base, path string, s *scores) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening the drafts: %w", err)
	}
	defer f.Close()
	sources := citecheck.Sources{Finder: citegraph.New(base), Laws: base, History: lawhistory.New(base)}
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var d draft
		if err := json.Unmarshal(scan.Bytes(), &d); err != nil {
			return fmt.Errorf("reading the drafts: %w", err)
		}
		doc := reading.Citable(d.Text)
		s.add("day of the draft", doc.Day == d.Date, d.ID, doc.Day, "want", d.Date)
		r, err := citecheck.Check(ctx, sources, doc, today)
		if err != nil {
			return err
		}
		for _, c := range d.Cites {
			got := verdictAt(r, strings.Index(d.Text, c.Quote)+len(c.Quote))
			right := got == c.Expected || slices.Contains(c.Also, got)
			s.add("verdict", right, d.ID, c.Quote, got, "want", c.Expected)
			if c.Expected == "存在" {
				s.add("not called wrong", right, d.ID, c.Quote, got)
			}
		}
	}
	return scan.Err()
}

// verdictAt is the verdict on the citation that ends at a place.
func verdictAt(r *citecheck.Report, end int) string {
	for _, f := range r.Findings {
		if f.Span.End == end {
			return f.Verdict.Chinese()
		}
	}
	return "没有找到"
}
