package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newParse() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "parse 文件",
		Short: "看解析器从一个来源里读出了什么，连同发现的问题",
		Long: `看解析器从一个来源里读出了什么，连同发现的问题。不写入数据目录。
--json 每篇一行：text 是修复后的全文，original 是读到的原文，位置按字符（Unicode 码点）计。`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return parseFile(c.Context(), c.OutOrStdout(), args[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，每篇一行")
	return c
}

func parseFile(ctx context.Context, out io.Writer, path string, asJSON bool) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	names, err := citegraph.NewUnloaded()
	if err != nil {
		return err
	}
	return eachDocument(ctx, path, func(d *corpus.Document) error {
		for _, p := range reading.ReadAll(d, reading.Named) {
			if !asJSON {
				printParsed(out, p)
				continue
			}
			j, err := parsedJSON(ctx, p, names)
			if err != nil {
				return err
			}
			if err := e.Encode(j); err != nil {
				return fmt.Errorf("writing the result: %w", err)
			}
		}
		return nil
	})
}

type jsonDiagnostic struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	wire.Span
}

type jsonNode struct {
	Kind    statute.Kind `json:"kind"`
	Address string       `json:"address,omitempty"`
	Label   string       `json:"label,omitempty"`
	Text    string       `json:"text,omitempty"`
	wire.Span
	Children []jsonNode `json:"children,omitempty"`
}

type jsonSection struct {
	Heading    string   `json:"heading"`
	Paragraphs []string `json:"paragraphs"`
	wire.Span
}

type jsonDefinition struct {
	Term    string `json:"term"`
	Address string `json:"address"`
	wire.Span
}

// jsonParsed is a line of parse --json.
type jsonParsed struct {
	ID          string               `json:"id,omitempty"`
	Type        statute.DocumentKind `json:"type"`
	Form        string               `json:"form,omitempty"`
	Title       string               `json:"title"`
	Text        string               `json:"text"`
	Simplified  string               `json:"simplified,omitempty"` // text in simplified characters, where it differs
	Original    string               `json:"original"`
	Date        statute.Date         `json:"date"`
	Law         *jsonLaw             `json:"law,omitempty"`
	Publisher   string               `json:"publisher,omitempty"`
	Sections    []jsonSection        `json:"sections,omitempty"`
	Answers     [][]string           `json:"answers,omitempty"`
	Diagnostics []jsonDiagnostic     `json:"diagnostics"`
	*wire.Case                       // of a case
	*jsonNotes                       // of commentary
}

type jsonLaw struct {
	Key         string           `json:"key"`
	Subtitle    string           `json:"subtitle,omitempty"`
	Level       statute.Level    `json:"level"`
	Issuers     []string         `json:"issuers"`
	DocNumber   string           `json:"document_number"`
	Version     string           `json:"version"`
	Effective   statute.Date     `json:"effective"`
	InForceFrom statute.Date     `json:"in_force_from"`
	Events      []jsonEvent      `json:"events"`
	Interprets  []string         `json:"interprets"`
	Basis       []string         `json:"basis"`
	Amending    bool             `json:"amending"`
	Incomplete  bool             `json:"incomplete"`
	Articles    int              `json:"articles"`
	Definitions []jsonDefinition `json:"definitions"`
	Tree        jsonNode         `json:"tree"`
}

// jsonEvent is a dated line of the header.
type jsonEvent struct {
	Date statute.Date       `json:"date"`
	Kind lawparse.EventKind `json:"kind"`
	Text string             `json:"text"`
}

