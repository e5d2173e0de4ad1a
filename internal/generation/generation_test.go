package generation

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/wholefile"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// commit makes a generation with the given content.
func commit(t *testing.T, s *Store, content string) string {
	t.Helper()
	d, err := s.Begin(CopyAll)
	if err != nil {
		t.Fatal(err)
	}
	if err := wholefile.Write(d.KB(), []byte(content), 0o644); err != nil { // that of the base is not written
		t.Fatal(err)
	}
	if err := os.MkdirAll(d.Index(), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Index(), content+".zap"), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(Manifest{Parser: 7}); err != nil {
		t.Fatal(err)
	}
	return d.Name
}

func content(t *testing.T, s *Store) string {
	t.Helper()
	g, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(g.KB())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCommit(t *testing.T) {
	s := open(t)
	if _, err := s.Current(); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty folder: %v", err)
	}
	first := commit(t, s, "one")
	if got := content(t, s); got != "one" {
		t.Errorf("content %q", got)
	}
	second := commit(t, s, "two")
	g, err := s.Current()
	if err != nil || g.Name != second || g.Manifest.Parser != 7 {
		t.Errorf("current is %+v, %v; want %s", g, err, second)
	}
	// Segments of the base are linked, not copied.
	a, errA := os.Stat(filepath.Join(s.Dir(), first, "index", "one.zap"))
	b, errB := os.Stat(filepath.Join(g.Index(), "one.zap"))
	if errA != nil || errB != nil || !os.SameFile(a, b) {
		t.Errorf("the segment was copied: %v %v", errA, errB)
	}
	commit(t, s, "three")
	if _, err := os.Stat(filepath.Join(s.Dir(), first)); !os.IsNotExist(err) {
		t.Errorf("the generation two back is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), second)); err != nil {
		t.Errorf("the generation before is gone: %v", err)
	}
}

func TestDiscardAndLeftovers(t *testing.T) {
	s := open(t)
	commit(t, s, "one")
	d, err := s.Begin(CopyAll)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin(CopyAll); err == nil {
		t.Error("two drafts at once")
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	// What a killed ingest leaves is removed by the next.
	left := filepath.Join(s.Dir(), "gen-000009")
	if err := os.MkdirAll(left, 0o755); err != nil {
		t.Fatal(err)
	}
	commit(t, s, "two")
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("the unfinished generation is still there: %v", err)
	}
	if got := content(t, s); got != "two" {
		t.Errorf("content %q", got)
	}
}

func TestBroken(t *testing.T) {
	s := open(t)
	name := commit(t, s, "one")
	manifest, current := filepath.Join(s.Dir(), name, "manifest.json"), filepath.Join(s.Dir(), "CURRENT")
	good, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	write := func(path string, data []byte) {
		t.Helper()
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(manifest, []byte(`{"format": 99}`))
	if g, err := s.Current(); err == nil {
		t.Errorf("the manifest of a newer program is accepted: %+v", g)
	}
	write(manifest, good)
	// A CURRENT that names nothing is as good as lost; it never leads out of the folder.
	write(current, []byte("../../etc\n"))
	if g, err := s.Current(); err != nil || g.Name != name || filepath.Dir(g.Dir) != s.Dir() {
		t.Errorf("CURRENT names another folder: %+v, %v", g, err)
	}
}

// Judgments may be in it: nobody but the owner and the group looks into the data folder.
func TestFolderIsPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	name := commit(t, s, "one")
	for _, path := range []string{dir, filepath.Join(dir, name)} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o007 != 0 {
			t.Errorf("%s has the mode %s", path, info.Mode())
		}
	}
}
