package lawhistory

import (
	"context"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Changes counts what a text did to the articles of the one before it of its law. Signs, the
// way of writing numbers and the numbers of articles do not count.
type Changes struct {
	Kept    int // same words, whatever the number
	Changed int
	Added   int
	Dropped int
}

// Text is a text of a law with what it changed.
type Text struct {
	Version kb.Version
	// Changes are those from the text before; nil for the first.
	Changes *Changes
	// Amendings are the instruments that led to it, with what came of each.
	Amendings []kb.Amending
}

// Texts are the texts of a law, the newest first.
func (b *Book) Texts(ctx context.Context, key string) ([]Text, error) {
	law, err := b.base.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	out := make([]Text, len(law.Versions))
	for i, v := range law.Versions {
		out[i].Version = v
		if out[i].Amendings, err = b.Amendings(ctx, v); err != nil {
			return nil, err
		}
		if i+1 == len(law.Versions) {
			break
		}
		if out[i].Changes, err = b.Changes(ctx, law.Versions[i+1], v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Changes counts what became of the articles of a text in the next one of its law.
func (b *Book) Changes(ctx context.Context, before, v kb.Version) (*Changes, error) {
	if kept, ok := b.counted.Load(v.ID); ok {
		c := kept.(Changes)
		return &c, nil
	}
	list, err := b.diffTexts(ctx, before, v, textdiff.Everything)
	if err != nil {
		return nil, err
	}
	c := Count(list)
	b.counted.Store(v.ID, c)
	return &c, nil
}

// Count counts the articles of two texts by what became of them: those of the earlier text, and
// those of the later one that come from none.
func Count(list []Difference) Changes {
	var c Changes
	split := map[statute.Address]int{} // by earlier article
	for _, d := range list {
		split[d.From]++
	}
	for _, d := range list {
		isArticle := !d.From.Provision.Article.IsZero() || !d.To.Provision.Article.IsZero()
		switch {
		case !isArticle: // an annex, or what stands before the articles
		case d.Kind == concordance.New:
			c.Added++
		case d.Kind == concordance.Dropped:
			c.Dropped++
		case split[d.From] > 1 || d.Kind == concordance.Changed:
			if split[d.From] > 0 {
				c.Changed++
			}
			split[d.From] = 0 // counted
		default:
			c.Kept++
		}
	}
	return c
}
