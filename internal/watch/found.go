package watch

import (
	"cmp"
	"context"
	"strings"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// Hit is a result as it is sent.
type Hit struct {
	Type    string `json:"type"`
	Address string `json:"address,omitempty"`
	ID      string `json:"id,omitempty"`
	Title   string `json:"title"`
	Status  string `json:"status,omitempty"`
	Date    string `json:"date,omitempty"` // of the text
	Snippet string `json:"snippet,omitempty"`
	URL     string `json:"url,omitempty"`
}

// key tells a result from others, whatever text of it is in force.
func (h Hit) key() string { return h.Type + " " + cmp.Or(h.Address, h.ID) }

// maxSnippet bounds what is sent of a text, in characters.
const maxSnippet = 200

// find does a saved search: its first results, at most as many as a search gives at once.
func (w *Watcher) find(ctx context.Context, x Search) ([]Hit, error) {
	res, err := w.Search.Search(ctx, search.Request{Query: x.Query, Types: x.Types, Law: x.Law, Page: 1, Size: search.MaxSize,
		AsOf: statute.Today(w.Now())})
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(res.Hits))
	for i, h := range res.Hits {
		hits[i] = Hit{Type: h.Type, Address: h.Address, ID: h.ID, Title: h.Title, Status: string(h.Status), Date: string(h.Date),
			Snippet: excerpt.Clip(strings.Join(strings.Fields(h.Snippet), " "), maxSnippet)}
		if w.File.Site != "" {
			hits[i].URL = w.File.Site + pathOf(h)
		}
	}
	return hits, nil
}

// pathOf is the path of the page of a result.
func pathOf(h search.Hit) string {
	if h.Address == "" {
		return "/" + h.Type + "/" + h.ID
	}
	a, err := statute.ParseAddress(h.Address)
	if err != nil {
		return ""
	}
	return wire.AddressPath(a)
}

// News are the results that were not told of yet, and those of which another text is in force now.
type News struct {
	Added   []Hit `json:"added"`
	Changed []Hit `json:"changed"`
}

func (n News) isEmpty() bool { return len(n.Added)+len(n.Changed) == 0 }

// newsOf are the results that are not as they were seen.
func newsOf(found []Hit, seen map[string]string) News {
	n := News{Added: []Hit{}, Changed: []Hit{}}
	for _, h := range found {
		switch date, ok := seen[h.key()]; {
		case !ok:
			n.Added = append(n.Added, h)
		case date != h.Date:
			n.Changed = append(n.Changed, h)
		}
	}
	return n
}
