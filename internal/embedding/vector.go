package embedding

// dot is the dot product of a and the first part of b.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	sum, i := dotWide(a, b)
	return sum + dotPlain(a[i:], b[i:])
}

func dotPlain(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// addScaled adds w times x to the first part of y.
func addScaled(w float32, x, y []float32) {
	y = y[:len(x)]
	i := addScaledWide(w, x, y)
	addScaledPlain(w, x[i:], y[i:])
}

func addScaledPlain(w float32, x, y []float32) {
	y = y[:len(x)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a, b := x[i:i+4:i+4], y[i:i+4:i+4]
		b[0] += w * a[0]
		b[1] += w * a[1]
		b[2] += w * a[2]
		b[3] += w * a[3]
	}
	for ; i < len(x); i++ {
		y[i] += w * x[i]
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
