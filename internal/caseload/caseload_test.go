package caseload

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/engine/opensearch/clustertest"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// ClusterEnv names the variable with the address of a real cluster, without a prefix. Where it
// is not set, the tests load into a server of their own.
const ClusterEnv = "FATIAO_OPENSEARCH"

// now is the clock of all tests.
func now() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }

// collection are files with laws and cases, the laws in a knowledge base, and a cluster.
type collection struct {
	t       *testing.T
	dir     string
	base    *kb.Base
	graph   *citegraph.Graph
	server  *clustertest.Server // nil where the cluster is real
	cluster *opensearch.Cluster
	address string
}

// newCollection ingests the laws of the tests. Cases are invented ones, in files as they come.
func newCollection(t *testing.T) *collection {
	t.Helper()
	return newOn(t, os.Getenv(ClusterEnv))
}

// newFake is newCollection for tests that disturb the cluster.
func newFake(t *testing.T) *collection {
	t.Helper()
	return newOn(t, "")
}

func newOn(t *testing.T, nodes string) *collection {
	t.Helper()
	c := &collection{t: t, dir: testlaw.Write(t, t.TempDir())}
	c.base = ingested(t, filepath.Join(c.dir, "法律"), filepath.Join(c.dir, "行政法规"), filepath.Join(c.dir, "司法解释"))
	c.graph = citegraph.New(c.base)
	if nodes == "" {
		c.server = clustertest.New(t)
		nodes = "opensearch://" + c.server.Nodes()
	}
	c.address = nodes + fmt.Sprintf("/t%d", time.Now().UnixNano())
	c.cluster = c.open(c.address)
	t.Cleanup(func() {
		for _, find := range []func(context.Context) (*opensearch.Generation, error){c.cluster.Building, c.cluster.Live} {
			if g, err := find(context.Background()); err == nil && g != nil {
				_ = g.Discard(context.Background())
			}
		}
	})
	return c
}

func (c *collection) open(address string) *opensearch.Cluster {
	c.t.Helper()
	config, err := opensearch.ParseAddress(address)
	if err != nil {
		c.t.Fatal(err)
	}
	cluster, err := opensearch.Open(config)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(cluster.Close)
	return cluster
}

// ingested is a knowledge base of files.
func ingested(t *testing.T, paths ...string) *kb.Base {
	t.Helper()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(t.Context(), ingest.Options{Store: store, Paths: paths, Now: now}); err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(t.Context(), g.KB())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = base.Close() })
	return base
}

// judgment is an invented judgment.
func judgment(i int) string {
	return fmt.Sprintf(`云溪省石桥市青石区人民法院
民 事 判 决 书
（2021）云0102民初%d号
原告：李四方，男，汉族，住石桥市青石区柳巷%d号。
被告：王小明，女，汉族，住石桥市青石区。
原告李四方与被告王小明买卖合同纠纷一案，本院依法公开开庭进行了审理。本案现已审理终结。
原告李四方诉称，被告买走第%d辆车，尚欠%d元。
经审理查明，被告王小明驾驶车辆时打瞌睡，损坏原告的菜摊。
本院认为，被告应当负责。依照《中华人民共和国车辆安全法》第三条第一款第（二）项、《车辆管理暂行条例》第二条，判决如下：
一、被告王小明于本判决生效之日起十日内支付原告李四方%d元；
二、驳回原告李四方的其他诉讼请求。
审判员　赵五
二〇二一年三月四日
书记员　钱六
`, i, i, i, 100*i, 100*i)
}

// file writes a file of the collection and returns its path.
func (c *collection) file(name, text string) string {
	c.t.Helper()
	path := filepath.Join(c.dir, "案例", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// lines writes judgments as JSON Lines.
func (c *collection) lines(name string, from, to int) string {
	c.t.Helper()
	var b bytes.Buffer
	for i := from; i < to; i++ {
		line, err := json.Marshal(map[string]string{"id": fmt.Sprint(i), "text": judgment(i), "type": "case"})
		if err != nil {
			c.t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return c.file(name, b.String())
}

func (c *collection) options(paths ...string) Options {
	if len(paths) == 0 {
		paths = []string{filepath.Join(c.dir, "案例")}
	}
	return Options{Cluster: c.cluster, Base: c.base, Graph: c.graph, Paths: paths, Now: now,
		Layout: opensearch.Layout{Shards: 2, Replicas: 1}}
}

func (c *collection) load(o Options) *Report {
	c.t.Helper()
	r, err := Run(c.t.Context(), o)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// dump are the cases of the generation in use.
func (c *collection) dump() string {
	c.t.Helper()
	var b bytes.Buffer
	if err := Dump(c.t.Context(), &b, c.cluster); err != nil {
		c.t.Fatal(err)
	}
	cases, _, _ := strings.Cut(b.String(), "cluster_file\t")
	return cases
}

// want are the cases of files as an ingest keeps them.
func (c *collection) want(paths ...string) string {
	c.t.Helper()
	if len(paths) == 0 {
		paths = []string{c.dir}
	} else {
		paths = append(paths, filepath.Join(c.dir, "法律"), filepath.Join(c.dir, "行政法规"), filepath.Join(c.dir, "司法解释"))
	}
	var b bytes.Buffer
	if err := DumpStored(c.t.Context(), &b, c.cluster, ingested(c.t, paths...)); err != nil {
		c.t.Fatal(err)
	}
	return b.String()
}

// same compares two dumps of cases.
func (c *collection) same(got, want string) {
	c.t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			c.t.Errorf("case %d is\n%.3000s\nwant\n%.3000s", i, g[i], w[i])
			return
		}
	}
	c.t.Errorf("%d cases, want %d", len(g)-1, len(w)-1)
}

// A load gives what an ingest of the same files gives, and says what it did.
func TestLoad(t *testing.T) {
	t.Parallel()
	c := newCollection(t)
	c.lines("判决.jsonl", 1, 40)
	c.file("李四方诉王小明案.txt", judgment(77))
	c.file("又一份.txt", judgment(77)) // the same text from another file
	r := c.load(c.options())
	if r.Sources != 4 || r.Unchanged != 0 || len(r.Rejected) != 0 || !r.Live || r.Total != 41+1 || r.Cases < 42 {
		t.Errorf("the report is %+v", r)
	}
	c.same(c.dump(), c.want())
	if n := strings.Count(c.dump(), "李四方"); n != 0 {
		t.Errorf("a name stands %d times", n)
	}
	again := c.load(c.options())
	if again.Unchanged != 4 || again.Cases != 0 || again.Generation != r.Generation {
		t.Errorf("loaded again the report is %+v", again)
	}
}
