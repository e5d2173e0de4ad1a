package faults

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// damages is how many bytes are changed, one after the other.
const damages = 200

// A byte that changes anywhere in knowledge base, index or ranking is seen before
// anything is answered from it.
func TestChangedBytes(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	c.must("ingest", "--rebuild")
	store, err := generation.OpenStore(c.data)
	if err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	err = filepath.WalkDir(g.Dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2026, 13))
	seen := 0
	for i := range damages {
		path := files[i%len(files)]
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := rng.IntN(len(good))
		for filepath.Base(path) == "manifest.json" && strings.TrimSpace(string(good[at:at+1])) == "" {
			at = rng.IntN(len(good)) // white space in the manifest means nothing
		}
		bad := append([]byte(nil), good...)
		bad[at] ^= byte(1 + rng.IntN(255))
		name, err := filepath.Rel(g.Dir, path)
		if err != nil {
			t.Fatal(err)
		}
		replaceFile(t, path, bad)
		all, err := search.OpenCurrent(context.Background(), store, time.Now)
		var damaged *generation.DamagedError
		switch {
		case err == nil:
			t.Errorf("byte %d of %s was changed, and the generation was opened", at, name)
			if err := all.Close(); err != nil {
				t.Error(err)
			}
		case !errors.As(err, &damaged) || damaged.Files[0] != filepath.ToSlash(name):
			t.Errorf("byte %d of %s was changed: %v", at, name, err)
		default:
			seen++
		}
		if i%40 == 7 { // the same by the commands, which say what to do
			for _, args := range [][]string{{"search", "登记"}, {"doctor"}, {"ingest", c.dir, "--rebuild"}} {
				out, err := c.run(args...)
				if err == nil && args[0] != "ingest" || err != nil && !strings.Contains(out, "已损坏") {
					t.Errorf("byte %d of %s was changed: %v gives %v, %s", at, name, args, err, out)
				}
			}
		}
		replaceFile(t, path, good)
		if i%40 == 7 { // --rebuild made a generation where the knowledge base was whole
			c.must("rollback", "--to", g.Name)
		}
	}
	c.must("doctor")
	t.Logf("faults: %d bytes changed, %d seen", damages, seen)
}

// replaceFile puts a new file in place, so that segments that are shared with other
// generations keep their content.
func replaceFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A disk that refuses to sync, at any step of a real ingest, makes the ingest fail and
// leaves the generation before.
func TestRefusedSyncs(t *testing.T) {
	if testing.Short() {
		t.Skip("ingests many times")
	}
	dir := testlaw.Write(t, t.TempDir())
	data := filepath.Join(t.TempDir(), "data")
	run := func(disk generation.Disk, o ingest.Options) error {
		store, err := generation.OpenStoreOn(data, disk)
		if err != nil {
			t.Fatal(err)
		}
		o.Store = store
		_, err = ingest.Run(context.Background(), o)
		return err
	}
	if err := run(generation.SystemDisk{}, ingest.Options{Paths: []string{dir}}); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for ; ; refused++ {
		disk := &refusing{at: refused}
		err := run(disk, ingest.Options{Rebuild: true})
		store, openErr := generation.OpenStore(data)
		if openErr != nil {
			t.Fatal(openErr)
		}
		all, openErr := search.OpenCurrent(context.Background(), store, time.Now)
		if openErr != nil {
			t.Fatalf("after a sync was refused (%d): %v", refused, openErr)
		}
		check, checkErr := ingest.Check(context.Background(), all.Base, all.Index, all.Ranking.Collection)
		if err := errors.Join(checkErr, all.Close()); err != nil || len(check.Problems) > 0 {
			t.Fatalf("after a sync was refused (%d): %v, %v", refused, check, err)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, errRefused) {
			t.Fatalf("a refused sync (%d) gives %v", refused, err)
		}
	}
	if refused < 15 {
		t.Errorf("only %d syncs could be refused", refused)
	}
	t.Logf("faults: %d refused syncs", refused)
}

var errRefused = errors.New("the disk refuses")

// refusing is the system's disk, which fails at one step.
type refusing struct {
	generation.SystemDisk
	at int
}

func (d *refusing) Sync(path string) error {
	if d.at--; d.at == -1 {
		return errRefused
	}
	return d.SystemDisk.Sync(path)
}

func (d *refusing) Replace(path string, data []byte) error {
	if d.at--; d.at == -1 {
		return errRefused
	}
	return d.SystemDisk.Replace(path, data)
}
