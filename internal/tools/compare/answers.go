package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// changing is what two runs of one build answer differently, or two builds by
// design: elapsed times, checksums of assets, ids of requests.
var changing = regexp.MustCompile(`"took_ms":[0-9.e+-]+|/static/[^"' ]+|[0-9.]+ ?毫秒|请求 [0-9A-Za-z-]{16,}`)

// answers asks the program's server and records, for each request, its status and
// body on one line.
func (b build) answers(ctx context.Context, requests []request) (err error) {
	base, stop, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	f, err := os.Create(filepath.Join(b.dir, "answers.txt"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	client := &http.Client{
		Timeout:       time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for _, r := range requests {
		answer, err := ask(ctx, client, base, r)
		if err != nil {
			return fmt.Errorf("asking %s: %w", r.path, err)
		}
		if _, err := fmt.Fprintf(f, "%s %s %s\n", r.path, r.body, answer); err != nil {
			return err
		}
	}
	return nil
}

func ask(ctx context.Context, client *http.Client, base string, r request) (string, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if r.body != "" {
		method, body = http.MethodPost, strings.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(ctx, method, base+r.path, body)
	if err != nil {
		return "", err
	}
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return "", err
	}
	stable := changing.ReplaceAllString(string(text), "")
	stable = strings.ReplaceAll(stable, strings.TrimPrefix(base, "http://"), "HOST")
	return fmt.Sprintf("%d %s %s", res.StatusCode, res.Header.Get("Location"), strings.ReplaceAll(stable, "\n", `\n`)), nil
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts the program's server on a free port of this machine.
func (b build) serve(ctx context.Context) (base string, stop func() error, err error) {
	// #nosec G204 -- the program that is compared
	c := exec.CommandContext(ctx, b.program, "serve", "--addr", "127.0.0.1:0", "--rate", "-1", "--data", b.data())
	out, err := c.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	log, err := os.Create(filepath.Join(b.dir, "serve.log"))
	if err != nil {
		return "", nil, err
	}
	c.Stderr = log
	if err := c.Start(); err != nil {
		return "", nil, errors.Join(err, log.Close())
	}
	stop = func() error {
		killed := c.Process.Kill()
		_ = c.Wait() // ends by the signal
		return errors.Join(killed, log.Close())
	}
	s := bufio.NewScanner(out)
	for s.Scan() {
		if base = listening.FindString(s.Text()); base != "" {
			go func() { _, _ = io.Copy(io.Discard, out) }() // a full pipe would stop the server
			return base, stop, nil
		}
	}
	return "", nil, errors.Join(errors.New("the server did not say where it listens"), stop())
}
