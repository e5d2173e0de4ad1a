package embedding

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The functions that use wide registers say what the plain ones say, to the last bit, for every
// length and from every place on, and touch nothing behind the end.
func TestWideIsPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		from := n % 5
		a, b := make([]float32, from+n+8), make([]float32, from+n+8)
		p, q := make([]int8, from+n+8), make([]int8, from+n+8)
		for i := range a {
			a[i], b[i] = float32(rng.NormFloat64()), float32(rng.NormFloat64())
			p[i], q[i] = int8(rng.IntN(255)-127), int8(rng.IntN(255)-127)
		}
		to := from + n
		if got, want := dot(a[from:to], b[from:]), plainly(a[from:to], b[from:]); got != want {
			t.Fatalf("dot of %d numbers is %v, plainly %v", n, got, want)
		}
		if got, want := dot8(p[from:to], q[from:]), dot8Plain(p[from:to], q[from:]); got != want {
			t.Fatalf("dot8 of %d bytes is %v, plainly %v", n, got, want)
		}
		got, want := slices.Clone(b), slices.Clone(b)
		addScaled(0.3, a[from:to], got[from:])
		addScaledPlain(0.3, a[from:to], want[from:])
		for i := range got {
			if got[i] != want[i] || (i < from || i >= to) && got[i] != b[i] {
				t.Fatalf("addScaled of %d numbers: place %d is %v, plainly %v", n, i-from, got[i], want[i])
			}
		}
	}
	low := slices.Repeat([]int8{-128}, 160)
	if got, want := dot8(low, low), int32(160*128*128); got != want {
		t.Errorf("dot8 of the lowest bytes is %d, want %d", got, want)
	}
}

// plainly is the dot product without wide registers.
func plainly(a, b []float32) float32 {
	sum, n := dotPlain(a, b[:len(a)])
	rest := float32(0)
	for i := n; i < len(a); i++ {
		rest += a[i] * b[i]
	}
	return sum + rest
}

func BenchmarkDot8(b *testing.B) {
	x := make([]int8, 160)
	b.Run("wide", func(b *testing.B) {
		for b.Loop() {
			dot8(x, x)
		}
	})
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			dot8Plain(x, x)
		}
	})
}
