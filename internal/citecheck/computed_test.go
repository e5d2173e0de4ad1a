package citecheck_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

// A text that was made from an amendment and that no published one confirms accuses nobody, and
// a verdict by it says so.
func TestComputedText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"木筏法(2010-01-01).md": "# 木筏法\n\n2010年1月1日 虚构代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n第一条 木筏应当登记。\n\n" +
			"第二条 木筏不得在夜间载客，也不得在封冻期载客。\n\n第三条 本法自2010年2月1日起施行。\n",
		"木筏法修正案.md": "# 木筏法修正案\n\n2012年3月1日 虚构代表大会常务委员会第九次会议通过\n\n<!-- INFO END -->\n\n" +
			"一、将木筏法第一条修改为：“木筏应当登记、检验。”\n\n二、本修正案自2012年5月1日起施行。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	now := func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{dir}, Now: now})
	draft := "依照《木筏法》第一条处理。依照《木筏法》第九条处理。《木筏法》第二条规定：“木筏不得在夜间载客，可以在封冻期载客。”\n2020年3月1日"
	r, err := citecheck.Check(t.Context(), sources(base), reading.Citable(draft), statute.Today(now()))
	if err != nil || len(r.Findings) != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	for i, want := range []citecheck.Verdict{citecheck.Exists, citecheck.Unverifiable, citecheck.Unverifiable} {
		if f := r.Findings[i]; f.Verdict != want || f.Note == "" {
			t.Errorf("finding %d: %s %q", i+1, f.Verdict, f.Note)
		}
	}
}
