package faults

import (
	"bufio"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// server is a running program that serves a collection.
type server struct {
	t    *testing.T
	cmd  *exec.Cmd
	host string // address and port
	http *http.Client
	log  *strings.Builder // valid when the server has ended
}

var listening = regexp.MustCompile(`https?://([0-9.:]+)`)

// serve starts the program and waits until it says where it listens.
func (c *collection) serve(args ...string) *server {
	c.t.Helper()
	return start(c.t, c.command(append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...))
}

func start(t *testing.T, cmd *exec.Cmd) *server {
	t.Helper()
	s := &server{t: t, cmd: cmd, log: &strings.Builder{},
		http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	s.cmd.Stderr = s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.stop() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			s.host = m[1]
			go io.Copy(io.Discard, out)
			return s
		}
	}
	s.cmd.Wait()
	t.Fatalf("the server did not start: %s", s.log)
	return nil
}

// stop ends the server as an administrator would and returns whether it ended well.
func (s *server) stop() error {
	if s.cmd.ProcessState != nil {
		return nil
	}
	s.http.CloseIdleConnections()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// get returns status and body.
func (s *server) get(path string) (int, string, error) {
	res, err := s.http.Get("http://" + s.host + path)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, string(body), err
}
