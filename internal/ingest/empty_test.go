package ingest_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testbase"
)

// usable opens the current generation, checks it, asks it in several ways and writes it
// as text.
func usable(t *testing.T, store *generation.Store) {
	t.Helper()
	consistent(t, store)
	ctx := context.Background()
	all, err := search.OpenCurrent(ctx, store, func() time.Time { return day })
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	for _, q := range []string{"车辆安全法", "车辆安全法3", "开车打瞌睡怎么罚", `"不打瞌睡"`, "打?睡", "-驾驶", "type:案例", "不打瞌睡 同款", "车@法", ""} {
		for _, o := range []string{"", search.SortDate, search.SortLevel, search.SortCitations} {
			if _, err := all.Service.Search(ctx, search.Request{Query: q, Sort: o}); err != nil {
				t.Errorf("%q by %q: %v", q, o, err)
			}
		}
		if _, err := all.Service.Rank(ctx, q, 10); err != nil {
			t.Errorf("ranking for %q: %v", q, err)
		}
		if _, err := all.Service.Cases(ctx, search.CaseRequest{Query: q}); err != nil {
			t.Errorf("cases for %q: %v", q, err)
		}
		if _, err := all.Service.Suggest(ctx, q, ""); err != nil {
			t.Errorf("suggesting for %q: %v", q, err)
		}
	}
	var out bytes.Buffer
	if err := inspect.Dump(ctx, &out, all.Base, all.Index, all.Ranking); err != nil {
		t.Error(err)
	}
}

// small are sources of which a collection has next to nothing.
var small = map[string]string{
	"法律/短法.md":    "# 中华人民共和国短法\n\n（2020年1月2日第一届会议通过）\n\n第一条　驾驶人不打瞌睡。\n",
	"法律/公告.md":    "# 关于某某事项的公告\n\n2020年1月2日\n\n现将有关事项公告如下，请遵照执行。\n",
	"faq.jsonl":   `{"qid":"1","query":"开车打瞌睡怎么罚？","gold":[["车辆安全法/3"]]}` + "\n",
	"empty.jsonl": `{"qid":"2","query":"","gold":[]}` + "\n",
	"案例/判决.txt": "甲市乙区人民法院\n刑事判决书\n（2020）甲01刑初1号\n被告人张某某，男，1980年1月1日出生。\n本院认为，被告人张某某犯盗窃罪。判决如下：\n" +
		"被告人张某某犯盗窃罪，判处拘役三个月。\n审判员　赵某某\n二〇二〇年三月四日\n",
	"解读/答记者问.txt": "最高人民法院负责人就某某解释答记者问\n\n问：为什么要打瞌睡？\n\n答：因为疲劳。\n",
}

// A generation that holds next to nothing, of one kind only, is a generation, and so is
// the one that is left when its only source is removed.
func TestNextToNothing(t *testing.T) {
	t.Parallel()
	for name, text := range small {
		if testing.Short() && name != "法律/短法.md" && name != "faq.jsonl" {
			continue // a law, and what is none
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			store := newStore(t)
			if r := run(t, store, path); r.Sources == 0 {
				t.Skipf("nothing was read: %+v", r.Rejected)
			}
			usable(t, store)
			r, err := ingest.Remove(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }}, path)
			if err != nil {
				t.Fatal(err)
			}
			if r.Laws+r.Articles+r.Cases+r.Commentaries+r.Consultations > 0 || r.Generation != "gen-000002" {
				t.Errorf("what is left is %+v", r)
			}
			usable(t, store)
			before := testbase.Dump(t, store)
			if _, err := ingest.Run(context.Background(),
				ingest.Options{Store: store, Rebuild: true, Now: func() time.Time { return day }}); err != nil {
				t.Fatalf("rebuilding nothing: %v", err)
			}
			usable(t, store)
			if d := difference(before, testbase.Dump(t, store)); d != "" {
				t.Errorf("rebuilding an empty generation changes it: %s", d)
			}
			run(t, store, path)
			usable(t, store)
			fresh := newStore(t)
			run(t, fresh, path)
			if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
				t.Errorf("what was removed and added again differs from a fresh ingest: %s", d)
			}
		})
	}
}
