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
	Key    searchdoc.Key `json:"key"`
	Reason string        `json:"reason"`
}

// item is something to do to a document in a bulk request: a line that says what, and the
// document, unless it is to be deleted.
type item struct {
	id   string
	text []byte // both lines
}

// operation is what is to be done to a document.
type operation string

const (
	opIndex  operation = "index"  // put it in the place of what has its id
	opCreate operation = "create" // put it where nothing has its id; else the answer is 409
	opDelete operation = "delete"
)

// newItem writes an item. Where seen is not nil, the answer is 409 if the document was
// changed since it was seen.
func newItem(op operation, id string, seen *place, document any) (item, error) {
	head := object{"_id": id}
	if seen != nil {
		head["if_seq_no"], head["if_primary_term"] = seen.SeqNo, seen.Term
	}
	text, err := json.Marshal(object{string(op): head})
	if err == nil && document != nil {
		var body []byte
		body, err = json.Marshal(document)
		text = append(append(text, '\n'), body...)
	}
	if err != nil {
		return item{}, fmt.Errorf("writing %s: %w", id, err)
	}
	return item{id, append(text, '\n')}, nil
}

// place is where a document stands in the history of its shard.
type place struct {
	SeqNo int64 `json:"_seq_no"`
	Term  int64 `json:"_primary_term"`
}

// bulk does what the items say, and returns what the cluster says to each that it did not
// do, by place. Items that it could not take now are sent again, with longer and longer
// pauses.
func (c *Cluster) bulk(ctx context.Context, index string, items []item) (map[int]*refusal, error) {
	refused := map[int]*refusal{}
	places := make([]int, len(items))
	for i := range places {
		places[i] = i
	}
	end := time.Now().Add(bulkAll)
	for pause := firstPause; len(places) > 0; pause = min(2*pause, longPause) {
		var body bytes.Buffer
		for _, i := range places {
			body.Write(items[i].text)
		}
		r, _, err := ask[taken](ctx, c, request{method: http.MethodPost, path: "/" + index + "/_bulk", body: body.Bytes(),
			try: bulkTry, all: bulkAll})
		if err != nil {
			return nil, fmt.Errorf("sending %d documents: %w", len(places), err)
		}
		if len(r.Items) != len(places) {
			return nil, fmt.Errorf("sending %d documents: the cluster answers of %d", len(places), len(r.Items))
		}
		var left []int
		var last string
		for i, x := range r.Items {
			for _, said := range x {
				switch said := (&refusal{said.Status, string(said.Error)}); {
				case said.status < 300:
				case said.again():
					left, last = append(left, places[i]), said.Error()
				default:
					refused[places[i]] = said
				}
			}
		}
		if places = left; len(left) == 0 {
			break
		}
		if time.Now().After(end) {
			return nil, fmt.Errorf("%w: %d documents were not taken, the last: %s", ErrIncomplete, len(left), last)
		}
		if err := wait(ctx, pause); err != nil {
			return nil, err
		}
	}
	return refused, nil
}

// taken is what a bulk request answers, for each item what became of it by its operation.
type taken struct {
	Items []map[operation]struct {
		Status int             `json:"status"`
		Error  json.RawMessage `json:"error"`
	} `json:"items"`
}

// whole says whether there is anything: what became of each is for the caller.
func (t *taken) whole() error {
	if len(t.Items) == 0 {
		return errors.New("the answer to a bulk request has no items")
	}
	return nil
}
