package wire

import (
	"github.com/fatiao/fatiao/internal/masking"
)

// Masked is a document without its people: what fatiao mask --json prints.
type Masked struct {
	ID           string   `json:"id,omitempty"`
	Title        string   `json:"title,omitempty"`
	Text         string   `json:"text"`
	Replacements []Hidden `json:"replacements"`
	Doubtful     []Doubt  `json:"doubtful"`
}

// Hidden is something that was hidden. Its span is in code points of the text before.
type Hidden struct {
	Before string `json:"before"`
	After  string `json:"after"`
	Reason string `json:"reason"`
	Span
}

// Doubt is a place that a person should look at. Its span is in code points of the text before.
type Doubt struct {
	Before string `json:"before"`
	Reason string `json:"reason"`
	Span
}

// NewMasked describes what a mask did to a text that came with an id and a title.
func NewMasked(m *masking.Mask, text, id, title string) *Masked {
	j := &Masked{ID: m.Apply(id), Title: m.Apply(title), Text: m.Text(), Replacements: []Hidden{}, Doubtful: []Doubt{}}
	at := NewPoints(text)
	for _, r := range m.Replacements() {
		j.Replacements = append(j.Replacements, Hidden{r.Span.Of(text), r.After, r.Reason, at.Span(r.Span)})
	}
	for _, d := range m.Doubts() {
		j.Doubtful = append(j.Doubtful, Doubt{d.Span.Of(text), d.Reason, at.Span(d.Span)})
	}
	return j
}
