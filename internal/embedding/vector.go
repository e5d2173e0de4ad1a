package embedding

// dot is the dot product of a and the first part of b, the same on every processor.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	sum, i := dotWide(a, b)
	if i == 0 {
		sum, i = dotPlain(a, b)
	}
	rest := float32(0)
	for ; i < len(a); i++ {
		rest += float32(a[i] * b[i])
	}
	return sum + rest
}

// dotPlain is the part of a dot product that fills whole steps of eight, in the order of sums
// of the wide registers, and how many elements that is.
func dotPlain(a, b []float32) (sum float32, n int) {
	var lanes [16]float32
	n = len(a) &^ 7
	i := 0
	for ; i+16 <= n; i += 16 {
		x, y := a[i:i+16:i+16], b[i:i+16:i+16]
		for lane := range lanes {
			lanes[lane] += float32(x[lane] * y[lane])
		}
	}
	for lane := range n - i {
		lanes[lane] += float32(a[i+lane] * b[i+lane])
	}
	for lane := range 8 {
		lanes[lane] += lanes[lane+8]
	}
	for lane := range 4 {
		lanes[lane] += lanes[lane+4]
	}
	return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]), n
}

// addScaled adds w times x to the first part of y, the same on every processor.
func addScaled(w float32, x, y []float32) {
	y = y[:len(x)]
	i := addScaledWide(w, x, y)
	addScaledPlain(w, x[i:], y[i:])
}

func addScaledPlain(w float32, x, y []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += float32(w * v)
	}
}

// addScaled8 adds w times x to y, the same on every processor.
func addScaled8(w float32, x []int8, y []float32) {
	y = y[:len(x)]
	i := addScaled8Wide(w, x, y)
	addScaled8Plain(w, x[i:], y[i:])
}

func addScaled8Plain(w float32, x []int8, y []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += float32(w * float32(v))
	}
}

// dot8 is the dot product of a and the first part of b, the same on every processor.
func dot8(a, b []int8) int32 {
	b = b[:len(a)]
	sum, i := dot8Wide(a, b)
	return sum + dot8Plain(a[i:], b[i:])
}

func dot8Plain(a, b []int8) int32 {
	var s0, s1, s2, s3 int32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += int32(x[0]) * int32(y[0])
		s1 += int32(x[1]) * int32(y[1])
		s2 += int32(x[2]) * int32(y[2])
		s3 += int32(x[3]) * int32(y[3])
	}
	for ; i < len(a); i++ {
		s0 += int32(a[i]) * int32(b[i])
	}
	return s0 + s1 + s2 + s3
}

// dot8Rows fills sums with the dot products of q, in which no byte is -128, and each of the
// rows that lie one behind another, the same on every processor.
func dot8Rows(q, rows []int8, sums []int32) {
	if dot8RowsWide(q, rows, sums) {
		return
	}
	for i := range sums {
		sums[i] = dot8(q, rows[i*len(q):][:len(q)])
	}
}
