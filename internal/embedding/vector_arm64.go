package embedding

//go:noescape
func dotNEON(a, b *float32, n int) float32

//go:noescape
func addScaledNEON(w float32, x, y *float32, n int)

//go:noescape
func addScaled8NEON(w float32, x *int8, y *float32, n int)

//go:noescape
func dot8RowsNEON(q, rows *int8, dim, n int, sums *int32)

// dotWide, addScaledWide, addScaled8Wide and dot8Wide do the first part of their work, as far as it goes
// in whole steps, and return how many elements that is. Every arm64 has what they use.

func dotWide(a, b []float32) (sum float32, n int) {
	if n = len(a) &^ 7; n == 0 {
		return 0, 0
	}
	return dotNEON(&a[0], &b[0], n), n
}

func addScaledWide(w float32, x, y []float32) (n int) {
	if n = len(x) &^ 7; n > 0 {
		addScaledNEON(w, &x[0], &y[0], n)
	}
	return n
}

func addScaled8Wide(w float32, x []int8, y []float32) (n int) {
	if n = len(x) &^ 7; n > 0 {
		addScaled8NEON(w, &x[0], &y[0], n)
	}
	return n
}

func dot8Wide(a, b []int8) (sum int32, n int) {
	if n = len(a) &^ 15; n > 0 {
		dot8RowsNEON(&a[0], &b[0], n, 1, &sum)
	}
	return sum, n
}

// dot8RowsWide fills sums with the dot products of q and the rows that lie one behind another,
// and reports whether it did.
func dot8RowsWide(q, rows []int8, sums []int32) bool {
	if len(q) == 0 || len(q)%16 != 0 || len(sums) == 0 {
		return false
	}
	_ = rows[len(q)*len(sums)-1]
	dot8RowsNEON(&q[0], &rows[0], len(q), len(sums), &sums[0])
	return true
}
