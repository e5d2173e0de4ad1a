package judgment

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testjudgment"
)

// Every field of the judgments written for tests is read. Those saved as web pages are
// read by package reading, behind the corpus that takes their marks away.
func TestWritten(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, name := range [...]string{"judgments.jsonl", "judgments2.jsonl"} {
		for _, w := range testjudgment.Read(t, filepath.Join("testdata", name)) {
			if strings.Contains(w.Text, "</") || strings.Contains(w.Text, "<br") {
				continue
			}
			checked++
			if !Is(w.Text) {
				t.Errorf("%s is taken for no judgment", w.ID)
				continue
			}
			j := Read(w.Text)
			for _, v := range testjudgment.Compare(&j.Facts, &w.Gold) {
				if v.Got != v.Want {
					t.Errorf("%s: %s is %q; want %q", w.ID, v.Field, v.Got, v.Want)
				}
			}
			checkParts(t, w.ID, j)
		}
	}
	if checked < 50 {
		t.Errorf("only %d judgments were read", checked)
	}
}

// checkParts holds that the parts of a judgment follow each other inside its text, and
// that the passages are made of its lines.
func checkParts(t *testing.T, id string, j *Judgment) {
	t.Helper()
	end := 0
	for _, p := range j.Parts {
		if p.Span.Start < end || p.Span.End > len(j.Text) {
			t.Errorf("%s: part %s is at %v behind %d", id, p.Kind, p.Span, end)
		}
		end = p.Span.End
	}
	for _, p := range j.Publication("").Passages {
		for _, q := range p.Paragraphs {
			if q.Span.Of(j.Text) != q.Text {
				t.Errorf("%s: the span of %q gives %q", id, q.Text, q.Span.Of(j.Text))
			}
		}
	}
}
