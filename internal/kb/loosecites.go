package kb

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// citeCache is what is needed to cite texts that are not stored. It is made when
// it is first asked for.
type citeCache struct {
	once    sync.Once
	dict    *citation.Dictionary
	mu      sync.Mutex
	library *library // of one day: which texts are current depends on it
}

// Cite finds and resolves the citations of a text that is not stored. The day
// decides which texts are the current ones.
func (b *Base) Cite(ctx context.Context, doc *citation.Document, today statute.Date) ([]citation.Citation, error) {
	c := &b.citing
	dict := b.dictionary()
	c.mu.Lock()
	if c.library == nil || c.library.today != today {
		c.library = newLibrary(b, b.names, today)
	}
	l := &lookup{library: c.library, ctx: ctx}
	c.mu.Unlock()
	cites := citation.Cite(doc, dict, l)
	if l.err != nil {
		return nil, l.err
	}
	return cites, ctx.Err()
}

func (b *Base) dictionary() *citation.Dictionary {
	b.citing.once.Do(func() { b.citing.dict = citation.NewDictionary(b.names.Norms()) })
	return b.citing.dict
}

// aliasesIn returns the short names that the documents of a version define.
func (b *Base) aliasesIn(ctx context.Context, versionID int64) ([]citation.Alias, error) {
	texts, err := b.strings(ctx, "SELECT d.text FROM document d JOIN version_document vd ON vd.document_id = d.id WHERE vd.version_id = ? AND vd.role = 'text' ORDER BY vd.ord", versionID)
	if err != nil {
		return nil, err
	}
	var found []citation.Alias
	for _, t := range texts {
		found = append(found, citation.Define(t, b.dictionary())...)
	}
	return found, nil
}

// Paragraph is where a paragraph or item of a law stands.
type Paragraph struct {
	Version Version
	At      statute.Provision
	Within  statute.Provision // the parts above the article
}

// FindParagraph finds a paragraph or item of an article by its text, in the
// text in force on the day or else in another version. The error is
// ErrNotFound where no version has it.
func (b *Base) FindParagraph(ctx context.Context, key string, article statute.Number, text string, day statute.Date) (*Paragraph, error) {
	law, err := b.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	want := squeeze(text)
	now := law.On(day)
	for _, v := range append([]Version{now}, law.Versions...) {
		u, err := b.unit(ctx, "WHERE u.version_id = ? AND u.address = ? ORDER BY u.ord LIMIT 1", v.ID, article.String())
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		local, ok := localOfText(u.Parts, want)
		if !ok {
			continue
		}
		found := &Paragraph{Version: v}
		if found.At, err = statute.ParseProvision(strings.TrimSuffix(u.Address+"/"+local, "/")); err != nil {
			return nil, fmt.Errorf("reading the address of a paragraph: %w", err)
		}
		path, err := b.headings(ctx, "WHERE id = ?", u.HeadingID)
		if err != nil {
			return nil, err
		}
		if len(path) > 0 {
			if found.Within, err = statute.ParseProvision(path[0].Address); err != nil {
				return nil, fmt.Errorf("reading the address of a heading: %w", err)
			}
		}
		return found, nil
	}
	return nil, ErrNotFound
}

// localOfText is the local address of the part whose label and words, without
// white space, are the wanted ones; that of the part around it where it has
// none.
func localOfText(parts []Part, want string) (local string, ok bool) {
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

// LooseParagraph is a paragraph given by itself, with what is known of its
// place.
type LooseParagraph struct {
	Law       string // key, "" for texts that are no law
	Article   string // 第七十八条
	Paragraph int    // trusted where the law is not loaded
	Item      string // its label: （二）
	Before    string // text just before
	Text      string
	Day       statute.Date // whose law the text speaks of, "" for today
}

// CiteParagraph finds and resolves the citations of a paragraph. Where its law,
// case or commentary is loaded, its place is found by its text. Spans refer to
// p.Text.
func (b *Base) CiteParagraph(ctx context.Context, p LooseParagraph, today statute.Date) ([]citation.Citation, error) {
	if p.Law == "" {
		doc, start, err := b.documentOf(ctx, p)
		if err != nil {
			return nil, err
		}
		if doc != nil {
			return b.citeWithin(ctx, doc, statute.Span{Start: start, End: start + len(p.Text)}, today)
		}
	}
	doc := &citation.Document{Text: p.Before + "\n" + p.Text, Day: p.Day}
	start := len(p.Before) + 1
	before := citation.Segment{Span: statute.Span{End: len(p.Before)}}
	own := citation.Segment{Span: statute.Span{Start: start, End: len(doc.Text)}}
	if p.Law != "" {
		doc.Law = p.Law
		if titles := statute.QuotedTitles(p.Law); len(titles) == 1 {
			if keys := b.names.Resolve(titles[0]); len(keys) == 1 {
				doc.Subject = keys[0]
			}
		}
		article := citation.ArticleIn(p.Article)
		own.At = statute.Provision{Article: article, Paragraph: p.Paragraph, Item: citation.ItemIn(p.Item)}
		before.At = statute.Provision{Article: article}
		found, err := b.FindParagraph(ctx, p.Law, article, p.Text, today)
		switch {
		case err == nil:
			own.At, own.Within, doc.Version = found.At, found.Within, found.Version.Label
			if doc.Aliases, err = b.aliasesIn(ctx, found.Version.ID); err != nil {
				return nil, err
			}
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	if p.Before != "" {
		doc.Segments = append(doc.Segments, before)
	}
	doc.Segments = append(doc.Segments, own)
	return b.citeWithin(ctx, doc, own.Span, today)
}

// citeWithin returns the citations in a span of a document, counted from there.
func (b *Base) citeWithin(ctx context.Context, doc *citation.Document, span statute.Span, today statute.Date) ([]citation.Citation, error) {
	all, err := b.Cite(ctx, doc, today)
	if err != nil {
		return nil, err
	}
	var cites []citation.Citation
	for _, c := range all {
		if c.Span.Start >= span.Start && c.Span.End <= span.End {
			c.Span.Start -= span.Start
			c.Span.End -= span.Start
			cites = append(cites, c)
		}
	}
	return cites, nil
}

// minFound is the length of the shortest paragraph that is looked for in the
// stored documents, in bytes: short ones stand in many.
const minFound = 60

// documentOf finds the stored case or commentary in which a paragraph stands,
// with its place there; nil where none or several have it.
func (b *Base) documentOf(ctx context.Context, p LooseParagraph) (*citation.Document, int, error) {
	if len(p.Text) < minFound {
		return nil, 0, nil
	}
	rows, err := b.Query(ctx, "SELECT id, title, date, text FROM document WHERE kind <> 'law' AND instr(text, ?) > 0 LIMIT 2", p.Text)
	if err != nil {
		return nil, 0, fmt.Errorf("looking for a paragraph: %w", err)
	}
	defer rows.Close()
	doc := &citation.Document{}
	var id int64
	count := 0
	for ; rows.Next(); count++ {
		if err := rows.Scan(&id, &doc.Title, &doc.Day, &doc.Text); err != nil {
			return nil, 0, fmt.Errorf("looking for a paragraph: %w", err)
		}
	}
	if err := rows.Err(); err != nil || count != 1 {
		return nil, 0, err
	}
	if p.Day != "" {
		doc.Day = p.Day
	}
	units, err := citingUnits(ctx, b, id, 0)
	if err != nil {
		return nil, 0, err
	}
	doc.Segments = segmentsOf(units)
	return doc, strings.Index(doc.Text, p.Text), nil
}
