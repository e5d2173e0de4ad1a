package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// otherClientEnv names the variable that gives a Python with the packages mcp and jsonschema:
// .ci/accept makes it.
const otherClientEnv = "FATIAO_MCP_PYTHON"

// TestOtherClient has a client of another make call every tool, of the command and of the server.
func TestOtherClient(t *testing.T) {
	python := os.Getenv(otherClientEnv)
	if python == "" {
		t.Skipf("no Python with the packages mcp and jsonschema; set %s", otherClientEnv)
	}
	bin, data := build(t), filepath.Join(t.TempDir(), "data")
	if msg, err := exec.Command(bin, "ingest", "--data", data, testlaw.Write(t, t.TempDir())).CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v\n%s", err, msg)
	}
	base, _ := serving(t, data)
	for name, server := range map[string][]string{"http": {base + "/mcp"}, "stdio": {bin, "mcp", "--data", data}} {
		out, err := exec.Command(python, append([]string{"../../internal/mcp/testdata/client.py"}, server...)...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
