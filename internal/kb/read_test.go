package kb_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A law is read with its versions, newest first, its names, and what its texts define.
func TestLaw(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	law, err := base.Law(ctx, testkb.Vehicles)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := base.Law(ctx, testkb.Vehicles); again != law || err != nil {
		t.Errorf("read again: %p, %v; want the same", again, err)
	}
	if law.Title != "中华人民共和国车辆安全法" || law.Level != statute.LevelStatute || len(law.Versions) != 2 ||
		law.Versions[0].Label != "2020-05-28" || law.Versions[0].InForceFrom != "2020-10-01" || law.Versions[1].InForceTo != "2020-10-01" {
		t.Fatalf("%+v", law)
	}
	if len(law.Versions[0].Events) != 2 || law.Versions[0].Events[0].Date != "2010-03-01" {
		t.Errorf("events %+v", law.Versions[0].Events)
	}
	for day, want := range map[statute.Date]string{"2009-01-01": "2010-03-01", "2015-01-01": "2010-03-01", testkb.Today: "2020-05-28"} {
		if got := law.On(day).Label; got != want {
			t.Errorf("on %s the text of %s; want %s", day, got, want)
		}
	}
	if _, ok := law.Version("1900-01-01"); ok {
		t.Error("a version that is not there is found")
	}
	terms, err := base.Terms(ctx, law.Versions[0].ID)
	if want := []kb.Term{{Text: "车辆", Address: "1/k2"}}; err != nil || !reflect.DeepEqual(terms, want) {
		t.Errorf("terms %v, %v; want %v", terms, err, want)
	}
	sources, err := base.SourcesOf(ctx, law.Versions[0].ID)
	if err != nil || len(sources) != 1 || sources[0].Documents != 1 || sources[0].Format != "text" {
		t.Errorf("sources %+v, %v", sources, err)
	}
	texts, err := base.TextsOf(ctx, law.Versions[1].ID)
	if err != nil || !slices.Equal(texts, []string{testkb.OldVehicles}) {
		t.Errorf("texts %q, %v", texts, err)
	}
	if opening, err := base.Opening(ctx, law.Versions[0]); err != nil || !strings.Contains(opening, "为了车辆安全") {
		t.Errorf("opening %q, %v", opening, err)
	}
	interpretation, err := base.Law(ctx, testkb.Interpretation)
	if err != nil || !slices.Contains(interpretation.Aliases, "车辆安全法解释") || interpretation.Versions[0].Number != "法释〔2021〕90号" {
		t.Errorf("the interpretation: %+v, %v", interpretation, err)
	}
	if of, err := base.InterpretedBy(ctx, testkb.Vehicles); err != nil || !slices.Equal(of, []string{testkb.Interpretation}) {
		t.Errorf("interpreted by %v, %v", of, err)
	}
	if of, err := base.Interprets(ctx, testkb.Interpretation); err != nil || !slices.Equal(of, []string{testkb.Vehicles}) {
		t.Errorf("interprets %v, %v", of, err)
	}
	if key, err := base.LawKey(ctx, law.ID); key != testkb.Vehicles || err != nil {
		t.Errorf("the key of %d is %q, %v", law.ID, key, err)
	}
	if _, err := base.LawKey(ctx, 999); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("a law that is not there: %v", err)
	}
}

// Lists are in an order that does not depend on when things came.
func TestLists(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	laws, err := base.Laws(ctx)
	if err != nil || len(laws) != 5 || base.LawCount() != 5 || !slices.Equal(base.Keys(), base.Names().Keys()) {
		t.Fatalf("%+v, %v", laws, err)
	}
	i := slices.IndexFunc(laws, func(l kb.LawSummary) bool { return l.Key == testkb.Vehicles })
	if l := laws[i]; l.Versions != 2 || l.Articles != 9 || l.Latest != "2020-05-28" {
		t.Errorf("%+v", l)
	}
	versions, err := base.Versions(ctx)
	if err != nil || len(versions) != 6 {
		t.Errorf("%d versions, %v", len(versions), err)
	}
	newest, err := base.Newest(ctx, "2026-01-01", 2)
	if err != nil || len(newest) != 2 || newest[0].Law != testkb.Local || newest[1].Law != testkb.Rule {
		t.Errorf("newest %+v, %v", newest, err)
	}
	counts, err := base.Counts(ctx, string(testkb.Today))
	want := kb.Counts{Sources: 9, Laws: 5, Versions: 6, Cases: 1, Commentaries: 1, Consultations: 1, Articles: 13}
	want.Diagnostics = counts.Diagnostics
	if err != nil || counts != want {
		t.Errorf("%+v, %v; want %+v", counts, err, want)
	}
	if until := base.CollectedUntil(); until != "2022-06-06" {
		t.Errorf("collected until %s", until)
	}
	sources, err := base.Sources(ctx)
	if err != nil || len(sources) != 9 ||
		!slices.IsSortedFunc(sources, func(a, b kb.Source) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("sources %+v, %v", sources, err)
	}
}

