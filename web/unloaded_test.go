package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/wire"
)

// Texts of a law that a database knows by title and day only stand among the loaded ones, on the
// pages and in the API, as what is not there.
func TestTextsWithoutWords(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, err := lawtable.WriteDays("某数据库", []lawtable.Row{{Name: "摆渡法", Published: "2011-03-01", From: "2013-07-01", Ended: true},
		{Name: "摆渡法", Published: "2018-03-01", From: "2018-09-01"}, {Name: "摆渡法", Published: "2001-03-01", Ended: true}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"日期.json": string(data),
		"摆渡法.txt": "摆渡法\n（2011年3月1日第九届虚构代表大会通过）\n第一条 船要稳。\n第二条 本法自2013年7月1日起施行。\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Collections: []ingest.Collection{{Collection: kb.Collection{Name: "flk"}, Path: dir, Official: true}}})
	key := url.PathEscape("摆渡法")
	for _, path := range []string{"/law/摆渡法", "/law/摆渡法/history"} {
		shown := strings.Join(strings.Fields(words(page(t, h, path))), " ")
		at := 0
		for _, want := range []string{"2018-03-01", "未收录文本", "2011-03-01", "2001-03-01", "未收录文本"} {
			i := strings.Index(shown[at:], want)
			if i < 0 {
				t.Fatalf("%s has no %q behind the first %d bytes of\n%s", path, want, at, shown)
			}
			at += i + len(want)
		}
		if want := "据国家法律法规数据库 2018-09-01 起施行"; !strings.Contains(shown, want) {
			t.Errorf("%s has no %q:\n%s", path, want, shown)
		}
	}
	var texts wire.LawTexts
	call(t, h, request("/api/v1/laws/"+key+"/versions"), http.StatusOK, &texts)
	if u := texts.Unloaded; len(texts.Versions) != 1 || len(u) != 2 || u[1] != (wire.UnloadedText{Version: "2018-03-01",
		InForceFrom: "2018-09-01", Official: true}) {
		t.Errorf("%+v", texts)
	}
}
