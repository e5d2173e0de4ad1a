package reading

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/testjudgment"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// Judgments that break off before the reasoning decide nothing: what prosecutors
// propose and what was decided earlier is not taken for a decision.
func TestCutOffJudgments(t *testing.T) {
	path := filepath.Join(testlaw.Shared(t, "cases"), "judgments.jsonl")
	counts := map[string]int{}
	reader := &corpus.Reader{}
	err := corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		_, err := reader.Read(t.Context(), f, func(d *corpus.Document) error {
			p := Read(d)
			facts := p.Publication.Facts
			if facts == nil {
				t.Errorf("%s is read as no judgment: %.80s", d.ID, d.Text)
				return nil
			}
			counts["all"]++
			for name, has := range map[string]bool{"court": !facts.Court.IsZero(), "number": !facts.Number.IsZero(),
				"kind": facts.Kind != "", "instance": facts.Instance != "",
				"province": facts.Court.Province != "", "charges": len(facts.Charges) > 0, "parties": len(facts.Parties) > 0} {
				if has {
					counts[name]++
				} else {
					t.Logf("%s has no %s: %.200s", d.ID, name, p.Text)
				}
			}
			if len(facts.Sentences) > 0 || facts.Outcome.Name != "" || facts.Date != "" || len(facts.Judges) > 0 || !facts.Clerk.IsZero() ||
				facts.Basis.Len() > 0 {
				t.Errorf("%s: a decision is read where there is none: %+v %+v %s %v %q", d.ID, facts.Sentences, facts.Outcome, facts.Date,
					facts.Judges, facts.Basis.Of(p.Text))
			}
			t.Logf("%s %s %s %s %s %v %v", d.ID, facts.Court.Text, facts.Number.Text, facts.Kind, facts.Instance,
				testjudgment.Texts(facts.Charges),
				facts.Parties)
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for name, n := range counts {
		b.WriteString(name + " ")
		_ = n
	}
	t.Log(counts)
}
