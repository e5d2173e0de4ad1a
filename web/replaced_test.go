package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// The page of an article of a repealed law that is not loaded shows what it became, where that is
// known by hand, from the day on which the law ended. The words of the articles are invented.
func TestSuccessorsOfUnseenArticle(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "民法典.md")
	if err := os.WriteFile(file, []byte("# 中华人民共和国民法典\n\n2020年5月28日 虚构代表大会第三次会议通过\n\n2021年1月1日 施行\n\n"+
		"<!-- INFO END -->\n\n第一百四十六条 假装的约定没有用。\n\n第一百五十三条 违法的约定没有用。\n\n违背风俗的约定没有用。\n\n"+
		"第一百五十四条 串通的约定没有用。\n\n第一百四十三条 真心的约定有用。\n\n第一千零九十三条 孤儿可以被收养。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{file}})
	const now = "现在的条文"
	for path, want := range map[string]struct{ has, hasNot []string }{
		"/law/收养法/4": {has: []string{"本库未收录《收养法》", now, "由人工核定", "《民法典》第一千零九十三条", "孤儿可以被收养。"}},
		"/law/合同法/52": {has: []string{now, "《民法典》第一百四十六条", "假装的约定没有用。", "串通的约定没有用。"},
			hasNot: []string{"孤儿"}},
		"/law/合同法/52/x4":              {has: []string{now, "《民法典》第一百五十三条第二款", "违背风俗的"}, hasNot: []string{"违法的约定"}},
		"/law/收养法/1":                  {has: []string{"没有对应的条文（人工核定）"}, hasNot: []string{now}},
		"/law/收养法/99":                 {has: []string{"本库未收录《收养法》"}, hasNot: []string{now, "没有对应"}},
		"/law/收养法/4?as_of=2020-06-01": {has: []string{"本库未收录《收养法》"}, hasNot: []string{now}},
		"/law/灯塔法/4":                  {has: []string{"本库未收录《灯塔法》"}, hasNot: []string{now, "没有对应"}},
	} {
		body := text(t, get(t, h, path))
		for _, w := range want.has {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %s", path, w)
			}
		}
		for _, w := range want.hasNot {
			if strings.Contains(body, w) {
				t.Errorf("%s says %s", path, w)
			}
		}
	}
}
