// Package testlaw holds small laws and cases written for the tests, and the
// way to the real data that some tests need. It is imported by tests only.
package testlaw

import (
	"os"
	"path/filepath"
	"testing"
)

// SharedEnv names the environment variable that gives the folder with the
// real data; without it the folder shared beside the repository is used.
const SharedEnv = "FATIAO_SHARED"

// RequireEnv names the variable that, when set, turns a skip for missing data
// into a failure. CI sets it.
const RequireEnv = "FATIAO_REQUIRE_SHARED"

// Shared returns the path of a file or folder of the real data. It skips the
// test where the data is missing, or fails it where RequireEnv is set.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv(SharedEnv)
	if root == "" {
		root = besideRepository()
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil || root == "" {
		if os.Getenv(RequireEnv) != "" {
			t.Fatalf("the real data is required but missing: %s", path)
		}
		t.Skipf("the real data is not here (%s); set %s to its folder", path, SharedEnv)
	}
	return path
}

// besideRepository finds ../shared, seen from the folder with go.mod.
func besideRepository() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
