package citegraph

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// place is a provision whose citations count for what is asked for: that itself, or what
// became it.
type place struct {
	at    statute.Address // of the earlier ones with the version, unless the law is not loaded
	exact bool            // what is below it does not count: it went elsewhere
	sure  concordance.Certainty
}

// places are what citations must name to count for a query: the provision itself first, then
// those of earlier texts and of replaced laws that became it. A citation of the whole of an
// article that was split counts for all that it became, one of a paragraph for what that became.
func (g *Graph) places(ctx context.Context, q *CitedByQuery) ([]place, error) {
	list := []place{{at: statute.Address{Law: q.Law, Version: q.Version, Provision: q.Provision}, sure: concordance.Certain}}
	if q.Version == "" || q.Provision.AtArticle().Article.IsZero() {
		return list, nil
	}
	law, err := g.base.Law(ctx, q.Law)
	if err != nil {
		return list, kb.IgnoreMissing(err)
	}
	v, ok := law.Version(q.Version)
	if !ok {
		return list, nil
	}
	o := originFinder{base: g.base, list: list}
	if err := o.find(ctx, v.ID, list[0]); err != nil {
		return nil, fmt.Errorf("finding what %s comes from: %w", list[0].at, err)
	}
	return o.list, nil
}

// originFinder follows provisions back.
type originFinder struct {
	base *kb.Base
	list []place
}

// find adds what became a place of a text, and what became that.
func (o *originFinder) find(ctx context.Context, version int64, of place) error {
	article := of.at.Provision.AtArticle()
	origins, err := o.base.OriginsOf(ctx, version, article.String())
	if err != nil {
		return err
	}
	type source struct {
		law, version string
		article      statute.Provision
	}
	whole := map[source]kb.Origin{}
	hasParts := map[source]bool{}
	for _, x := range origins {
		from := source{x.Address.Law, x.Address.Version, x.Address.Provision.AtArticle()}
		if x.Address.Provision == from.article {
			whole[from] = x
		} else {
			hasParts[from] = true
		}
	}
	for _, x := range origins {
		from := source{x.Address.Law, x.Address.Version, x.Address.Provision.AtArticle()}
		next := place{at: x.Address, sure: lessSure(of.sure, x.Sure)}
		isWhole := x.Address.Provision == from.article
		row, became := whole[from]
		goesOn := became && row.Kind != concordance.Split // all of the article became this one
		switch {
		case of.at.Provision == article && isWhole:
			next.exact = of.exact || x.Kind == concordance.Split
		case of.at.Provision == article: // a part; where all of the article counts, it is counted
			if of.exact || goesOn {
				continue
			}
			next.exact = true
		case isWhole: // of an article whose parts are where they were
			if x.Kind != concordance.Same && x.Kind != concordance.Moved || hasParts[from] || x.To != article {
				continue
			}
			p := of.at.Provision
			next.at.Provision.Paragraph, next.at.Provision.Item, next.at.Provision.Subitem = p.Paragraph, p.Item, p.Subitem
			next.exact = of.exact
		default:
			if x.To != of.at.Provision && (of.exact || !isBelow(x.To, of.at.Provision)) {
				continue
			}
			next.exact = true
		}
		if !o.add(next) || x.FromID == 0 {
			continue
		}
		if err := o.find(ctx, x.FromID, next); err != nil {
			return err
		}
	}
	return nil
}

// add adds a place, unless it is there already or counts with another.
func (o *originFinder) add(p place) bool {
	if slices.ContainsFunc(o.list, func(x place) bool { return x.at == p.at && (x.exact == p.exact || p.exact) }) {
		return false
	}
	o.list = append(o.list, p)
	return true
}

// isBelow reports whether a provision is a part of another.
func isBelow(p, of statute.Provision) bool {
	return len(p.String()) > len(of.String()) && p.String()[:len(of.String())+1] == of.String()+"/"
}

// lessSure is the less sure of two answers.
func lessSure(a, b concordance.Certainty) concordance.Certainty {
	if a == concordance.Certain {
		return b
	}
	return a
}

// withPlaces is the SQL for the places as the table place; the query has them as JSON in ?1.
// lo and hi bound the places in the tree that an index is asked for.
const withPlaces = `WITH place(ord, key, version, node, exact, lo, hi) AS (SELECT key, value ->> 0, value ->> 1, value ->> 2, value ->> 3,
	value ->> 4, value ->> 5 FROM json_each(?1)) `

// placesJSON writes places for withPlaces.
func placesJSON(places []place) (string, error) {
	rows := make([][6]any, len(places))
	for i, p := range places {
		node := p.at.Provision.String()
		lo, hi := node, node+"0"
		if node == "" {
			hi = "\U0010FFFF"
		}
		exact := 0
		if p.exact {
			exact = 1
		}
		rows[i] = [6]any{p.at.Law, p.at.Version, node, exact, lo, hi}
	}
	out, err := json.Marshal(rows)
	return string(out), err
}
