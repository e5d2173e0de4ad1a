package citegraph

import (
	"context"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// DanglingLaw are the citations of a loaded law that lead to provisions it does not have.
type DanglingLaw struct {
	Law        string // key
	Count      int
	Elsewhere  int // of Count, in another loaded version
	Provisions []DanglingProvision
}

// DanglingProvision is a provision that is cited and not there.
type DanglingProvision struct {
	Provision statute.Provision
	Count     int
	Example   string // a text that cites it: the law and its article, or the title
}

// Dangling lists the laws with citations that lead nowhere, most citations first; of each
// the provisions of each version, most citations first. The day decides which texts are
// the current ones.
func (g *Graph) Dangling(ctx context.Context, today statute.Date) ([]DanglingLaw, error) {
	type row struct {
		law, version string
		DanglingProvision
	}
	rows, err := kb.List(ctx, g.base, "listing citations that lead nowhere", func(scan kb.Scan) (r row, err error) {
		var local string
		if err := scan(&r.law, &r.version, &local, &r.Count, &r.Example); err != nil {
			return r, err
		}
		r.Provision, err = statute.ParseProvision(local)
		return r, err
	}, `SELECT e.target_key, e.target_version, e.target_local, count(*), min(coalesce(l.key || ' ' || u.label, d.title))
		FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
		WHERE c.status = 'dangling' AND NOT e.found GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 3`)
	if err != nil {
		return nil, err
	}
	texts := g.textsOn(today)
	var laws []DanglingLaw
	for _, r := range rows {
		if len(laws) == 0 || laws[len(laws)-1].Law != r.law {
			laws = append(laws, DanglingLaw{Law: r.law})
		}
		d := &laws[len(laws)-1]
		d.Count += r.Count
		d.Provisions = append(d.Provisions, r.DanglingProvision)
		of, err := texts.of(ctx, r.law)
		if err != nil {
			return nil, err
		}
		if inOtherVersion(of, r.version, r.Provision) {
			d.Elsewhere += r.Count
		}
	}
	sort.SliceStable(laws, func(i, j int) bool { return laws[i].Count > laws[j].Count })
	return laws, nil
}

// inOtherVersion reports whether a text other than that with the label has a provision.
func inOtherVersion(texts []*lawText, label string, p statute.Provision) bool {
	for _, t := range texts {
		if t.label == label {
			continue
		}
		if _, ok := t.Find(p); ok {
			return true
		}
	}
	return false
}

// MissingLaw is a law that is cited and not loaded.
type MissingLaw struct {
	Law     string // key, as far as the name tells
	Count   int
	Example string // title of a document that cites it
}

// MissingLaws lists the laws that are cited and not loaded.
func (g *Graph) MissingLaws(ctx context.Context) ([]MissingLaw, error) {
	return kb.List(ctx, g.base, "listing laws that are cited and not loaded", func(scan kb.Scan) (l MissingLaw, err error) {
		err = scan(&l.Law, &l.Count, &l.Example)
		return l, err
	}, `SELECT e.target_key, count(DISTINCT c.id), min(d.title) FROM citation c JOIN edge e ON e.citation_id = c.id
		JOIN document d ON d.id = c.document_id
		WHERE c.status = 'unknown_law' GROUP BY e.target_key ORDER BY 1`)
}

// AmbiguousCite is a citation whose law is named so that it may be several.
type AmbiguousCite struct {
	Title       string // of the citing document
	Name, Quote string
	Candidates  []string // keys
}

// Ambiguous lists the citations whose law may be several.
func (g *Graph) Ambiguous(ctx context.Context) ([]AmbiguousCite, error) {
	return kb.List(ctx, g.base, "listing ambiguous citations", func(scan kb.Scan) (c AmbiguousCite, err error) {
		var candidates string
		err = scan(&c.Title, &c.Name, &c.Quote, &candidates)
		if candidates != "" {
			c.Candidates = strings.Split(candidates, "\n")
		}
		return c, err
	}, `SELECT d.title, c.name, c.quote, c.candidates FROM citation c JOIN document d ON d.id = c.document_id
		WHERE c.status = 'ambiguous' ORDER BY c.document_id, c.start_byte`)
}
