package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
)

// leastTold is the share of the questions which no law answers, never learned from, of which
// that is said; mostLost the share of the judged provisions that decide, among the first thirty,
// which are left out.
const (
	leastTold = 0.55
	mostLost  = 0.01
)

// testUnanswered asks what no law answers: it is said, and what is near is named. Everyday
// questions are answered, and counts are those of what is listed.
func testUnanswered(t *testing.T, all *search.Opened) {
	content, err := os.ReadFile(filepath.Join("testdata", "relevance", "nothing.txt"))
	if err != nil {
		t.Fatal(err)
	}
	asked, told := 0, 0
	n := 0
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		if n++; n%2 == 1 {
			continue // learned from
		}
		asked++
		if res := firstPageOf(t, all, line); res.Total == 0 {
			told++
		} else {
			t.Logf("%s is answered by %s", line, res.Hits[0].Title)
		}
	}
	t.Logf("of %d of %d questions without an answer that is said", told, asked)
	if float64(told) < leastTold*float64(asked) {
		t.Errorf("of %d of %d questions without an answer that is said", told, asked)
	}
	for _, nonsense := range []string{"asdfgh", "今天天气怎么样", "红烧肉怎么做"} {
		res := firstPageOf(t, all, nonsense)
		if len(res.Hits) > 0 || !strings.HasPrefix(res.Message, "没有收录能回答这个问题的内容") || len(res.Nearest) == 0 {
			t.Errorf("%s: %d hits, %q, near are %v", nonsense, len(res.Hits), res.Message, res.Nearest)
		}
	}
	everyday := append(questionsIn(t, "testdata", "relevance", "everyday.jsonl"),
		questionsIn(t, "testdata", "relevance", "everyday2.jsonl")...)
	for _, q := range everyday {
		res := firstPageOf(t, all, q.Text)
		if res.Total == 0 {
			t.Errorf("%s is said to have no answer", q.Text)
		}
		counted := 0
		for _, c := range res.Facets[engine.FieldType] {
			counted += c.Count
		}
		if counted != res.Total {
			t.Errorf("%s: %d results, %d are counted", q.Text, res.Total, counted)
		}
	}
	testLost(t, all)
}

// testLost counts the provisions that decide which are among the first thirty of all that was
// found, but not of what is listed.
func testLost(t *testing.T, all *search.Opened) {
	f, err := os.Open(filepath.Join("testdata", "relevance", "judged.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	judgements, err := relevance.ReadJudgements(f)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join("testdata", "relevance", "strangers2.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	questions, err := relevance.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	decide, lost, listed, asked := 0, 0, 0, 0
	for _, q := range questions {
		grades := judgements[q.ID]
		if grades == nil {
			continue
		}
		addresses := func(size int, whole bool) (list []string) {
			res, err := all.Service.Search(context.Background(), search.Request{Query: q.Text, Size: size, All: whole})
			if err != nil {
				t.Fatal(err)
			}
			if !whole {
				listed, asked = listed+res.Listed, asked+1
			}
			for _, h := range res.Hits {
				list = append(list, h.Address)
			}
			return list
		}
		kept := addresses(search.MaxSize, false)
		for _, address := range addresses(30, true) {
			if grades[address] == relevance.Decides {
				if decide++; !slices.Contains(kept, address) {
					lost++
				}
			}
		}
	}
	t.Logf("%d results a question; %d of %d provisions that decide are left out", listed/max(1, asked), lost, decide)
	if float64(lost) > mostLost*float64(decide) {
		t.Errorf("%d of %d provisions that decide are left out", lost, decide)
	}
}
