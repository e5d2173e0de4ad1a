//go:build !amd64 && !arm64

package embedding

func dotWide(_, _ []float32) (sum float32, n int)             { return 0, 0 }
func addScaledWide(_ float32, _, _ []float32) (n int)         { return 0 }
func addScaled8Wide(_ float32, _ []int8, _ []float32) (n int) { return 0 }
func dot8Wide(_, _ []int8) (sum int32, n int)                 { return 0, 0 }
func dot8RowsWide(_, _ []int8, _ []int32) bool                { return false }
