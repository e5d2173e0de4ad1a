package web_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// Names of laws in commentary are links without title marks too, and with what is cited of them they
// are one link.
func TestBareNames(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	if err := os.Mkdir(filepath.Join(dir, "解读"), 0o750); err != nil {
		t.Fatal(err)
	}
	const said = "车辆安全法修订答记者问\n\n2023年11月2日\n\n记者问：修改了什么？\n\n答：车辆安全法总结了多年的经验，便于大家掌握。车辆安全法第三条要求不打瞌睡，这与住宅法典的精神一致。\n"
	if err := os.WriteFile(filepath.Join(dir, "解读", "答问.txt"), []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	_, path, _ := strings.Cut(source(t, get(t, h, "/commentaries")), `<a href="/commentary/`)
	path, _, _ = strings.Cut(path, `"`)
	body, err := url.PathUnescape(source(t, get(t, h, "/commentary/"+path)))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`href="/law/车辆安全法">车辆安全法</a>`, `>车辆安全法第三条</a>`, `href="/law/住宅法典">住宅法典</a>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the commentary lacks %s:\n%s", want, body)
		}
	}
}
