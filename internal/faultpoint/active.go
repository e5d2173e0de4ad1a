//go:build fault

package faultpoint

import "os"

// Active reports whether the environment variable [Env] names the point.
func Active(p Point) bool { return os.Getenv(Env) == string(p) }
