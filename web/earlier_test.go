package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// citingHarbours cite a law of 1998 of which only the text of 2015 is loaded: before that day another text, of which
// nobody knows the numbers.
var citingHarbours = map[string]string{
	"行政法规/靠泊条例.md": "# 靠泊条例\n\n1999年2月1日 国务院令第9021号公布\n\n1999年3月1日 施行\n\n<!-- INFO END -->\n\n第一条 靠泊依照《中华人民共和国港口法》第一条办理。\n",
	"行政法规/点灯条例.md": "# 点灯条例\n\n2016年2月1日 国务院令第9022号公布\n\n2016年3月1日 施行\n\n<!-- INFO END -->\n\n第一条 点灯依照《中华人民共和国港口法》第一条办理。\n",
	"法律/航道法.md": "# 中华人民共和国航道法\n\n2017年3月1日 第九届虚构代表大会常务委员会第七次会议通过\n\n2017年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 航道里的船舶适用《中华人民共和国港口法》第一条。\n",
}

// That numbers may have moved is said once above a list, of the whole list or of the lines that are marked in it, and
// only where an earlier text is cited that is not loaded.
func TestNumbersMayHaveMoved(t *testing.T) {
	t.Parallel()
	dir := writeDated(t, t.TempDir())
	for name, text := range citingHarbours {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	doc := page(t, h, "/law/港口法/1")
	for id, want := range map[string]struct {
		above string
		marks int
	}{
		"by-case":       {"以下引用的都是旧版本，条号可能已调整。", 0},
		"by-regulation": {"标有“旧版本”的，条号可能已调整。", 1},
		"by-law":        {"", 0},
	} {
		list := element(doc, "id", id)
		if list == nil {
			t.Errorf("nothing is listed as %s", id)
			continue
		}
		said := words(list)
		if n := strings.Count(said, "条号可能已调整"); n > 1 || n == 1 != (want.above != "") || !strings.Contains(said, want.above) {
			t.Errorf("%s says %d times that numbers may have moved: %s", id, n, said)
		}
		if at := strings.Index(said, "条号可能"); at > strings.Index(said, "港口法》第一条") {
			t.Errorf("%s says so behind what it lists: %s", id, said)
		}
		if n := strings.Count(strings.ReplaceAll(said, want.above, ""), "旧版本"); n != want.marks {
			t.Errorf("%s marks %d lines; want %d", id, n, want.marks)
		}
	}
	if body := text(t, get(t, h, "/law/仓库法/2")); strings.Contains(body, "条号可能") {
		t.Error("numbers may have moved in a law of which all texts are loaded")
	}
}
