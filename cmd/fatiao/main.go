// Command fatiao is a search engine over Chinese law: it ingests statutes,
// interpretations, cases and commentary, and serves them as pages, or answers
// on the command line.
//
// Each subcommand has a file of its own. This package is the only one that
// reads flags and the environment.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/fatiao/fatiao/internal/usererr"
)

// The exit codes of the contract.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
	exitWrong    = 4 // of check: citations are wrong
)

// exitError carries an exit code. Its message, if any, is printed.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

func usageError(format string, args ...any) error {
	return &exitError{exitUsage, usererr.Errorf(format, args...)}
}

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop() // a second signal ends the process at once
	}()
	root := newRoot()
	root.SetArgs(args)
	out := &visibleWriter{w: os.Stdout}
	root.SetOut(out)
	err := errors.Join(root.ExecuteContext(ctx), out.Close())
	if err == nil {
		return exitDone
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{exitFailed, err}
	}
	if errors.Is(err, context.Canceled) {
		exit.err = usererr.New("已中断，数据目录保持原样")
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		exit.err = usererr.Errorf("磁盘空间不够，已有数据保持原样，请腾出空间再试（%w）", exit.err)
	}
	if exit.err != nil {
		warn("错误：%s", explained(exit.err))
	}
	return exit.code
}

// explained is what the user reads of an error.
func explained(err error) string {
	if text, ok := usererr.Text(err); ok {
		return text
	}
	return "程序内部出错：" + err.Error()
}
