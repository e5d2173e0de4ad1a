package docstream

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// crimesByArticle are the names of crimes by the address of the article that
// punishes them: the criminal law itself does not name them.
func crimesByArticle() map[string][]string {
	crimes := map[string][]string{}
	for _, c := range charge.Load().All() {
		for _, a := range c.Articles {
			crimes[a] = append(crimes[a], c.Name)
		}
	}
	return crimes
}

// lawDocuments are the articles and clauses of all texts of a law, then the law itself.
func lawDocuments(ctx context.Context, base *kb.Base, graph *citegraph.Graph, key string, crimes map[string][]string) (
	[]searchdoc.Document, error) {
	law, err := base.Law(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("reading %s for its search documents: %w", key, err)
	}
	whole := searchdoc.Document{Key: searchdoc.LawKey(key), Kind: searchdoc.Law,
		Title: strings.Join(append([]string{law.Title}, law.Aliases...), " "),
		Law:   key, Level: law.Level}
	var docs []searchdoc.Document
	for i, v := range law.Versions {
		provisions, beside, err := versionDocuments(ctx, base, graph, v)
		if err != nil {
			return nil, fmt.Errorf("reading %s for its search documents: %w", key, err)
		}
		for j := range provisions {
			d := &provisions[j]
			d.Level, d.Crimes = law.Level, crimes[key+"/"+d.Address]
		}
		docs = append(docs, provisions...)
		if i == 0 {
			whole.Text = beside
		}
	}
	return append(docs, whole), nil
}

// versionDocuments are the articles and clauses of one text, and what stands beside
// them, annexes left out.
func versionDocuments(ctx context.Context, base *kb.Base, graph *citegraph.Graph, v kb.Version) (
	docs []searchdoc.Document, beside string, err error) {
	headings, err := base.Headings(ctx, v.ID)
	if err != nil {
		return nil, "", err
	}
	paths, places := headingPaths(headings)
	units, err := base.Units(ctx, v.ID)
	if err != nil {
		return nil, "", err
	}
	cites, err := graph.LinksOfVersion(ctx, v)
	if err != nil {
		return nil, "", err
	}
	seen := map[searchdoc.Key]int{}
	for _, u := range units {
		kind, ok := kindOf(u)
		if !ok {
			if u.Kind != statute.KindAnnex {
				beside += u.Text() + "\n"
			}
			continue
		}
		key := searchdoc.ProvisionKey(v.Law, v.Label, u.Address)
		seen[key]++
		docs = append(docs, searchdoc.Document{
			Key: key.Repeated(seen[key]), Kind: kind, Title: v.Law, Headings: paths[u.HeadingID], Text: u.Text(),
			Law: v.Law, Version: v.Label, Address: u.Address, Order: u.Ord, Heading: places[u.HeadingID],
			InForceFrom: v.Begins(), InForceTo: v.InForceTo, RepealedBy: v.RepealedBy, Cites: cites[u.ID],
		})
	}
	return docs, beside, nil
}

// kindOf is the kind of the document that a unit is; ok is false where it is none.
func kindOf(u *kb.Unit) (kind searchdoc.Kind, ok bool) {
	switch {
	case u.Address == "":
		return 0, false
	case u.Kind == statute.KindArticle:
		return searchdoc.Article, true
	case u.Kind == statute.KindClause:
		return searchdoc.Clause, true
	}
	return 0, false
}

// headingPaths are, by the row of each heading, the titles from the outermost heading
// down to it, and its place in the text, from 1.
func headingPaths(headings []kb.Heading) (paths map[int64][]string, places map[int64]int) {
	paths, places = map[int64][]string{}, map[int64]int{}
	for _, h := range headings { // in reading order: parents first
		above := paths[h.Parent]
		paths[h.ID] = append(above[:len(above):len(above)], h.Title)
		places[h.ID] = h.Ord + 1
	}
	return paths, places
}
