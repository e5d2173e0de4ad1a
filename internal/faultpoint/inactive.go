//go:build !fault

package faultpoint

// Active reports whether a point is active. It never is in a program that is used.
func Active(Point) bool { return false }
