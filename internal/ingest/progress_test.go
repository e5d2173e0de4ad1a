package ingest_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// heard is how far the stage of reading came.
type heard struct {
	total, done int64
	reading     bool
}

func (h *heard) Start(stage string, total int64) {
	if h.reading = stage == "读取"; h.reading {
		h.total = total
	}
}

func (h *heard) Add(n int64) {
	if h.reading {
		h.done += n
	}
}

func (h *heard) Done() {}

// Progress over archives is told in bytes of what they hold, and ends where it is said to end.
func TestProgressOfArchives(t *testing.T) {
	t.Parallel()
	text := "灯火法\n（2010年3月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n" + strings.Repeat("灯要很亮。", 2000) + "\n"
	var zipped, tarred bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("法/灯火法.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	g := gzip.NewWriter(&tarred)
	archive := tar.NewWriter(g)
	if err := archive.WriteHeader(&tar.Header{Name: "法/灯火法.txt", Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"laws.txt": []byte(text), "laws.zip": zipped.Bytes(), "laws.tar.gz": tarred.Bytes()} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		h := &heard{}
		if _, err := ingest.Run(context.Background(), ingest.Options{Store: newStore(t), Paths: []string{path}, Progress: h}); err != nil {
			t.Fatal(err)
		}
		if h.done != int64(len(text)) || h.total < h.done || h.total > h.done+3<<10 { // tar has heads and a tail
			t.Errorf("%s: %d of %d bytes; want %d", name, h.done, h.total, len(text))
		}
	}
}
