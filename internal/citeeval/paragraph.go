// Package citeeval cites single paragraphs, as files with answers for the evaluation
// of citations give them: a paragraph with what is known of its place. Where its
// law, case or commentary is loaded, the place is found by the text itself, so that
// 前款 and 本法 mean what they mean there.
//
// Start with [Paragraph] and [Citer].
package citeeval

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Paragraph is a paragraph given by itself, with what is known of its place.
type Paragraph struct {
	Law       string // key, "" for texts that are no law
	Article   string // 第七十八条
	Paragraph int    // trusted where the law is not loaded
	Item      string // its label: （二）
	Before    string // text just before
	Text      string
	Day       statute.Date // whose law the text speaks of, "" for today
}

// Citer cites paragraphs by what a knowledge base holds. The day decides which texts are
// the current ones.
type Citer struct {
	Base  *kb.Base
	Graph *citegraph.Graph
	Today statute.Date
}

// Cite finds and resolves the citations of a paragraph. Spans refer to p.Text.
func (c *Citer) Cite(ctx context.Context, p Paragraph) ([]citation.Citation, error) {
	if p.Law == "" {
		doc, start, err := c.documentOf(ctx, p)
		if err != nil {
			return nil, err
		}
		if doc != nil {
			return c.citeWithin(ctx, doc, statute.Span{Start: start, End: start + len(p.Text)})
		}
	}
	laid := &joinline.Text{Source: p.Text, Joined: p.Text}
	if p.Law == "" { // what a reader pastes; paragraphs of laws come out of the reader
		laid = joinline.Join(p.Text)
	}
	doc := &citation.CitingText{Text: p.Before + "\n" + laid.Joined, Day: p.Day}
	start := len(p.Before) + 1
	before := citation.Segment{Span: statute.Span{End: len(p.Before)}}
	own := citation.Segment{Span: statute.Span{Start: start, End: len(doc.Text)}}
	if p.Law != "" {
		article := citation.ArticleIn(p.Article)
		own.At = statute.Provision{Article: article, Paragraph: p.Paragraph, Item: citation.ItemIn(p.Item)}
		before.At = statute.Provision{Article: article}
		if err := c.inLaw(ctx, doc, &own, p); err != nil {
			return nil, err
		}
	}
	if p.Before != "" {
		doc.Segments = append(doc.Segments, before)
	}
	doc.Segments = append(doc.Segments, own)
	cites, err := c.citeWithin(ctx, doc, own.Span)
	for i := range cites {
		cites[i].Span = laid.Back(cites[i].Span)
	}
	return cites, err
}

// inLaw says of a document and its segment what is known where a paragraph belongs to a
// law.
func (c *Citer) inLaw(ctx context.Context, doc *citation.CitingText, own *citation.Segment, p Paragraph) error {
	doc.Law = p.Law
	if titles := statute.QuotedTitles(p.Law); len(titles) == 1 {
		if keys := c.Base.Names().Resolve(titles[0]); len(keys) == 1 {
			doc.Subject = keys[0]
		}
	}
	found, err := c.find(ctx, p.Law, own.At.Article, p.Text)
	if errors.Is(err, kb.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	own.At, own.Within, doc.Version = found.at, found.within, found.version.Label
	texts, err := c.Base.TextsOf(ctx, found.version.ID)
	for _, t := range texts {
		doc.Aliases = append(doc.Aliases, c.Graph.Define(t)...)
	}
	return err
}

// citeWithin returns the citations in a span of a document, counted from there.
func (c *Citer) citeWithin(ctx context.Context, doc *citation.CitingText, span statute.Span) ([]citation.Citation, error) {
	all, err := c.Graph.Cite(ctx, doc, c.Today)
	if err != nil {
		return nil, err
	}
	var cites []citation.Citation
	for _, cite := range all {
		if span.Contains(cite.Span) {
			cite.Span.Start -= span.Start
			cite.Span.End -= span.Start
			cites = append(cites, cite)
		}
	}
	return cites, nil
}

// minFound is the length of the shortest paragraph that is looked for in the
// stored documents, in bytes: short ones stand in many.
const minFound = 60

// documentOf finds the stored case or commentary in which a paragraph stands,
// with its place there; nil where none or several have it.
func (c *Citer) documentOf(ctx context.Context, p Paragraph) (*citation.CitingText, int, error) {
	if len(p.Text) < minFound {
		return nil, 0, nil
	}
	found, err := c.Base.DocumentsWith(ctx, p.Text, 2)
	if err != nil || len(found) != 1 {
		return nil, 0, err
	}
	doc := &citation.CitingText{Title: found[0].Title, Day: found[0].Date, Text: found[0].Text}
	if p.Day != "" {
		doc.Day = p.Day
	}
	doc.Segments, err = c.Graph.Segments(ctx, found[0].ID)
	return doc, strings.Index(doc.Text, p.Text), err
}

// lawParagraph is where a paragraph or item of a law stands.
type lawParagraph struct {
	version kb.Version
	at      statute.Provision
	within  statute.Provision // the parts above the article
}

// find finds a paragraph or item of an article by its text, in the text in force today
// or else in another version. The error is kb.ErrNotFound where no version has it.
func (c *Citer) find(ctx context.Context, key string, article statute.Number, text string) (*lawParagraph, error) {
	law, err := c.Base.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	want := squeeze(text)
	for _, v := range append([]kb.Version{law.On(c.Today)}, law.Versions...) {
		u, err := c.Base.UnitAt(ctx, v.ID, article.String())
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if local, ok := localOfText(u.Parts, want); ok {
			return c.placeOf(ctx, v, u, local)
		}
	}
	return nil, kb.ErrNotFound
}

func (c *Citer) placeOf(ctx context.Context, v kb.Version, u *kb.Unit, local string) (*lawParagraph, error) {
	found := &lawParagraph{version: v}
	var err error
	if found.at, err = statute.ParseProvision(strings.TrimSuffix(u.Address+"/"+local, "/")); err != nil {
		return nil, fmt.Errorf("reading the address of a paragraph: %w", err)
	}
	path, err := c.Base.Path(ctx, u.HeadingID)
	if err != nil {
		return nil, err
	}
	if len(path) > 0 {
		if found.within, err = statute.ParseProvision(path[len(path)-1].Address); err != nil {
			return nil, fmt.Errorf("reading the address of a heading: %w", err)
		}
	}
	return found, nil
}

// localOfText is the local address of the part whose label and words, without
// white space, are the wanted ones; that of the part around it where it has
// none.
func localOfText(parts []kb.Part, want string) (local string, ok bool) {
	for _, p := range parts {
		if squeeze(p.Label+p.Text) == want || p.Label != "" && squeeze(p.Text) == want {
			return p.Local, true
		}
		if local, ok := localOfText(p.Parts, want); ok {
			if local == "" {
				local = p.Local
			}
			return local, true
		}
	}
	return "", false
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
