//go:build fault

package promise

import "os"

// Broken reports whether a promise is broken: the one that FATIAO_LEAVE_OUT names.
func Broken(promise string) bool { return os.Getenv("FATIAO_LEAVE_OUT") == promise }
