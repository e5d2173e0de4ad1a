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
	testAddScaled8(t)
	low := slices.Repeat([]int8{-128}, 160)
	if got, want := dot8(low, low), int32(160*128*128); got != want {
		t.Errorf("dot8 of the lowest bytes is %d, want %d", got, want)
	}
}

func testAddScaled8(t *testing.T) {
	t.Helper()
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 180 {
		x, y := make([]int8, n+8), make([]float32, n+8)
		for i := range x {
			x[i], y[i] = int8(rng.IntN(256)-128), float32(rng.NormFloat64())
		}
		got, want := slices.Clone(y), slices.Clone(y)
		w := float32(rng.NormFloat64())
		addScaled8(w, x[:n], got)
		addScaled8Plain(w, x[:n], want)
		if !slices.Equal(got, want) {
			t.Fatalf("addScaled8 of %d bytes is not what it is plainly, or goes over the end", n)
		}
	}
}

// Rows one behind another have the dot products that each has alone.
func TestRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, dim := range [...]int{1, 31, 32, 64, 80, 160} {
		for n := range 9 {
			from := n % 3
			q, rows := make([]int8, dim), make([]int8, from+dim*n+8)
			for i := range q {
				q[i] = int8(rng.IntN(255) - 127)
			}
			for i := range rows {
				rows[i] = int8(rng.IntN(256) - 128)
			}
			rowsAreEqual(t, q, rows[from:], n)
		}
	}
	for _, high := range [...]int8{127, -127} {
		q := slices.Repeat([]int8{high}, 160)
		for _, row := range [...]int8{127, -127, -128} { // the furthest that sums go
			rowsAreEqual(t, q, slices.Repeat([]int8{row}, 320), 2)
		}
	}
}

func rowsAreEqual(t *testing.T, q, rows []int8, n int) {
	t.Helper()
	sums := make([]int32, n+1)
	sums[n] = 7
	dot8Rows(q, rows, sums[:n])
	for i := range n {
		if want := dot8Plain(q, rows[i*len(q):][:len(q)]); sums[i] != want {
			t.Fatalf("row %d of %d numbers has %d, plainly %d", i, len(q), sums[i], want)
		}
	}
	if sums[n] != 7 {
		t.Fatal("something was written behind the last sum")
	}
}

// FuzzRows: whatever the bytes are, wide registers give what plain code gives.
func FuzzRows(f *testing.F) {
	f.Add([]byte{1, 2, 3, 255, 128, 127}, uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, blocks uint8) {
		dim := 32 * (1 + int(blocks)%6)
		q, rows := make([]int8, dim), make([]int8, 3*dim)
		if len(data) == 0 {
			return
		}
		for i := range q {
			q[i] = max(-127, int8(data[i%len(data)]))
		}
		for i := range rows {
			rows[i] = int8(data[(i*7+1)%len(data)])
		}
		rowsAreEqual(t, q, rows, 3)
	})
}

// plainly is the dot product without wide registers.
func plainly(a, b []float32) float32 {
	sum, n := dotPlain(a, b[:len(a)])
	rest := float32(0)
	for i := n; i < len(a); i++ {
		rest += float32(a[i] * b[i]) // or arm64 would not round the product
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
	rows, sums := make([]int8, 160*256), make([]int32, 256)
	b.Run("rows", func(b *testing.B) { // 256 of them
		for b.Loop() {
			dot8Rows(x, rows, sums)
		}
	})
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			dot8Plain(x, x)
		}
	})
}
