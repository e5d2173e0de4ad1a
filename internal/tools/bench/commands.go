//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// used is what a command used.
type used struct {
	CPU    float64 // seconds of all processors
	Wall   float64 // seconds of the clock
	Memory float64 // the most that was resident, in MB
}

// command runs a program and reads what it used.
func command(ctx context.Context, program string, args ...string) (used, error) {
	c := exec.CommandContext(ctx, program, args...) // #nosec G204 -- the program that is measured
	var said bytes.Buffer
	c.Stderr = &said
	start := time.Now()
	err := c.Run()
	if err != nil && c.ProcessState.ExitCode() != partly {
		return used{}, fmt.Errorf("running %v: %w\n%s", args, err, said.String())
	}
	u := used{CPU: (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), Wall: time.Since(start).Seconds()}
	if r, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Memory = float64(r.Maxrss) / 1024
		if runtime.GOOS == "darwin" { // which counts bytes
			u.Memory /= 1024
		}
	}
	return u, nil
}

// partly is the code with which the program ends where some files were not read.
const partly = 3

func processorTime() (time.Duration, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, err
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), nil
}

// sizeOf is how many bytes the files of a folder have.
func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

// changedLaws copies the first n laws of a folder into another, each with a sentence more.
func changedLaws(laws, to string, n int) (err error) {
	var files []string
	err = filepath.WalkDir(laws, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(p) == ".md" {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(files)
	if len(files) < n {
		return errors.New("the folder has too few laws")
	}
	if err := os.CopyFS(to, os.DirFS(laws)); err != nil {
		return err
	}
	step := len(files) / n
	for i := range n {
		rel, err := filepath.Rel(laws, files[i*step])
		if err != nil {
			return err
		}
		path := filepath.Join(to, rel)
		text, err := os.ReadFile(path) // #nosec G304 -- a file of the collection
		if err != nil {
			return err
		}
		if err := os.Chmod(path, 0o600); err != nil {
			return err
		}
		changed := append(text, "\n本条所称期间，自次日起计算。\n"...)
		// #nosec G703 -- the path is that of a copy in a folder of this program
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			return err
		}
	}
	return nil
}
