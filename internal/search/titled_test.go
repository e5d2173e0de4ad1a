package search_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
)

const ferryTax = `# 渡船税法

（2019年5月1日某某市人民代表大会常务委员会通过）

## 第一编 总则

第一条 渡船要交税。

第一条之一 木船少交。

第一条之二 竹筏不交。

## 第二编 灯油

### 第一章 亮灯

第二条 税率见表。

第三条 本法自2020年7月1日起施行。

渡船税税率表一（木船适用）

| 级数 | 税率 |
| --- | --- |
| 1 | 3 |

渡船税税率表二（铁船适用）

| 级数 | 税率 |
| --- | --- |
| 1 | 4 |
`

// Parts of laws and annexes are found by their titles, with the law before them or alone;
// a title that nothing bears is words.
func TestTitled(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "渡船税法.md")
	if err := os.WriteFile(path, []byte(ferryTax), 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := generation.OpenStore(filepath.Join(dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(t.Context(), ingest.Options{Store: store, Paths: []string{path}, Now: now}); err != nil {
		t.Fatal(err)
	}
	o, err := search.OpenCurrent(t.Context(), store, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	for q, want := range map[string]string{
		"渡船税法所附税率表一":     "渡船税法/附件1",
		"《渡船税法》所附税率表二":   "渡船税法/附件2",
		"渡船税法税率表二":       "渡船税法/附件2",
		"渡船税税率表一":        "渡船税法/附件1",
		"渡船税税率表二（铁船适用）":  "渡船税法/附件2",
		"渡船税法附件2":        "渡船税法/附件2",
		"渡船税法总则":         "渡船税法/b1 …",
		"渡船税法灯油":         "渡船税法/b2 …",
		"渡船税法灯油编":        "渡船税法/b2 …",
		"灯油编":            "渡船税法/b2 …",
		"渡船税法灯油编第一章":     "渡船税法/b2/z1 …",
		"灯油":             "…",
		"渡船税法 灯油":        "…",
		"渡船税法木船":         "…",
		"渡船税法第一条之一、之二":   "渡船税法/1-1 渡船税法/1-2",
		"渡船税法第1、2条":      "渡船税法/1 渡船税法/2",
		"渡船税法第一条之一至之二":   "渡船税法/1-1 渡船税法/1-2",
		"渡船税法第2条、第一条之二":  "渡船税法/2 渡船税法/1-2",
		"渡船税法第一条、之一和第二条": "渡船税法/1 渡船税法/1-1 渡船税法/2",
	} {
		if got := namedIn(find(t, o.Service, search.Request{Query: q})); got != want {
			t.Errorf("%q names %q; want %q", q, got, want)
		}
	}
}
