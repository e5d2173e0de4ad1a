package generation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/wholefile"
)

var errPower = errors.New("the power is gone")

// cutDisk knows what of a folder would be there after a power cut: what was synced,
// and no more. It cuts the power at a step.
type cutDisk struct {
	t       *testing.T
	left    int                          // steps until the cut
	entries map[string]map[string]bool   // of each folder, as synced: name to whether it is a folder
	content map[string][]byte            // of each file, as synced
	renamed map[string]map[string][]byte // folder to files that were replaced since it was synced
}

func newCutDisk(t *testing.T, root string, left int) *cutDisk {
	d := &cutDisk{t: t, left: 1 << 30, entries: map[string]map[string]bool{}, content: map[string][]byte{},
		renamed: map[string]map[string][]byte{}}
	err := filepath.WalkDir(root, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return d.Sync(p)
	})
	if err != nil {
		t.Fatal(err)
	}
	d.left = left
	return d
}

func (d *cutDisk) step() error {
	if d.left--; d.left < 0 {
		return errPower
	}
	return nil
}

func (d *cutDisk) Sync(path string) error {
	if err := d.step(); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		d.content[path], err = os.ReadFile(path)
		return err
	}
	list, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	names := map[string]bool{}
	for _, e := range list {
		names[e.Name()] = e.IsDir()
	}
	d.entries[path] = names
	for file, data := range d.renamed[path] {
		d.content[file] = data
	}
	delete(d.renamed, path)
	return nil
}

func (d *cutDisk) Replace(path string, data []byte) error {
	if err := d.step(); err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if d.renamed[dir] == nil {
		d.renamed[dir] = map[string][]byte{}
	}
	d.renamed[dir][path] = data
	return SystemDisk{}.Replace(path, data)
}

// after writes what is left of a folder after the cut. What was renamed and whose
// folder was not synced may be there or not.
func (d *cutDisk) after(from, to string, renamed bool) {
	d.t.Helper()
	if err := os.MkdirAll(to, 0o755); err != nil {
		d.t.Fatal(err)
	}
	for name, folder := range d.entries[from] {
		if folder {
			d.after(filepath.Join(from, name), filepath.Join(to, name), renamed)
			continue
		}
		// A file whose name survived and whose content did not is there and empty.
		if err := os.WriteFile(filepath.Join(to, name), d.content[filepath.Join(from, name)], 0o644); err != nil {
			d.t.Fatal(err)
		}
	}
	if !renamed {
		return
	}
	for path, data := range d.renamed[from] {
		if err := os.WriteFile(filepath.Join(to, filepath.Base(path)), data, 0o644); err != nil {
			d.t.Fatal(err)
		}
	}
}

// commitOn makes a generation with a content and says whether it succeeded.
func commitOn(t *testing.T, s *Store, content string) error {
	t.Helper()
	d, err := s.Begin(CopyAll)
	if err != nil {
		return err
	}
	for _, f := range []string{d.KB(), filepath.Join(d.Index(), "store", content+".zap"), filepath.Join(d.Ranking(), "postings")} {
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := wholefile.Write(f, []byte(content), 0o644); err != nil { // those of the base are not written
			t.Fatal(err)
		}
	}
	if err := d.Commit(Manifest{}); err != nil {
		return errors.Join(err, d.Discard())
	}
	return nil
}

// Wherever the power goes while a generation is committed, the next start finds the
// one before or the new one, whole.
func TestPowerCut(t *testing.T) {
	cuts := 0
	for cut := 0; ; cut++ {
		root := filepath.Join(t.TempDir(), "data")
		s, err := OpenStore(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []string{"one", "two"} {
			if err := commitOn(t, s, c); err != nil {
				t.Fatal(err)
			}
		}
		disk := newCutDisk(t, root, cut)
		if s, err = OpenStoreOn(root, disk); err != nil {
			t.Fatal(err)
		}
		failed := commitOn(t, s, "three")
		for _, renamed := range []bool{false, true} {
			left := filepath.Join(t.TempDir(), "data")
			disk.after(root, left, renamed)
			got, err := wholeContent(left)
			switch {
			case err != nil:
				t.Errorf("cut at step %d, renamed %t: %v", cut, renamed, err)
			case failed == nil && got != "three":
				t.Errorf("the commit succeeded, and after a power cut %q is there", got)
			case got != "two" && got != "three":
				t.Errorf("cut at step %d: %q is there", cut, got)
			}
			cuts++
		}
		// Without a cut, the process that saw the error goes on with what is there.
		if got, err := wholeContent(root); err != nil || got != "two" && got != "three" {
			t.Errorf("cut at step %d: the process goes on with %q, %v", cut, got, err)
		}
		if failed == nil {
			break
		}
		if cut > 100 {
			t.Fatal("the commit never succeeds")
		}
	}
	t.Logf("faults: %d power cuts", cuts)
}

// wholeContent is what the current generation of a folder holds.
func wholeContent(root string) (string, error) {
	s, err := OpenStore(root)
	if err != nil {
		return "", err
	}
	g, err := s.Current()
	if err != nil {
		return "", err
	}
	if err := g.Verify(nil); err != nil {
		return "", err
	}
	data, err := os.ReadFile(g.KB())
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(g.Index(), "store", string(data)+".zap")); err != nil {
		return "", fmt.Errorf("knowledge base and index are of two generations: %w", err)
	}
	return string(data), nil
}

// A disk that refuses to sync makes the commit fail, and nothing else.
func TestSyncErrors(t *testing.T) {
	s, err := OpenStore(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	if err := commitOn(t, s, "one"); err != nil {
		t.Fatal(err)
	}
	n := 0
	for ; ; n++ {
		bad := &Store{dir: s.dir, disk: &refusingDisk{at: n}}
		if err := commitOn(t, bad, "two"); err == nil {
			break
		} else if !errors.Is(err, fs.ErrInvalid) {
			t.Fatalf("sync %d: %v", n, err)
		}
		if got, err := wholeContent(s.dir); err != nil || got != "one" && got != "two" {
			t.Fatalf("sync %d: the folder holds %q, %v", n, got, err)
		}
	}
	if n < 12 { // files, folders, CURRENT
		t.Errorf("only %d steps could fail", n)
	}
	if got, err := wholeContent(s.dir); err != nil || got != "two" {
		t.Errorf("at last the folder holds %q, %v", got, err)
	}
	t.Logf("faults: %d refused syncs", n)
}

// refusingDisk is the system's, which fails at one step.
type refusingDisk struct {
	SystemDisk
	at int
}

func (d *refusingDisk) fails() bool {
	d.at--
	return d.at == -1
}

func (d *refusingDisk) Sync(path string) error {
	if d.fails() {
		return fs.ErrInvalid
	}
	return d.SystemDisk.Sync(path)
}

func (d *refusingDisk) Replace(path string, data []byte) error {
	if d.fails() {
		return fs.ErrInvalid
	}
	return d.SystemDisk.Replace(path, data)
}