// An address finds what it names; one that is not there says what is near.
func TestLookup(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	for address, want := range map[string]string{
		"车辆安全法": "", "车辆安全法/2": "驾驶人应当：\n（一）系好安全带；\n（二）礼让行人。", "车辆安全法/2/k1/x2": "（二）礼让行人。", "车辆安全法/2/x1": "（一）系好安全带；",
		"车辆安全法@2010-03-01/2": "驾驶人应当系好安全带。", "车辆安全法/1/k2": "本法所称车辆，是指有轮子的交通工具。", "车辆安全法/z2": "",
	} {
		a, err := statute.ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		p, err := base.Lookup(ctx, a, testkb.Today)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		text := ""
		switch {
		case p.Part != nil:
			text = kb.TextOf([]kb.Part{*p.Part})
		case p.Unit != nil:
			text = p.Unit.Text()
		}
		if text != want {
			t.Errorf("%s: %q; want %q", address, text, want)
		}
		if got := p.Address(testkb.Today).String(); got != address {
			t.Errorf("%s is written %s", address, got)
		}
	}
	for address, near := range map[string]string{
		"车辆安全": "车辆安全法", "车辆安全法/9": "车辆安全法/5", "车辆安全法@1999-01-01": "车辆安全法@2020-05-28", "车辆安全法/2/x7": "车辆安全法/2/k1",
		"车辆安全法/z9": "车辆安全法/z1", "车辆安全法/附件1": "",
	} {
		a, err := statute.ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		_, err = base.Lookup(ctx, a, testkb.Today)
		var missing *kb.MissingError
		if !errors.As(err, &missing) || !errors.Is(err, kb.ErrNotFound) || missing.Error() == "" || near != "" &&
			!slices.Contains(missing.Nearest, near) {
			t.Errorf("%s: %v, near %v; want %s near", address, err, missing, near)
		}
	}
}

// What stands under a heading, around an article, above it.
func TestAround(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	p, err := base.Lookup(ctx, statute.Address{Law: testkb.Vehicles, Provision: testkb.MustProvision(t, "z2")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	headings, units, err := base.Under(ctx, p)
	if err != nil || len(headings) != 1 || headings[0].Name() != "第二章 驾驶" || len(units) != 4 {
		t.Errorf("under the chapter: %v, %d units, %v", headings, len(units), err)
	}
	whole := *p
	whole.Heading = nil
	if headings, units, err := base.Under(ctx, &whole); err != nil || len(headings) != 2 || len(units) != 5 {
		t.Errorf("in the law: %d headings, %d units, %v", len(headings), len(units), err)
	}
	around, err := base.Around(ctx, units[1], 1)
	if err != nil || len(around) != 3 || around[0].Address != "2" || around[2].Address != "4" {
		t.Errorf("around article 3: %v, %v", around, err)
	}
	path, err := base.Path(ctx, units[0].HeadingID)
	if err != nil || len(path) != 1 || path[0].Title != "驾驶" {
		t.Errorf("above article 2: %v, %v", path, err)
	}
	if _, err := base.UnitAt(ctx, p.Version.ID, "77"); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("article 77: %v", err)
	}
	if u, err := base.UnitAt(ctx, p.Version.ID, "2"); err != nil || !u.Parts[0].Holds(u.Parts[0].Parts[1].Start) || u.Parts[0].Holds(1) {
		t.Errorf("article 2 does not hold its second item: %+v, %v", u, err)
	}
}

// Cases, commentaries and consultations are found by what they are, by their refs and by
// their words.
func TestDocuments(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	list, err := base.Documents(ctx, statute.DocCase, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	d, err := base.Document(ctx, list[0].Ref)
	if err != nil || d.Title != "张某某与李某某停车纠纷案" || len(d.Passages) != 2 || len(d.Sources) != 1 || !strings.HasPrefix(d.Text, "本院认为") {
		t.Errorf("%+v, %v", d, err)
	}
	for _, ref := range []string{"", "0123456789ab", "no ref at all"} {
		if _, err := base.Document(ctx, ref); !errors.Is(err, kb.ErrNotFound) {
			t.Errorf("the document %q: %v", ref, err)
		}
	}
	if _, ok, err := base.DocumentByRef(ctx, list[0].Ref); !ok || err != nil {
		t.Errorf("by ref: %v, %v", ok, err)
	}
	facts, err := base.CaseFacts(ctx, d.ID)
	if err != nil || facts.Court.Text != "虚构市第一人民法院" {
		t.Errorf("facts %+v, %v", facts, err)
	}
	if _, err := base.CommentaryNotes(ctx, d.ID); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("a case has notes: %v", err)
	}
	cases, err := base.Cases(ctx)
	if c := cases[d.ID]; err != nil || len(cases) != 1 || c.Number != "（2022）虚01民初9号" || c.Year() != "2022" ||
		!slices.Equal(c.Charges, []string{"危险驾驶罪"}) {
		t.Errorf("%+v, %v", c, err)
	}
	byRef, err := base.CasesByRef(ctx, []string{d.Ref, "0123456789ab"})
	if err != nil || len(byRef) != 1 || byRef[d.Ref].ID != d.ID {
		t.Errorf("by ref: %v, %v", byRef, err)
	}
	reported, err := base.ReportedCases(ctx)
	if err != nil || len(reported) != 1 || reported[0].Title != "一辆车没有礼让行人" || reported[0].Province != "吉林" || reported[0].InReport != 1 {
		t.Errorf("cases of reports: %+v, %v", reported, err)
	}
	if notes, err := base.CommentaryNotes(ctx, reported[0].ID); err != nil || len(notes.Reported) != 1 {
		t.Errorf("notes %+v, %v", notes, err)
	}
	if found, err := base.DocumentsWith(ctx, "这是对驾驶人的基本要求", 2); err != nil || len(found) != 1 || found[0].Title != "礼让行人的理解" {
		t.Errorf("by words: %v, %v", found, err)
	}
	if _, err := base.DocumentByID(ctx, 999); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("document 999: %v", err)
	}
	if passages, err := base.PassagesOf(ctx, d.ID); err != nil || len(passages) != 2 {
		t.Errorf("%d passages, %v", len(passages), err)
	}
	if all, err := base.AllDocuments(ctx); err != nil || len(all) != 3 {
		t.Errorf("%d documents, %v", len(all), err)
	}
}

