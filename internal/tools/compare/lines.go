package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
)

// longestLine bounds the lines of the recorded files: a law in the dump or an
// answer of the API is one line.
const longestLine = 64 << 20

// compareFiles prints how many lines of two files differ and the first of them.
// Lines are compared in order: a missing line makes those behind it differ too.
func compareFiles(out io.Writer, name, before, after string, shown int) (equal bool, err error) {
	a, err := os.Open(before)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	b, err := os.Open(after)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return compareLines(out, name, a, b, shown)
}

func compareLines(out io.Writer, name string, before, after io.Reader, shown int) (equal bool, err error) {
	a, b := scanner(before), scanner(after)
	lines, different := 0, 0
	for {
		moreA, moreB := a.Scan(), b.Scan()
		if !moreA && !moreB {
			break
		}
		lines++
		if moreA == moreB && a.Text() == b.Text() {
			continue
		}
		different++
		if different <= shown {
			x, y := excerpts(a.Text(), b.Text())
			fmt.Fprintf(out, "%s line %d\n  - %s\n  + %s\n", name, lines, x, y)
		}
	}
	if err := errors.Join(a.Err(), b.Err()); err != nil {
		return false, err
	}
	fmt.Fprintf(out, "%s: %d lines, %d differ\n", name, lines, different)
	return different == 0, nil
}

func scanner(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<20), longestLine)
	return s
}

// excerpts cuts two lines to where they begin to differ.
func excerpts(a, b string) (string, string) {
	const before, length = 60, 240
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	cut := func(s string) string {
		from := max(0, at-before)
		return fmt.Sprintf("%q", s[min(from, len(s)):min(from+length, len(s))])
	}
	return cut(a), cut(b)
}
