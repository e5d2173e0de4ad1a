package holding

import (
	"context"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testkb"
)

// Laws and texts are counted by level and year, what is cited and not loaded by how often.
func TestRead(t *testing.T) {
	t.Parallel()
	base := testkb.New(t,
		testkb.Law(t, "", "灯火法", "灯火法\n（2010年5月1日第九届虚构代表大会通过）\n第一条 灯要亮，依照《渡口法》第二条和《集市法》第三条。\n第二条 依照《渡口法》第五条。\n"),
		testkb.Law(t, "", "灯火法", "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 灯要很亮。\n"))
	h, err := Read(context.Background(), base, citegraph.New(base))
	if err != nil {
		t.Fatal(err)
	}
	if h.Laws != 1 || h.Versions != 2 || h.Until != "2016-05-01" || h.Newest != "2016-05-01" ||
		len(h.Levels) != 1 || h.Levels[0].Newest != "2016-05-01" {
		t.Errorf("%+v", h)
	}
	level := h.Levels[0].Level
	if want := []kb.Held{{Level: level, Year: "2010", Laws: 1, Versions: 1, Newest: "2010-05-01"},
		{Level: level, Year: "2016", Laws: 1, Versions: 1, Newest: "2016-05-01"}}; !slices.Equal(h.Years, want) {
		t.Errorf("years %+v", h.Years)
	}
	if len(h.Missing) != 2 || h.Missing[0].Law != "渡口法" || h.Missing[0].Count != 2 || h.Missing[1].Count != 1 {
		t.Errorf("missing %+v", h.Missing)
	}
}

// Files are put together by the archive or the folder that they lie in.
func TestSources(t *testing.T) {
	t.Parallel()
	at := func(path string, newest string) kb.SourceDay {
		return kb.SourceDay{Path: path, Texts: 1, Newest: "", Ingested: newest + "T01:02:03Z"}
	}
	got := sourcesOf([]kb.SourceDay{at("/a/laws/刑法/1.md", "2026-01-01"), at("/a/laws/刑法/x/2.md", "2026-02-01"),
		at("/a/laws/民法/1.md", "2026-01-01"), at("/a/laws/w.whl!x/laws.db", "2026-01-01"),
		at("/a/laws/db.sqlite3", "2026-01-01"), at("/a/laws/b.zip!1.md", "2026-01-01"),
		at("/a/laws/b.zip!c/2.md", "2026-01-02"), at("内置:x/1.md", "2026-01-01"), at("汇编:y!1.md", "2026-01-01")})
	var names []string
	for _, s := range got {
		names = append(names, s.Path+" "+string(s.Ingested))
	}
	want := []string{"/a/laws/b.zip 2026-01-02", "/a/laws/刑法 2026-02-01", "/a/laws/db.sqlite3 2026-01-01", "/a/laws/w.whl 2026-01-01",
		"/a/laws/民法 2026-01-01", "内置:x 2026-01-01", "汇编:y 2026-01-01"}
	if !slices.Equal(names, want) {
		t.Errorf("%q; want %q", names, want)
	}
}
