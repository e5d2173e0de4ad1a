package citegraph

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Update finds the citations of the stored documents and stores what they name. today
// decides which text is the current one. A document is read again where it changed,
// or a law that it was looked up in; all of them where a name of a law came or went,
// as that changes what is found in any text.
func Update(ctx context.Context, w *kb.Writer, today statute.Date) error {
	names, err := w.Names(ctx)
	if err != nil {
		return err
	}
	texts := newLawTexts(w, names, today)
	u := &update{w: w, texts: texts, lookup: &lookup{lawTexts: texts, ctx: ctx}}
	docs, err := u.documents(ctx)
	if err != nil {
		return err
	}
	if docs, err = u.dropOutdated(ctx, docs); err != nil || len(docs) == 0 {
		return err
	}
	u.dict = citation.NewDictionary(names.Norms())
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := u.document(ctx, d); err != nil {
			return fmt.Errorf("finding the citations of %s: %w", d.title, err)
		}
	}
	return u.lookup.err
}

// update is one call of Update.
type update struct {
	w      *kb.Writer
	dict   *citation.Dictionary
	texts  *lawTexts
	lookup *lookup
}

// citingDocument is a document with what its citations are understood by.
type citingDocument struct {
	id      int64
	kind    statute.DocumentKind
	title   string
	date    statute.Date
	key     string // of the law, "" for other kinds
	label   string
	version int64
	answers [][]string
	undated bool // a case that does not say when it was decided
}

func (u *update) documents(ctx context.Context) ([]citingDocument, error) {
	return kb.List(ctx, u.w, "reading the documents", func(scan kb.Scan) (d citingDocument, err error) {
		var answers, number string
		var read bool
		if err := scan(&d.id, &d.kind, &d.title, &d.date, &d.key, &d.label, &d.version, &answers, &number, &read); err != nil {
			return d, err
		}
		if d.kind == statute.DocCase {
			d.date = casefile.DayOfLaw(d.date, number)
			d.undated = d.date == "" && read
		}
		if err := json.Unmarshal([]byte(answers), &d.answers); err != nil {
			return d, fmt.Errorf("the answers of %s: %w", d.title, err)
		}
		return d, nil
	}, `SELECT d.id, d.kind, d.title, CASE d.kind WHEN 'law' THEN v.begins ELSE d.date END,
			coalesce(l.key, ''), coalesce(v.label, ''), coalesce(v.id, 0), d.answers,
			coalesce(c.number, ''), coalesce(json_array_length(c.facts, '$.Parts'), 0) > 0
		FROM document d LEFT JOIN case_file c ON c.document_id = d.id LEFT JOIN version_document vd ON vd.document_id = d.id LEFT JOIN version v ON v.id = vd.version_id
		LEFT JOIN law l ON l.id = v.law_id
		WHERE vd.role = 'text' OR d.kind <> 'law' ORDER BY d.hash`)
}

func (u *update) document(ctx context.Context, d citingDocument) error {
	doc := &citation.CitingText{Day: d.date, Undated: d.undated}
	if err := u.w.Row(ctx, "SELECT unpack(text) FROM document WHERE id = ?", d.id).Scan(&doc.Text); err != nil {
		return fmt.Errorf("reading the text: %w", err)
	}
	units, err := citingUnits(ctx, u.w, d.id, d.version)
	if err != nil {
		return err
	}
	doc.Law, doc.Version, doc.Numbered = d.key, d.label, numbered(units)
	if doc.Title = d.key; doc.Title == "" {
		doc.Title = d.title
	}
	doc.Segments = segmentsOf(units)
	if d.kind == statute.DocCommentary {
		doc.Segments = withHeadings(units, doc.Segments)
	}
	u.lookup.read = map[string]bool{d.key: true}
	for _, cit := range citation.Cite(doc, u.dict, u.lookup) {
		if d.kind == statute.DocCommentary && inHeading(units, cit.Span.Start) {
			continue // it says whose articles follow; pages link paragraphs only
		}
		unit := unitAt(units, doc.Segments, cit.Span.Start)
		if err := u.store(ctx, d.id, unit, doc.Text, cit); err != nil {
			return err
		}
	}
	if len(units) > 0 {
		if err := u.storeAnswers(ctx, d, units[0].id); err != nil {
			return err
		}
	}
	for key := range u.lookup.read {
		if _, err := u.w.Exec(ctx, "INSERT INTO cite_read(document_id, law_key) VALUES(?,?)", d.id, key); err != nil {
			return err
		}
	}
	return nil
}

func (u *update) store(ctx context.Context, document, unit int64, text string, cit citation.Citation) error {
	id, err := u.w.Insert(ctx, `INSERT INTO citation(document_id, unit_id, start_byte, end_byte, kind, quote, name,
			status, stated, version, basis, candidates)
		VALUES(?,?,?,?,?,?,?,?,?,?,?,?)`, document, unit, cit.Span.Start, cit.Span.End, cit.Kind, cit.Span.Of(text),
		cit.Name, cit.Status, cit.Stated, cit.Version, cit.Basis, strings.Join(cit.Candidates, "\n"))
	if err != nil {
		return err
	}
	for i, t := range cit.Targets {
		node := t.Node
		if !t.Found {
			node = t.Address.Provision
		}
		if _, err := u.w.Exec(ctx, `INSERT INTO edge(citation_id, ord, target_key, target_version, target_local, target_node, found)
			VALUES(?,?,?,?,?,?,?)`, id, i, t.Address.Law, cit.Version, t.Address.Provision.String(), node.String(), t.Found); err != nil {
			return err
		}
	}
	return nil
}

// storeAnswers records the articles that answer a consultation as cited by it.
func (u *update) storeAnswers(ctx context.Context, d citingDocument, unit int64) error {
	for _, same := range d.answers {
		for _, s := range same {
			a, err := statute.ParseAddress(s)
			if err != nil || a.Provision.IsZero() {
				continue // an answer that is no address is kept in the document
			}
			cit := citation.Citation{Kind: citation.KindProvision, Status: citation.UnknownLaw}
			target := citation.Target{Address: a}
			if text, _ := u.lookup.Text(a.Law, citation.When{Day: d.date}); text != nil {
				cit.Version, cit.Basis, cit.Status = text.Label(), citation.ByDate, citation.Resolved
				if target.Node, target.Found = text.Find(a.Provision); !target.Found {
					cit.Status = citation.Dangling
				}
			}
			cit.Targets = []citation.Target{target}
			if err := u.store(ctx, d.id, unit, "", cit); err != nil {
				return err
			}
		}
	}
	return nil
}
