package caseload

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Checked is what a check of the cases on a cluster found.
type Checked struct {
	Generation string
	Building   string // the generation that is being made, "" for none
	Files      int
	Listed     int // cases that the journal lists
	Indexed    int // cases that the index has
	Sampled    int // cases that were made again
	Rejects    []opensearch.Reject
	Problems   []string
}

// samples is how many cases are made again.
const samples = 60

// Check counts the cases in use against the journal, and makes a sample of them again: of what
// is kept of each it reads what the program of today reads, and finds what it cites in the laws
// of today.
func Check(ctx context.Context, c *opensearch.Cluster, graph *citegraph.Graph, today statute.Date) (*Checked, error) {
	g, err := c.Live(ctx)
	if err != nil {
		return nil, err
	}
	r := &Checked{Generation: g.Name()}
	building, err := c.Building(ctx)
	if err != nil {
		return nil, err
	}
	if building != nil {
		r.Building = building.Name()
	}
	s, err := g.Summary(ctx)
	if err != nil {
		return nil, err
	}
	r.Files, r.Listed, r.Indexed, r.Rejects = s.Files, s.Listed, s.Indexed, s.Rejects
	if s.Listed != s.Indexed && s.Unfinished == 0 {
		r.problem("入库日志记有案例 %d 件，索引里有 %d 件", s.Listed, s.Indexed)
	}
	if s.Unfinished > 0 {
		r.problem("有没写完的文件（%d 段），再次导入同样的路径就会接着写完", s.Unfinished)
	}
	return r, g.Sample(ctx, samples, func(key searchdoc.Key, kept []byte) error {
		r.Sampled++
		again, err := madeAgain(ctx, c, graph, today, kept)
		if err != nil {
			r.problem("%s 读不出来：%v", key, err)
			return nil
		}
		if fields := different(kept, again); len(fields) > 0 {
			r.problem("%s 与现在重做的不同（%s）", key, strings.Join(fields, "、"))
		}
		return nil
	})
}

func (r *Checked) problem(format string, args ...any) {
	r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
}

// madeAgain makes a case again of what is kept of it.
func madeAgain(ctx context.Context, c *opensearch.Cluster, graph *citegraph.Graph, today statute.Date, kept []byte) ([]byte, error) {
	var was struct {
		Document *searchdoc.Document
		Info     *kb.CaseInfo
		Page     *opensearch.Page
	}
	if err := json.Unmarshal(kept, &was); err != nil {
		return nil, fmt.Errorf("reading a case: %w", err)
	}
	if was.Document == nil || was.Info == nil || was.Page == nil {
		return nil, fmt.Errorf("a case without document, list or page")
	}
	from := &kb.Document{Kind: was.Info.Kind, Form: was.Info.Form, Title: was.Info.Title, Date: was.Info.Date, Text: was.Page.Text,
		Original: was.Page.Original, Passages: was.Page.Passages, Facts: was.Page.Facts, Publisher: was.Info.Publisher}
	d, places, err := docstream.OfCase(ctx, from, graph, today)
	if err != nil {
		return nil, err
	}
	d.Key, d.Hash = was.Document.Key, was.Document.Hash // which tell of the file as well
	x := composite.CaseOf(from, d, places)
	x.Info.Ref = was.Info.Ref
	return c.Kept(x)
}

// different are the fields in which two cases differ.
func different(a, b []byte) []string {
	var fields [2]map[string]any
	for i, text := range [][]byte{a, b} {
		if err := json.Unmarshal(text, &fields[i]); err != nil {
			return []string{err.Error()}
		}
	}
	var list []string
	for _, name := range slices.Sorted(maps.Keys(fields[0])) {
		if !reflect.DeepEqual(fields[0][name], fields[1][name]) {
			list = append(list, name)
		}
	}
	return list
}
