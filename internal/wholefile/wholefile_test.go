package wholefile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWholeOrNot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	holds := func(want string) {
		t.Helper()
		got, err := os.ReadFile(path)
		entries, dirErr := os.ReadDir(dir)
		if err != nil || dirErr != nil || string(got) != want || len(entries) != 1 {
			t.Errorf("the file holds %q among %d, want %q alone (%v, %v)", got, len(entries), want, err, dirErr)
		}
	}
	if err := Write(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	holds("one")
	f, err := Create(path, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("half"); err != nil {
		t.Fatal(err)
	}
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
	holds("one")
	if err := Write(path, []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	holds("two")
	if err := Write(filepath.Join(dir, "none", "file"), nil, 0o600); err == nil {
		t.Error("a file is written into a folder that is not there")
	}
}
