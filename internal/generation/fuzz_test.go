package generation

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode"
)

// FuzzCurrent: whatever stands in CURRENT and in a manifest, the generation in use is
// a folder of the store, or there is an error in the user's words.
func FuzzCurrent(f *testing.F) {
	f.Add([]byte("gen-000001\n"), []byte(`{"format": 1, "created": "2026-01-02T03:04:05Z", "counts": {"law": 3}}`))
	f.Add([]byte("gen--00001"), []byte(`{"format": 1}`))
	f.Add([]byte("gen-000001/../../etc"), []byte("null"))
	f.Add([]byte("\x00"), []byte(`{"counts": {"a": 1e99}}`))
	s, err := OpenStore(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	form := regexp.MustCompile(`^gen-\d{6,}$`)
	f.Fuzz(func(t *testing.T, current, manifest []byte) {
		if err := os.WriteFile(filepath.Join(s.dir, currentFile), current, 0o644); err != nil {
			t.Fatal(err)
		}
		// The folder is there whatever its name, so that only the name is judged.
		name, err := s.CurrentName()
		if err == nil {
			if !form.MatchString(name) {
				t.Fatalf("CURRENT names %q", name)
			}
			if err := os.MkdirAll(filepath.Join(s.dir, name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(s.dir, name, manifestFile), manifest, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		g, err := s.Current()
		switch {
		case err == nil && filepath.Dir(g.Dir) != s.dir:
			t.Fatalf("the generation in use is %s", g.Dir)
		case err == nil && (g.Manifest.Format < 1 || g.Manifest.Format > FormatVersion):
			t.Fatalf("format %d is accepted", g.Manifest.Format)
		case err != nil && !errors.Is(err, ErrEmpty) && !hasHan(err.Error()):
			t.Fatalf("an error that the user cannot read: %v", err)
		}
		if name != "" {
			if err := os.RemoveAll(filepath.Join(s.dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// A negative number is no name of a generation.
func TestNumber(t *testing.T) {
	for name, want := range map[string]int{"gen-000012": 12, "gen--00001": 0, "gen-12": 0, "gen-000000": 0, "gen-1000000": 1000000,
		"gen-000012 ": 0, "": 0} {
		if got := number(name); got != want {
			t.Errorf("%q is number %d, want %d", name, got, want)
		}
	}
}

// quickDisk does not wait for the disk.
type quickDisk struct{}

func (quickDisk) Sync(string) error { return nil }

func (quickDisk) Replace(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }

// FuzzRestore: whatever a backup holds, it is refused in the user's words and nothing
// changes, or all of it is restored.
func FuzzRestore(f *testing.F) {
	s, err := OpenStoreOn(filepath.Join(f.TempDir(), "data"), quickDisk{})
	if err != nil {
		f.Fatal(err)
	}
	d, err := s.Begin(CopyNothing)
	if err != nil {
		f.Fatal(err)
	}
	if err := os.WriteFile(d.KB(), []byte("one"), 0o600); err != nil {
		f.Fatal(err)
	}
	if err := d.Commit(Manifest{}); err != nil {
		f.Fatal(err)
	}
	var backup bytes.Buffer
	if _, err := s.Backup(f.Context(), &backup); err != nil {
		f.Fatal(err)
	}
	f.Add(backup.Bytes())
	f.Add(backup.Bytes()[:backup.Len()/2])
	f.Add([]byte("\x28\xb5\x2f\xfd"))
	f.Add([]byte("no backup"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := s.Restore(t.Context(), bytes.NewReader(data), func(Manifest) error { return nil }, "aliases.tsv")
		if err != nil && !hasHan(err.Error()) {
			t.Fatalf("an error that the user cannot read: %v", err)
		}
		g, err := s.Current()
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Verify(nil); err != nil {
			t.Fatal(err)
		}
	})
}
