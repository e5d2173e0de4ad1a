package corpus_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/corpus"
)

// Of a folder, the files are listed that are read: no hidden ones, no programs, no pictures, no links
// that lead out of it; archives as they are.
func TestFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "folder")
	for name, content := range map[string]string{"法律/灯火法.md": "# 灯火法\n", "a.zip": "PK\x03\x04", "b.tar.gz": "\x1f\x8b\x08",
		".git/config": "[core]", ".hidden.md": "x", "法律/~$灯火法.docx": "x", "tool.py": "print()",
		"p.png": "\x89PNG", "old.doc": "\xD0\xCF\x11\xE0",
		"empty.md": ""} {
		at := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(dir, "outside.md")
	if err := os.WriteFile(outside, []byte("# 法\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, "link.md")); err != nil {
		t.Skip("no links here")
	}
	files, err := corpus.Files(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		rel, err := filepath.Rel(folder, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	if want := []string{"a.zip", "b.tar.gz", "法律/灯火法.md"}; !slices.Equal(got, want) {
		t.Errorf("the files are %q, want %q", got, want)
	}
	if _, err := corpus.Files(context.Background(), filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there has files")
	}
}
