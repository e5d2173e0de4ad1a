package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// Compiling is what a compiled edition (合编本) is read from: a law with, under each article, what
// interprets it, carries it out and applies it, and what it became.
type Compiling struct {
	Laws interface {
		Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
	}
	Graph interface {
		CitedBy(ctx context.Context, q citegraph.CitedByQuery) (*citegraph.CitedBy, error)
	}
	Documents interface {
		Document(ctx context.Context, ref string) (*kb.FullDocument, error)
		CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error)
	}
	History interface {
		On(ctx context.Context, a statute.Address, day statute.Date) (lawhistory.Successor, error)
	}
	// OnDay leaves out cases that are later than the day of the text.
	OnDay bool
}

// Attached is what stands under an article in a compiled edition.
type Attached struct {
	Name    string // 司法解释
	Entries []AttachedEntry
	More    int // how many there are beside
}

// AttachedEntry is a provision or a case under an article.
type AttachedEntry struct {
	Title string
	Note  string // what is to be known of it: of which day, that it cites an earlier text
	Text  string
	// Address is that of a provision, Document the case; one of them is set.
	Address  statute.Address
	Document *kb.DocumentInfo
}

// attachedKinds are the groups under an article, with the kinds of those who cite it and how many
// entries are listed.
var attachedKinds = [...]struct {
	name  string
	kinds []string
	most  int
}{
	{textAttachedInterpretations, []string{"interpretation"}, 12},
	{textAttachedRules, []string{"regulation", "rule", "local"}, 8},
	{textAttachedCases, []string{"case"}, 5},
}

// How much of a text stands under an article, in characters, and how many citations are looked at
// for one group.
const (
	attachedText    = 600
	attachedHolding = 200
	attachedLooked  = 40
)

