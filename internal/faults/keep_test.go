package faults

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// backups is how many are made while ingests replace what they are made of.
var backups = often(6)

// A backup that is made while the server answers and ingests replace the data is one
// generation, whole.
func TestBackupWhileServing(t *testing.T) {
	c := newCollection(t)
	want := c.dumps()
	c.write(0)
	c.must("ingest", c.dir)
	s := c.serve()
	ingests := make(chan error, 1)
	go func() {
		for i := range 2 * backups {
			c.write((i + 1) % 2)
			if out, err := c.run("ingest", c.dir); err != nil {
				t.Errorf("ingest: %v: %s", err, out)
			}
		}
		ingests <- nil
	}()
	seen := [2]int{}
	for i := range backups {
		file := filepath.Join(t.TempDir(), "b.tar.zst")
		c.must("backup", file)
		back := &collection{t: t, dir: c.dir, data: filepath.Join(t.TempDir(), "back")}
		back.must("restore", file)
		switch back.must("dump") {
		case want[0]:
			seen[0]++
		case want[1]:
			seen[1]++
		default:
			t.Errorf("backup %d holds neither state", i)
		}
		s.others(8)
	}
	<-ingests
	t.Logf("faults: %d backups under ingests, %d of the one state, %d of the other", backups, seen[0], seen[1])
}

// What an interrupted ingest or a damaged disk left is said at the next start, and what
// is whole is served.
func TestStartSaysWhatHappened(t *testing.T) {
	c := twoGenerations(t)
	left := filepath.Join(c.data, "gen-000003")
	if err := os.Mkdir(left, 0o750); err != nil {
		t.Fatal(err)
	}
	c.servesAndSays("上次导入没有完成（gen-000003）")
	if left := c.generations(); len(left) != 2 {
		t.Errorf("%v are left", left)
	}
	if err := os.Remove(filepath.Join(c.data, "CURRENT")); err != nil {
		t.Fatal(err)
	}
	c.servesAndSays("CURRENT 文件不见了，用最新的完整数据 gen-000002")
	if data, err := os.ReadFile(filepath.Join(c.data, "CURRENT")); err != nil || string(data) != "gen-000002\n" {
		t.Errorf("CURRENT was not written again: %q, %v", data, err)
	}
	data, err := os.ReadFile(filepath.Join(c.data, "gen-000002", "kb.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	replaceFile(t, filepath.Join(c.data, "gen-000002", "kb.sqlite"), data)
	c.servesAndSays("先用上一代数据 gen-000001 提供服务")
	if out, err := c.run("ingest", c.dir); err == nil || !strings.Contains(out, "已损坏") {
		t.Errorf("an ingest onto damaged data: %v, %s", err, out)
	}
	c.must("rollback")
	c.must("ingest", c.dir)
	c.must("doctor")
}

// twoGenerations is a data folder with both states; the second is current.
func twoGenerations(t *testing.T) *collection {
	t.Helper()
	c := newCollection(t)
	c.must("ingest", c.dir)
	c.write(1)
	c.must("ingest", c.dir)
	return c
}

// servesAndSays starts a server, asks it for pages, ends it and looks for what it must
// have said.
func (c *collection) servesAndSays(say string) {
	c.t.Helper()
	s := c.serve()
	s.others(4)
	if err := s.stop(); err != nil {
		c.t.Errorf("the server ended with %v", err)
	}
	if !strings.Contains(s.log.String(), say) {
		c.t.Errorf("the server does not say %q: %s", say, s.log)
	}
}

// Data of an older program that cannot be brought up to date do not keep the server from
// serving those before them.
func TestStartWithoutUpdate(t *testing.T) {
	c := twoGenerations(t)
	current := filepath.Join(c.data, "gen-000002")
	data, err := os.ReadFile(filepath.Join(current, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]any
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, later := range []string{"files", "sum", "generation"} { // than format 1
		delete(manifest, later)
	}
	manifest["format"], manifest["dictionary"] = 1, 1
	if data, err = json.Marshal(manifest); err != nil {
		t.Fatal(err)
	}
	replaceFile(t, filepath.Join(current, "manifest.json"), data)
	replaceFile(t, filepath.Join(current, "kb.sqlite"), []byte("no knowledge base"))
	c.servesAndSays("先用上一代数据 gen-000001 提供服务")
}

// A server that comes up while an ingest has the data folder waits for it.
func TestStartWhileIngesting(t *testing.T) {
	c := newCollection(t)
	if err := os.MkdirAll(c.data, 0o750); err != nil {
		t.Fatal(err)
	}
	lock, err := os.Create(filepath.Join(c.data, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	ended := time.AfterFunc(5*time.Second, func() { lock.Close() })
	defer ended.Stop()
	s := c.serve()
	if status, _, err := s.get("/readyz"); err != nil || status != 200 {
		t.Errorf("/readyz answers %d, %v", status, err)
	}
	if err := s.stop(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	for _, say := range []string{"正有另一个导入在进行，等它结束再打开", "数据目录是空的，先装入内置的示例文档"} {
		if strings.Count(s.log.String(), say) != 1 {
			t.Errorf("the server does not say %q once: %s", say, s.log)
		}
	}
}

// A server that is told to end answers what it has begun, and then ends.
func TestGracefulStop(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	const drafts = 4
	text := strings.Repeat("依照《第1号仓库管理办法》第二条的规定，货物应当登记。", 3_000) // takes a while to check
	answers := make(chan error, drafts)
	for range drafts {
		go func() {
			res, err := s.http.PostForm("http://"+s.host+"/check", url.Values{"text": {text}})
			if err != nil {
				answers <- err
				return
			}
			defer res.Body.Close()
			_, err = io.Copy(io.Discard, res.Body)
			if err == nil && res.StatusCode != 200 {
				err = fmt.Errorf("status %s", res.Status)
			}
			answers <- err
		}()
	}
	begun := false
	for deadline := time.Now().Add(5 * time.Second); !begun && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		_, body, err := s.get("/metrics")
		begun = err == nil && strings.Contains(body, fmt.Sprintf("fatiao_requests_in_progress %d\n", drafts+1))
	}
	if !begun {
		t.Fatal("the drafts are not seen to be in progress")
	}
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	for range drafts {
		if err := <-answers; err != nil {
			t.Errorf("a request that had begun: %v", err)
		}
	}
	if err := <-stopped; err != nil {
		t.Errorf("the server ended with %v", err)
	}
}
