package search_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// A list of questions and answers, and a line of JSON, are consultations: they
// are found, and the articles that answer them gain by it.
func TestConsultations(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"车主问答.txt":   "车主问答\n\n问：出远门瞌睡虫来了咋整？\n答：依照车辆安全法第三条，应当停车休息。\n\n问：电瓶怎么验？\n答：见车辆安全法第四条之一。\n",
		"more.jsonl": `{"qid": "7", "query": "瞌睡虫上身还握着方向盘会被罚吗？", "gold": [["车辆安全法/5"]]}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, with := testbase.Open(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir()), dir}, Now: now})
	res := find(t, with, search.Request{Query: "瞌睡虫", Types: []string{"consultation"}})
	if len(res.Hits) != 2 {
		t.Fatalf("%d consultations, want the two with 瞌睡虫: %+v", len(res.Hits), res.Hits)
	}
	articles := find(t, with, search.Request{Query: "瞌睡虫", Types: []string{"article"}})
	var first []string
	for _, h := range articles.Hits[:min(2, len(articles.Hits))] {
		first = append(first, h.Address)
		if !strings.Contains(strings.Join(h.Why, " "), "咨询引用") {
			t.Errorf("%s does not say that it answers a consultation: %v", h.Address, h.Why)
		}
	}
	slices.Sort(first)
	if strings.Join(first, " ") != "车辆安全法/3 车辆安全法/5" {
		t.Errorf("first are %v; want the two that answer questions about 瞌睡虫", first)
	}
}
