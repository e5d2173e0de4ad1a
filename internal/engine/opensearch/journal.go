package opensearch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The journal of a generation says which files its cases came from. For each file that is
// done it has an entry, and for each request in which cases of the file were sent a part with
// their keys. A part is written before its cases are sent and the entry after all of them
// were taken: whenever a load ends, every case of the index stands in some part, and a file
// with an entry is whole. Parts bear the name of the load that wrote them; those of other
// loads than the entry's are what was left by one that was cut off, or by another text of the
// file.

// Entry is what the journal says of a file that is done.
type Entry struct {
	File   string `json:"file"` // the mark of its path
	ID     string `json:"id"`   // of the document
	Load   string `json:"load"` // that wrote it
	Path   string `json:"path"` // without the names of people who are hidden
	SHA256 string `json:"sha256"`
	Made   string `json:"made"` // what it was read with
	// Below are the marks of the path and of each folder or archive that it lies in.
	Below   []string `json:"below,omitempty"`
	Cases   int      `json:"cases"`             // that were taken, equal ones once
	Others  int      `json:"others"`            // documents that are no cases
	Rejects []Reject `json:"rejects,omitempty"` // that the cluster refused
	Unread  []Unread `json:"unread,omitempty"`  // parts of the file that could not be read

	seen place
}

// Unread is a part of a file that could not be read, and why.
type Unread struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// part are the keys of cases that were sent together.
type part struct {
	File string          `json:"file"`
	ID   string          `json:"id"`
	Load string          `json:"load"`
	Keys []searchdoc.Key `json:"keys"`
}

// shardDone says that one of several shares of a load is done.
type shardDone struct {
	ID    string `json:"id"`
	Share string `json:"share"` // 3/16
}

const (
	fieldFile  = "file"
	fieldID    = "id"
	fieldLoad  = "load"
	fieldBelow = "below"
	fieldKeys  = "keys"
	fieldShare = "share"
)

// journalMapping is the body that the index of a journal is created with.
func journalMapping() object {
	keyword, kept := object{"type": "keyword"}, object{"type": "keyword", "index": false, "doc_values": false}
	return object{
		"settings": object{"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s"},
		"mappings": object{
			"dynamic": "strict",
			"properties": object{
				fieldFile: keyword, fieldID: keyword, fieldLoad: keyword, fieldBelow: keyword, fieldKeys: keyword, fieldShare: keyword,
				"path": kept, "sha256": kept, "made": kept, "cases": object{"type": "long"}, "others": object{"type": "long"},
				"rejects": object{"type": "object", "enabled": false}, "unread": object{"type": "object", "enabled": false},
			},
		},
	}
}

// markOf is the mark of a path: names of people in it cannot be read from it.
func markOf(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:16])
}

// marksBelow are the marks of a path and of all that it lies in.
func marksBelow(path string) []string {
	marks := []string{markOf(path)}
	for i := len(path) - 1; i > 0; i-- {
		if strings.IndexByte("/\\!", path[i]) >= 0 {
			marks = append(marks, markOf(path[:i]))
		}
	}
	return marks
}

// EntryOf is what the journal says of the file at a path; nil where it is not done.
func (g *Generation) EntryOf(ctx context.Context, path string) (*Entry, error) {
	list, err := get[Entry](ctx, g.cluster, g.journal(), []string{markOf(path)})
	if err != nil || !list[0].Found {
		return nil, err
	}
	e := list[0].Source
	e.seen = list[0].place
	return &e, nil
}

