package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

var day = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

const today = statute.Date("2026-03-04")

func run(t testing.TB, store *generation.Store, paths ...string) *ingest.Report {
	t.Helper()
	r, err := ingest.Run(context.Background(), ingest.Options{Store: store, Paths: paths, Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newStore(t testing.TB) *generation.Store {
	t.Helper()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func openKB(t testing.TB, store *generation.Store) *kb.Base {
	t.Helper()
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(context.Background(), g.KB())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := base.Close(); err != nil {
			t.Error(err)
		}
	})
	return base
}

// consistent checks knowledge base and index of the current generation
// against each other.
func consistent(t testing.TB, store *generation.Store) {
	t.Helper()
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	all, err := search.Open(context.Background(), g, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	c, err := inspect.Check(context.Background(), all.Base, all.Index, all.Ranking.Collection)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Problems) > 0 || c.Rows != c.Indexed {
		t.Errorf("knowledge base has %d rows, index %d: %v", c.Rows, c.Indexed, c.Problems)
	}
}

func lookup(t testing.TB, base *kb.Base, address string, on statute.Date) *kb.Provision {
	t.Helper()
	place, err := find(base, address, on)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return place
}

func find(base *kb.Base, address string, on statute.Date) (*kb.Provision, error) {
	ref := query.ParseRef(address)
	key := ref.Name
	if keys := base.Names().Resolve(ref.Name); len(keys) == 1 {
		key = keys[0]
	}
	return base.Lookup(context.Background(), statute.Address{Law: key, Version: ref.Version, Provision: ref.Provision}, on)
}

func TestIngest(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	dir := testlaw.Write(t, t.TempDir())
	r := run(t, store, dir)
	// Nine files: the statute in two versions, the regulation, the interpretation
	// with and without its issuer, the decision, a code in two files, one case.
	if r.Sources != 9 || len(r.Rejected) > 0 || r.Laws != 5 || r.Versions != 6 || r.Cases != 1 {
		t.Errorf("report %+v", r)
	}
	consistent(t, store)
	base := openKB(t, store)

	for address, want := range map[string]string{
		"车辆安全法3第1款第2项":     "（二）不打瞌睡，包括：\n1.连续驾驶不超过四小时；\n2.每次休息不少于二十分钟；",
		"车辆安全法/3/x3":       "（三）礼让行人。",
		"车辆安全法/3/k1/x2/m2": "2.每次休息不少于二十分钟；",
		"住宅法典4":            "承租人应当按时付租金；漏雨的，可以请求减少租金。",
	} {
		place := lookup(t, base, address, today)
		got := place.Unit.Text()
		if place.Part != nil {
			got = kb.TextOf([]kb.Part{*place.Part})
		}
		if got != want {
			t.Errorf("%s is %q; want %q", address, got, want)
		}
	}
	for address, want := range map[string]string{"车辆安全法/b2/z1": "第一章 处罚", "车辆安全法/分则": "第二编 分则", "车辆安全法/b1/z2/j1": "第一节 年检",
		"住宅法典/b2": "租赁编", "住宅法典/b2/z1": "第一章 租赁合同"} {
		if place := lookup(t, base, address, today); place.Heading == nil || place.Heading.Name() != want {
			t.Errorf("%s is %+v; want %s", address, place.Heading, want)
		}
	}
	if _, err := find(base, "车辆安全法/z1", today); err == nil {
		t.Error("车辆安全法/z1 is found although two chapters have that number")
	}
}

func TestVersionsAndStatus(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run(t, store, testlaw.Write(t, t.TempDir()))
	base := openKB(t, store)
	for _, c := range []struct {
		address string
		on      statute.Date
		label   string
		status  statute.Status
	}{
		{"车辆安全法/2", "2026-03-04", "2022-06-15", statute.StatusInForce},
		{"车辆安全法/2", "2020-01-01", "2019-03-01", statute.StatusInForce},
		{"车辆安全法/2", "2019-05-01", "2019-03-01", statute.StatusNotYet},
		{"车辆安全法@2019-03-01/2", "2026-03-04", "2019-03-01", statute.StatusAmended},
		{"车辆安全法@2019-03-01/2", "2022-08-31", "2019-03-01", statute.StatusInForce},
		{"车辆管理暂行条例/1", "2026-03-04", "1990-05-01", statute.StatusRepealed},
		{"车辆管理暂行条例/1", "2022-08-31", "1990-05-01", statute.StatusInForce},
	} {
		place := lookup(t, base, c.address, c.on)
		if place.Version.Label != c.label || place.Version.StatusOn(c.on) != c.status {
			t.Errorf("%s on %s: version %s, %s; want %s, %s", c.address, c.on, place.Version.Label, place.Version.StatusOn(c.on), c.label,
				c.status)
		}
	}
	if got := lookup(t, base, "车辆安全法@2019-03-01/2", today).Address(today).String(); got != "车辆安全法@2019-03-01/2" {
		t.Errorf("address of an old text is %s", got)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run(t, store, testlaw.Write(t, t.TempDir()))
	base := openKB(t, store)
	const interpretation = "最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释"
	for _, name := range []string{interpretation, "关于适用《中华人民共和国车辆安全法》若干问题的解释", "关于适用《车辆安全法》若干问题的解释", "最高人民法院关于适用〈车辆安全法〉若干问题的解释"} {
		if keys := base.Names().Resolve(name); len(keys) != 1 || keys[0] != interpretation {
			t.Errorf("%s means %v", name, keys)
		}
	}
	law, err := base.Law(context.Background(), interpretation)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := base.SourcesOf(context.Background(), law.Versions[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 2 {
		t.Errorf("%d sources; want the two filings of one text", len(sources))
	}
	if by, err := base.InterpretedBy(context.Background(), "车辆安全法"); err != nil || len(by) != 1 || by[0] != interpretation {
		t.Errorf("interpreted by %v, %v", by, err)
	}
	if keys := base.Names().Resolve("行政法规令第9001号"); len(keys) != 0 {
		t.Errorf("an unknown name means %v", keys)
	}
	if keys := base.Names().Resolve("国务院令第9001号"); len(keys) != 1 || keys[0] != "车辆管理暂行条例" {
		t.Errorf("a document number means %v", keys)
	}
	var missing *kb.MissingError
	if _, err := find(base, "车辆安检法/1", today); !errors.As(err, &missing) || missing.Loaded || len(missing.Nearest) == 0 ||
		missing.Nearest[0] != "车辆安全法" {
		t.Errorf("an unknown law: %v", err)
	}
	if _, err := find(base, "车辆安全法/9", today); !errors.As(err, &missing) || !missing.Loaded || missing.Nearest[0] != "车辆安全法/6" {
		t.Errorf("an unknown article: %v", err)
	}
}

func TestCitedBy(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run(t, store, testlaw.Write(t, t.TempDir()))
	base := openKB(t, store)
	p, err := statute.ParseProvision("3")
	if err != nil {
		t.Fatal(err)
	}
	cited, err := citegraph.New(base).CitedBy(context.Background(), citegraph.CitedByQuery{Law: "车辆安全法", Provision: p, Day: today,
		Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if cited.ByKind["case"] != 1 || cited.ByKind["interpretation"] != 1 || cited.ByKind["law"] != 2 || cited.Total != 4 {
		t.Errorf("cited by %v", cited.ByKind)
	}
	for _, c := range cited.List {
		if c.Kind == "case" && (c.Sentence != "法院依照《中华人民共和国车辆安全法》第三条第一款第（二）项，判决乙公司赔偿三百元。" || len(c.Targets) != 1 ||
			c.Targets[0].String() != "车辆安全法/3/k1/x2") {
			t.Errorf("the case cites %v in %q", c.Targets, c.Sentence)
		}
	}
}

func TestAgain(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	dir := testlaw.Write(t, t.TempDir())
	first := run(t, store, dir)
	again := run(t, store, dir)
	if again.Generation != first.Generation || again.Unchanged != first.Sources {
		t.Errorf("unchanged sources made %s after %s, %d unchanged", again.Generation, first.Generation, again.Unchanged)
	}
	// The same text under another path adds a source and nothing else.
	copied := run(t, store, testlaw.Write(t, t.TempDir()))
	if copied.Laws != first.Laws || copied.Versions != first.Versions || copied.Articles != first.Articles || copied.Cases != first.Cases ||
		copied.Citations != first.Citations {
		t.Errorf("the same texts from elsewhere changed the collection: %+v, was %+v", copied, first)
	}
	consistent(t, store)
}

// A changed source replaces what came from it, and the result is that of a
// fresh ingest.
func TestChangedSource(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	dir := testlaw.Write(t, t.TempDir())
	run(t, store, dir)
	path := filepath.Join(dir, "法律", "住宅法典租赁编.md")
	changed := strings.Replace(testlaw.Text(t, "laws/住宅法典租赁编.md"), "能住的房屋", "不漏雨的房屋", 1)
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	r := run(t, store, dir)
	consistent(t, store)
	if got := lookup(t, openKB(t, store), "住宅法典3", today).Unit.Text(); got != "出租人应当交付不漏雨的房屋。" {
		t.Errorf("住宅法典3 is %q", got)
	}
	fresh := newStore(t)
	f := run(t, fresh, dir)
	if r.Laws != f.Laws || r.Versions != f.Versions || r.Articles != f.Articles || r.Citations != f.Citations ||
		r.Diagnostics != f.Diagnostics {
		t.Errorf("updated %+v, fresh %+v", r, f)
	}
	// A source that cannot be read any more leaves what was there.
	if err := os.WriteFile(path, []byte{0, 1, 2, 3}, 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run(t, store, dir); len(r.Rejected) != 1 || r.Laws != f.Laws {
		t.Errorf("rejected %v, %d laws", r.Rejected, r.Laws)
	}
	lookup(t, openKB(t, store), "住宅法典3", today)
}

// A source with more documents than are held at once is stored in batches.
func TestManyDocuments(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	many := 1203 // more than two batches
	if testing.Short() {
		many = 503
	}
	var lines strings.Builder
	for i := range many {
		fmt.Fprintf(&lines, `{"qid":"%d","query":"第%d个问题，车辆怎么办？","gold":[["车辆安全法/3"]]}`+"\n", i, i)
	}
	path := filepath.Join(t.TempDir(), "faq.jsonl")
	if err := os.WriteFile(path, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run(t, store, path); r.Consultations != many || r.Citations.UnknownLaw != many {
		t.Errorf("report %+v", r)
	}
	consistent(t, store)
	sources, err := openKB(t, store).Sources(context.Background())
	if err != nil || len(sources) != 1 || sources[0].Documents != many || sources[0].Format != "jsonl" {
		t.Errorf("sources %+v, %v", sources, err)
	}
	// The law comes later: its consultations cite it without being read again.
	r := run(t, store, testlaw.Write(t, t.TempDir()))
	if r.Citations.UnknownLaw != 0 {
		t.Errorf("citations %+v", r.Citations)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	dir := testlaw.Write(t, t.TempDir())
	before := run(t, store, dir)
	remove := func(name string) (*ingest.Report, error) {
		return ingest.Remove(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }}, name)
	}
	r, err := remove("车辆安全法")
	if err != nil {
		t.Fatal(err)
	}
	if r.Laws != before.Laws-1 {
		t.Errorf("%d laws; want %d", r.Laws, before.Laws-1)
	}
	consistent(t, store)
	base := openKB(t, store)
	if _, err := find(base, "车辆安全法/1", today); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("the removed law is found: %v", err)
	}
	if got := lookup(t, base, "车辆管理暂行条例/1", today).Version.StatusOn(today); got != statute.StatusInForce {
		t.Errorf("the regulation is %s although nothing loaded repeals it", got)
	}
	if r, err = remove(filepath.Join(dir, "案例", "案例一.md")); err != nil || r.Cases != 0 {
		t.Errorf("removing a source: %+v, %v", r, err)
	}
	if r, err = remove(filepath.Join(dir, "司法解释")); err != nil || r.Laws != before.Laws-2 {
		t.Errorf("removing a folder: %+v, %v", r, err)
	}
	var notLoaded *ingest.NotLoadedError
	if _, err := remove("没有这部法"); !errors.As(err, &notLoaded) {
		t.Errorf("removing what is not there: %v", err)
	}
	consistent(t, store)
	if r := run(t, store, dir); r.Laws != before.Laws || r.Cases != before.Cases {
		t.Errorf("ingesting again brings back %d laws, %d cases", r.Laws, r.Cases)
	}
	consistent(t, store)
}

func TestTwoIngestsAtOnce(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	draft, err := store.Begin(generation.CopyNothing)
	if err != nil {
		t.Fatal(err)
	}
	_, err = ingest.Run(context.Background(), ingest.Options{Store: store, Paths: []string{testlaw.Write(t, t.TempDir())}})
	if err == nil || !strings.Contains(err.Error(), "另一个导入") {
		t.Errorf("a second ingest: %v", err)
	}
	if err := draft.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Current(); !errors.Is(err, generation.ErrEmpty) {
		t.Errorf("a generation was made: %v", err)
	}
}

// The press release ships with the binary, so its repair is checked anywhere.
func TestEmbedded(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	r, err := ingest.Run(context.Background(), ingest.Options{Store: store, Embedded: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Commentaries != 2 || r.Cases != 5 || r.Consultations != 6 || r.Laws != 0 || len(r.Rejected) > 0 {
		t.Errorf("report %+v", r)
	}
	consistent(t, store)
	base := openKB(t, store)
	p, err := statute.ParseProvision("1036")
	if err != nil {
		t.Fatal(err)
	}
	cited, err := citegraph.New(base).CitedBy(context.Background(), citegraph.CitedByQuery{Law: "民法典", Provision: p, Day: today, Limit: 10})
	if err != nil || cited.ByKind["commentary"] < 3 {
		t.Errorf("民法典/1036 is cited by %+v, %v", cited, err)
	}
}

// The five question marks that stay are real; no note and no shifted stretch
// is left.
func TestPressRelease(t *testing.T) {
	t.Parallel()
	defaults, err := corpus.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	reader := &corpus.Reader{Words: reading.Words}
	var docs []*corpus.Document
	if _, err := reader.Read(t.Context(), defaults[0].File, func(d *corpus.Document) error { docs = append(docs, d); return nil },
		nil); err != nil {
		t.Fatal(err)
	}
	text := docs[0].Text
	for _, want := range []string{"確保《個人信息保護法》", "範圍。《規定》"[len("範"):], "建言獻策。《個人信息保護法》", "嚴重損害", "涉個人信息", "條文。現將", "。”“對損害少年兒童",
		"。”未成年人是國家的未來、民族的希望。", "依法予以支持。”這樣就對業主"} {
		if !strings.Contains(text, want) {
			t.Errorf("the repaired text lacks %q", want)
		}
	}
	if n := strings.Count(docs[0].Original, "?"); n != 26 {
		t.Errorf("the file has %d question marks; want 26", n)
	}
	if n := strings.Count(text, "?"); n != 5 {
		t.Errorf("%d question marks are left; want the 5 real ones", n)
	}
	if n := strings.Count(text, "《規定》"); n != 30 {
		t.Logf("《規定》 occurs %d times", n)
	}
	for _, not := range []string{"(fā)", "(guī)", "€", "!", "(zh"} {
		if strings.Contains(text, not) {
			t.Errorf("the repaired text still has %q", not)
		}
	}
	shown := docs[0].Shown()
	if !strings.Contains(shown, "确保《个人信息保护法》") || len([]rune(shown)) != len([]rune(text)) {
		t.Error("the simplified text does not match the repaired one place by place")
	}
}