// The dump does not depend on the order in which documents came.
func TestDump(t *testing.T) {
	t.Parallel()
	docs := testkb.Collection(t)
	dump := func(docs []testkb.Document) string {
		var out bytes.Buffer
		if err := testkb.New(t, docs...).Dump(context.Background(), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	there := dump(docs)
	slices.Reverse(docs)
	if back := dump(docs); back != there {
		t.Error("the order of documents shows in the dump")
	}
	for _, table := range []string{"source", "document", "law", "version", "unit", "alias", "relation", "citation", "cite_read"} {
		if !strings.Contains(there, "\n"+table+"\t") && !strings.HasPrefix(there, table+"\t") {
			t.Errorf("nothing of the table %s", table)
		}
	}
}

// What a source no longer gives goes, with the law that was made of it.
func TestRemove(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	parking := testkb.Law(t, "行政法规", "停车管理条例", "停车管理条例\n\n（2021年1月5日公布）\n\n第一条 停车应当有序。\n")
	parking.Source = "甲/停车.md"
	testkb.Add(t, path, testkb.Today, append(testkb.Collection(t)[:2], parking)...)
	changes := testkb.Change(t, path, testkb.Today, nil, func(w *kb.Writer, _ *lawbuild.Builder) error {
		under, err := w.SourcesUnder(ctx, "甲")
		if err != nil || !slices.Equal(under, []string{"甲/停车.md"}) {
			t.Errorf("under the folder: %v, %v", under, err)
		}
		if err := w.RemoveSource(ctx, "not there"); err != nil {
			t.Errorf("a source that is not there: %v", err)
		}
		if gone, err := w.RemoveLawDocuments(ctx, testkb.Vehicles); !gone || err != nil {
			t.Errorf("the documents of the law: %v, %v", gone, err)
		}
		return w.RemoveSource(ctx, under[0])
	})
	want := []kb.Change{{LawKey: testkb.Parking, Removed: true}, {LawKey: testkb.Vehicles, Removed: true}}
	if !reflect.DeepEqual(changes, want) {
		t.Errorf("changes %v; want %v", changes, want)
	}
	base := testkb.Open(t, path)
	if counts, err := base.Counts(ctx, string(testkb.Today)); err != nil || counts != (kb.Counts{}) {
		t.Errorf("left: %+v, %v", counts, err)
	}
}

// What of a source was refused is kept with it.
func TestRejections(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Change(t, path, testkb.Today, nil, func(w *kb.Writer, _ *lawbuild.Builder) error {
		id, err := w.PutSource(ctx, kb.Source{Path: "甲.jsonl"})
		if err != nil {
			return err
		}
		return w.DescribeSource(ctx, id, "jsonl", "UTF-8", []kb.Rejection{{Path: "甲.jsonl:3", Reason: "不是 JSON"}})
	})
	got, err := testkb.Open(t, path).Rejections(ctx)
	if want := map[string][]kb.Rejection{"甲.jsonl": {{Path: "甲.jsonl:3", Reason: "不是 JSON"}}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}