func parsedJSON(ctx context.Context, p *reading.Result, names *citegraph.Unloaded) (j jsonParsed, err error) {
	d := p.Source
	j = jsonParsed{ID: d.ID, Type: p.Kind, Form: d.Form, Text: d.Text, Original: d.Original, Date: d.Date, Answers: d.Answers, Diagnostics: []jsonDiagnostic{}}
	if j.Original == "" {
		j.Original = d.Text
	}
	if p.Text != d.Text {
		j.Simplified = p.Text
	}
	at := wire.NewPoints(p.Text)
	diagnostics := d.Diagnostics
	if p.Law != nil {
		j.Title = p.Law.Header.Title
		j.Law = lawJSON(p.Law, at)
		j.Date = ""
		diagnostics = append(diagnostics, p.Law.Diagnostics...)
	} else {
		diagnostics = append(diagnostics, p.Publication.Diagnostics...)
		j.Title, j.Date, j.Publisher = p.Publication.Title, p.Publication.Date, p.Publication.Publisher
		for _, s := range p.Publication.Passages {
			section := jsonSection{Heading: s.Heading, Paragraphs: []string{}, Span: at.Span(s.Span)}
			for _, q := range s.Paragraphs {
				section.Paragraphs = append(section.Paragraphs, q.Text)
			}
			j.Sections = append(j.Sections, section)
		}
		j.jsonNotes = notesJSON(p.Publication.Notes, at)
		if j.Case, err = caseJSON(ctx, p, names, at); err != nil {
			return j, err
		}
	}
	for _, g := range diagnostics {
		j.Diagnostics = append(j.Diagnostics, jsonDiagnostic{g.Code, g.Message, at.Span(g.Span)})
	}
	return j, nil
}

func lawJSON(l *lawparse.Law, at *wire.Points) *jsonLaw {
	h := l.Header
	j := &jsonLaw{Key: h.Key, Subtitle: h.Subtitle, Level: h.Level, Issuers: list(h.Issuers), Events: []jsonEvent{}, DocNumber: h.DocNumber, Version: h.Label, Effective: h.Effective,
		InForceFrom: h.InForceFrom(), Interprets: list(h.Interprets), Basis: list(h.Basis), Amending: l.Amending, Incomplete: l.Incomplete,
		Articles: len(l.Articles()), Definitions: []jsonDefinition{}, Tree: nodeJSON(l, l.Root, at)}
	for _, e := range h.Events {
		j.Events = append(j.Events, jsonEvent(e))
	}
	for _, d := range l.Definitions() {
		j.Definitions = append(j.Definitions, jsonDefinition{d.Term, d.Address, at.Span(d.Span)})
	}
	return j
}

// list is s as JSON shows it: [] where it is empty.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func nodeJSON(l *lawparse.Law, n *lawparse.Node, at *wire.Points) jsonNode {
	j := jsonNode{Kind: n.Kind, Address: n.Address, Label: n.Label.Of(l.Text), Text: n.Text.Of(l.Text), Span: at.Span(n.Span)}
	for _, c := range n.Children {
		j.Children = append(j.Children, nodeJSON(l, c, at))
	}
	return j
}

func printParsed(out io.Writer, p *reading.Result) {
	diagnostics := p.Source.Diagnostics
	if p.Law != nil {
		h := p.Law.Header
		fmt.Fprintf(out, "%s\n%s · %s · 版本 %s", h.Title, h.Level, strings.Join(h.Issuers, "、"), h.Label)
		if from := h.InForceFrom(); from != "" {
			fmt.Fprintf(out, " · %s 起施行", from)
		}
		fmt.Fprintf(out, "\n条 %d，无条的项 %d\n\n%s\n", len(p.Law.Articles()), len(p.Law.Clauses()), lawparse.Print(p.Law))
		diagnostics = append(diagnostics, p.Law.Diagnostics...)
	} else {
		fmt.Fprintf(out, "%s：%s %s\n", p.Kind.Chinese(), p.Publication.Heading(), p.Publication.Date)
		for _, s := range p.Publication.Passages {
			if s.Heading != "" {
				fmt.Fprintf(out, "\n【%s】\n", s.Heading)
			}
			for _, q := range s.Paragraphs {
				fmt.Fprintln(out, q.Text)
			}
		}
	}
	if len(diagnostics) > 0 {
		fmt.Fprintf(out, "\n发现 %d 处：\n", len(diagnostics))
	}
	for _, d := range diagnostics {
		fmt.Fprintf(out, "  %s（%s）\n", d.Message, d.Code)
	}
	fmt.Fprintln(out)
}
