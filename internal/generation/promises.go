//go:build !fault

package generation

// LeftOut reports whether a promise is broken on purpose, to see that the tests which
// prove it fail then: see promises_fault.go. It never is in a program that is used.
func LeftOut(string) bool { return false }
