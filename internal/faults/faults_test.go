// Package faults breaks things on purpose: it kills ingests, fills disks, refuses to
// sync, changes bytes, swaps generations under load and sends what no browser sends,
// all to the real program in processes of its own. It has tests only. Each test
// prints how many faults it injected; .ci/faults shows that they can fail, with programs in
// which a safeguard is left out (internal/faultpoint).
package faults

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/faultpoint"
)

// program is the path of the program under test.
var program string

// programEnv is the environment variable that names a program which is built already.
const programEnv = "FATIAO_PROGRAM"

// fewerEnv is the environment variable with which a third of the faults that come by chance
// are injected, as CI does.
const fewerEnv = "FATIAO_FEWER_FAULTS"

// often is how often a fault that comes by chance is injected, of n.
func often(n int) int {
	if os.Getenv(fewerEnv) != "" {
		return n / 3
	}
	return n
}

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	flag.Parse()
	if testing.Short() {
		return m.Run() // every test skips itself
	}
	if program = os.Getenv(programEnv); program != "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "fatiao-faults")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "fatiao")
	args := []string{"build", "-o", program}
	if os.Getenv(faultpoint.Env) != "" {
		args = append(args, "-tags", "fault")
	}
	build := exec.Command("go", append(args, "github.com/fatiao/fatiao/cmd/fatiao")...)
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as in the Dockerfile
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building the program:", err)
		return 1
	}
	return m.Run()
}

// The collection: so many laws of so many articles, in two states that differ in some
// laws.
const (
	laws        = 60
	articles    = 30
	changedLaws = 10
)

// shown reports whether a test has failed in a program in which a safeguard is left out:
// that is what it was run for, and it need not go on.
func shown(t *testing.T) bool { return t.Failed() && os.Getenv(faultpoint.Env) != "" }

// collection is a folder of files and a data folder.
type collection struct {
	t    *testing.T
	dir  string
	data string
}

func newCollection(t *testing.T) *collection {
	t.Helper()
	if testing.Short() {
		t.Skip("breaks things for minutes")
	}
	c := &collection{t: t, dir: filepath.Join(t.TempDir(), "laws"), data: filepath.Join(t.TempDir(), "data")}
	if err := os.Mkdir(c.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c.write(0)
	return c
}

// marks are words that only the texts of a state have.
var marks = [2]string{"甲版特有语句", "乙版另有说法"}

// write gives the files their content in a state.
func (c *collection) write(state int) {
	c.t.Helper()
	for i := range laws {
		var b strings.Builder
		fmt.Fprintf(&b, "第%d号仓库管理办法\n\n（2020年1月%d日通过）\n\n", i, 1+i%28)
		for a := 1; a <= articles; a++ {
			mark := "共同的语句"
			if i < changedLaws && a%3 == 1 {
				mark = marks[state]
			}
			fmt.Fprintf(&b, "第%d条 第%d号仓库的第%d种货物应当登记，%s。保管人依照《第%d号仓库管理办法》第%d条检查。\n\n", a, i, a, mark, (i+1)%laws, 1+a%articles)
		}
		if err := os.WriteFile(filepath.Join(c.dir, fmt.Sprintf("%03d.txt", i)), []byte(b.String()), 0o644); err != nil {
			c.t.Fatal(err)
		}
	}
}

// command is the program with arguments and the data folder.
func (c *collection) command(args ...string) *exec.Cmd {
	return exec.Command(program, append(args, "--data", c.data)...)
}

// run runs the program to its end and returns what it printed.
func (c *collection) run(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := c.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func (c *collection) must(args ...string) string {
	c.t.Helper()
	out, err := c.run(args...)
	if err != nil {
		c.t.Fatalf("fatiao %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// dumps are what a fresh ingest of each state holds.
func (c *collection) dumps() (of [2]string) {
	c.t.Helper()
	for state := range of {
		fresh := &collection{t: c.t, dir: c.dir, data: filepath.Join(c.t.TempDir(), fmt.Sprintf("fresh%d", state))}
		c.write(state)
		fresh.must("ingest", c.dir)
		of[state] = fresh.must("dump")
	}
	if of[0] == of[1] {
		c.t.Fatal("both states hold the same")
	}
	return of
}

// generations are the folders of generations in the data folder.
func (c *collection) generations() []string {
	c.t.Helper()
	found, err := filepath.Glob(filepath.Join(c.data, "gen-*"))
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}
