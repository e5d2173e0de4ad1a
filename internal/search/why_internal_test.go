package search

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
)

func TestWhy(t *testing.T) {
	marked := Hit{Snippet: "桶主收取押金的，应当退还押金。", Highlights: [][2]int{{0, 2}, {4, 6}, {12, 14}}, Path: []string{"合同编", "第二章 借桶合同", "第一节 一般规定"}}
	for _, c := range []struct {
		hit     Hit
		reasons engine.Reasons
		want    []string
	}{
		{marked, engine.Reasons{Title: 0.4, Closeness: 0.6, Answers: 3}, []string{"含“桶主”“押金”", "讲借桶合同", "被 3 件同类咨询引用"}},
		{Hit{Snippet: "桶应当洗净。"}, engine.Reasons{Closeness: 0.6, Cited: 2}, []string{"意思相近", "被 2 条引用"}},
		{Hit{Path: []string{"第一章 总则"}}, engine.Reasons{Title: 0.4}, []string{"标题相近"}},
		{Hit{}, engine.Reasons{}, []string{"符合所给条件"}},
	} {
		if got := why(c.reasons, &c.hit); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q; want %q", c.reasons, got, c.want)
		}
	}
}
