package wire

import (
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// Parsed is what the parser saw in a document, a line of `parse --json`. Spans are of
// the text in simplified characters.
type Parsed struct {
	ID          string               `json:"id,omitempty"`
	Type        statute.DocumentKind `json:"type"`
	Form        string               `json:"form,omitempty"`
	Title       string               `json:"title"`
	Text        string               `json:"text"`
	Simplified  string               `json:"simplified,omitempty"` // text in simplified characters, where it differs
	Original    string               `json:"original"`
	Date        statute.Date         `json:"date"`
	Law         *ParsedLaw           `json:"law,omitempty"`
	Publisher   string               `json:"publisher,omitempty"`
	Sections    []ParsedSection      `json:"sections,omitempty"`
	Answers     [][]string           `json:"answers,omitempty"`
	Diagnostics []Diagnostic         `json:"diagnostics"`
	*Case                            // of a case
	*Notes                           // of commentary
}

// ParsedSection is a part of a document under a heading.
type ParsedSection struct {
	Heading    string   `json:"heading"`
	Paragraphs []string `json:"paragraphs"`
	Span
}

// Diagnostic is what the parser noticed.
type Diagnostic struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Span
}

// ParsedLaw is a law as it was read, with its tree.
type ParsedLaw struct {
	Key         string        `json:"key"`
	Subtitle    string        `json:"subtitle,omitempty"`
	Level       statute.Level `json:"level"`
	Issuers     []string      `json:"issuers"`
	DocNumber   string        `json:"document_number"`
	Version     string        `json:"version"`
	Effective   statute.Date  `json:"effective"`
	InForceFrom statute.Date  `json:"in_force_from"`
	Events      []Event       `json:"events"`
	Interprets  []string      `json:"interprets"`
	Basis       []string      `json:"basis"`
	Amending    bool          `json:"amending"`
	Incomplete  bool          `json:"incomplete"`
	Articles    int           `json:"articles"`
	Definitions []Definition  `json:"definitions"`
	Tree        Node          `json:"tree"`
}

// Event is a dated line of the header of a law.
type Event struct {
	Date statute.Date       `json:"date"`
	Kind lawparse.EventKind `json:"kind"`
	Text string             `json:"text"`
}

// Definition is a term that a law defines, with where it does.
type Definition struct {
	Term    string `json:"term"`
	Address string `json:"address"`
	Span
}

// Node is a node of the tree of a law.
type Node struct {
	Kind    statute.NodeKind `json:"kind"`
	Address string           `json:"address,omitempty"`
	Label   string           `json:"label,omitempty"`
	Text    string           `json:"text,omitempty"`
	Span
	Children []Node `json:"children,omitempty"`
}

// NewParsed describes a document that was read. What a case cites is found by the names
// that ship with the program: the citations are the caller's to find, and of no account
// for other documents.
func NewParsed(r *reading.Result, cites []citation.Citation) *Parsed {
	d := r.Source
	j := &Parsed{ID: d.ID, Type: r.Kind, Form: d.Form, Text: d.Text, Original: d.Original, Date: d.Date, Answers: d.Answers,
		Diagnostics: []Diagnostic{}}
	if j.Original == "" {
		j.Original = d.Text
	}
	if r.Text != d.Text {
		j.Simplified = r.Text
	}
	at := NewPoints(r.Text)
	diagnostics := d.Diagnostics
	if r.Law != nil {
		j.Title, j.Date = r.Law.Header.Title, ""
		j.Law = newParsedLaw(r.Law, at)
		diagnostics = append(diagnostics, r.Law.Diagnostics...)
	} else {
		j.publication(r.Publication, cites, at)
		diagnostics = append(diagnostics, r.Publication.Diagnostics...)
	}
	for _, g := range diagnostics {
		j.Diagnostics = append(j.Diagnostics, Diagnostic{g.Code, g.Message, at.Span(g.Span)})
	}
	return j
}

// publication fills what is of a document that is no law.
func (j *Parsed) publication(p *casefile.Publication, cites []citation.Citation, at *Points) {
	j.Title, j.Date, j.Publisher = p.Title, p.Date, p.Publisher
	for _, s := range p.Passages {
		section := ParsedSection{Heading: s.Heading, Paragraphs: []string{}, Span: at.Span(s.Span)}
		for _, q := range s.Paragraphs {
			section.Paragraphs = append(section.Paragraphs, q.Text)
		}
		j.Sections = append(j.Sections, section)
	}
	if p.Notes != nil {
		j.Notes = newNotes(p.Notes, at)
	}
	if f := p.Facts; f != nil {
		j.Case = NewCase(f, reading.ProvisionsIn(cites, f.Basis), reading.ProvisionsIn(cites, f.Reasoning), at.Span)
	}
}

func newParsedLaw(l *lawparse.Law, at *Points) *ParsedLaw {
	h := l.Header
	j := &ParsedLaw{Key: h.Key, Subtitle: h.Subtitle, Level: h.Level, Issuers: list(h.Issuers), Events: []Event{}, DocNumber: h.DocNumber,
		Version: h.Label, Effective: h.Effective, InForceFrom: h.InForceFrom().Date, Interprets: list(h.Interprets), Basis: list(h.Basis),
		Amending: l.Amending, Incomplete: l.Incomplete, Articles: len(l.Articles()), Definitions: []Definition{}, Tree: newNode(l,
			l.Root, at)}
	for _, e := range h.Events {
		j.Events = append(j.Events, Event(e))
	}
	for _, d := range l.Definitions() {
		j.Definitions = append(j.Definitions, Definition{d.Term, d.Address, at.Span(d.Span)})
	}
	return j
}

func newNode(l *lawparse.Law, n *lawparse.Node, at *Points) Node {
	j := Node{Kind: n.Kind, Address: n.Address, Label: n.Label.Of(l.Text), Text: n.Text.Of(l.Text), Span: at.Span(n.Span)}
	for _, c := range n.Children {
		j.Children = append(j.Children, newNode(l, c, at))
	}
	return j
}
