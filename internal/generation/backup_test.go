package generation

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

func TestBackup(t *testing.T) {
	s := made(t, "one", "two")
	const note = "aliases.tsv"
	if err := os.WriteFile(filepath.Join(s.dir, note), []byte("a name\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := s.Backup(t.Context(), &file, note, "not there"); err != nil {
		t.Fatal(err)
	}
	accept := func(Manifest) error { return nil }
	other := made(t, "else")
	if err := os.WriteFile(filepath.Join(other.dir, note), []byte("another\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("not this one")
	if _, err := other.Restore(t.Context(), bytes.NewReader(file.Bytes()), func(Manifest) error { return refused },
		note); !errors.Is(err, refused) {
		t.Errorf("a backup that is refused: %v", err)
	}
	if _, err := other.Restore(t.Context(), bytes.NewReader(file.Bytes()), accept); err == nil {
		t.Error("a backup with a file that nobody asked for is restored")
	}
	if got, err := wholeContent(other.dir); err != nil || got != "else" {
		t.Errorf("after refusals the folder holds %q, %v", got, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := other.Restore(ended, bytes.NewReader(file.Bytes()), accept, note); !errors.Is(err, context.Canceled) {
		t.Errorf("restoring when nobody wants it any more: %v", err)
	}
	if _, err := s.Backup(ended, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("a backup that nobody wants any more: %v", err)
	}
	if got, err := wholeContent(other.dir); err != nil || got != "else" {
		t.Errorf("after an interrupted restore the folder holds %q, %v", got, err)
	}
	restored, err := other.Restore(t.Context(), bytes.NewReader(file.Bytes()), accept, note)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(other.dir); err != nil || got != "two" {
		t.Errorf("after restoring the folder holds %q, %v", got, err)
	}
	for name, want := range map[string]string{note: "a name\n", note + ".before-" + restored.Name: "another\n"} {
		if data, err := os.ReadFile(filepath.Join(other.dir, name)); err != nil || string(data) != want {
			t.Errorf("%s is %q, %v", name, data, err)
		}
	}
	if _, err := other.Rollback(""); err != nil {
		t.Error(err)
	}

	// A backup with a byte changed or cut short is refused, and nothing changes; where
	// the change does not matter, all of it is restored.
	rng := rand.New(rand.NewPCG(5, 5))
	refusals := 0
	for i := range 200 {
		bad := bytes.Clone(file.Bytes())
		if i%4 == 0 {
			bad = bad[:rng.IntN(len(bad))]
		} else {
			bad[rng.IntN(len(bad))] ^= byte(1 + rng.IntN(255))
		}
		before, err := wholeContent(other.dir)
		if err != nil {
			t.Fatal(err)
		}
		_, err = other.Restore(t.Context(), bytes.NewReader(bad), accept, note)
		after, wholeErr := wholeContent(other.dir)
		switch {
		case wholeErr != nil:
			t.Fatal(wholeErr)
		case err != nil && after != before:
			t.Fatalf("a refused backup changed %q to %q", before, after)
		case err == nil && after != "two":
			t.Fatalf("a damaged backup gave %q", after)
		case err != nil:
			refusals++
		}
	}
	if refusals < 180 {
		t.Errorf("only %d of 200 damaged backups were refused", refusals)
	}
	t.Logf("faults: 200 damaged backups, %d refused, the others restored whole", refusals)
}

// A backup goes on where what it is made of is replaced, twice, after it has begun.
func TestBackupOfWhatIsReplaced(t *testing.T) {
	s := made(t, "one")
	d, err := s.Begin(CopyAll)
	if err != nil {
		t.Fatal(err)
	}
	long := make([]byte, 4<<20) // the first file, of which a part is written before the others are opened
	rand.NewChaCha8([32]byte{}).Read(long)
	if err := os.WriteFile(filepath.Join(d.Index(), "a"), long, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(Manifest{}); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	out := &firstWrite{to: &file, do: func() error { return errors.Join(commitOn(t, s, "two"), commitOn(t, s, "three")) }}
	if _, err := s.Backup(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "three" {
		t.Errorf("meanwhile the folder came to hold %q, %v", got, err)
	}
	back := made(t)
	if _, err := back.Restore(t.Context(), &file, func(Manifest) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(back.dir); err != nil || got != "one" {
		t.Errorf("the backup holds %q, %v", got, err)
	}
}

// firstWrite does something when it is first written to.
type firstWrite struct {
	to io.Writer
	do func() error
}

func (w *firstWrite) Write(b []byte) (int, error) {
	if do := w.do; do != nil {
		w.do = nil
		if err := do(); err != nil {
			return 0, err
		}
	}
	return w.to.Write(b)
}
