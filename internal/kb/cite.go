package kb

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// Cite finds the citations of all documents anew and stores what they name.
// It is run after every change: a law that came or went changes what the
// citations of all others mean.
func (w *Writer) Cite(ctx context.Context) error {
	names, err := loadNames(ctx, w.tx)
	if err != nil {
		return err
	}
	c := &citer{w: w, names: names, exists: map[string]map[string]bool{}, articles: map[string]bool{}}
	if err := c.loadProvisions(ctx); err != nil {
		return err
	}
	if _, err := w.exec(ctx, "DELETE FROM citation"); err != nil {
		return err
	}
	docs, err := c.documents(ctx)
	if err != nil {
		return err
	}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.document(ctx, d); err != nil {
			return fmt.Errorf("finding the citations of %s: %w", d.title, err)
		}
	}
	return nil
}

type citer struct {
	w      *Writer
	names  *names
	exists map[string]map[string]bool // key to local addresses of units of any version
	// articles holds the keys of laws with articles.
	articles map[string]bool
}

// ResolveName implements citation.Names.
func (c *citer) ResolveName(name string) []string { return c.names.resolve(name) }

func (c *citer) loadProvisions(ctx context.Context) error {
	rows, err := c.w.tx.QueryContext(ctx, "SELECT DISTINCT l.key, u.address, u.kind FROM unit u JOIN version v ON v.id = u.version_id JOIN law l ON l.id = v.law_id WHERE u.address <> ''")
	if err != nil {
		return fmt.Errorf("reading the provisions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var key, local, kind string
		if err := rows.Scan(&key, &local, &kind); err != nil {
			return fmt.Errorf("reading the provisions: %w", err)
		}
		if c.exists[key] == nil {
			c.exists[key] = map[string]bool{}
		}
		c.exists[key][local] = true
		if kind == string(statute.KindArticle) {
			c.articles[key] = true
		}
	}
	return rows.Err()
}

type citingDocument struct {
	id      int64
	kind    statute.DocumentKind
	title   string
	law     string
	answers [][]string
}

func (c *citer) documents(ctx context.Context) ([]citingDocument, error) {
	rows, err := c.w.tx.QueryContext(ctx, `SELECT d.id, d.kind, d.title, coalesce(l.key, ''), d.answers FROM document d
		LEFT JOIN version_document vd ON vd.document_id = d.id LEFT JOIN version v ON v.id = vd.version_id LEFT JOIN law l ON l.id = v.law_id
		WHERE vd.role = 'text' OR d.kind <> 'law' ORDER BY d.hash`)
	if err != nil {
		return nil, fmt.Errorf("reading the documents: %w", err)
	}
	defer rows.Close()
	var found []citingDocument
	for rows.Next() {
		var d citingDocument
		var answers string
		if err := rows.Scan(&d.id, &d.kind, &d.title, &d.law, &answers); err != nil {
			return nil, fmt.Errorf("reading the documents: %w", err)
		}
		if err := json.Unmarshal([]byte(answers), &d.answers); err != nil {
			return nil, fmt.Errorf("reading the answers of %s: %w", d.title, err)
		}
		found = append(found, d)
	}
	return found, rows.Err()
}

// speaksOfItself returns the law where a bare 第十条 in it can mean its own
// article: a document without articles, such as an amendment, speaks of others.
func (c *citer) speaksOfItself(law string) string {
	if law == "" || !c.articles[law] {
		return ""
	}
	return law
}

type citingUnit struct {
	id         int64
	start, end int
}

func (c *citer) document(ctx context.Context, d citingDocument) error {
	var text string
	if err := c.w.tx.QueryRowContext(ctx, "SELECT text FROM document WHERE id = ?", d.id).Scan(&text); err != nil {
		return fmt.Errorf("reading the text: %w", err)
	}
	units, err := c.unitsOf(ctx, d.id)
	if err != nil {
		return err
	}
	f := citation.NewFinder(c, citation.Context{Law: c.speaksOfItself(d.law)}, text)
	for _, u := range units {
		for _, cit := range f.Find(text[u.start:u.end]) {
			if err := c.store(ctx, d, u, cit, text); err != nil {
				return err
			}
		}
	}
	if len(units) > 0 {
		return c.storeAnswers(ctx, d, units[0])
	}
	return nil
}

func (c *citer) unitsOf(ctx context.Context, document int64) ([]citingUnit, error) {
	rows, err := c.w.tx.QueryContext(ctx, "SELECT id, start_byte + length(CAST(label AS BLOB)) * (version_id > 0), end_byte FROM unit WHERE document_id = ? ORDER BY ord", document)
	if err != nil {
		return nil, fmt.Errorf("reading the units: %w", err)
	}
	defer rows.Close()
	var units []citingUnit
	for rows.Next() {
		var u citingUnit
		if err := rows.Scan(&u.id, &u.start, &u.end); err != nil {
			return nil, fmt.Errorf("reading the units: %w", err)
		}
		u.start = min(u.start, u.end)
		units = append(units, u)
	}
	return units, rows.Err()
}

func (c *citer) store(ctx context.Context, d citingDocument, u citingUnit, cit citation.Citation, text string) error {
	start, end := u.start+cit.Span.Start, u.start+cit.Span.End
	if len(cit.Laws) > 1 {
		return c.insert(ctx, d.id, u.id, start, end, text[start:end], "", statute.Provision{}, citation.Ambiguous)
	}
	key := cit.Laws[0]
	for _, p := range cit.Provision {
		if err := c.insert(ctx, d.id, u.id, start, end, text[start:end], key, p, c.status(key, p)); err != nil {
			return err
		}
	}
	return nil
}

func (c *citer) status(key string, p statute.Provision) citation.Status {
	provisions, loaded := c.exists[key]
	switch {
	case !loaded && !c.names.loaded[key]:
		return citation.UnknownLaw
	case !provisions[p.AtArticle().String()]:
		return citation.Dangling
	}
	return citation.Resolved
}

func (c *citer) insert(ctx context.Context, document, unit int64, start, end int, quote, key string, p statute.Provision, status citation.Status) error {
	_, err := c.w.exec(ctx, "INSERT INTO citation(document_id, unit_id, start_byte, end_byte, quote, target_key, target_local, target_article, status) VALUES(?,?,?,?,?,?,?,?,?)",
		document, unit, start, end, quote, key, p.String(), p.AtArticle().String(), status)
	return err
}

// storeAnswers records the articles that answer a consultation as cited by it.
func (c *citer) storeAnswers(ctx context.Context, d citingDocument, u citingUnit) error {
	for _, same := range d.answers {
		for _, s := range same {
			a, err := statute.ParseAddress(s)
			if err != nil || a.Provision.IsZero() {
				continue // an answer that is no address is kept in the document
			}
			if err := c.insert(ctx, d.id, u.id, u.start, u.start, "", a.Law, a.Provision, c.status(a.Law, a.Provision)); err != nil {
				return err
			}
		}
	}
	return nil
}