// OnlyCases makes what reports whether the generation in use, or the one that is being made, has
// all of a file with some text that was read with something, in which there are only cases.
func (c *Cluster) OnlyCases(ctx context.Context) (func(ctx context.Context, path, sha256, made string) (bool, error), error) {
	var known []*Generation
	for _, find := range [...]func(context.Context) (*Generation, error){c.Live, c.Building} {
		g, err := find(ctx)
		if err != nil && !errors.Is(err, ErrNoGeneration) {
			return nil, err
		}
		if g != nil {
			known = append(known, g)
		}
	}
	return func(ctx context.Context, path, sha256, made string) (bool, error) {
		for _, g := range known {
			e, err := g.EntryOf(ctx, path)
			if err != nil || e != nil && e.SHA256 == sha256 && e.Made == made && e.Others == 0 {
				return e != nil, err
			}
		}
		return false, nil
	}, nil
}

// entryOrPart is a document of the journal that speaks of a file.
type entryOrPart struct {
	Entry
	Keys []searchdoc.Key `json:"keys"`
}

func (d *entryOrPart) isPart() bool { return d.ID != d.File }

// files calls do with the entry and the parts of each file of the journal, in the order of
// their marks; the entry is nil where the file is not done.
func (g *Generation) files(ctx context.Context, do func(e *Entry, parts []part) error) error {
	var entry *Entry
	var parts []part
	file := ""
	flush := func() error {
		if entry == nil && parts == nil {
			return nil
		}
		err := do(entry, parts)
		entry, parts = nil, nil
		return err
	}
	all := object{"exists": object{"field": fieldFile}}
	err := each(ctx, g.cluster, g.journal(), all, []string{fieldFile, fieldID}, func(d *entryOrPart) error {
		if d.File != file {
			if err := flush(); err != nil {
				return err
			}
			file = d.File
		}
		if d.isPart() {
			parts = append(parts, part{d.File, d.ID, d.Load, d.Keys})
		} else {
			entry = &d.Entry
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// EachFile calls do with what the journal says of each file that is done, in the order of
// their marks.
func (g *Generation) EachFile(ctx context.Context, do func(*Entry) error) error {
	return g.files(ctx, func(e *Entry, _ []part) error {
		if e == nil {
			return nil
		}
		return do(e)
	})
}

// refresh lets searches find what was written.
func (g *Generation) refresh(ctx context.Context) error {
	type done struct {
		Shards shards `json:"_shards"`
	}
	for _, index := range [...]string{g.journal(), g.cases()} {
		if _, _, err := ask[done](ctx, g.cluster, request{method: http.MethodPost, path: "/" + index + "/_refresh", try: bulkTry,
			all: bulkAll}); err != nil {
			return fmt.Errorf("refreshing %s: %w", index, err)
		}
	}
	return nil
}

// Share is one of several parts into which the files of a load are divided: number 3 of 16.
// The zero Share is the whole.
type Share struct{ Number, Of int }

// Finished notes that a share was loaded, and returns the numbers of the shares that were not.
func (g *Generation) Finished(ctx context.Context, s Share) ([]int, error) {
	id := func(n int) string { return fmt.Sprintf("share-%d-of-%d", n, s.Of) }
	x, err := newItem(opIndex, id(s.Number), nil, shardDone{id(s.Number), fmt.Sprintf("%d/%d", s.Number, s.Of)})
	if err != nil {
		return nil, err
	}
	if err := g.write(ctx, []item{x}); err != nil {
		return nil, err
	}
	ids := make([]string, s.Of)
	for i := range ids {
		ids[i] = id(i + 1)
	}
	done, err := get[shardDone](ctx, g.cluster, g.journal(), ids)
	if err != nil {
		return nil, err
	}
	var left []int
	for i, d := range done {
		if !d.Found {
			left = append(left, i+1)
		}
	}
	return left, nil
}

// write writes into the journal, which refuses nothing.
func (g *Generation) write(ctx context.Context, items []item) error {
	refused, err := g.cluster.bulk(ctx, g.journal(), items)
	if err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	for i, why := range refused {
		if why.status == http.StatusNotFound { // deleting what is gone
			continue
		}
		return fmt.Errorf("writing %s into the journal: %w", items[i].id, why)
	}
	return nil
}
