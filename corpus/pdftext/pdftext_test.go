package pdftext

import (
	"os"
	"path/filepath"
	"testing"
)

// Compiled code that was damaged on the disk is not used, and is made again: by the next
// process, as this one may have come upon a full disk.
func TestDamagedCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium three times")
	}
	dir := filepath.Join(t.TempDir(), "pdfium")
	files := func() []string {
		found, err := filepath.Glob(filepath.Join(dir, "*", "*")) // a folder for each version of the compiler
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	begin := func() {
		pool, err := startIn(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := pool.Close(); err != nil {
			t.Fatal(err)
		}
	}
	begin()
	kept := files()
	if len(kept) == 0 {
		t.Fatal("no compiled code is kept")
	}
	for _, f := range kept {
		code, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code[len(code)/2] ^= 1
		if err := os.WriteFile(f, code, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	begin()
	if left := files(); len(left) != 0 {
		t.Errorf("%d damaged files are left", len(left))
	}
	begin()
	if again := files(); len(again) != len(kept) {
		t.Errorf("%d files are kept again; want %d", len(again), len(kept))
	}
}
