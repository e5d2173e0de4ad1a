package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/fatiao/fatiao/internal/testlaw"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fatiao": func() { os.Exit(run(os.Args[1:])) }})
}

// TestScripts runs the commands as a user would, in processes of their own.
// The scripts find the laws written for the tests in $LAWS.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			laws := filepath.Join(e.WorkDir, "laws")
			testlaw.Write(t, laws)
			e.Setenv("LAWS", laws)
			e.Setenv("FATIAO_DATA", filepath.Join(e.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exit": exitCode, "append": appendTo},
	})
}

// exitCode runs a command and checks its exit code: exit 3 fatiao ingest ….
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = err.Error()
		if len(code) > len("exit status ") {
			code = code[len("exit status "):]
		}
	}
	if code != args[0] {
		ts.Fatalf("%v ended with %s; want %s", args[1:], code, args[0])
	}
}

// appendTo writes behind a file: append FILE TEXT.
func appendTo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE TEXT")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY|os.O_APPEND, 0)
	ts.Check(err)
	_, err = f.WriteString(args[1])
	ts.Check(err)
	ts.Check(f.Close())
}
