package kb

import (
	"context"

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// Names are the names of the laws, read when the base was opened: every look-up of a law
// needs them.
func (b *Base) Names() *lawnames.Names { return b.names }

// Keys returns the keys of all laws, sorted. The caller must not change them.
func (b *Base) Keys() []string { return b.names.Keys() }

// LawCount is the number of laws.
func (b *Base) LawCount() int { return len(b.names.Keys()) }

// Names reads the names as they are stored by now.
func (w *Writer) Names(ctx context.Context) (*lawnames.Names, error) { return readNames(ctx, w) }

func readNames(ctx context.Context, q Querier) (*lawnames.Names, error) {
	keys, err := List(ctx, q, "reading the keys of laws", Column[string], "SELECT key FROM law ORDER BY key")
	if err != nil {
		return nil, err
	}
	aliases, err := List(ctx, q, "reading the names of laws", func(scan Scan) (a lawnames.Alias, err error) {
		err = scan(&a.Name, &a.Key, &a.Origin)
		return a, err
	}, "SELECT name, law_key, kind FROM alias")
	if err != nil {
		return nil, err
	}
	return lawnames.New(keys, aliases), nil
}

// AddNames stores names of laws. One that is there already stays as it is.
func (w *Writer) AddNames(ctx context.Context, aliases []lawnames.Alias) error {
	for _, a := range aliases {
		norm := statute.NormName(a.Name)
		if norm == "" {
			continue
		}
		if _, err := w.Exec(ctx, `INSERT OR IGNORE INTO alias(norm, name, law_key, kind)
			VALUES(?,?,?,?)`, norm, a.Name, a.Key, a.Origin); err != nil {
			return err
		}
	}
	return nil
}

// SetGivenNames stores the names that no loaded text gives, in place of those stored
// before.
func (w *Writer) SetGivenNames(ctx context.Context, aliases []lawnames.Alias) error {
	if _, err := w.Exec(ctx, "DELETE FROM alias WHERE kind IN ('hand', 'known', 'user')"); err != nil {
		return err
	}
	return w.AddNames(ctx, aliases)
}
