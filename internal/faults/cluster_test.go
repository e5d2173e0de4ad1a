package faults

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// judged is how many judgments the files have in all.
const judged = 240

// withCases writes files with judgments, twelve in each, and ingests the laws.
func withCases(t *testing.T) (c *collection, cases string) {
	t.Helper()
	c = newCollection(t)
	c.must("ingest", c.dir)
	cases = filepath.Join(t.TempDir(), "cases")
	if err := os.Mkdir(cases, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range judged {
		folder := filepath.Join(cases, fmt.Sprintf("%02d", i%20))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		told := strings.Repeat(fmt.Sprintf("2021年3月%d日，双方约定第%d种货物由被告保管。", 1+i%28, i), 60)
		text := fmt.Sprintf("云溪省石桥市青石区人民法院\n民 事 判 决 书\n（2021）云0102民初%d号\n原告：李四方，男，住石桥市青石区。\n被告：王小明，女，住石桥市青石区。\n"+
			"原告李四方与被告王小明保管合同纠纷一案，本院依法公开开庭进行了审理。本案现已审理终结。\n经审理查明，%s\n"+
			"本院认为，被告应当负责。依照《第%d号仓库管理办法》第%d条，判决如下：\n一、被告王小明赔偿原告李四方%d元；\n二、驳回原告李四方的其他诉讼请求。\n审判员　赵五\n二〇二一年三月四日\n书记员　钱六\n",
			i+1, told, i%laws, 1+i%articles, 100*(i+1))
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return c, cases
}

// clusterLines are the lines of a dump that tell of the cluster.
var clusterLines = regexp.MustCompile(`(?m)^cluster_.*\n`)

// dumped are the cases and the journal of the cluster.
func (c *collection) dumped(address string) string {
	c.t.Helper()
	return strings.Join(clusterLines.FindAllString(c.must("dump", "--cases", address), -1), "")
}

// undisturbed is what a load gives that nobody disturbs, and how long it takes.
func (c *collection) undisturbed(n *nodes, cases string) (dump string, took time.Duration) {
	c.t.Helper()
	undisturbed := *n
	undisturbed.name += alone
	start := time.Now()
	c.must("ingest", "--cases", undisturbed.at(), "--shard", "1/1", cases)
	took = time.Since(start)
	dump = c.dumped(undisturbed.at())
	if lines := strings.Count(dump, "cluster_case"); lines != judged || strings.Contains(dump, "李四方") {
		c.t.Fatalf("%d of %d cases are there, masked: %v", lines, judged, !strings.Contains(dump, "李四方"))
	}
	return dump, took
}

// A load that is killed at any moment is gone on with by the next, and what is put in use is
// what nobody disturbed.
func TestClusterKilledIngest(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	want, whole := c.undisturbed(n, cases)
	rng := rand.New(rand.NewPCG(2026, 12))
	killed, kills := 0, often(20)
	for i := 0; killed < kills && i < 5*kills; i++ {
		cmd := c.command("ingest", "--cases", n.at(), "--shard", "1/1", "--next", cases)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * float64(whole)))
		if err := cmd.Process.Kill(); err != nil {
			t.Log(err)
		}
		cmd.Wait() // tells how it ended
		if cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled() {
			killed++
		}
	}
	c.must("ingest", "--cases", n.at(), "--shard", "1/1", "--next", cases)
	if got := c.dumped(n.at()); got != want {
		t.Errorf("after %d kills there are %d cases; want %d, or they are others", killed, strings.Count(got, "cluster_case"), judged)
	}
	t.Logf("faults: %d ingests killed", killed)
}

// asker asks for all cases, again and again, until it is stopped.
type asker struct {
	cluster *opensearch.Cluster
	whole   map[int]bool // the totals that may be
	stop    context.CancelFunc
	ended   sync.WaitGroup

	asked, failed int
	wrong         []string
}

func ask(t *testing.T, cluster *opensearch.Cluster, totals ...int) *asker {
	ctx, cancel := context.WithCancel(t.Context())
	a := &asker{cluster: cluster, whole: map[int]bool{}, stop: cancel}
	for _, n := range totals {
		a.whole[n] = true
	}
	a.ended.Go(func() {
		for ctx.Err() == nil {
			answer, err := cluster.Search(ctx, &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Size: 10,
				Day: statute.Date("2026-03-04")})
			a.asked++
			switch {
			case ctx.Err() != nil:
			case errors.Is(err, opensearch.ErrIncomplete):
				a.failed++
			case err != nil:
				a.wrong = append(a.wrong, err.Error())
			case !a.whole[answer.Total] || len(answer.Hits) != 10:
				a.wrong = append(a.wrong, fmt.Sprintf("%d cases, %d hits", answer.Total, len(answer.Hits)))
			}
		}
	})
	return a
}

// end stops asking, and fails where an answer was wrong.
func (a *asker) end(t *testing.T) {
	t.Helper()
	a.stop()
	a.ended.Wait()
	if len(a.wrong) > 0 {
		t.Errorf("%d of %d answers were wrong, the first: %s", len(a.wrong), a.asked, a.wrong[0])
	}
	t.Logf("faults: %d searches, %d without an answer", a.asked, a.failed)
}

