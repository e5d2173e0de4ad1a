package ingest_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// BenchmarkChanged ingests the national collection, changes ten of its files and
// ingests it again. It prints how long the second took beside the first.
func BenchmarkChanged(b *testing.B) {
	dir := copyLaws(b)
	store, err := generation.OpenStore(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	run(b, store, dir)
	whole := time.Since(start)
	rng := rand.New(rand.NewPCG(7, 7))
	b.ResetTimer()
	for b.Loop() {
		b.StopTimer()
		changeFiles(b, rng, dir, 10)
		b.StartTimer()
		r := run(b, store, dir)
		if r.Sources-r.Unchanged != 10 {
			b.Fatalf("%d files were read again; want 10", r.Sources-r.Unchanged)
		}
	}
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(each.Seconds(), "s/10-changed")
	b.ReportMetric(whole.Seconds()/each.Seconds(), "times-faster-than-all")
}

// copyLaws copies the national collection into a folder that may be changed.
func copyLaws(t testing.TB) string {
	t.Helper()
	shared := testlaw.Shared(t, "laws")
	dir := filepath.Join(t.TempDir(), "laws")
	if err := os.CopyFS(dir, os.DirFS(shared)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// changeFiles adds a line to so many files of laws, drawn at random.
func changeFiles(t testing.TB, rng *rand.Rand, dir string, n int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	rng.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if !strings.Contains(text, "第二条") || strings.Contains(f, "案例") {
			continue
		}
		// A new sentence in an article changes its text, its words and nothing else.
		text = strings.Replace(text, "第二条", "第二条 增加的一句话应当被检索到。", 1)
		if err := os.WriteFile(f, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if n--; n == 0 {
			return
		}
	}
	t.Fatal("there are not enough laws")
}
