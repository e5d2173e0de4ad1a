// Package testjudgment compares what is read of a judgment with what a person found in
// it: a field at a time, as lines of JSON files beside tests have it. It is imported by
// tests only.
//
// Start with [Read] and [Compare].
package testjudgment

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// Judgment is a judgment with what a person found in it.
type Judgment struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Gold Gold   `json:"gold"`
}

// Gold is what a person found, "" or empty where the text says nothing.
type Gold struct {
	CaseNumber    string   `json:"case_number"`
	Court         string   `json:"court"`
	Kind          string   `json:"kind"`
	Document      string   `json:"document"`
	Instance      string   `json:"instance"`
	Date          string   `json:"date"`
	Cause         string   `json:"cause"`
	Charges       []string `json:"charges"`
	Parties       []Party  `json:"parties"`
	Judges        []string `json:"judges"`
	Clerk         string   `json:"clerk"`
	Outcome       string   `json:"outcome"`
	Items         int      `json:"operative_items"`
	SentenceFirst string   `json:"sentence_first"`
	FineFirst     string   `json:"fine_first"`
	// Basis and Reasoning are addresses of provisions.
	Basis     []string `json:"basis"`
	Reasoning []string `json:"reasoning_cites"`
}

// Party is who takes part in a case.
type Party struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// Read reads the judgments of a file of JSON Lines.
func Read(t testing.TB, path string) []Judgment {
	t.Helper()
	data, err := os.ReadFile(path) // #nosec G304 -- named by a test
	if err != nil {
		t.Fatal(err)
	}
	var list []Judgment
	for line := range strings.Lines(string(data)) {
		var j Judgment
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			t.Fatal(err)
		}
		list = append(list, j)
	}
	return list
}

// Value is what was read of a field, and what it should be.
type Value struct{ Field, Got, Want string }

// Compare lists what was read of a case beside what a person found, field by field.
func Compare(f *casefile.Facts, g *Gold) []Value {
	var parties, wanted []string
	for _, p := range f.Parties {
		parties = append(parties, p.Role.Text+" "+p.Name.Text)
	}
	for _, p := range g.Parties {
		wanted = append(wanted, p.Role+" "+p.Name)
	}
	sentence, fine := firstSentence(f)
	return []Value{
		{"case_number", f.Number.Text, g.CaseNumber}, {"court", f.Court.Text, g.Court}, {"kind", f.Kind, g.Kind},
		{"document", f.Document.Text, g.Document}, {"instance", f.Instance, g.Instance}, {"date", string(f.Date), g.Date},
		{"cause", f.Cause.Text, g.Cause}, {"charges", Texts(f.Charges), strings.Join(g.Charges, " ")},
		{"parties", strings.Join(parties, " | "), strings.Join(wanted, " | ")},
		{"judges", Texts(f.Judges), strings.Join(g.Judges, " ")}, {"clerk", f.Clerk.Text, g.Clerk},
		{"outcome", f.Outcome.Name, g.Outcome}, {"items", strconv.Itoa(f.Items), strconv.Itoa(g.Items)},
		{"sentence", sentence, g.SentenceFirst}, {"fine", fine, g.FineFirst},
	}
}

// firstSentence is the first punishment and the first fine.
func firstSentence(f *casefile.Facts) (sentence, fine string) {
	for i, s := range f.Sentences {
		if i == 0 {
			sentence = s.Text.Text
		}
		if fine == "" {
			fine = s.Fine.Text
		}
	}
	return sentence, fine
}

// Texts joins what fields say, with spaces.
func Texts(list []casefile.Field) string {
	texts := make([]string, len(list))
	for i, f := range list {
		texts[i] = f.Text
	}
	return strings.Join(texts, " ")
}
