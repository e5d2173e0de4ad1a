package ingest

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// CheckResult is what a check of a generation found.
type CheckResult struct {
	Rows     int // rows of the knowledge base that should be in the index
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
	want, err := base.IndexedRows(ctx)
	if err != nil {
		return nil, err
	}
	c.Rows = len(want)
	if c.Indexed, err = x.Count(); err != nil {
		return nil, err
	}
	missing := map[index.ID]bool{}
	for _, r := range want {
		missing[index.ID{Table: index.Table(r.Table), Row: r.ID}] = true
	}
	for _, kind := range [...]string{index.KindArticle, index.KindClause, index.KindLaw, string(statute.DocCase), string(statute.DocCommentary), string(statute.DocConsultation)} {
		ids, err := x.IDs(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if !missing[id] {
				c.problem("索引中的 %s 不在知识库里", id)
			}
			delete(missing, id)
		}
	}
	for id := range missing {
		c.problem("知识库中的 %s 不在索引里", id)
	}
	c.compareRanking(want, ranked)
	return c, c.sample(ctx, base, x, ranked)
}

// compareRanking compares the rows with the documents that are ranked.
func (c *CheckResult) compareRanking(want []kb.IndexedRow, ranked *ranking.Collection) {
	have := make(map[index.ID]bool, ranked.Len())
	for d := range ranked.Len() {
		have[ranked.Facts(d).ID] = true
	}
	for _, r := range want {
		id := index.ID{Table: index.Table(r.Table), Row: r.ID}
		if !have[id] {
			c.problem("知识库中的 %s 不能排序", id)
		}
		delete(have, id)
	}
	for id := range have {
		c.problem("能排序的 %s 不在知识库里", id)
	}
}

func (c *CheckResult) problem(format string, args ...any) {
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, fmt.Sprintf(format, args...))
	}
}

// Counts compares what the knowledge base holds with what the manifest says.
func (c *CheckResult) Counts(ctx context.Context, base *kb.Base, m generation.Manifest) error {
	have, err := countsOf(ctx, base, statute.Today(m.Created))
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
		id := ranked.Facts(d).ID
		if id.Table != index.TableUnit {
			continue
		}
		units, err := base.UnitsByID(ctx, []int64{id.Row})
		if err != nil {
			return err
		}
		if len(units) == 0 {
			continue // reported above
		}
		text := gseanalysis.Fold(units[0].Text())
		if have, _, _ := bytes.Cut(ranked.Text(d), []byte{0}); string(have) != text {
			c.problem("%s 在排序数据里的文本与知识库不同", id)
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
	candidates := make(map[index.ID]bool, len(found))
	for _, id := range found {
		candidates[id] = true
	}
	c.Scanned++
	for d := range ranked.Len() {
		if id := ranked.Facts(d).ID; !candidates[id] && bytes.Contains(ranked.Text(d), []byte(piece)) {
			c.problem("%s 有“%s”，通过索引找不到", id, piece)
		}
	}
	return nil
}