// Attach finds what stands under a unit of a text, in the order of [attachedKinds], and what it
// became at the end.
func (c *Compiling) Attach(ctx context.Context, t *LawText, u *kb.Unit) ([]Attached, error) {
	at, err := statute.ParseProvision(u.Address)
	if err != nil || u.Kind != statute.KindArticle && u.Kind != statute.KindClause {
		return nil, nil // what is no article is not cited by a number
	}
	q := citegraph.CitedByQuery{Law: t.Law.Key, Version: t.Version.Label, Provision: at, Day: t.Day, OnDay: c.OnDay}
	var list []Attached
	counted, err := c.Graph.CitedBy(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, group := range attachedKinds {
		a := Attached{Name: group.name}
		for _, kind := range group.kinds {
			if counted.ByKind[kind] == 0 {
				continue
			}
			q.Kind, q.Limit = kind, attachedLooked
			cited, err := c.Graph.CitedBy(ctx, q)
			if err != nil {
				return nil, err
			}
			cited.KeepNumbers(t.Version)
			if err := c.add(ctx, &a, cited.List, t.Day, group.most); err != nil {
				return nil, err
			}
			a.More += max(0, counted.ByKind[kind]-attachedLooked)
		}
		if len(a.Entries) > 0 {
			list = append(list, a)
		}
	}
	now, err := c.became(ctx, t, at)
	if err != nil || len(now.Entries) == 0 {
		return list, err
	}
	return append(list, now), nil
}

// add adds those who cite, each article and each case once.
func (c *Compiling) add(ctx context.Context, a *Attached, cited []citegraph.Citing, day statute.Date, most int) error {
	for _, x := range cited {
		e, err := c.entry(ctx, x, day)
		if err != nil {
			return err
		}
		same := func(o AttachedEntry) bool { return o.Title == e.Title && o.Address == e.Address }
		switch {
		case e.Title == "" || slices.ContainsFunc(a.Entries, same):
		case len(a.Entries) >= most:
			a.More++
		default:
			a.Entries = append(a.Entries, e)
		}
	}
	return nil
}

// entry is one who cites an article: the article that does, with its text, or a case with what it
// stands for.
func (c *Compiling) entry(ctx context.Context, x citegraph.Citing, day statute.Date) (AttachedEntry, error) {
	var notes []string
	if x.Earlier {
		notes = append(notes, textCitesEarlier)
	}
	if x.Address.Law == "" {
		d := x.Document
		e := AttachedEntry{Title: x.Title, Text: x.Sentence, Document: &d}
		if d.Date != "" {
			notes = append([]string{string(d.Date)}, notes...)
		}
		e.Note = strings.Join(notes, "，")
		full, err := c.Documents.Document(ctx, d.Ref)
		if err != nil {
			return e, kb.IgnoreMissing(err)
		}
		facts, err := c.Documents.CaseFacts(ctx, full.ID)
		if err != nil {
			return e, err
		}
		if h := facts.Holding(full.Text); h != "" {
			e.Text = casefile.Clip(h, attachedHolding)
		}
		if n := facts.Number.Text; n != "" && !strings.Contains(e.Title, n) {
			e.Note = strings.TrimPrefix(e.Note+"，"+n, "，")
		}
		return e, nil
	}
	article := x.Address
	article.Provision = article.Provision.AtArticle()
	e := AttachedEntry{Title: strings.TrimSpace(article.Law + " " + article.Provision.Chinese()), Text: x.Sentence, Address: article,
		Note: strings.Join(notes, "，")}
	place, err := c.Laws.Lookup(ctx, article, day)
	if err != nil {
		return e, kb.IgnoreMissing(err)
	}
	if place.Unit != nil {
		e.Text = excerpt.Clip(place.Unit.Text(), attachedText)
	}
	return e, nil
}

// became is what an article is today, where its text is no longer in force.
func (c *Compiling) became(ctx context.Context, t *LawText, at statute.Provision) (Attached, error) {
	a := Attached{Name: textAttachedNow}
	if s := t.Version.StatusOn(t.Today); s != statute.StatusAmended && s != statute.StatusRepealed {
		return a, nil
	}
	s, err := c.History.On(ctx, statute.Address{Law: t.Law.Key, Version: t.Version.Label, Provision: at}, t.Today)
	if err != nil {
		return a, kb.IgnoreMissing(err)
	}
	for _, to := range s.To {
		e := AttachedEntry{Title: strings.TrimSpace(to.Law + " " + to.Provision.Chinese()), Address: to}
		if to.Version != "" {
			e.Note = textTextOf(to.Version)
		}
		place, err := c.Laws.Lookup(ctx, to, t.Today)
		if err != nil && kb.IgnoreMissing(err) != nil {
			return a, err
		}
		if err == nil && place.Unit != nil {
			e.Text = excerpt.Clip(place.Unit.Text(), attachedText)
		}
		a.Entries = append(a.Entries, e)
	}
	return a, nil
}

// CompiledDOCX is a compiled edition of a text as a Word document. attached gives what stands under
// a unit. The error is that of attached, or that of the context, where it ends first.
func CompiledDOCX(ctx context.Context, t *LawText, attached func(*kb.Unit) ([]Attached, error)) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", t.Law.Title+TextCompiled)
	if t.Scope != "" {
		w.paragraph("Caption", t.Scope)
	}
	for _, x := range t.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if x.Heading != nil {
			w.paragraph(fmt.Sprintf("Heading%d", min(x.Depth, maxWordHeading)), headingName(x.Heading))
			continue
		}
		w.unit(x.Unit)
		groups, err := attached(x.Unit)
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			w.attached(g)
		}
	}
	w.paragraph("Caption", "")
	for _, f := range t.facts() {
		w.paragraph("Fact", f[0]+"："+f[1])
	}
	w.paragraph("Fact", textDisclaimer)
	return packed(w.b.String(), t.Name()+TextCompiled, t.foot())
}

// attached writes what stands under an article.
func (w *wordText) attached(g Attached) {
	w.open("Under")
	w.run(g.Name, true)
	w.b.WriteString("</w:p>")
	for _, e := range g.Entries {
		w.open("Under")
		w.run(e.Title, true)
		if e.Note != "" {
			w.run("（"+e.Note+"）", false)
		}
		w.b.WriteString("</w:p>")
		for line := range strings.SplitSeq(e.Text, "\n") {
			if line != "" {
				w.paragraph("Under", line)
			}
		}
	}
	if g.More > 0 {
		w.paragraph("Under", TextMoreAttached(g.More))
	}
}
