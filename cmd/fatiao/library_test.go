package main

import "testing"

// A generation that cannot be opened is tried again after longer and longer pauses,
// another one at once.
func TestFailure(t *testing.T) {
	var f failure
	tries, at := 0, []int{}
	for tick := range 300 {
		if f.due("gen-000002") {
			tries++
			at = append(at, tick)
			f.again("gen-000002")
		}
	}
	if tries < 8 || tries > 12 || at[0] != 0 || at[1] != 2 || at[len(at)-1]-at[len(at)-2] != 60 {
		t.Errorf("tried at %v", at)
	}
	if !f.due("gen-000003") {
		t.Error("another generation has to wait")
	}
}
