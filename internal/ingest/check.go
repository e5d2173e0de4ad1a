package ingest

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// CheckResult is what a check of a generation found.
type CheckResult struct {
	Rows     int // rows of the knowledge base that should be in the index
	Indexed  int
	Problems []string
}

// maxProblems bounds the list of problems.
const maxProblems = 50

// sampleEvery is the distance between the articles that are looked up by
// their own words.
const sampleEvery = 997

// Check compares knowledge base, index and ranking row by row, and looks a
// sample of articles up by their own words.
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
	return c, c.sample(ctx, base, x, want)
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

// sample searches for some articles by a piece of their text, as a plain scan
// would find them.
func (c *CheckResult) sample(ctx context.Context, base *kb.Base, x *index.Index, rows []kb.IndexedRow) error {
	for i := 0; i < len(rows); i += sampleEvery {
		if rows[i].Table != byte(index.TableUnit) {
			continue
		}
		units, err := base.UnitsByID(ctx, []int64{rows[i].ID})
		if err != nil {
			return err
		}
		if len(units) == 0 {
			continue
		}
		text := []rune(units[0].Text())
		piece := string(text[:min(24, len(text))])
		found, err := x.Find(ctx, index.Phrase(piece))
		if err != nil {
			return err
		}
		hit := false
		for _, id := range found {
			hit = hit || id == index.ID{Table: index.TableUnit, Row: rows[i].ID}
		}
		if !hit && len(text) > 1 {
			c.problem("索引里按原文“%s”找不到知识库的 u%d", piece, rows[i].ID)
		}
	}
	return nil
}
