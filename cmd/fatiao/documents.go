package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/usererr"
)

// eachLine hands each line of a file of JSON lines to f, blank ones left out. called is what
// a user calls the file; example is a line as it should be, for one that is no JSON.
func eachLine[T any](path, called, example string, f func(line T) error) error {
	file, err := os.Open(path)
	if err != nil {
		return usererr.Errorf("打不开%s：%w", called, err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var line T
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return usererr.Errorf("%s第 %d 行不是有效的 JSON：每行应是一个对象，如 %s", called, n, example)
		}
		if err := f(line); err != nil {
			return usererr.Errorf("%s第 %d 行：%w", called, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return usererr.Errorf("读%s：%w", called, err)
	}
	return nil
}

// maxLine bounds a line of such a file, in bytes.
const maxLine = 16 << 20

// eachDocument reads the documents of a file, or of standard input for -, and
// hands each to f. What cannot be read is an error that names it.
func eachDocument(ctx context.Context, path string, f func(*corpus.Document) error) error {
	reader := &corpus.Reader{Words: reading.Words}
	var problems []string
	bad := func(path string, why error) { problems = append(problems, path+"："+why.Error()) }
	visit := func(file *corpus.File) error {
		switch {
		case file.Rejected != nil:
			bad(file.Path, file.Rejected)
			return nil
		case file.Skipped != "":
			warn("略过 %s：%s", file.Path, file.Skipped)
			return nil
		}
		_, err := reader.Read(ctx, file, f, bad)
		var problem *corpus.Problem
		switch {
		case errors.Is(err, corpus.ErrSkip):
			warn("略过 %s：%s", file.Path, err)
			return nil
		case errors.As(err, &problem):
			bad(file.Path, problem)
			return nil
		}
		return err
	}
	if path == "-" {
		data, err := io.ReadAll(io.LimitReader(os.Stdin, corpus.DefaultLimits.FileBytes+1))
		if err != nil {
			return usererr.Errorf("读标准输入：%w", err)
		}
		if err := visit(corpus.Memory("标准输入", data)); err != nil {
			return err
		}
	} else if err := corpus.Walk(ctx, []string{path}, corpus.Limits{}, visit); err != nil {
		return err
	}
	if len(problems) > 0 {
		return usererr.New(strings.Join(problems, "\n"))
	}
	return nil
}
