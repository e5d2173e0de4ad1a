package faults

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// kills is how many ingests are killed.
const kills = 50

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
		cmd := c.command("ingest", c.dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * float64(whole)))
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
