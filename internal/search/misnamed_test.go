package search_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/search"
)

// An address whose law there is not is never searched as words: the user hears of it, and
// which law was probably meant.
func TestMisnamed(t *testing.T) {
	s, _ := service(t)
	for _, c := range [...]struct{ query, meant string }{
		{"车辆安全发第2条", "车辆安全法 第二条"},   // by sound
		{"住宅法点3", "住宅法典 第三条"},       // by sound
		{"车俩安全法第二条", "车辆安全法 第二条"},   // another character that sounds alike
		{"车辆完全法第二条", "车辆安全法 第二条"},   // another character
		{"车辆安法第二条", "车辆安全法 第二条"},    // one too few
		{"车辆的安全法第二条", "车辆安全法 第二条"},  // one too many
		{"《车辆安全发》第二条", "车辆安全法 第二条"}, // in title marks
		{"飞船检查条例第三条", ""},           // nothing is like it
	} {
		res, err := s.Search(context.Background(), search.Request{Query: c.query})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) > 0 || !strings.HasPrefix(res.Message, "没有") || c.meant != "" && !slices.Contains(res.Suggestions, c.meant) {
			t.Errorf("%s: %d hits, %q, suggestions %q", c.query, len(res.Hits), res.Message, res.Suggestions)
		}
	}
	for _, query := range []string{"张三100", "房租3个月", "车辆安全法第2条", "车辆 第二"} {
		res, err := s.Search(context.Background(), search.Request{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(res.Message, "没有叫") {
			t.Errorf("%s: %q", query, res.Message)
		}
	}
}

func TestPinyinAndEnglish(t *testing.T) {
	s, _ := service(t)
	for query, meant := range map[string]string{"laoban tuoqian gongzi": "老板拖欠工资", "网络爆力": "网络暴力"} {
		res, err := s.Search(context.Background(), search.Request{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(res.Suggestions, meant) {
			t.Errorf("%s: suggestions %q, want %s", query, res.Suggestions, meant)
		}
	}
	res, err := s.Search(context.Background(), search.Request{Query: "force majeure"})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Expanded) == 0 || res.Expanded[0].From != "force majeure" || !slices.Equal(res.Expanded[0].To, []string{"不可抗力"}) {
		t.Errorf("force majeure was understood as %v", res.Expanded)
	}
}
