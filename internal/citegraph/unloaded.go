package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/lawnames"
)

// Unloaded cites texts where no law is loaded: by the names that ship with the
// program alone. It is safe for concurrent use.
type Unloaded struct {
	texts *lawTexts
	dict  *citation.Dictionary
}

// NewUnloaded reads the names.
func NewUnloaded() (*Unloaded, error) {
	names, err := lawnames.Shipped()
	if err != nil {
		return nil, err
	}
	return &Unloaded{newLawTexts(nil, names, ""), citation.NewDictionary(names.Norms())}, nil
}

// Cite finds the citations of a text. Their targets are not looked up.
func (u *Unloaded) Cite(ctx context.Context, doc *citation.CitingText) ([]citation.Citation, error) {
	return cite(ctx, doc, u.dict, u.texts)
}
