package faults

import (
	"math/rand/v2"
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
	before, after := 0, 0
	for i := range kills {
		next := 1 - state
		c.write(next)
		cmd := c.command("ingest", c.dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The time that an ingest takes varies; some end before they are killed.
		time.Sleep(time.Duration(rng.Float64() * 1.4 * float64(whole)))
		if err := cmd.Process.Kill(); err != nil {
			t.Log(err) // it is done already
		}
		cmd.Wait() // tells what was done to it
		switch c.must("dump") {
		case want[state]:
			before++
		case want[next]:
			state = next
			after++
		default:
			t.Fatalf("kill %d: what is served is neither the generation before nor the one after", i)
		}
		if i%10 == 9 { // what the killed ones left is no hindrance, and is cleared away
			c.write(1 - state)
			c.must("ingest", c.dir)
			state = 1 - state
			if got := c.must("dump"); got != want[state] {
				t.Fatalf("kill %d: the ingest after it gives something else", i)
			}
			if left := c.generations(); len(left) != 2 {
				t.Errorf("kill %d: %v are left", i, left)
			}
		}
	}
	c.must("doctor")
	if before < kills/5 {
		t.Errorf("only %d of %d were killed in time", before, kills)
	}
	t.Logf("faults: %d ingests killed, %d left the generation before, %d the one after", kills, before, after)
}
