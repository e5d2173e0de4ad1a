package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// testUpdate changes ten files of the real collection, which updated was ingested from, and
// ingests it again: what the data folder holds then is what an ingest from scratch gives,
// byte for byte.
func testUpdate(t *testing.T, bin, updated, laws, seeds string) {
	fresh := filepath.Join(t.TempDir(), "fresh")
	timed := func(data string) time.Duration {
		t.Helper()
		start := time.Now()
		if out, err := exec.Command(bin, "ingest", "--data", data, laws, seeds).CombinedOutput(); err != nil {
			t.Fatalf("ingest: %v\n%s", err, out)
		}
		return time.Since(start)
	}
	changeTen(t, laws)
	again, whole := timed(updated), timed(fresh)
	t.Logf("ten changed files: %.1f s; all from scratch %.1f s, %.1f times as long", again.Seconds(), whole.Seconds(),
		whole.Seconds()/again.Seconds())
	var dumps [2][]byte
	for i, data := range []string{updated, fresh} {
		var err error
		if dumps[i], err = exec.Command(bin, "dump", "--data", data).Output(); err != nil {
			t.Fatal(err)
		}
	}
	if len(dumps[0]) < 50<<20 {
		t.Errorf("a dump has %d bytes", len(dumps[0]))
	}
	if !bytes.Equal(dumps[0], dumps[1]) {
		a, b := bytes.SplitAfter(dumps[0], []byte("\n")), bytes.SplitAfter(dumps[1], []byte("\n"))
		for i := range min(len(a), len(b)) {
			if !bytes.Equal(a[i], b[i]) {
				t.Fatalf("line %d differs:\n%.400s\n%.400s", i+1, a[i], b[i])
			}
		}
		t.Fatalf("one dump has %d lines, the other %d", len(a), len(b))
	}
}

// changeTen gives ten laws, drawn at random, another second article, with a citation in
// it.
func changeTen(t testing.TB, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(10, 1585))
	rng.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	changed := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "第二条", "第二条 增加的一句话依照民法典第一千零三十六条办理。", 1)
		if text == string(data) || strings.Contains(f, "案例") {
			continue
		}
		if err := os.WriteFile(f, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if changed++; changed == 10 {
			return
		}
	}
	t.Fatalf("only %d laws could be changed", changed)
}
