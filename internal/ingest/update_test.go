package ingest_test

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// difference is the first line that two texts do not share, "" for equal ones.
func difference(a, b string) string {
	x, y := strings.SplitAfter(a, "\n"), strings.SplitAfter(b, "\n")
	for i := range max(len(x), len(y)) {
		switch {
		case i >= len(x):
			return "only in the second: " + y[i]
		case i >= len(y):
			return "only in the first: " + x[i]
		case x[i] != y[i]:
			return x[i] + y[i]
		}
	}
	return ""
}

// However files came, changed and went, what is stored is what an ingest of the files
// as they are now gives.
func TestUpdatesEqualFreshIngest(t *testing.T) {
	t.Parallel()
	seeds := uint64(6)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 11))
		store := newStore(t)
		dir := testlaw.Write(t, t.TempDir())
		faq := filepath.Join(dir, "faq.jsonl")
		if err := os.WriteFile(faq, []byte(`{"qid":"1","query":"开车打瞌睡怎么罚？","gold":[["车辆安全法/3"]]}`+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		run(t, store, dir)
		aside := map[string][]byte{} // files that are taken away
		for range 5 {
			for range 1 + rng.IntN(3) {
				change(t, rng, dir, aside)
			}
			run(t, store, dir)
			for path := range aside {
				_, err := ingest.Remove(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }}, path)
				if err != nil && !strings.Contains(err.Error(), "没有收录") {
					t.Fatal(err)
				}
			}
		}
		consistent(t, store)
		fresh := newStore(t)
		run(t, fresh, dir)
		if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
			t.Fatalf("seed %d: the updated generation is not the fresh one:\n%s", seed, d)
		}
	}
}

// change alters a file, takes one away or brings one back.
func change(t *testing.T, rng *rand.Rand, dir string, aside map[string][]byte) {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range aside {
		if rng.IntN(2) == 0 {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			delete(aside, path)
			return
		}
	}
	path := files[rng.IntN(len(files))]
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if rng.IntN(3) == 0 && len(files) > 5 {
		aside[path] = data
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		return
	}
	lines := strings.Split(string(data), "\n")
	at := len(lines) / 2
	if filepath.Ext(path) == ".md" {
		lines[at] += "本条增加一句，依照《中华人民共和国车辆安全法》第二条办理。"
	} else {
		lines[0] = strings.Replace(lines[0], "？", "？？", 1)
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
