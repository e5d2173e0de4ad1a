package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// lines collects what a process prints; it may be read meanwhile.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// serving runs the server as a process on a data folder until the test ends. The process is told
// to stop and must do so in order.
func serving(t *testing.T, data string, args ...string) (base string, printed *lines) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	cmd := exec.CommandContext(ctx, build(t), append([]string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, args...)...)
	printed = &lines{}
	cmd.Stdout, cmd.Stderr = printed, printed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer cancel()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server did not stop in order: %v\n%s", err, printed)
		}
	})
	eventually(t, "an address", func() (bool, string) {
		base = addressPrinted(printed.String())
		return base != "", printed.String()
	})
	return base, printed
}

// addressPrinted is the address in what a server has printed, "" where it is not there yet.
func addressPrinted(s string) string {
	_, rest, _ := strings.Cut(s, "http://")
	host, _, ok := strings.Cut(rest, " ")
	if !ok {
		return ""
	}
	return "http://" + host
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() (ok bool, seen string)) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		ok, seen := holds()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("there is not %s:\n%s", what, seen)
		}
	}
}

func isEventually(t *testing.T, base, path, want string) {
	t.Helper()
	eventually(t, want+" on "+path, func() (bool, string) {
		res, err := http.Get(base + path)
		if err != nil {
			return false, err.Error()
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		return err == nil && strings.Contains(string(body), want), string(body)
	})
}

// lampArchive is the archive of a repository with one invented law.
func lampArchive(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("laws-HEAD/观灯规则.md")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, "# 观灯规则\n\n2020年3月4日 第九届虚构代表大会第三次会议通过\n\n第一条　观灯的人排队，灯笼由看灯人点亮。\n\n",
		"第二条　本规则自2020年4月1日起施行。\n")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A server on an empty folder that is to get a collection says what it does, in the console and
// on the home page, and answers a search when it is there, without a restart.
func TestFirstStartGets(t *testing.T) {
	if testing.Short() {
		t.Skip("starts real processes")
	}
	archive, release := lampArchive(t), make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
		_, _ = w.Write(archive)
	}))
	defer site.Close()
	arrive := sync.OnceFunc(func() { close(release) })
	defer arrive()
	data := t.TempDir()
	entry := fmt.Sprintf("[[entry]]\nname = \"lamps\"\ntitle = \"灯的规则\"\nkind = \"archive\"\nurl = %q\nbytes = 2_000_000\nseconds = 90\n",
		site.URL+"/lamps.zip")
	if err := os.WriteFile(filepath.Join(data, "catalogue.toml"), []byte(entry), 0o600); err != nil {
		t.Fatal(err)
	}
	base, printed := serving(t, data, "--get", "lamps")
	const getting = "正在取得“灯的规则”（约 2 MB，约 2 分钟）并装入"
	eventually(t, "what is loaded and got", func() (bool, string) {
		s := printed.String()
		return strings.Contains(s, "\n现在装入的：案例 5 件，解读 2 篇，咨询 6 则；还没有法律\n"+getting), s
	})
	isEventually(t, base, "/", getting)
	if _, home := fetch(t, base, "/"); strings.Contains(home, "fatiao get") || !strings.Contains(home, "尚未导入法律") {
		t.Errorf("the home page is\n%s", home)
	}
	arrive()
	isEventually(t, base, "/search?q="+url.QueryEscape("谁点亮灯笼"), "看灯人")
	if _, home := fetch(t, base, "/"); strings.Contains(home, "正在取得") || strings.Contains(home, "尚未导入法律") {
		t.Errorf("the home page is then\n%s", home)
	}
}

// Where nothing is to be got, the console and the home page name the one command, with size and
// time; where it cannot be got, the server goes on and says so.
func TestFirstStart(t *testing.T) {
	if testing.Short() {
		t.Skip("starts real processes")
	}
	data := filepath.Join(t.TempDir(), "data")
	base, printed := serving(t, data)
	const command = "fatiao get national --data "
	eventually(t, "the command", func() (bool, string) {
		s := printed.String()
		return strings.Contains(s, "还没有法律\n取得全国的法律并装入（约 25 MB，约 2 分钟）："+command+data+"\n"), s
	})
	for _, want := range []string{"案例 5 件、解读 2 篇、咨询 6 则（内置的示例），没有法律", "（约 25 MB，约 2 分钟）", command} {
		if _, home := fetch(t, base, "/"); !strings.Contains(home, want) {
			t.Errorf("the home page has no %s:\n%s", want, home)
		}
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	defer gone.Close()
	entry := fmt.Sprintf("[[entry]]\nname = \"lamps\"\ntitle = \"灯的规则\"\nkind = \"archive\"\nurl = %q\n", gone.URL)
	if err := os.WriteFile(filepath.Join(data, "catalogue.toml"), []byte(entry), 0o600); err != nil {
		t.Fatal(err)
	}
	base, printed = serving(t, data, "--get", "lamps")
	eventually(t, "why it is not there", func() (bool, string) {
		s := printed.String()
		return strings.Contains(s, "没有取到 lamps（灯的规则）：那里没有这个文件（404）") && strings.Contains(s, "以后再取：fatiao get lamps"), s
	})
	if _, home := fetch(t, base, "/"); !strings.Contains(home, command) {
		t.Errorf("the home page is\n%s", home)
	}
}
