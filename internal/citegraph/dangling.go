package citegraph

import (
	"context"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/concordance"
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

// Stray is a citation that does not lead to a provision of today: the provision is not in the
// text that is meant, or that text is not the one of today.
type Stray struct {
	Kind     string          // of the citing text; see [Citing]
	Title    string          // of the law or document
	Address  statute.Address // of the citing article, with its text, for laws
	Document kb.DocumentInfo // for other kinds
	Label    string          // of the citing unit: 第三条, the heading of a passage
	Quote    string          // as written
	Target   statute.Address // as cited, with the text in which it was looked up
	Basis    citation.Basis  // why that text
	Why      *Why            // of one that leads nowhere
	Became   *Became         // of one of an earlier text: what that provision is on the day
}

// Outcome is why the citation leads to no provision of today, as a word and in Chinese, and what
// the provision is now.
func (s Stray) Outcome() (cause, text string, now []statute.Address, sure concordance.Certainty) {
	if s.Why != nil {
		return string(s.Why.Cause), s.Why.Chinese(s.Target.Law), s.Why.Now, s.Why.Sure
	}
	return string(s.Became.Kind), s.Became.Chinese(s.Target.Law), s.Became.To, s.Became.Sure
}

// strayColumns are what is read of a stray citation, behind them the tables.
var strayColumns = "SELECT " + citingKind + `, coalesce(l.key, ''), coalesce(v.label, ''), u.address, u.label, d.id, substr(d.hash, 1, 12),
	d.kind, d.form, d.title, d.date, c.quote, c.basis, e.target_key, e.target_version, e.target_local, e.target_node, e.found
	FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
	LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id `

const strayOrder = " ORDER BY e.target_key, 2, 3, u.ord, d.hash, c.start_byte, e.ord"

// strayRow is a citation before it is known what became of it.
type strayRow struct {
	Stray
	node  statute.Provision
	found bool
}

func scanStray(scan kb.Scan) (r strayRow, err error) {
	var law, label, unit, local, node string
	d := &r.Document
	err = scan(&r.Kind, &law, &label, &unit, &r.Label, &d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date, &r.Quote, &r.Basis,
		&r.Target.Law, &r.Target.Version, &local, &node, &r.found)
	if err != nil {
		return r, err
	}
	if r.Target.Provision, err = statute.ParseProvision(local); err != nil {
		return r, err
	}
	if r.node, err = statute.ParseProvision(node); err != nil {
		return r, err
	}
	r.Title = d.Title
	if law != "" {
		r.Title = law
		r.Address = statute.Address{Law: law, Version: label}
		if p, err := statute.ParseProvision(unit); err == nil {
			r.Address.Provision = p
		}
	}
	return r, nil
}

// DanglingCites are the citations that lead to provisions which a loaded law, or any where it is
// "", does not have, each with the cause; those of one law together.
func (g *Graph) DanglingCites(ctx context.Context, law string, day statute.Date) ([]Stray, error) {
	rows, err := kb.List(ctx, g.base, "listing citations that lead nowhere", scanStray, strayColumns+
		" WHERE c.status = 'dangling' AND NOT e.found AND (?1 = '' OR e.target_key = ?1)"+strayOrder, law)
	if err != nil {
		return nil, err
	}
	out := make([]Stray, len(rows))
	for i, r := range rows {
		w, err := g.why(ctx, r.Target, r.Basis, r.Address.Law, day)
		if err != nil {
			return nil, err
		}
		out[i] = r.Stray
		out[i].Why = &w
	}
	return out, nil
}

// OutdatedCites are the citations of a law, in laws that are in force on a day and are not that
// law itself, whose provision is another one now or none: it was renumbered, changed, split,
// merged, taken out or replaced with its law, or was never there. Decisions that amend the law
// speak of the text before on purpose.
func (g *Graph) OutdatedCites(ctx context.Context, law string, day statute.Date) ([]Stray, error) {
	rows, err := kb.List(ctx, g.base, "listing who cites what has changed", scanStray, strayColumns+`
		WHERE e.target_key = ?1 AND l.key <> ?1 AND e.target_node <> '' AND v.begins <= ?2 AND (v.in_force_to = '' OR v.in_force_to > ?2)`+
		strayOrder, law, day)
	if err != nil {
		return nil, err
	}
	f := g.newFollower()
	var out []Stray
	amending := map[string]bool{}
	for _, r := range rows {
		if _, known := amending[r.Address.Law]; !known {
			if amending[r.Address.Law], err = g.amends(ctx, r.Address.Law, law); err != nil {
				return nil, err
			}
		}
		if amending[r.Address.Law] {
			continue
		}
		if !r.found && r.Target.Version != "" {
			w, err := g.why(ctx, r.Target, r.Basis, r.Address.Law, day)
			if err != nil {
				return nil, err
			}
			r.Why = &w
			out = append(out, r.Stray)
			continue
		}
		v := kb.Version{Law: law}
		if r.Target.Version != "" {
			var ok bool
			if v, _, ok, err = g.versionOf(ctx, law, r.Target.Version); err != nil {
				return nil, err
			} else if !ok || v.InForceTo == "" || v.InForceTo > day {
				continue // the text of today
			}
		}
		if r.node.Article.IsZero() {
			continue
		}
		became, err := f.onDay(ctx, v, r.node, day)
		if err != nil {
			return nil, err
		}
		if v.ID == 0 && len(became.To) == 0 {
			continue // nothing is known of a law that is not loaded
		}
		if became.Kind == concordance.Same && !became.isMoved(statute.Address{Law: law, Provision: r.node}) {
			continue
		}
		if became.Kind == concordance.Same && len(became.To) == 1 && became.To[0].Provision.AtArticle() == r.node.AtArticle() {
			continue // of the paragraph it is not known where in the article it is
		}
		r.Became = &became
		out = append(out, r.Stray)
	}
	return out, nil
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
