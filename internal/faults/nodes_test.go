package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine/opensearch"
)

// The environment variables that name a cluster of three nodes on this machine which
// internal/tools/opensearch/start-cluster.sh started: its address without a prefix, and the
// folder of the nodes. The tests kill and start the nodes.
const (
	clusterEnv = "FATIAO_OPENSEARCH"
	nodesEnv   = "DATA_DIR"
)

// nodes are three nodes.
type nodes struct {
	t     *testing.T
	dir   string
	hosts []string // by number, from 0
	name  string   // the prefix of the test's own
}

func newNodes(t *testing.T) *nodes {
	t.Helper()
	address, dir := os.Getenv(clusterEnv), os.Getenv(nodesEnv)
	if address == "" || dir == "" {
		t.Skipf("no cluster is here to break: bash .ci/cluster starts one, or set %s and %s", clusterEnv, nodesEnv)
	}
	n := &nodes{t: t, dir: dir, hosts: strings.Split(strings.TrimPrefix(address, "opensearch://"), ","),
		name: fmt.Sprintf("f%d", time.Now().UnixNano())}
	if len(n.hosts) != 3 {
		t.Fatalf("the cluster has %v", n.hosts)
	}
	n.green()
	t.Cleanup(func() {
		for i := range n.hosts {
			n.start(i)
		}
		n.green()
		for _, name := range []string{n.name, n.name + alone} {
			n.discard(name)
		}
	})
	return n
}

// alone ends the prefix under which a test keeps what nobody disturbs.
const alone = "alone"

// discard removes what a test made under a prefix: copies of it are restored with each node.
func (n *nodes) discard(name string) {
	of := *n
	of.name = name
	c := of.open(time.Minute)
	for _, find := range []func(context.Context) (*opensearch.Generation, error){c.Building, c.Live} {
		if g, err := find(context.Background()); err == nil && g != nil {
			if err := g.Discard(context.Background()); err != nil {
				n.t.Error(err)
			}
		}
	}
}

// at is the address of the cases of the test, by some hosts.
func (n *nodes) at(hosts ...string) string {
	if hosts == nil {
		hosts = n.hosts
	}
	return "opensearch://" + strings.Join(hosts, ",") + "/" + n.name
}

// open opens the cluster in this process, to ask it.
func (n *nodes) open(deadline time.Duration) *opensearch.Cluster {
	n.t.Helper()
	config, err := opensearch.ParseAddress(n.at())
	if err != nil {
		n.t.Fatal(err)
	}
	config.Deadline = deadline
	c, err := opensearch.Open(config)
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(c.Close)
	return c
}

// kill ends a node at once.
func (n *nodes) kill(i int) {
	n.t.Helper()
	text, err := os.ReadFile(filepath.Join(n.dir, fmt.Sprintf("n%d", i+1), "pid"))
	if err != nil {
		n.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		n.t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		n.t.Fatal(err)
	}
}

// start starts a node again; nothing happens where it runs.
func (n *nodes) start(i int) {
	n.t.Helper()
	script := filepath.Join("..", "tools", "opensearch", "start-cluster.sh")
	if out, err := exec.Command("bash", script, "node", strconv.Itoa(i+1)).CombinedOutput(); err != nil {
		n.t.Fatalf("starting node %d: %v\n%s", i+1, err, out)
	}
}

// green waits until all nodes are there and all copies of all shards. Copies between nodes that
// were started one right after the other may never begin; then starting a node again mends it.
func (n *nodes) green() {
	n.t.Helper()
	again, next := time.Now().Add(time.Minute), len(n.hosts)
	for end := time.Now().Add(5 * time.Minute); ; {
		if time.Now().After(again) {
			next--
			again = again.Add(time.Minute)
			n.t.Logf("node %d is started again", next%len(n.hosts)+1)
			n.kill(next % len(n.hosts))
			n.start(next % len(n.hosts))
		}
		r, err := http.Get("http://" + n.hosts[0] + "/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=10s")
		if err == nil {
			err = r.Body.Close()
			if err == nil && r.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(end) {
			n.t.Fatalf("the cluster is not green: %v", err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// manager is the number of the node that manages the cluster.
func (n *nodes) manager() int {
	n.t.Helper()
	r, err := http.Get("http://" + n.hosts[0] + "/_cat/cluster_manager?format=json")
	if err != nil {
		n.t.Fatal(err)
	}
	defer r.Body.Close()
	var list []struct{ Node string }
	if err := json.NewDecoder(r.Body).Decode(&list); err != nil || len(list) != 1 {
		n.t.Fatalf("who manages: %v, %v", list, err)
	}
	i, err := strconv.Atoi(strings.TrimPrefix(list[0].Node, "n"))
	if err != nil {
		n.t.Fatal(err)
	}
	return i - 1
}
