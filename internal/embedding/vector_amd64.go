package embedding

import "golang.org/x/sys/cpu"

// wide says whether the processor has what the functions of vector_amd64.s use.
var wide = cpu.X86.HasAVX2

//go:noescape
func dotAVX(a, b *float32, n int) float32

//go:noescape
func addScaledAVX(w float32, x, y *float32, n int)

//go:noescape
func addScaled8AVX(w float32, x *int8, y *float32, n int)

//go:noescape
func dot8AVX(a, b *int8, n int) int32

//go:noescape
func dot8RowsAVX(q, rows *int8, dim, n int, sums *int32)

// dotWide, addScaledWide, addScaled8Wide and dot8Wide do the first part of their work, as far as it goes
// in whole steps, and return how many elements that are: none without such a processor.

func dotWide(a, b []float32) (sum float32, n int) {
	if n = len(a) &^ 7; !wide || n == 0 {
		return 0, 0
	}
	return dotAVX(&a[0], &b[0], n), n
}

func addScaledWide(w float32, x, y []float32) (n int) {
	if n = len(x) &^ 7; !wide || n == 0 {
		return 0
	}
	addScaledAVX(w, &x[0], &y[0], n)
	return n
}

func addScaled8Wide(w float32, x []int8, y []float32) (n int) {
	if n = len(x) &^ 7; !wide || n == 0 {
		return 0
	}
	addScaled8AVX(w, &x[0], &y[0], n)
	return n
}

func dot8Wide(a, b []int8) (sum int32, n int) {
	if n = len(a) &^ 15; !wide || n == 0 {
		return 0, 0
	}
	return dot8AVX(&a[0], &b[0], n), n
}

// dot8RowsWide fills sums with the dot products of q and the rows that lie one behind another,
// and reports whether it did. No byte of q may be -128.
func dot8RowsWide(q, rows []int8, sums []int32) bool {
	if !wide || len(q) == 0 || len(q)%32 != 0 || len(sums) == 0 {
		return false
	}
	_ = rows[len(q)*len(sums)-1]
	dot8RowsAVX(&q[0], &rows[0], len(q), len(sums), &sums[0])
	return true
}
