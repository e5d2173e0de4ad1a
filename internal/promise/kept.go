//go:build !fault

package promise

// Broken reports whether a promise is broken. It never is in a program that is used.
func Broken(string) bool { return false }
