package ingest

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// Every released case has a title and a kind of text; the log says how many have
// which field.
func TestReleasedCases(t *testing.T) {
	path := filepath.Join(testlaw.Shared(t, "laws"), "案例")
	counts := map[string]int{}
	reader := &corpus.Reader{}
	err := corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(f, func(d *corpus.Document) error {
			p := Parse(d)
			if p.Kind != statute.DocCase || p.Report.Facts == nil {
				t.Errorf("%s is read as no case", f.Path)
				return nil
			}
			facts := p.Report.Facts
			counts["all"]++
			for name, has := range map[string]bool{"title": p.Report.Title != "", "kind": facts.Kind != "", "parties": len(facts.Parties) > 0, "cause": !facts.Cause.IsZero(), "court": !facts.Court.IsZero(),
				"number": !facts.Number.IsZero(), "date": facts.Date != "", "published": p.Report.Date != "", "publisher": p.Report.Publisher != "", "outcome": facts.Outcome.Name != "", "keywords": len(facts.Keywords) > 0, "batch": !facts.Batch.IsZero()} {
				if has {
					counts[name]++
				}
			}
			for _, x := range facts.Parts {
				counts["part "+string(x.Kind)]++
			}
			var parties []string
			for _, x := range facts.Parties {
				parties = append(parties, x.Role.Text+" "+x.Name.Text)
			}
			t.Logf("%s | %s | %s | %s | %s | %s | %s | %s | %s", p.Report.Title, facts.Kind, strings.Join(parties, "、"), facts.Cause.Text, facts.Court.Text, facts.Number.Text, facts.Date, facts.Outcome.Name, facts.Tier)
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) })
		if errors.Is(err, corpus.ErrSkip) {
			return nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(counts)
	if counts["title"] != counts["all"] || counts["all"] < 52 {
		t.Errorf("%d of %d cases have a title", counts["title"], counts["all"])
	}
}
