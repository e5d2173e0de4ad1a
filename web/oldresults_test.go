package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// An article of a text that no longer holds says among results what it is now; a search in a law that has nothing in
// force leads to what its former text has.
func TestOldResults(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	for path, want := range map[string][]string{
		"/search?list=1&q=" + url.QueryEscape("仓库法@2018-10-26/2"):                 {"已修改", "这一条现为", "《仓库法》第二条"},
		"/search?superseded=1&type=article&q=" + url.QueryEscape("仓库应当每年查验一次"):    {"这一条现为", "《仓库法》第二条"},
		"/search?q=" + url.QueryEscape("law:车辆管理暂行条例 马车"):                         {"没有结果", "在不再有效的文本里有 1 条结果"},
		"/search?superseded=1&q=" + url.QueryEscape("law:车辆管理暂行条例 马车"):            {"马车", "共 1 条结果"},
		"/search?q=" + url.QueryEscape("law:车辆管理暂行条例 “没有这句话”"):                    {"没有结果"},
		"/search?q=" + url.QueryEscape("law:仓库法 查验") + "&as_of=2026-01-01&list=1": {"每日查验"},
	} {
		body := text(t, get(t, h, path))
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %s", path, w)
			}
		}
		if older := strings.Contains(body, "在不再有效的文本里"); older != (len(want) == 2 && want[0] == "没有结果") {
			t.Errorf("%s leads to older texts: %v", path, older)
		}
	}
}
