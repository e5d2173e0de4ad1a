//go:build linux

package main

import (
	"net/url"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// The bounds of files: the time and memory of a whole code as a Word document by a command of its own,
// and the processor time of a hundred articles as JSON from a server.
const (
	wholeDocumentBound  = 1500 * time.Millisecond
	wholeDocumentMemory = 150 << 20 // bytes
	hundredBound        = 20 * time.Millisecond
)

// BenchmarkExporting hands real law out. It fails where even the fastest of its rounds takes longer
// than its bound. Run it with -benchtime 5x.
func BenchmarkExporting(b *testing.B) {
	data := realData(b)
	b.Run("document", func(b *testing.B) {
		bin, file := build(b), filepath.Join(b.TempDir(), "民法典.docx")
		best, most := time.Hour, int64(0)
		for b.Loop() {
			start := time.Now()
			cmd := exec.Command(bin, "export", "--data", data, "民法典", "--format", "docx", "--output", file)
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v\n%s", err, out)
			}
			best = min(best, time.Since(start))
			if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
				most = max(most, used.Maxrss<<10)
			}
		}
		b.ReportMetric(float64(best.Milliseconds()), "ms-fastest")
		b.ReportMetric(float64(most>>20), "MB-most")
		if best > wholeDocumentBound || most > wholeDocumentMemory {
			b.Errorf("%s and %d MB; want at most %s and %d MB", best, most>>20, wholeDocumentBound, wholeDocumentMemory>>20)
		}
	})
	h := served(b, data)
	for name, path := range map[string]string{"articles": "/law/" + url.PathEscape("民法典") + ".json?articles=1-100",
		"whole": "/law/" + url.PathEscape("民法典") + ".json"} {
		b.Run(name, func(b *testing.B) {
			bound := hundredBound
			if name == "whole" {
				bound = 10 * hundredBound
			}
			get(b, h, path)
			fastest(b, bound, func() func() { return func() { get(b, h, path) } })
		})
	}
}
