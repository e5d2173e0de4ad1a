package wholefile

import (
	"errors"
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

// A link is the file itself, a copy has what it has; neither stands where the file is not there.
func TestLinkAndCopy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, linked, copied := filepath.Join(dir, "from"), filepath.Join(dir, "linked"), filepath.Join(dir, "copied")
	if err := os.WriteFile(from, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(Link(from, linked), Copy(from, copied)); err != nil {
		t.Fatal(err)
	}
	a, errA := os.Stat(from)
	b, errB := os.Stat(linked)
	c, errC := os.Stat(copied)
	if err := errors.Join(errA, errB, errC); err != nil || !os.SameFile(a, b) || os.SameFile(a, c) {
		t.Errorf("the link is the file: %t, the copy is it: %t (%v)", os.SameFile(a, b), os.SameFile(a, c), err)
	}
	if got, err := os.ReadFile(copied); err != nil || string(got) != "text" {
		t.Errorf("the copy has %q, %v", got, err)
	}
	if Link(filepath.Join(dir, "none"), filepath.Join(dir, "new")) == nil {
		t.Error("a file that is not there is linked")
	}
}
