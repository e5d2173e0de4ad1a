package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// buildRanking makes the collection that is ranked agree with the knowledge
// base of the draft and returns what it was made with. The files are written anew,
// as how common a word is depends on all texts; words and vectors of documents that
// did not change are taken from the generation before.
func (r *run) buildRanking(ctx context.Context, base *kb.Base) (version string, err error) {
	model, err := ranking.Shipped()
	if err != nil {
		return "", err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return "", err
	}
	b, err := ranking.CreateFiles(r.draft.Ranking(), words)
	if err != nil {
		return "", err
	}
	if r.keepable(model) {
		old, openErr := ranking.OpenFiles(r.base.Ranking(), model)
		if openErr != nil {
			return "", errors.Join(openErr, b.Discard())
		}
		defer func() { err = errors.Join(err, old.Close()) }()
		b.KeepFrom(old)
	}
	if err := collect(ctx, base, b); err != nil {
		return "", errors.Join(err, b.Discard())
	}
	return model.Version(), b.Save(model)
}

// keepable reports whether the ranking of the current generation was made by this
// program with this model. Begin has compared its files with their checksums then.
func (r *run) keepable(model *ranking.Model) bool {
	if r.base == nil || r.fresh || r.Rebuild {
		return false
	}
	m := r.base.Manifest
	return m.Format == generation.FormatVersion && m.Ranking == model.Version() && m.Dictionary == gseanalysis.DictionaryVersion
}

// Collect reads what is ranked from a knowledge base, to learn from.
func Collect(ctx context.Context, base *kb.Base) (*ranking.Builder, error) {
	words, err := gseanalysis.Load()
	if err != nil {
		return nil, err
	}
	b := ranking.NewBuilder(words)
	return b, collect(ctx, base, b)
}

func collect(ctx context.Context, base *kb.Base, b *ranking.Builder) error {
	if err := collectLaws(ctx, base, b); err != nil {
		return err
	}
	documents, err := base.DocumentIDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range documents {
		if err := collectDocument(ctx, base, b, id); err != nil {
			return err
		}
	}
	links, err := citegraph.New(base).Links(ctx)
	if err != nil {
		return err
	}
	for _, l := range links {
		from := index.ID{Table: index.TableUnit, Row: l.FromUnit}
		if l.FromDocument != 0 {
			from = index.ID{Table: index.TableDocument, Row: l.FromDocument}
		}
		b.Link(from, index.ID{Table: index.TableUnit, Row: l.ToUnit})
	}
	return nil
}

// crimesByArticle are the names of crimes by the address of the article that
// punishes them: the criminal law itself does not name them.
func crimesByArticle() map[string]string {
	crimes := map[string]string{}
	for _, c := range charge.Load().All() {
		for _, a := range c.Articles {
			crimes[a] += " " + c.Name
		}
	}
	return crimes
}

// collectLaws adds the laws by their keys. They are read on all processors.
func collectLaws(ctx context.Context, base *kb.Base, b *ranking.Builder) error {
	type read struct {
		docs []ranking.Doc
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	crimes, keys := crimesByArticle(), base.Keys()
	ahead := make(chan chan read, runtime.GOMAXPROCS(0)) // in the order of the keys
	go func() {
		defer close(ahead)
		for _, key := range keys {
			one := make(chan read, 1)
			select {
			case ahead <- one:
			case <-ctx.Done():
				return
			}
			go func() {
				docs, err := lawDocs(ctx, base, key, crimes)
				if err != nil {
					err = fmt.Errorf("reading %s for the ranking: %w", key, err)
				}
				one <- read{docs, err}
			}()
		}
	}()
	for one := range ahead {
		r := <-one
		if r.err != nil {
			return r.err
		}
		for _, d := range r.docs {
			b.Add(d)
		}
	}
	return ctx.Err()
}

// lawDocs are the articles and clauses of all versions of a law, and the law itself.
func lawDocs(ctx context.Context, base *kb.Base, key string, crimes map[string]string) ([]ranking.Doc, error) {
	law, err := base.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	var docs []ranking.Doc
	opening := ""
	for i, v := range law.Versions {
		headings, err := base.Headings(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		paths := titlesOf("", headings)
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			d := ranking.Doc{ID: index.ID{Table: index.TableUnit, Row: u.ID}, Level: law.Level, Law: law.ID, Version: v.ID, Heading: u.HeadingID,
				Title: key, Path: paths[u.HeadingID] + crimes[key+"/"+u.Address], Text: u.Text()}
			switch {
			case u.Address != "" && u.Kind == statute.KindArticle:
				d.Kind = ranking.Article
			case u.Address != "" && u.Kind == statute.KindClause:
				d.Kind = ranking.Clause
			default:
				if i == 0 && u.Kind != statute.KindAnnex {
					opening += u.Text() + "\n"
				}
				continue
			}
			docs = append(docs, d)
		}
	}
	return append(docs, ranking.Doc{ID: index.ID{Table: index.TableLaw, Row: law.ID}, Kind: ranking.Law, Level: law.Level, Law: law.ID,
		Title: strings.Join(append([]string{law.Title}, law.Aliases...), " "), Text: opening}), nil
}

func collectDocument(ctx context.Context, base *kb.Base, b *ranking.Builder, id int64) error {
	info, err := base.DocumentByID(ctx, id)
	if err != nil {
		return err
	}
	kind, ok := ranking.KindOf(string(info.Kind))
	if !ok {
		return fmt.Errorf("document %d is of the kind %q, which cannot be ranked", id, info.Kind)
	}
	passages, err := base.PassagesOf(ctx, id)
	if err != nil {
		return err
	}
	d := ranking.Doc{ID: index.ID{Table: index.TableDocument, Row: id}, Kind: kind, Title: info.Title, Text: passagesText(passages)}
	if kind == ranking.Case {
		if g := gist(passages); g != "" {
			d.Whole, d.Text = d.Text, g
		}
	}
	b.Add(d)
	return nil
}

// gists are the parts of a case that tell what it is about, and how much of each
// a case is ranked by, in characters. Whoever looks for words to the letter finds
// them in all parts.
var gists = map[casefile.PartKind]int{
	casefile.PartPoints: 400, casefile.PartCase: 400, casefile.PartFacts: 400, casefile.PartReasoning: 400, casefile.PartReasons: 300, casefile.PartSignificance: 300, casefile.PartClaims: 200,
	casefile.PartResult: 200, // PartDecision has the same name
}

// leastGist is the length below which a case is ranked by all of it, in bytes.
const leastGist = 4000

// gist is what a long case is ranked by, "" for a short one.
func gist(passages []*kb.Unit) string {
	all := 0
	var b strings.Builder
	for _, p := range passages {
		text := p.Text()
		all += len(text)
		if n := gists[casefile.PartKind(p.Label)]; n > 0 {
			runes := []rune(text)
			b.WriteString(string(runes[:min(n, len(runes))]) + "\n")
		}
	}
	if all < leastGist {
		return ""
	}
	return b.String()
}

func passagesText(passages []*kb.Unit) string {
	var text strings.Builder
	for _, p := range passages {
		text.WriteString(p.Label + "\n" + p.Text() + "\n")
	}
	return text.String()
}
