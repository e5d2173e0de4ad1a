//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// BenchmarkCollection gets the real collection as a newcomer does, from a server that has it as an
// archive, up to the first answered search; then ten of its files change, and it is updated. It prints
// seconds, of the clock and of processors, and how many times that is what reading and parsing the same
// files takes in this run: the machine may be busy. On two idle cores the first should take at most 45
// seconds, the second 6.
func BenchmarkCollection(b *testing.B) {
	shared := testlaw.Shared(b, "laws")
	bin, laws := build(b), filepath.Join(b.TempDir(), "laws")
	if err := os.CopyFS(laws, os.DirFS(shared)); err != nil {
		b.Fatal(err)
	}
	start := processorTime(b)
	parseAll(b, laws)
	reads := processorTime(b) - start
	archive := archiveOf(b, laws)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(archive)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(archive))
	}))
	defer site.Close()
	data := filepath.Join(b.TempDir(), "data")
	var got, updated, unchanged spent
	for b.Loop() {
		if err := os.RemoveAll(data); err != nil {
			b.Fatal(err)
		}
		got = spends(b, bin, "get", "national", "--from", site.URL+"/laws.zip", "--data", data)
		got.add(spends(b, bin, "search", "小区能不能强制刷脸", "--data", data))
		b.StopTimer()
		unchanged = spends(b, bin, "update", "--data", data)
		changeTen(b, laws)
		archive = archiveOf(b, laws)
		b.StartTimer()
		updated = spends(b, bin, "update", "--data", data)
	}
	for name, s := range map[string]spent{"get": got, "update": updated, "unchanged": unchanged} {
		b.ReportMetric(s.clock.Seconds(), name+"-s")
		b.ReportMetric(s.processor.Seconds(), name+"-cpu-s")
		b.ReportMetric(s.processor.Seconds()/reads.Seconds(), name+"/parsing")
	}
}

// spent is what a command took.
type spent struct{ clock, processor time.Duration }

func (s *spent) add(o spent) { s.clock, s.processor = s.clock+o.clock, s.processor+o.processor }

// spends runs a command, which must succeed.
func spends(b *testing.B, bin string, args ...string) spent {
	b.Helper()
	cmd := exec.Command(bin, args...)
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return spent{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
}

// parseAll reads and parses all files of a folder.
func parseAll(b *testing.B, folder string) {
	b.Helper()
	ctx := context.Background()
	reader := &corpus.Reader{Words: reading.Words, Lists: true}
	laws := 0
	err := corpus.Walk(ctx, []string{folder}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil || f.Skipped != "" {
			return nil
		}
		_, _ = reader.Read(ctx, f, func(d *corpus.Document) error {
			laws += len(reading.ReadAll(d, reading.Named))
			return nil
		}, func(string, error) {}) // what cannot be read is no part of it
		return nil
	})
	if err != nil || laws < 1000 {
		b.Fatalf("%d laws, %v", laws, err)
	}
}

// archiveOf is a folder as an archive of a repository.
func archiveOf(b *testing.B, folder string) []byte {
	b.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	err := filepath.WalkDir(folder, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(folder, p)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: "Laws-HEAD/" + filepath.ToSlash(rel), Method: zip.Deflate,
			Modified: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)})
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	})
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
