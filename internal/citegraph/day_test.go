package citegraph_test

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A case without a day is understood by the year of its number; without that, what it
// cites is marked.
func TestCaseWithoutDay(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	facts := func(number string) *casefile.Facts {
		return &casefile.Facts{Number: casefile.Number{Field: casefile.Field{Text: number}},
			Parts: []casefile.Part{{Kind: casefile.PartHead}}}
	}
	const text = "依照《中华人民共和国车辆安全法》第二条，判决如下：\n"
	base := testkb.New(t, append(testkb.Collection(t), testkb.Case("甲案", "", text, facts("(2015)虚01民初1号")),
		testkb.Case("乙案", "", text+"驳回。\n", facts("")), testkb.Case("丙案", "2012-01-01", text+"支持。\n", facts("")))...)
	graph := citegraph.New(base)
	docs, err := base.Documents(ctx, statute.DocCase, 10)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, d := range docs {
		want, ok := map[string][2]string{"甲案": {"2010-03-01", string(citation.ByDate)}, "乙案": {"2020-05-28", string(citation.Undated)},
			"丙案": {"2010-03-01", string(citation.ByDate)}}[d.Title]
		if !ok {
			continue
		}
		full, err := base.Document(ctx, d.Ref)
		if err != nil {
			t.Fatal(err)
		}
		cites, err := graph.CitesOf(ctx, full.Passages[0].ID, testkb.Today)
		if err != nil || len(cites) != 1 {
			t.Fatalf("%s: %+v, %v", d.Title, cites, err)
		}
		found++
		if got := [2]string{cites[0].Version, string(cites[0].Basis)}; got != want {
			t.Errorf("%s means the text of %v; want %v", d.Title, got, want)
		}
	}
	if found != 3 {
		t.Errorf("%d cases", found)
	}
}
