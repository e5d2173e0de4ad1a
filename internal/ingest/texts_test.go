package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

// The law on scales of 2001, 2011 and 2021, and what cites the first text of it.
var scales = map[string]string{
	"2001.md": "中华人民共和国秤量法\n\n2001年3月1日第九届虚构代表大会常务委员会第三次会议通过\n\n第一条 为了公平交易，制定本法。\n\n" +
		"第二条 秤具应当每年送检一次，未经检定不得使用。\n\n第三条 本法自2001年7月1日起施行。\n",
	"2011.md": "中华人民共和国秤量法\n\n2001年3月1日第九届虚构代表大会常务委员会第三次会议通过\n" +
		"2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订\n\n第一条 为了公平交易，制定本法。\n\n" +
		"第二条 检定机构应当公开收费标准。\n\n第三条 秤具应当每年送检一次，未经检定不得使用。\n\n第四条 本法自2011年10月1日起施行。\n",
	"2021.md": "中华人民共和国秤量法\n\n2001年3月1日第九届虚构代表大会常务委员会第三次会议通过\n" +
		"2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订\n2021年6月1日第十三届虚构代表大会常务委员会第九次会议修订\n\n" +
		"第一条 为了公平交易，制定本法。\n\n第二条 检定机构应当公开收费标准。\n\n第三条 检定人员应当经过培训。\n\n" +
		"第四条 秤具应当每年送检一次，未经检定不得使用。\n\n第五条 本法自2021年10月1日起施行。\n",
	"规定.md":    "秤具送检规定\n\n2005年5月1日公布\n\n第一条 秤量法第二条规定的送检，由使用人申请。\n\n第二条 本规定自2005年6月1日起施行。\n",
	"评论.jsonl": `{"title":"秤具送检的理解","date":"2006-04-01","text":"本院认为，依照《中华人民共和国秤量法》第二条，判决如下：没收秤具。"}` + "\n",
}

// Texts of a law come and go in any order: citations of the old number are linked to what the
// article is in the newest, by documents that did not change too, and all of it is what an
// ingest of the same files gives.
func TestTextsThatCome(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put := func(names ...string) {
		t.Helper()
		for _, n := range names {
			if err := os.WriteFile(filepath.Join(dir, n), []byte(scales[n]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	store := newStore(t)
	for i, step := range []struct {
		put, remove []string
		article     string // what the old article is now
	}{
		{put: []string{"2001.md", "规定.md", "评论.jsonl"}, article: "2"},
		{put: []string{"2021.md"}, article: "4"},
		{put: []string{"2011.md"}, article: "4"},
		{remove: []string{"2021.md"}, article: "3"},
		{put: []string{"2021.md"}, article: "4"},
	} {
		put(step.put...)
		for _, n := range step.remove {
			path := filepath.Join(dir, n)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			o := ingest.Options{Store: store, Now: func() time.Time { return day }}
			if _, err := ingest.Remove(context.Background(), o, path); err != nil {
				t.Fatal(err)
			}
		}
		run(t, store, dir)
		fresh := newStore(t)
		run(t, fresh, dir)
		if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
			t.Errorf("step %d: the updated generation is not the fresh one:\n%s", i, d)
		}
		base := openKB(t, store)
		place, err := base.Lookup(context.Background(), statute.Address{Law: "秤量法", Provision: provision(t, step.article)}, "2026-01-01")
		if err != nil {
			t.Fatal(err)
		}
		cited, err := citegraph.New(base).CitedBy(context.Background(), citegraph.QueryFor(place, "2026-01-01"))
		if err != nil || cited.Total != 2 || cited.ByKind["commentary"] != 1 || (cited.Former == 2) != (step.article != "2") {
			t.Errorf("step %d: article %s is cited by %+v, %v", i, step.article, cited, err)
		}
	}
}

func provision(t *testing.T, s string) statute.Provision {
	t.Helper()
	p, err := statute.ParseProvision(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
