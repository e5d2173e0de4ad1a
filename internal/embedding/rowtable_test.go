package embedding

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A table says what a map says, while it grows and where keys meet.
func TestRowTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	table, want := newRowTable(0), map[uint32]int32{}
	for i := range int32(5000) {
		key := rng.Uint32() & 0xfff00fff // so that many meet
		table.put(key, i)
		want[key] = i
	}
	table.put(0, 7)
	want[0] = 7
	for range 20_000 {
		key := rng.Uint32() & 0xfff00fff
		row, ok := table.get(key)
		if w, known := want[key]; ok != known || ok && row != w {
			t.Fatalf("key %d has row %d %v; want %d %v", key, row, ok, w, known)
		}
	}
	keys := table.keys()
	slices.Sort(keys)
	if len(slices.Compact(keys)) != len(want) {
		t.Errorf("%d keys; want %d", len(keys), len(want))
	}
}
