package search

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// doubting is an engine for which nothing answers anything.
type doubting struct{ engine.Engine }

func (d doubting) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	a, err := d.Engine.Search(ctx, p)
	if err != nil || !p.Answering {
		return a, err
	}
	return &engine.Answer{LeftOut: a.Total}, nil
}

// Where nothing answers, that is said, with what is near; all of it is there on request.
func TestNothingAnswers(t *testing.T) {
	s := opened(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	s.engine = doubting{s.engine}
	res, err := s.Search(t.Context(), Request{Query: "开车打瞌睡怎么办"})
	if err != nil {
		t.Fatal(err)
	}
	if res.Total != 0 || len(res.Hits) != 0 || res.LeftOut == 0 || res.Message != "没有收录能回答这个问题的内容" {
		t.Errorf("%d results, %d left out, %q", res.Total, res.LeftOut, res.Message)
	}
	if len(res.Nearest) == 0 || len(res.Nearest) > maxNearest {
		t.Errorf("near are %v", res.Nearest)
	}
	all, err := s.Search(t.Context(), Request{Query: "开车打瞌睡怎么办", All: true})
	if err != nil {
		t.Fatal(err)
	}
	if all.Total != res.LeftOut || all.LeftOut != 0 || all.Message != "" {
		t.Errorf("all are %d, %d of them left out, %q; want %d", all.Total, all.LeftOut, all.Message, res.LeftOut)
	}
}

// Only questions are cut: not what must occur, what is looked up, what a law has, or documents
// of another kind.
func TestWhatIsCut(t *testing.T) {
	s := opened(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	level := []query.Filter{{Field: engine.FieldLevel, Value: "法律"}}
	for _, c := range []struct {
		request Request
		want    bool
	}{
		{Request{Query: "开车打瞌睡怎么办"}, true},
		{Request{Query: "开车打瞌睡怎么办", Filters: level}, true},
		{Request{Query: "开车打瞌睡怎么办", Types: []string{"article"}}, true},
		{Request{Query: "开车打瞌睡怎么办", All: true}, false},
		{Request{Query: "开车打瞌睡怎么办", Types: []string{"case"}}, false},
		{Request{Query: "开车打瞌睡怎么办", Law: "车辆安全法"}, false},
		{Request{Query: "车辆安全法 瞌睡"}, false},
		{Request{Query: `瞌睡 "停车"`}, false},
		{Request{Query: "瞌睡 AND 停车"}, false},
		{Request{Query: "瞌睡 -停车"}, false},
		{Request{Query: "level:法律"}, false},
	} {
		p, err := s.Plan(t.Context(), c.request)
		if err != nil {
			t.Fatal(err)
		}
		if p.Answering != c.want {
			t.Errorf("%+v is cut: %t", c.request, p.Answering)
		}
	}
}
