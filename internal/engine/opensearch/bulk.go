package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

const (
	bulkSize = 5 << 20 // bytes of a bulk request; requests of 90 MB were refused
	bulkTry  = time.Minute
	bulkAll  = 5 * time.Minute
)

// Reject is a case that the cluster refused, and why.
type Reject struct {
	Key    searchdoc.Key
	Reason string
}

// loader writes cases into an index, one request after the other, so that whoever reads
// them waits for the cluster.
type loader struct {
	cluster *Cluster
	index   string
	size    int // bytes of a request
	lines   bytes.Buffer
	items   []item // of the next request
	rejects []Reject
}

// item is a case in a request: two lines.
type item struct {
	key  searchdoc.Key
	text []byte
}

// add adds a case, and sends what there is when it is enough. The id is the key, so that a
// case that is sent again replaces itself.
func (l *loader) add(ctx context.Context, c *Case) error {
	indexed, err := c.indexed()
	if err != nil {
		return err
	}
	head, err := json.Marshal(object{"index": object{"_id": c.Document.Key}})
	if err != nil {
		return fmt.Errorf("writing %s: %w", c.Document.Key, err)
	}
	body, err := json.Marshal(indexed)
	if err != nil {
		return fmt.Errorf("writing %s: %w", c.Document.Key, err)
	}
	text := append(append(append(head, '\n'), body...), '\n')
	if len(l.items) > 0 && l.lines.Len()+len(text) > l.size {
		if err := l.flush(ctx); err != nil {
			return err
		}
	}
	l.lines.Write(text)
	l.items = append(l.items, item{c.Document.Key, text})
	return nil
}

// flush sends what was added. Cases that the cluster could not take now are sent again,
// with longer and longer pauses; the others that it did not take are rejects.
func (l *loader) flush(ctx context.Context) error {
	end := time.Now().Add(bulkAll)
	for pause := firstPause; len(l.items) > 0; pause = min(2*pause, longPause) {
		r, _, err := ask[taken](ctx, l.cluster, request{method: http.MethodPost, path: "/" + l.index + "/_bulk", body: l.lines.Bytes(),
			try: bulkTry, all: bulkAll})
		if err != nil {
			return fmt.Errorf("sending %d cases: %w", len(l.items), err)
		}
		if len(r.Items) != len(l.items) {
			return fmt.Errorf("sending %d cases: the cluster answers of %d", len(l.items), len(r.Items))
		}
		var left []item
		var last string
		for i, x := range r.Items {
			switch said := (&refusal{x.Index.Status, string(x.Index.Error)}); {
			case said.status < 300:
			case said.again():
				left, last = append(left, l.items[i]), said.Error()
			default:
				l.rejects = append(l.rejects, Reject{l.items[i].key, said.Error()})
			}
		}
		l.lines.Reset()
		l.items = left
		if len(left) == 0 {
			return nil
		}
		for _, x := range left {
			l.lines.Write(x.text)
		}
		if time.Now().After(end) {
			return fmt.Errorf("%w: %d cases were not taken, the last: %s", ErrIncomplete, len(left), last)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return nil
}

// taken is what a bulk request answers, an item for each.
type taken struct {
	Items []struct {
		Index struct {
			Status int             `json:"status"`
			Error  json.RawMessage `json:"error"`
		} `json:"index"`
	} `json:"items"`
}

// whole says whether there is anything: what became of each is for the loader.
func (t *taken) whole() error {
	if len(t.Items) == 0 {
		return errors.New("the answer to a bulk request has no items")
	}
	return nil
}
