// Package inspect reads a whole generation: to check that knowledge base, index and
// ranking agree, and to write it as text that can be compared.
//
// Start with [Check] and [Dump].
package inspect

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// CheckResult is what a check of a generation found.
type CheckResult struct {
	Rows     int // documents that the knowledge base should have in the index
	Indexed  int
	Scanned  int // pieces of text that were looked for in two ways
	Problems []string
}

// maxProblems bounds the list of problems.
const maxProblems = 50

// samples is about how many texts are looked up by their own words.
const samples = 60

// Check compares knowledge base, index and ranking row by row, and looks pieces of a
// sample of articles up through the index and by a plain scan.
func Check(ctx context.Context, base *kb.Base, x *index.Index, ranked *ranking.Collection) (*CheckResult, error) {
	c := &CheckResult{}
	want, err := docstream.Names(ctx, base)
	if err != nil {
		return nil, err
	}
	c.Rows = len(want)
	if c.Indexed, err = x.Count(); err != nil {
		return nil, err
	}
	missing := maps.Clone(want)
	for kind := range searchdoc.Kind(searchdoc.Kinds) {
		keys, err := x.Keys(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			if _, ok := missing[key]; !ok {
				c.problem("索引中的 %s 不在知识库里", key)
			}
			delete(missing, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(missing)) {
		c.problem("知识库中的 %s 不在索引里", key)
	}
	c.compareRanking(want, ranked)
	return c, c.sample(ctx, base, x, ranked)
}

// compareRanking compares the documents that should be there with those that are ranked.
// It empties want.
func (c *CheckResult) compareRanking(want map[searchdoc.Key]string, ranked *ranking.Collection) {
	for d := range ranked.Len() {
		key := ranked.Key(d)
		if _, ok := want[key]; !ok {
			c.problem("能排序的 %s 不在知识库里", key)
		}
		delete(want, key)
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		c.problem("知识库中的 %s 不能排序", key)
	}
}

func (c *CheckResult) problem(format string, args ...any) {
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, fmt.Sprintf(format, args...))
	}
}

// Counts compares what the knowledge base holds with what the manifest says.
func (c *CheckResult) Counts(ctx context.Context, base *kb.Base, m generation.Manifest) error {
	have, err := Totals(ctx, base, statute.Today(m.Created))
	if err != nil {
		return err
	}
	for _, what := range slices.Sorted(maps.Keys(m.Counts)) {
		if m.Counts[what] != have[what] {
			c.problem("清单记有 %s %d，知识库有 %d", what, m.Counts[what], have[what])
		}
	}
	return nil
}

// pieceLength is how many characters of a text are looked up, from its middle.
const pieceLength = 6

// sample takes pieces of some articles and looks for them in two ways: through the
// index, and by going through all texts. Both must find the same. What is ranked must
// have the text that the knowledge base has.
func (c *CheckResult) sample(ctx context.Context, base *kb.Base, x *index.Index, ranked *ranking.Collection) error {
	for d := 0; d < ranked.Len(); d += max(1, ranked.Len()/samples) {
		key := ranked.Key(d)
		unit, err := provision(ctx, base, key)
		if errors.Is(err, kb.ErrNotFound) {
			continue // no provision, or reported above
		}
		if err != nil {
			return err
		}
		text := gseanalysis.Fold(unit.Text())
		if have, _, _ := bytes.Cut(ranked.Text(d), []byte{0}); string(have) != text {
			c.problem("%s 在排序数据里的文本与知识库不同", key)
			continue
		}
		runes := []rune(text)
		if len(runes) < pieceLength {
			continue
		}
		at := (len(runes) - pieceLength) / 2
		if err := c.compareScan(ctx, x, ranked, string(runes[at:at+pieceLength])); err != nil {
			return err
		}
	}
	return nil
}

// compareScan looks for a piece of text through the index and by a plain scan.
func (c *CheckResult) compareScan(ctx context.Context, x *index.Index, ranked *ranking.Collection, piece string) error {
	found, err := x.Find(ctx, index.Phrase(piece))
	if err != nil {
		return err
	}
	candidates := make(map[searchdoc.Key]bool, len(found))
	for _, key := range found {
		candidates[key] = true
	}
	c.Scanned++
	for d := range ranked.Len() {
		if bytes.Contains(ranked.Text(d), []byte(piece)) && !candidates[ranked.Key(d)] {
			c.problem("%s 有“%s”，通过索引找不到", ranked.Key(d), piece)
		}
	}
	return nil
}

// provision reads the article or clause with a key. The error wraps kb.ErrNotFound where
// there is none.
func provision(ctx context.Context, base *kb.Base, key searchdoc.Key) (*kb.Unit, error) {
	name, label, address, ok := key.Provision()
	if !ok {
		return nil, kb.ErrNotFound
	}
	law, err := base.Law(ctx, name)
	if err != nil {
		return nil, err
	}
	v, ok := law.Version(label)
	if !ok {
		return nil, kb.ErrNotFound
	}
	at := kb.AddressInText{Version: v.ID, Address: address, Nth: key.Nth()}
	units, err := base.UnitsAt(ctx, []kb.AddressInText{at})
	if err != nil {
		return nil, err
	}
	if units[at] == nil {
		return nil, kb.ErrNotFound
	}
	return units[at], nil
}
