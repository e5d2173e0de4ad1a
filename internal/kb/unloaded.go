package kb

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// Unloaded cites texts where no law is loaded: by the names that ship with the
// program alone. It is safe for concurrent use.
type Unloaded struct {
	library *library
	dict    *citation.Dictionary
}

// NewUnloaded reads the names.
func NewUnloaded() (*Unloaded, error) {
	hand, err := HandAliases()
	if err != nil {
		return nil, err
	}
	n := &names{byNorm: map[string][]string{}, loaded: map[string]bool{}}
	for _, a := range append(KnownAliases(), hand...) {
		for _, name := range aliasesOf(a.Key, a.Key, nil) {
			n.name(name.Name, a.Key)
		}
		n.name(a.Name, a.Key)
	}
	return &Unloaded{newLibrary(nil, n, ""), n.dictionary()}, nil
}

// name adds a key to those that a name means.
func (n *names) name(name, key string) {
	norm := statute.NormName(name)
	if !slices.Contains(n.byNorm[norm], key) {
		n.byNorm[norm] = append(n.byNorm[norm], key)
	}
}

// Cite finds the citations of a text. Their targets are not looked up.
func (u *Unloaded) Cite(ctx context.Context, doc *citation.Document) ([]citation.Citation, error) {
	l := &lookup{library: u.library, ctx: ctx}
	cites := citation.Cite(doc, u.dict, l)
	if l.err != nil {
		return nil, l.err
	}
	return cites, ctx.Err()
}
