//go:build fault

package faultpoint

import "os"

// Active reports whether the environment variable FATIAO_FAULT names the point.
func Active(p Point) bool { return os.Getenv("FATIAO_FAULT") == string(p) }
