package lawbuild

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/amendment"
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// chosen is a version with the copy in front that package collation chooses among its whole
// texts. Its words are the text, as they are; the others are compared with it.
func (b *Builder) chosen(ctx context.Context, v draftVersion) (draftVersion, collation.Rule, error) {
	if len(v.docs) < 2 || v.docs[0].Subtitle != "" {
		return v, collation.RuleNone, nil
	}
	var copies []collation.Copy
	var at []int // of the copies among the documents
	for i, m := range v.docs {
		if m.Subtitle != "" {
			continue
		}
		c, err := b.copyOf(ctx, m)
		if err != nil {
			return v, "", err
		}
		copies, at = append(copies, c), append(at, i)
	}
	best, rule := collation.Choose(copies)
	docs := slices.Clone(v.docs)
	front := docs[at[best]]
	front.role, docs[0].role = kb.RoleText, kb.RoleDuplicate
	v.docs = slices.Insert(slices.Delete(docs, at[best], at[best]+1), 0, front)
	return v, rule, nil
}

// copyOf is a document as package collation compares it.
func (b *Builder) copyOf(ctx context.Context, m member) (collation.Copy, error) {
	text, err := b.text(ctx, m.LawDocument)
	if err != nil {
		return collation.Copy{}, err
	}
	c, err := text.copy()
	c.Official, c.Inferred = m.Official, m.Placed
	c.Voice = fmt.Sprintf("%s %d", m.BodyHash, m.Length) // the same file, whatever it is called
	return c, err
}

// copy is the text as package collation compares it, without what editors noted.
func (t *Text) copy() (collation.Copy, error) {
	c := collation.Copy{Lacks: t.lacks}
	for _, r := range t.rows {
		switch {
		case r.heading:
			c.Headings = append(c.Headings, strings.TrimSpace(r.label+" "+r.title))
		case r.address != "":
			var parts []kb.Part
			if err := json.Unmarshal([]byte(r.parts), &parts); err != nil {
				return c, fmt.Errorf("reading the parts of %s: %w", r.address, err)
			}
			c.Units = append(c.Units, collation.NewUnit(r.address, r.label, withoutNotes(kb.TextOf(parts))))
		}
	}
	return c, nil
}

// variants are the places in which the other copies of a version differ from its text.
func (b *Builder) variants(ctx context.Context, v *version) ([]kb.NewVariant, error) {
	var others []member
	for _, m := range v.docs {
		if m.role == kb.RoleDuplicate {
			others = append(others, m)
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	var shown collation.Copy
	for _, p := range v.parts {
		c, err := p.text.copy()
		if err != nil {
			return nil, err
		}
		shown.Units, shown.Headings = append(shown.Units, c.Units...), append(shown.Headings, c.Headings...)
	}
	shown.Lacks = v.lacks
	var found []kb.NewVariant
	for _, m := range others {
		c, err := b.copyOf(ctx, m)
		if err != nil {
			return nil, err
		}
		list := collation.Compare(&shown, &c, m.Subtitle != "")
		for _, x := range list {
			found = append(found, kb.NewVariant{Variant: x, DocumentID: m.ID})
		}
		for _, l := range collation.Beyond(&shown, list) {
			if !slices.Contains(v.lacks, l) {
				v.lacks = append(v.lacks, l)
			}
		}
	}
	slices.SortStableFunc(found, func(x, y kb.NewVariant) int { return compareAddresses(x.Address, y.Address) })
	return found, nil
}

// compareAddresses orders the addresses of articles by number, and annexes behind them.
func compareAddresses(a, b string) int {
	x, isX := statute.ParseNumber(a)
	y, isY := statute.ParseNumber(b)
	switch {
	case isX && isY:
		return cmp.Or(cmp.Compare(x.Main, y.Main), cmp.Compare(x.Sub, y.Sub))
	case isX:
		return -1
	case isY:
		return 1
	}
	return 0
}

// lacksOf says what tells of a parsed law alone that it is not whole.
func lacksOf(law *lawparse.Law) []collation.Lack {
	w := collation.Whole{Changes: law.Amending, Part: law.Header.Subtitle != "",
		IsLaw: law.Header.Level == statute.LevelStatute && strings.HasSuffix(law.Header.Key, "法")}
	for _, d := range law.Diagnostics {
		if d.Code == "article_gap" || d.Code == "articles_missing" {
			w.Gaps = append(w.Gaps, strings.Clone(d.Message))
		}
	}
	if law.Incomplete && len(w.Gaps) == 0 {
		w.Gaps = []string{"有缺条"}
	}
	if !law.Incomplete {
		w.Gaps = nil
	}
	for _, e := range law.Header.Events {
		if e.Date != "" && (w.Adopted == "" || e.Date < w.Adopted) {
			w.Adopted = e.Date
		}
	}
	for _, n := range law.Articles() {
		w.Articles = append(w.Articles, collation.Unit{Address: n.Address, Text: law.Body(n)})
	}
	for _, h := range law.Headings() {
		w.Headings = append(w.Headings, law.LabelText(h)+" "+law.Words(h))
	}
	law.Root.Walk(func(n, parent *lawparse.Node) bool {
		if parent != nil && parent.Kind == statute.KindContents {
			w.Contents = append(w.Contents, n.Span.Of(law.Text))
		}
		return n == law.Root || n.Kind == statute.KindContents
	})
	return collation.Lacks(w)
}

// lacks is what tells that the texts of a version are not whole, seen over all parts.
func lacks(parts []part) []collation.Lack {
	var found []collation.Lack
	last := statute.Number{}
	for _, p := range parts {
		found = append(found, p.text.lacks...)
		if p.text.articles == 0 || p.text.amending {
			continue
		}
		if first := p.text.first; !first.Follows(last) && !hasGap(p.text.lacks) {
			found = append(found, collation.Lack{Kind: collation.LackGap, Said: statute.Provision{Article: first}.Chinese() + "之前缺条"})
		}
		last = p.text.last
	}
	return found
}

func hasGap(lacks []collation.Lack) bool {
	return slices.ContainsFunc(lacks, func(l collation.Lack) bool { return l.Kind == collation.LackGap })
}

// explain takes out the gaps that an amending instrument made: it left articles out, and the
// others kept their numbers.
func (a *amendments) explain(key string, versions []*version) {
	for _, v := range versions {
		made := map[string]bool{}
		for _, s := range a.about[key] {
			for _, o := range s.Operations {
				for _, at := range o.At {
					n := at.Provision.Article
					if s.Label > v.label || o.Kind != amendment.Delete || n.Main == 0 || at.Provision.Paragraph > 0 || n.Sub > 0 {
						continue
					}
					before, behind := statute.Number{Main: n.Main - 1}, statute.Number{Main: n.Main + 1}
					made[lawparse.GapBetween(before, behind)] = true
				}
			}
		}
		v.lacks = slices.DeleteFunc(v.lacks, func(l collation.Lack) bool { return l.Kind == collation.LackGap && made[l.Said] })
	}
}
