package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// What another source reads stands on the page of the law and of the article and in the API,
// with its name; a text that is cut says so and by what that is known.
func TestCollationShown(t *testing.T) {
	dir := t.TempDir()
	const caption = "木筏法\n\n（2010年1月1日虚构代表大会第一次会议通过）\n\n"
	long := "第一条 木筏应当登记。\n\n第二条 筏工应当向登记机关申请。\n\n第三条 夜里点灯。\n\n第四条 本法自2010年5月1日起施行。\n"
	for name, text := range map[string]string{
		"甲.txt": caption + long,
		"乙.txt": caption + strings.Replace(long, "登记机关", "登已机关", 1),
		"丙.txt": caption + long[:strings.Index(long, "第三条")] + "\n",
		"丁.txt": "渡船法\n\n（2010年1月1日虚构代表大会第一次会议通过）\n\n第一条 渡船应当登记。\n\n第二条 违反本法第九条的，处警告。\n\n第三条 夜里点灯。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for path, want := range map[string][]string{
		"/law/木筏法": {"各来源的文字有 2 处不同", "正文整篇取自“甲.txt”", "各条的文字与多数来源一致",
			"另一来源（乙.txt）此处作“筏工应当向登已机关申请。”，正文作“筏工应当向登记机关申请。”", "另一来源（丙.txt）没有第三条至第四条"},
		"/law/木筏法/2":             {"其他来源的文字", "登已机关"},
		"/law/木筏法/4":             {"另一来源（丙.txt）没有第三条至第四条"},
		"/law/渡船法":               {"来源文本不完整：第二条引用本法第九条，正文到第三条为止。"},
		"/api/v1/laws/木筏法":       {`"chosen_by":"shared"`, `"sources":["甲.txt"]`, `"kind":"misprint"`, `"kind":"missing"`},
		"/api/v1/articles/木筏法/2": {`"there":"筏工应当向登已机关申请。"`},
		"/api/v1/laws/渡船法":       {`"incomplete":true`, `"lacks":["第二条引用本法第九条，正文到第三条为止"]`},
	} {
		body := text(t, get(t, h, path))
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %s", path, w)
			}
		}
	}
	if strings.Contains(text(t, get(t, h, "/law/木筏法/1")), "其他来源的文字") {
		t.Error("an article in which all sources agree lists readings")
	}
}
