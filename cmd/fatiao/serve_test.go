package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// build compiles the command once for the tests that need a real process.
func build(t testing.TB) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "fatiao")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return bin
}

func fetch(t *testing.T, base, path string) (int, string) {
	t.Helper()
	res, err := http.Get(base + (&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// TestServe starts the server on an empty folder as a newcomer would, ingests
// beside it, and sees the pages change without a restart.
func TestServe(t *testing.T) {
	if testing.Short() {
		t.Skip("starts real processes")
	}
	bin := build(t)
	data := filepath.Join(t.TempDir(), "data")
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	serve := exec.CommandContext(ctx, bin, "serve", "--data", data, "--addr", "127.0.0.1:0")
	serve.Cancel = func() error { return serve.Process.Signal(os.Interrupt) }
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	serve.Stderr = &log
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server printed no address: %v\n%s", err, log.String())
	}
	i := strings.Index(line, "http://")
	if i < 0 {
		t.Fatalf("the server printed %q", line)
	}
	base := strings.Fields(line[i:])[0]
	if status, body := fetch(t, base, "/law/民法典/1036"); status != http.StatusNotFound || !strings.Contains(body, "第5条对民法典第1036条进行细化") {
		t.Errorf("民法典/1036 before its law is loaded: %d", status)
	}
	if status, _ := fetch(t, base, "/law/车辆安全法/3"); status != http.StatusNotFound {
		t.Errorf("车辆安全法/3 before ingest: %d", status)
	}
	if msg, err := exec.CommandContext(ctx, bin, "ingest", "--data", data, testlaw.Write(t, t.TempDir())).CombinedOutput(); err != nil {
		t.Fatalf("ingest beside the server: %v\n%s", err, msg)
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		status, body := fetch(t, base, "/law/车辆安全法/3")
		if status == http.StatusOK && strings.Contains(body, "不打瞌睡") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server did not swap: %d\n%s", status, log.String())
		}
		time.Sleep(100 * time.Millisecond)
	}
	if status, _ := fetch(t, base, "/law/民法典/1036"); status != http.StatusNotFound {
		t.Errorf("the embedded documents are gone: %d", status)
	}
	if msg, err := exec.CommandContext(ctx, bin, "health", "--url", base+"/healthz").CombinedOutput(); err != nil {
		t.Errorf("health: %v\n%s", err, msg)
	}
	if err := serve.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, out); err != nil {
		t.Error(err)
	}
	if err := serve.Wait(); err != nil {
		t.Errorf("the server did not stop in order: %v\n%s", err, log.String())
	}
}

// A data folder from which everything was removed is served like any other.
func TestServeEmpty(t *testing.T) {
	dir := t.TempDir()
	data, law := filepath.Join(dir, "data"), filepath.Join(dir, "看灯规则.txt")
	if err := os.WriteFile(law, []byte("看灯规则\n\n第一条　看灯的人应当排队。\n\n第二条　不排队的，回家。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"ingest", "--data", data, law}, {"remove", "--data", data, law}} {
		root := newRoot()
		root.SetArgs(args)
		root.SetOut(io.Discard)
		root.SetErr(io.Discard)
		if err := root.ExecuteContext(context.Background()); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
	base := addressIn(t, start(t, "--data", data, "--addr", freeAddress(t))(), "http://")
	for path, want := range map[string]int{"/": http.StatusOK, "/search?q=看灯": http.StatusOK, "/cases": http.StatusOK,
		"/api/v1/search?q=看灯规则1": http.StatusOK,
		"/law/看灯规则":              http.StatusNotFound, "/readyz": http.StatusOK} {
		r, err := http.Get(strings.TrimSuffix(base, "/") + path)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Body.Close(); err != nil {
			t.Fatal(err)
		}
		if r.StatusCode != want {
			t.Errorf("%s answers %d; want %d", path, r.StatusCode, want)
		}
	}
}
