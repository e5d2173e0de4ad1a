package faults

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// fillings is how often the disk is full.
var fillings = often(15)

// An ingest whose disk is full says so and leaves the generation before.
func TestFullDisk(t *testing.T) {
	c := newCollection(t)
	want := c.dumps()
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	mount := func(kilobytes int, flags uintptr) error {
		return syscall.Mount("tmpfs", disk, "tmpfs", flags, "size="+strconv.Itoa(kilobytes)+"k")
	}
	const enough = 200_000
	if err := mount(enough, 0); errors.Is(err, syscall.EPERM) && os.Getenv(testlaw.RequireEnv) == "" {
		t.Skip("only root may mount a small disk")
	} else if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	c.data = filepath.Join(disk, "data")
	c.write(0)
	c.must("ingest", c.dir)
	c.must("ingest", "--rebuild") // two generations lie there, as usual
	used := kilobytesOf(t, disk)
	state := 0
	rng := rand.New(rand.NewPCG(2026, 12))
	failed := 0
	for i := range fillings {
		next := 1 - state
		c.write(next)
		// A third generation needs half as much again, while it is made.
		if err := mount(used+rng.IntN(used/2), syscall.MS_REMOUNT); err != nil {
			t.Fatal(err)
		}
		out, err := c.run("ingest", c.dir)
		if err != nil {
			failed++
			if !strings.Contains(out, "磁盘空间不够") {
				t.Errorf("filling %d: the message is %s", i, out)
			}
		}
		got := c.must("dump")
		switch {
		case err != nil && got != want[state]:
			t.Fatalf("filling %d: the ingest failed, and what is served is not the generation before", i)
		case err == nil && got != want[next]:
			t.Fatalf("filling %d: the ingest succeeded, and what is served is not the generation after", i)
		case err == nil:
			state = next
		}
		if left := c.generations(); len(left) > 2 {
			t.Errorf("filling %d: %v are left", i, left)
		}
	}
	if failed < fillings/3 {
		t.Errorf("only %d of %d ingests had too small a disk", failed, fillings)
	}
	if err := mount(enough, syscall.MS_REMOUNT); err != nil {
		t.Fatal(err)
	}
	c.write(1 - state)
	c.must("ingest", c.dir)
	if got := c.must("dump"); got != want[1-state] {
		t.Error("with room again, the ingest gives something else")
	}
	c.must("doctor")
	t.Logf("faults: %d full disks, %d ingests failed", fillings, failed)
}

func kilobytesOf(t *testing.T, disk string) int {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	return int((s.Blocks - s.Bfree) * uint64(s.Bsize) / 1024)
}
