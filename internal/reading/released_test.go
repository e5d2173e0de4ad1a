package reading

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
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
		_, err := reader.Read(t.Context(), f, func(d *corpus.Document) error {
			p := Read(d)
			if p.Kind != statute.DocCase || p.Publication.Facts == nil {
				t.Errorf("%s is read as no case", f.Path)
				return nil
			}
			facts := p.Publication.Facts
			counts["all"]++
			for name, has := range map[string]bool{"title": p.Publication.Title != "", "kind": facts.Kind != "",
				"parties": len(facts.Parties) > 0, "cause": !facts.Cause.IsZero(), "court": !facts.Court.IsZero(),
				"number": !facts.Number.IsZero(), "date": facts.Date != "", "published": p.Publication.Date != "",
				"publisher": p.Publication.Publisher != "", "outcome": facts.Outcome.Name != "", "keywords": len(facts.Keywords) > 0,
				"batch": !facts.Batch.IsZero()} {
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
			t.Logf("%s | %s | %s | %s | %s | %s | %s | %s | %s", p.Publication.Title, facts.Kind, strings.Join(parties, "、"),
				facts.Cause.Text, facts.Court.Text, facts.Number.Text, facts.Date, facts.Outcome.Name, facts.Tier)
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

// Twenty released cases against a table made by reading them: file, title, kind,
// parties, cause, court, number, day of publication, publisher, outcome, parts.
func TestReleasedTable(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("testdata", "released.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	fields := [...]string{"title", "kind", "parties", "cause", "court", "number", "published", "publisher", "outcome", "parts"}
	right, all := map[string]int{}, 0
	for line := range strings.Lines(string(table)) {
		want := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(want) != len(fields)+1 {
			t.Fatalf("%d fields in %q", len(want), line)
		}
		p := parseFiles(t, filepath.Join(testlaw.Shared(t, "laws"), "案例", want[0]))[0]
		f := p.Publication.Facts
		var parties, parts []string
		for _, x := range f.Parties {
			parties = append(parties, x.Role.Text+":"+x.Name.Text)
		}
		for _, x := range f.Parts {
			if !slices.Contains(parts, string(x.Kind)) {
				parts = append(parts, string(x.Kind))
			}
		}
		got := [...]string{p.Publication.Title, f.Kind, strings.Join(parties, "；"), f.Cause.Text, f.Court.Text, f.Number.Text,
			string(p.Publication.Date), p.Publication.Publisher, f.Outcome.Name, strings.Join(parts, "、")}
		all++
		for i, name := range fields {
			if got[i] == want[i+1] {
				right[name]++
			} else {
				t.Logf("%s: %s is %q; want %q", want[0], name, got[i], want[i+1])
			}
		}
	}
	for _, name := range fields {
		share := float64(right[name]) / float64(all)
		t.Logf("%-10s %d of %d", name, right[name], all)
		if at := leastReleased(name); share < at {
			t.Errorf("%s: %.2f right; want at least %.2f", name, share, at)
		}
	}
}

func leastReleased(field string) float64 {
	if field == "outcome" || field == "parties" {
		return 0.93
	}
	return 0.97
}
