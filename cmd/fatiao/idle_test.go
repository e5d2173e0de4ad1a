package main

import "testing"

func TestIdleness(t *testing.T) {
	var i idleness
	asked := 0
	ticks := func(n, each int) (due int) {
		for range n {
			asked += each
			if i.reached(asked) {
				due++
			}
		}
		return due
	}
	for _, c := range []struct {
		name                string
		ticks, asking, want int
	}{
		{"nobody asks", 100, 0, 0},
		{"many ask", 50, 100, 0},
		{"a pause", idleTicks - 1, 0, 0},
		{"and on", 1, 100, 0},
		{"rest", 60, 0, 1},
		{"a look at its health now and then", 20, 1, 0},
		{"rest after it", 60, 0, 0},
		{"work", 1, idleWork, 0},
		{"rest after that", 60, 0, 1},
	} {
		if got := ticks(c.ticks, c.asking); got != c.want {
			t.Errorf("%s: %d times; want %d", c.name, got, c.want)
		}
	}
}
