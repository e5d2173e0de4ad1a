package faults

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// kills is how many ingests are killed.
var kills = often(50)

// wait returns when something has happened, or when an ingest has long ended.
func (c *collection) wait(happened func() bool, whole time.Duration) {
	for deadline := time.Now().Add(20 * whole); !happened() && time.Now().Before(deadline); {
		time.Sleep(50 * time.Microsecond)
	}
}

// completed is when the newest generation was complete.
func (c *collection) completed() (newest time.Time) {
	for _, dir := range c.generations() {
		if info, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return newest
}

// current is the name of the generation in use.
func (c *collection) current() string {
	c.t.Helper()
	name, err := os.ReadFile(filepath.Join(c.data, "CURRENT"))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(name)
}

// An ingest that is killed at any moment leaves the generation before or the one
// after, whole; the next ingest goes on from there.
func TestKilledIngest(t *testing.T) {
	c := newCollection(t)
	want := c.dumps()
	c.write(0)
	c.must("ingest", c.dir)
	c.write(1)
	start := time.Now()
	c.must("ingest", c.dir)
	whole := time.Since(start)
	state := 1
	rng := rand.New(rand.NewPCG(2026, 11))
	before, after, early := 0, 0, 0
	for before+after < kills {
		next := 1 - state
		c.write(next)
		completed, current := c.completed(), c.current()
		cmd := c.command("ingest", c.dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		switch (before + after) % 4 {
		case 1: // about when the new one is complete
			c.wait(func() bool { return c.completed().After(completed) }, whole)
			time.Sleep(time.Duration(rng.Float64() * float64(time.Millisecond)))
		case 3: // about when it has become the current one
			c.wait(func() bool { return c.current() != current }, whole)
			time.Sleep(time.Duration(rng.Float64() * float64(time.Millisecond)))
		default: // at any moment
			time.Sleep(time.Duration(rng.Float64() * float64(whole)))
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Log(err)
		}
		cmd.Wait() // tells how it ended
		killed := cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled()
		switch got := c.must("dump"); {
		case !killed && got == want[next]: // it was done before it could be killed
			state = next
			if early++; early > 2*kills {
				t.Fatal("nearly all ingests end before they can be killed")
			}
			continue
		case killed && got == want[state]:
			before++
		case killed && got == want[next]:
			state = next
			after++
		default:
			t.Fatalf("kill %d: what is there is neither the generation before nor the one after", before+after)
		}
		switch (before + after) % 10 {
		case 4: // a server starts on what is left
			s := c.serve()
			s.others(8)
			if err := s.stop(); err != nil {
				t.Errorf("kill %d: the server ended with %v", before+after, err)
			}
		case 9: // what the killed ones left is no hindrance, and is cleared away
			c.write(1 - state)
			c.must("ingest", c.dir)
			state = 1 - state
			if got := c.must("dump"); got != want[state] {
				t.Fatalf("kill %d: the ingest after it gives something else", before+after)
			}
			if left := c.generations(); len(left) != 2 {
				t.Errorf("kill %d: %v are left", before+after, left)
			}
		}
	}
	c.must("doctor")
	t.Logf("faults: %d ingests killed, %d left the generation before, %d the one after", kills, before, after)
}
