package composite

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local/localtest"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// ClusterEnv names the variable with the address of a cluster, without a prefix.
const ClusterEnv = "FATIAO_OPENSEARCH"

// real opens the cluster that tests are given, with a prefix of the test's own.
func real(t *testing.T) *opensearch.Cluster {
	t.Helper()
	address := os.Getenv(ClusterEnv)
	if address == "" {
		t.Skipf("no cluster is here: bash internal/tools/opensearch/start-cluster.sh start, and set %s to opensearch://127.0.0.1:19201",
			ClusterEnv)
	}
	config, err := opensearch.ParseAddress(address + "/t" + strconv.FormatInt(time.Now().UnixNano(), 36))
	if err != nil {
		t.Fatal(err)
	}
	config.Deadline = time.Minute
	c, err := opensearch.Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// Law here and cases on a cluster do what one engine does.
func TestContract(t *testing.T) {
	enginetest.Run(t, func(t *testing.T, docs []enginetest.Document) engine.Engine {
		t.Helper()
		cluster := real(t)
		all := localtest.Open(t, docs)
		b, err := cluster.Build(t.Context(), opensearch.Layout{Shards: 2}, func(yield func(*opensearch.Case, error) bool) {
			for _, d := range all.Documents {
				if d.Kind == searchdoc.Case && !yield(ReadCase(t.Context(), all.Base, all.Graph, d)) {
					return
				}
			}
		})
		if err != nil || len(b.Rejects) > 0 {
			t.Fatalf("%+v, %v", b, err)
		}
		t.Cleanup(func() { _ = b.Generation.Discard(context.Background()) })
		return New(all.Engine, NewStore(cluster, time.Now))
	})
}
