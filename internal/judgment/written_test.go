package judgment

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// written is a judgment written for tests, with what a reader found in it.
type written struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Gold struct {
		CaseNumber string   `json:"case_number"`
		Court      string   `json:"court"`
		Kind       string   `json:"kind"`
		Document   string   `json:"document"`
		Instance   string   `json:"instance"`
		Date       string   `json:"date"`
		Cause      string   `json:"cause"`
		Charges    []string `json:"charges"`
		Parties    []struct {
			Role string `json:"role"`
			Name string `json:"name"`
		} `json:"parties"`
		Judges   []string `json:"judges"`
		Clerk    string   `json:"clerk"`
		Outcome  string   `json:"outcome"`
		Items    int      `json:"operative_items"`
		Sentence string   `json:"sentence_first"`
		Fine     string   `json:"fine_first"`
	} `json:"gold"`
}

func readWritten(t *testing.T, name string) []written {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var list []written
	for line := range strings.Lines(string(data)) {
		var w written
		if err := json.Unmarshal([]byte(line), &w); err != nil {
			t.Fatal(err)
		}
		list = append(list, w)
	}
	return list
}

func textsOf(list []casefile.Field) string {
	var s []string
	for _, f := range list {
		s = append(s, f.Text)
	}
	return strings.Join(s, " ")
}

// Every field of the judgments written for tests is read. Those saved as web pages are
// read by package reading, behind the corpus that takes their marks away.
func TestWritten(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, name := range [...]string{"judgments.jsonl", "judgments2.jsonl"} {
		for _, w := range readWritten(t, name) {
			if strings.Contains(w.Text, "</") || strings.Contains(w.Text, "<br") {
				continue
			}
			checked++
			if !Is(w.Text) {
				t.Errorf("%s is taken for no judgment", w.ID)
				continue
			}
			j := Read(w.Text)
			var parties, wantParties []string
			for _, p := range j.Parties {
				parties = append(parties, p.Role.Text+" "+p.Name.Text)
			}
			for _, p := range w.Gold.Parties {
				wantParties = append(wantParties, p.Role+" "+p.Name)
			}
			sentence, fine := "", ""
			for i, s := range j.Sentences {
				if i == 0 {
					sentence = s.Text.Text
				}
				if fine == "" {
					fine = s.Fine.Text
				}
			}
			for field, v := range map[string][2]string{
				"number": {j.Number.Text, w.Gold.CaseNumber}, "court": {j.Court.Text, w.Gold.Court}, "kind": {j.Kind, w.Gold.Kind},
				"document": {j.Document.Text, w.Gold.Document}, "instance": {j.Instance, w.Gold.Instance},
				"date": {string(j.Date), w.Gold.Date}, "cause": {j.Cause.Text, w.Gold.Cause},
				"charges": {textsOf(j.Charges), strings.Join(w.Gold.Charges, " ")},
				"parties": {strings.Join(parties, " | "), strings.Join(wantParties, " | ")},
				"judges":  {textsOf(j.Judges), strings.Join(w.Gold.Judges, " ")}, "clerk": {j.Clerk.Text, w.Gold.Clerk},
				"outcome": {j.Outcome.Name, w.Gold.Outcome}, "items": {strconv.Itoa(j.Items), strconv.Itoa(w.Gold.Items)},
				"sentence": {sentence, w.Gold.Sentence}, "fine": {fine, w.Gold.Fine},
			} {
				if v[0] != v[1] {
					t.Errorf("%s: %s is %q; want %q", w.ID, field, v[0], v[1])
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
