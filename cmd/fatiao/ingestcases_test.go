package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine/opensearch/clustertest"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// With --cases law goes into the data folder and cases go onto the cluster, in shares as well;
// dump, doctor and remove know of them.
func TestCasesElsewhere(t *testing.T) {
	t.Parallel()
	dir, data, report := testlaw.Write(t, t.TempDir()), filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "report.json")
	more := filepath.Join(dir, "案例", "另一件.md")
	text := strings.ReplaceAll(testlaw.Text(t, "cases/案例一.md"), "三百元", "五百元")
	if err := os.WriteFile(more, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	address := "opensearch://" + clustertest.New(t).Nodes() + "/t"
	run := func(code int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		root := newRoot()
		root.SetArgs(append(args, "--data", data, "--cases", address))
		root.SetOut(&out)
		err := root.ExecuteContext(context.Background())
		var exit *exitError
		switch {
		case errors.As(err, &exit) && exit.code == code, err != nil && code == 1 && exit == nil, err == nil && code == 0:
		default:
			t.Errorf("%v: %v, want the code %d\n%s", args, err, code, out.String())
		}
		return out.String()
	}
	says := func(out string, wanted ...string) {
		t.Helper()
		for _, want := range wanted {
			if !strings.Contains(out, want) {
				t.Errorf("%q is not in\n%s", want, out)
			}
		}
	}
	says(run(0, "ingest", dir, "--report", report), "案例 0 件", "写入案例 2 件", "案例索引 t-000001 已与入库日志核对，共 2 件，现在起用")
	var r wire.IngestReport
	written, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(written, &r)
	}
	if err != nil || r.Laws == 0 || r.Cases != 0 || r.Cluster == nil || r.Cluster.Cases != 2 || !r.Cluster.Live {
		t.Errorf("the report is %s, %v", written, err)
	}
	says(run(0, "ingest", dir), "其中 10 个没有变化", "写入现用的案例索引 t-000001")
	if n := strings.Count(run(0, "dump"), "\ncluster_case\t"); n != 2 {
		t.Errorf("a dump has %d cases", n)
	}
	says(run(0, "doctor", "--check-cases"), "入库日志记有案例 2 件，索引里有 2 件；抽查 2 件")
	says(run(0, "remove", more), "已移除 1 个文件里的案例")
	says(run(0, "doctor", "--check-cases"), "入库日志记有案例 1 件，索引里有 1 件")
	says(run(0, "ingest", "--next", "--shard", "2/2", dir), "案例索引 t-000002 还缺第 1 份")
	says(run(0, "doctor", "--check-cases"), "案例索引 t-000001", "正在建立 t-000002")
	says(run(0, "ingest", dir), "正在建立 t-000002", "请用 --next 也写入它")
	says(run(0, "remove", "--building"), "已放弃案例索引 t-000002")
	for i := range 3 {
		says(run(0, "ingest", "--next", "--shard", fmt.Sprintf("%d/3", i+1), dir), "t-000002")
	}
	says(run(0, "doctor", "--check-cases"), "案例索引 t-000002", "索引里有 2 件")
	for _, wrong := range []string{"0/3", "4/3", "3", "a/b"} {
		run(2, "ingest", "--shard", wrong, dir)
	}
	address = ""
	run(2, "ingest", "--shard", "1/2", dir)
	run(2, "remove", "--building")
	run(2, "doctor", "--check-cases")
}
