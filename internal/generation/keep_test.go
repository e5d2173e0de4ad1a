package generation

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// made is a data folder in which the contents were committed one after the other.
func made(t *testing.T, contents ...string) *Store {
	t.Helper()
	s, err := OpenStore(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range contents {
		if err := commitOn(t, s, c); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func names(t *testing.T, s *Store) (list []string) {
	t.Helper()
	all, err := s.Generations()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range all {
		list = append(list, g.Name)
	}
	return list
}

// What somebody reads stays, however many generations come; when it is let go, it
// goes.
func TestHold(t *testing.T) {
	s := made(t, "one")
	g, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	release, err := g.Hold()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"two", "three", "four"} {
		if err := commitOn(t, s, c); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(g.KB()); err != nil || string(data) != "one" {
		t.Fatalf("the generation that is held has %q, %v", data, err)
	}
	if got := names(t, s); len(got) != 3 || got[2] != "gen-000001" {
		t.Errorf("the folder has %v", got)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveOld(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, s); len(got) != 2 || got[1] != "gen-000003" {
		t.Errorf("the folder has %v", got)
	}
	if _, err := g.Hold(); !errors.Is(err, ErrReplaced) {
		t.Errorf("holding what is gone: %v", err)
	}
}

// Whoever looks for the current generation while it is switched finds one or the
// other.
func TestSwitchIsOneStep(t *testing.T) {
	s := made(t, "one", "two")
	done := make(chan struct{})
	var wg sync.WaitGroup
	looked := 0
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			looked++
			if name, err := s.NameInCurrent(); err != nil || name != "gen-000001" && name != "gen-000002" {
				t.Errorf("while it was switched, CURRENT named %q, %v", name, err)
				return
			}
		}
	})
	for i := range 300 {
		if err := s.use([]string{"gen-000001", "gen-000002"}[i%2]); err != nil {
			t.Error(err)
		}
	}
	close(done)
	wg.Wait()
	if looked < 300 {
		t.Errorf("looked only %d times", looked)
	}
}

func TestRollback(t *testing.T) {
	s := made(t, "one")
	var none *NoEarlierError
	if _, err := s.Rollback(""); !errors.As(err, &none) {
		t.Errorf("with nothing before: %v", err)
	}
	for _, c := range []string{"two", "three"} {
		if err := commitOn(t, s, c); err != nil {
			t.Fatal(err)
		}
	}
	back := func(to, want string) {
		t.Helper()
		if _, err := s.Rollback(to); err != nil {
			t.Fatal(err)
		}
		if got, err := wholeContent(s.dir); err != nil || got != want {
			t.Errorf("after going to %q the folder holds %q, %v", to, got, err)
		}
	}
	back("", "two")
	if err := s.RemoveOld(); err != nil {
		t.Fatal(err)
	}
	back("gen-000003", "three")
	back("", "two")
	// The next ingest starts from what is in use, and takes a number that was never used.
	if err := commitOn(t, s, "four"); err != nil {
		t.Fatal(err)
	}
	if got := names(t, s); len(got) != 2 || got[0] != "gen-000004" || got[1] != "gen-000002" {
		t.Errorf("the folder has %v", got)
	}
	// A damaged generation is not gone back to.
	if err := os.WriteFile(filepath.Join(s.dir, "gen-000002", "kb.sqlite"), []byte("twx"), 0o644); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if _, err := s.Rollback(""); !errors.As(err, &damaged) {
		t.Errorf("going back to a damaged generation: %v", err)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "four" {
		t.Errorf("the folder holds %q, %v", got, err)
	}
}

// Damage must not be handed on with new checksums.
func TestDamageIsNotInherited(t *testing.T) {
	s := made(t, "one")
	g, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.Index(), "store", "one.zap"), []byte("onx"), 0o644); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if _, err := s.Begin(CopyAll); !errors.As(err, &damaged) || damaged.Files[0] != "index/store/one.zap" {
		t.Errorf("a draft of a damaged generation: %v", err)
	}
	// The index is not needed where it is built anew.
	d, err := s.Begin(CopyKB)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	// A segment that is damaged after it was linked is seen at the end.
	s = made(t, "one")
	if d, err = s.Begin(CopyAll); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Index(), "store", "one.zap"), []byte("onx"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(Manifest{}); !errors.As(err, &damaged) {
		t.Errorf("committing a damaged segment: %v", err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
}

// A lost CURRENT is no loss: the newest whole generation is the current one.
func TestLostCurrent(t *testing.T) {
	s := made(t, "one", "two")
	if err := os.Remove(filepath.Join(s.dir, currentFile)); err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "two" {
		t.Errorf("without CURRENT the folder holds %q, %v", got, err)
	}
	if st, err := s.State(); err != nil || !st.Lost || len(st.Unfinished) > 0 {
		t.Errorf("state %+v, %v", st, err)
	}
	if err := commitOn(t, s, "three"); err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "three" {
		t.Errorf("then the folder holds %q, %v", got, err)
	}
}

// However damaged a folder is, nothing that was complete is removed from it before
// something whole takes its place.
func TestNothingIsLost(t *testing.T) {
	s := made(t, "one", "two")
	var backup bytes.Buffer
	if _, err := s.Backup(t.Context(), &backup); err != nil {
		t.Fatal(err)
	}
	for _, g := range []string{"gen-000001", "gen-000002"} {
		if err := os.WriteFile(filepath.Join(s.dir, g, "kb.sqlite"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, spoil := range []func() error{
		func() error { return nil },
		func() error { return os.Remove(filepath.Join(s.dir, currentFile)) },
		func() error { return os.WriteFile(filepath.Join(s.dir, currentFile), []byte("garbage"), 0o600) },
		func() error {
			return os.WriteFile(filepath.Join(s.dir, "gen-000002", manifestFile), []byte("{}"), 0o600)
		},
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		if _, err := s.Begin(CopyKB); !errors.As(err, &damaged) {
			t.Errorf("a draft of damaged data: %v", err)
		}
		if err := errors.Join(s.RemoveOld(), s.RemoveUnfinished()); err != nil {
			t.Error(err)
		}
		if got := names(t, s); len(got) != 2 {
			t.Fatalf("the folder has %v", got)
		}
	}
	// Such a folder can be repaired from a backup.
	if _, err := s.Restore(t.Context(), &backup, func(Manifest) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "two" {
		t.Errorf("after restoring the folder holds %q, %v", got, err)
	}
}

// A file that cannot be read, on a bad sector for instance, is a damaged one.
func TestUnreadableIsDamaged(t *testing.T) {
	s := made(t, "one", "two")
	path := filepath.Join(s.dir, "gen-000002", "kb.sqlite")
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o750)); err != nil {
		t.Fatal(err)
	}
	g, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if err := g.Verify(nil); !errors.As(err, &damaged) {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

// From what was made of an older generation one goes back to that, not to the one that
// was given up; and a draft that fails costs nothing.
func TestRollbackAfterRollback(t *testing.T) {
	s := made(t, "good", "bad")
	given, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	release, err := given.Hold() // a server that still reads it
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Rollback(""); err != nil {
		t.Fatal(err)
	}
	d, err := s.Begin(CopyAll)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(t.Context(), bytes.NewReader([]byte("no backup")), func(Manifest) error { return nil }); err == nil {
		t.Error("no backup was restored")
	}
	if got := names(t, s); len(got) != 2 {
		t.Errorf("after failures the folder has %v", got)
	}
	if err := commitOn(t, s, "next"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // while the given up one is held, and after
		if before, err := s.Previous(); err != nil || before.Name != "gen-000001" {
			t.Errorf("the generation before is %+v, %v", before, err)
		}
		if err := errors.Join(release(), s.RemoveOld()); err != nil {
			t.Fatal(err)
		}
		release = func() error { return nil }
	}
	if got := names(t, s); len(got) != 2 || got[0] != "gen-000003" || got[1] != "gen-000001" {
		t.Errorf("the folder has %v", got)
	}
}

// A manifest that is not as it was written is refused, whatever was changed.
func TestDamagedManifest(t *testing.T) {
	s := made(t, "one")
	d, err := s.Begin(CopyAll)
	if err != nil {
		t.Fatal(err)
	}
	full := Manifest{Parser: 1, CaseParser: 2, Reader: 3, Citation: 4, Dictionary: 5, Index: 6, Schema: 7, Ranking: "2-abc",
		KeepNames: true, Aliases: "def",
		Created: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), Counts: map[string]int{"laws": 8}}
	if err := d.Commit(full); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.dir, d.Name, manifestFile)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		g, err := s.Current()
		if err == nil {
			t.Fatalf("byte %d of the manifest was %q and is %q: accepted as %+v", i, good[i], bad[i], g.Manifest)
		}
	}
}