// A node that is killed while cases are loaded and asked for, and the one that manages the
// cluster, change nothing: the load goes on when they are back, and no answer is a part.
func TestClusterKilledNodes(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	want, whole := c.undisturbed(n, cases)
	c.must("ingest", "--cases", n.at(), "--shard", "1/1", cases) // is in use, with copies
	for _, manager := range []bool{false, true} {
		victim := n.manager()
		if !manager {
			victim = (victim + 1) % len(n.hosts)
		}
		a := ask(t, n.open(20*time.Second), judged)
		cmd := c.command("ingest", "--cases", n.at(), "--shard", "1/1", "--next", cases)
		out := &strings.Builder{}
		cmd.Stdout, cmd.Stderr = out, out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole / 3)
		n.kill(victim)
		time.Sleep(time.Second)
		n.start(victim)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the load ended with %v:\n%s", err, out)
		}
		n.green()
		a.end(t)
		if got := c.dumped(n.at()); got != want {
			t.Errorf("manager %v: there are %d cases; want %d, or they are others", manager, strings.Count(got, "cluster_case"), judged)
		}
	}
	t.Log("faults: 2 nodes killed")
}

// Where two of three nodes are gone, what is left answers nothing rather than a part, and all
// is there when they are back.
func TestClusterTwoKilled(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	c.must("ingest", "--cases", n.at(), "--shard", "1/1", "--index-shards", "6", cases)
	want := c.dumped(n.at())
	a := ask(t, n.open(2*time.Second), judged)
	n.kill(1)
	n.kill(2)
	time.Sleep(8 * time.Second)
	n.start(1)
	n.start(2)
	n.green()
	a.end(t)
	if a.failed == 0 {
		t.Error("every search was answered, by one node of three")
	}
	if got := c.dumped(n.at()); got != want {
		t.Error("what is there is not what was there")
	}
}

// Generations that take each other's place while somebody asks are never mixed nor missing.
func TestClusterSwitch(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	half := filepath.Join(cases, "..", "half")
	if err := os.Mkdir(half, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(half, "00"), os.DirFS(filepath.Join(cases, "00"))); err != nil {
		t.Fatal(err)
	}
	c.must("ingest", "--cases", n.at(), "--shard", "1/1", cases)
	cluster := n.open(20 * time.Second)
	askers := make([]*asker, 4)
	for i := range askers {
		askers[i] = ask(t, cluster, judged, judged/20)
	}
	for i := range often(15) {
		from := cases
		if i%2 == 0 {
			from = half
		}
		c.must("ingest", "--cases", n.at(), "--shard", "1/1", "--next", from)
	}
	for _, a := range askers {
		a.end(t)
	}
	t.Logf("faults: %d generations switched", often(15))
}

// Two programs that load at once, a share each, give what one gives.
func TestClusterTwoIngests(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	want, _ := c.undisturbed(n, cases)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() {
			if out, err := c.run("ingest", "--cases", n.at(), "--shard", fmt.Sprintf("%d/2", i+1), cases); err != nil {
				errs[i] = fmt.Errorf("%w\n%s", err, out)
			}
		})
	}
	both.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if got := c.dumped(n.at()); got != want {
		t.Errorf("there are %d cases; want %d, or they are others", strings.Count(got, "cluster_case"), judged)
	}
}

// The network between the program and one node is cut, so that it is not answered any more and
// not told either: the others are asked.
func TestClusterCut(t *testing.T) {
	n := newNodes(t)
	c, cases := withCases(t)
	want, _ := c.undisturbed(n, cases)
	p := newProxy(t, n.hosts[0])
	cmd := c.command("ingest", "--cases", n.at(p.Addr().String(), n.hosts[1], n.hosts[2]), "--shard", "1/1", cases)
	out := &strings.Builder{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-p.used // something came through
	p.cut()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("the load ended with %v:\n%s", err, out)
	}
	if got := c.dumped(n.at()); got != want {
		t.Errorf("there are %d cases; want %d, or they are others", strings.Count(got, "cluster_case"), judged)
	}
}

// proxy passes on what comes, until it is cut: then it breaks what is open and takes no more.
type proxy struct {
	net.Listener
	used chan struct{} // closed when an answer of some length went through

	mu    sync.Mutex
	conns []net.Conn
	once  sync.Once
}

func newProxy(t *testing.T, host string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: l, used: make(chan struct{})}
	t.Cleanup(p.cut)
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", host)
			if err != nil {
				in.Close()
				continue
			}
			p.mu.Lock()
			p.conns = append(p.conns, in, out)
			p.mu.Unlock()
			go func() { io.Copy(out, in) }() // ends when the proxy is cut
			go func() {
				io.CopyN(in, out, 2000)
				p.once.Do(func() { close(p.used) })
				io.Copy(in, out)
			}()
		}
	}()
	return p
}

func (p *proxy) cut() {
	p.Listener.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
}
