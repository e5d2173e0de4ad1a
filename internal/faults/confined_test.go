package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// nobody is a user without any rights.
const nobody = 65534

// The program needs no rights and writes nowhere but into its data folder: it ingests
// and serves as nobody, in a root folder that has nothing else and cannot be written.
func TestConfined(t *testing.T) {
	c := newCollection(t)
	if os.Getuid() != 0 {
		if os.Getenv(testlaw.RequireEnv) != "" {
			t.Fatal("only root may give rights up, and the checks need that")
		}
		t.Skip("only root may give rights up")
	}
	root, err := os.MkdirTemp("", "fatiao-root") // t.TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	content, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "fatiao"), content, 0o755); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(root, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(data, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(root, "laws"), os.DirFS(c.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(root, 0o555); err != nil {
		t.Fatal(err)
	}
	inside := func(args ...string) *exec.Cmd {
		cmd := &exec.Cmd{Path: "/fatiao", Args: append([]string{"fatiao"}, args...), Dir: "/",
			Env:         []string{"FATIAO_DATA=/data", faultpoint.Env + "=" + os.Getenv(faultpoint.Env)},
			SysProcAttr: &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}}
		return cmd
	}
	if out, err := inside("ingest", "/laws").CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v: %s", err, out)
	}
	if out, err := inside("doctor").CombinedOutput(); err != nil {
		t.Fatalf("doctor: %v: %s", err, out)
	}
	s := start(t, inside("serve", "--addr", "127.0.0.1:0"))
	s.others(8)
	time.Sleep(1500 * time.Millisecond) // a look for another generation
	s.others(8)
	if err := s.stop(); err != nil {
		t.Errorf("the server ended with %v: %s", err, s.log)
	}
	// Nothing was written beside the data folder.
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "data fatiao laws" {
		t.Errorf("the root folder has %s", got)
	}
}
