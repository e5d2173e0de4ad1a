package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// A text that was made from an amendment is marked wherever it is shown, and histories say what
// came of the amendment and by which clause an article changed.
func TestComputedTextIsMarked(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"木筏法(2010-01-01).md": "# 木筏法\n\n2010年1月1日 虚构代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n第一条 木筏应当登记。\n\n" +
			"第二条 木筏不得载客。\n\n第三条 本法自2010年2月1日起施行。\n",
		"木筏法修正案.md": "# 木筏法修正案\n\n2012年3月1日 虚构代表大会常务委员会第九次会议通过\n\n<!-- INFO END -->\n\n" +
			"一、将木筏法第一条修改为：“木筏应当登记、检验。”\n\n二、本修正案自2012年5月1日起施行。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for path, want := range map[string][]string{
		"/law/木筏法":                       {"这是推算的文本：由前一个文本按《木筏法修正案》推算得出", "会有出入", "2012-03-01（推算）"},
		"/law/木筏法/1":                     {"这是推算的文本", "木筏应当登记、检验。"},
		"/law/木筏法/history":               {"据以推算出文本", "推算的文本"},
		"/law/木筏法/1/history":             {"《木筏法修正案》第一条", "推算的文本"},
		"/search?q=木筏应当登记":               {"推算的文本"},
		"/api/v1/laws/木筏法":               {`"computed_by":"木筏法修正案"`, "推算的文本"},
		"/api/v1/laws/木筏法/versions":      {`"computed_by":"木筏法修正案"`, `"outcome":"computed"`},
		"/api/v1/articles/木筏法/1/history": {`"clauses":[{"instrument":"木筏法修正案","address":"木筏法修正案@2012-03-01/1"`},
		"/law/木筏法@2010-01-01/1":          {"木筏应当登记。"},
	} {
		body := text(t, get(t, h, path))
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %s", path, w)
			}
		}
		if marked := strings.Contains(body, "这是推算的文本"); marked && strings.Contains(path, "@2010") {
			t.Errorf("%s is a loaded text", path)
		}
	}
}
