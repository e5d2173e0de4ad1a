package ingest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testlaw"
)

const (
	tower2020 = "# 中华人民共和国灯塔法\n\n2020年1月2日 第九届虚构代表大会常务委员会第一次会议通过\n\n2020年3月1日 施行\n\n<!-- INFO END -->\n\n第一条 灯塔应当点灯。\n"
	tower2022 = "# 中华人民共和国灯塔法\n\n2020年1月2日 第九届虚构代表大会常务委员会第一次会议通过\n\n2022年1月2日 第九届虚构代表大会常务委员会第八次会议修订\n\n" +
		"2022年3月1日 施行\n\n<!-- INFO END -->\n\n第一条 灯塔应当整夜点灯。\n"
)

// Files that are ingested and taken out are in the change log too; a reader of any generation is told what
// came after it, and from a day on.
func TestChangesSince(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store, dir := newStore(t), testlaw.Write(t, t.TempDir())
	clock := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	now := func() time.Time { return clock }
	add := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if text != "" {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: []string{dir}, Now: now}); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(24 * time.Hour)
	}
	add("", "")                  // gen-000001
	add("灯塔法2020.md", tower2020) // gen-000002
	add("灯塔法2022.md", tower2022) // gen-000003
	if _, err := ingest.Remove(ctx, ingest.Options{Store: store, Now: now}, "灯塔法"); err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil || g.Name != "gen-000004" {
		t.Fatalf("the generation is %v, %v", g, err)
	}
	base := openBase(t, store)
	kinds := func(runs []kb.ChangeRun) (all []kb.ChangeKind) {
		for _, r := range runs {
			for _, c := range r.Changes {
				if c.Law != "灯塔法" {
					t.Errorf("a law that did not change: %+v", c)
				}
				all = append(all, c.Kind)
			}
		}
		return all
	}
	for name, want := range map[string][]kb.ChangeKind{"gen-000001": {kb.LawAdded, kb.LawAmended, kb.LawRemoved},
		"gen-000002": {kb.LawAmended, kb.LawRemoved}, "gen-000003": {kb.LawRemoved}, "gen-000004": nil} {
		runs, err := base.ChangesAfter(ctx, name)
		if got := kinds(runs); err != nil || len(got) != len(want) || len(want) > 0 && got[0] != want[0] {
			t.Errorf("after %s: %v, %v; want %v", name, got, err, want)
		}
	}
	if _, err := base.ChangesAfter(ctx, "gen-000077"); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("after a generation that nobody knows: %v", err)
	}
	runs, complete, err := base.ChangesFrom(ctx, "2026-03-06")
	if got := kinds(runs); err != nil || !complete || len(got) != 2 || got[0] != kb.LawAmended {
		t.Errorf("from a day on: %v, %t, %v", got, complete, err)
	}
	// The log of an older program began when nobody noted it.
	execute(t, g.KB(), "DELETE FROM meta WHERE key IN ('generation gen-000001', 'generation gen-000002')")
	if _, complete, err = openBase(t, store).ChangesFrom(ctx, "2026-03-01"); err != nil || complete {
		t.Errorf("before the log began: complete %t, %v", complete, err)
	}
}
