package lawhistory

import (
	"context"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Clause is the clause of an amending instrument that changed a provision.
type Clause struct {
	Instrument string          // its title
	Address    statute.Address // of the clause, with the version; no law where no text of the instrument is loaded
	Kind       string          // what it does, in Chinese: 修改, 增加 …
	Words      string          // of the instrument, quotations shortened
}

// Chinese names the clause: 《刑法修正案（八）》第二十二条.
func (c Clause) Chinese() string {
	return "《" + c.Instrument + "》" + c.Address.Provision.Chinese()
}

// Amendings are the instruments that led to a text, as far as they are known: with each what
// it does, and whether the text before with it is this text.
func (b *Book) Amendings(ctx context.Context, v kb.Version) ([]kb.Amending, error) {
	all, err := b.base.Amendings(ctx, v.Law)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(a kb.Amending) bool { return a.After != v.Label }), nil
}

// Clauses are the clauses by which provisions of a text became what they are in the next one:
// before are they there, none where they are new, after what they are in the version v.
func (b *Book) Clauses(ctx context.Context, v kb.Version, before, after []statute.Address) ([]Clause, error) {
	amendings, err := b.Amendings(ctx, v)
	if err != nil {
		return nil, err
	}
	var clauses []Clause
	for _, a := range amendings {
		for _, o := range a.Operations {
			if isNewArticle(o) && !touches(o.To, after) || !touches(o.At, before) && !touches(o.To, after) {
				continue
			}
			c := Clause{Instrument: a.Instrument, Kind: o.Name, Words: o.Words}
			if p, err := statute.ParseProvision(o.Clause); err == nil {
				c.Address.Provision = p
			}
			if !a.Hand {
				c.Address.Law, c.Address.Version = a.Instrument, a.Label
			}
			if !slices.Contains(clauses, c) {
				clauses = append(clauses, c)
			}
		}
	}
	return clauses, nil
}

// isNewArticle reports whether an operation inserts an article: At is then the one that it
// stands behind.
func isNewArticle(o kb.AmendingOperation) bool {
	return o.Kind == "insert" && len(o.To) > 0 && !strings.Contains(o.To[0], "/")
}

// touches reports whether one of the places of an operation is, or is in, one of the articles.
func touches(places []string, articles []statute.Address) bool {
	return slices.ContainsFunc(places, func(s string) bool {
		p, err := statute.ParseProvision(s)
		return err == nil && !p.Article.IsZero() && slices.ContainsFunc(articles, func(a statute.Address) bool {
			return a.Provision.Article == p.Article
		})
	})
}

// Evidence are the clauses that say what a step from one text of a law to the next one says.
func (b *Book) Evidence(ctx context.Context, s Successor) ([]Clause, error) {
	if len(s.To) == 0 || s.From.Law != s.To[0].Law {
		return nil, nil
	}
	law, err := b.base.Law(ctx, s.From.Law)
	if err != nil {
		return nil, err
	}
	v, ok := law.Version(s.To[0].Version)
	if !ok {
		return nil, nil
	}
	return b.Clauses(ctx, v, []statute.Address{s.From}, s.To)
}

// addClauses tells with each stage of a trail, the newest first, by which clauses it became
// what it is.
func (b *Book) addClauses(ctx context.Context, stages []Stage) error {
	for i := range stages {
		s := &stages[i]
		var before []statute.Address
		for _, o := range stages[i+1:] {
			if o.Version.Law == s.Version.Law {
				before = o.Provisions
				break
			}
		}
		var err error
		if s.Clauses, err = b.Clauses(ctx, s.Version, before, s.Provisions); err != nil {
			return err
		}
	}
	return nil
}
