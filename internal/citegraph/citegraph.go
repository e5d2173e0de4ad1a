// Package citegraph keeps who cites whom: it finds the citations of the stored
// texts, stores them as edges to provisions, knows which of them are outdated, and
// answers what a text cites and who cites a provision. How a text names a
// provision is the subject of package citation; this package gives it the laws
// that are loaded.
//
// Reading starts with [Graph], writing with [Update]. [Unloaded] cites texts
// where no knowledge base is.
//
//	update.go     the citations of the stored documents; outdated.go which of them must be made anew
//	units.go      what of the stored units citations need
//	lawtexts.go   the trees of the laws, in which targets are looked up
//	cites.go      what a text cites; citedby.go who cites a provision
//	counts.go     how many there are, and those that lead nowhere
package citegraph

import (
	"context"
	"sync"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Graph answers who cites whom in an open knowledge base. It is safe for concurrent
// use, and of no use once the base is closed.
type Graph struct {
	base *kb.Base
	dict func() *citation.Dictionary // made when it is first asked for

	followed func() (map[int64]bool, error) // the texts after which another came; read when first asked for

	mu    sync.Mutex
	texts *lawTexts // of one day: which texts are current depends on it
}

// New makes the graph of a base. It reads nothing yet.
func New(base *kb.Base) *Graph {
	return &Graph{base: base, dict: sync.OnceValue(func() *citation.Dictionary { return citation.NewDictionary(base.Names().Norms()) }),
		followed: sync.OnceValues(func() (map[int64]bool, error) { return base.Followed(context.Background()) })}
}

// Cite finds the citations of a text that is not stored, and looks up what they name.
// today decides which texts are the current ones.
func (g *Graph) Cite(ctx context.Context, doc *citation.CitingText, today statute.Date) ([]citation.Citation, error) {
	return cite(ctx, doc, g.dict(), g.textsOn(today))
}

// textsOn are the trees of the laws as of a day. They are kept until another day is
// asked for.
func (g *Graph) textsOn(today statute.Date) *lawTexts {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.texts == nil || g.texts.today != today {
		g.texts = newLawTexts(g.base, g.base.Names(), today)
	}
	return g.texts
}

// Define returns the short names of laws and texts that a text defines: （以下简称民诉法）.
func (g *Graph) Define(text string) []citation.Alias { return citation.Define(text, g.dict()) }

// cite finds the citations of a text and looks them up.
func cite(ctx context.Context, doc *citation.CitingText, dict *citation.Dictionary, texts *lawTexts) ([]citation.Citation, error) {
	l := &lookup{lawTexts: texts, ctx: ctx}
	cites := citation.Cite(doc, dict, l)
	if l.err != nil {
		return nil, l.err
	}
	return cites, ctx.Err()
}
