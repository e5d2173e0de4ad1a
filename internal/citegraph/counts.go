package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
)

// Counts are the citations of provisions by status.
type Counts struct {
	Found      int
	Resolved   int
	Dangling   int
	UnknownLaw int
	Ambiguous  int
}

func (c *Counts) add(o Counts) {
	c.Found += o.Found
	c.Resolved += o.Resolved
	c.Dangling += o.Dangling
	c.UnknownLaw += o.UnknownLaw
	c.Ambiguous += o.Ambiguous
}

// TextCounts are the counts of one law, in all its versions, or of the documents of
// another kind that have one title.
type TextCounts struct {
	Title string // key, for laws
	Counts
}

// Counts counts the citations of provisions.
func (g *Graph) Counts(ctx context.Context) (Counts, error) {
	texts, err := g.CountsByText(ctx)
	var all Counts
	for _, t := range texts {
		all.add(t.Counts)
	}
	return all, err
}

// CountsByText counts the citations of provisions in each text that has any, by title.
func (g *Graph) CountsByText(ctx context.Context) ([]TextCounts, error) {
	var texts []TextCounts
	err := kb.Each(ctx, g.base, "counting citations", func(scan kb.Scan) error {
		var title string
		var status citation.Status
		var n int
		if err := scan(&title, &status, &n); err != nil {
			return err
		}
		if len(texts) == 0 || texts[len(texts)-1].Title != title {
			texts = append(texts, TextCounts{Title: title})
		}
		c := Counts{Found: n}
		switch status {
		case citation.Resolved:
			c.Resolved = n
		case citation.Dangling:
			c.Dangling = n
		case citation.UnknownLaw:
			c.UnknownLaw = n
		case citation.Ambiguous:
			c.Ambiguous = n
		}
		texts[len(texts)-1].add(c)
		return nil
	}, `SELECT coalesce(l.key, d.title) AS title, c.status, count(*) FROM citation c JOIN unit u ON u.id = c.unit_id
		JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id WHERE c.kind = 'provision' GROUP BY 1, 2 ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	return texts, nil
}
