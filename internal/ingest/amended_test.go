package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

const (
	raftLaw = "# 中华人民共和国木筏法\n\n2010年1月1日 第九届全国人民代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n" +
		"第一条 木筏应当登记。\n\n第二条 木筏不得载客。\n\n违反的，处警告。\n\n第三条 本法自2010年2月1日起施行。\n"
	raftFirst = "# 中华人民共和国木筏法修正案\n\n2012年3月1日 第九届全国人民代表大会常务委员会第九次会议通过\n\n<!-- INFO END -->\n\n" +
		"一、将木筏法第二条第二款修改为：“违反的，处罚款。”\n\n二、在木筏法第二条后增加一条，作为第二条之一：“木筏应当有灯。”\n\n" +
		"三、本修正案自2012年5月1日起施行。\n"
	raftSecond = "# 全国人民代表大会常务委员会关于修改《中华人民共和国木筏法》的决定\n\n" +
		"2015年6月1日 第十届全国人民代表大会常务委员会第五次会议通过\n\n<!-- INFO END -->\n\n" +
		"一、将第一条中的“登记”修改为“登记、检验”。\n\n二、删去第二条之一。\n\n本决定自2015年7月1日起施行。\n"
	raftNow = "# 中华人民共和国木筏法\n\n2010年1月1日 第九届全国人民代表大会常务委员会第一次会议通过\n\n" +
		"根据2012年3月1日第九届全国人民代表大会常务委员会第九次会议《中华人民共和国木筏法修正案》第一次修正\n\n" +
		"根据2015年6月1日第十届全国人民代表大会常务委员会第五次会议《关于修改〈中华人民共和国木筏法〉的决定》第二次修正\n\n" +
		"<!-- INFO END -->\n\n第一条 木筏应当登记、检验。\n\n第二条 木筏不得载客。\n\n违反的，处罚款。\n\n第三条 本法自2010年2月1日起施行。\n"
)

// raftArticle is the article that the first amendment added and the second left out.
var raftArticle = statute.Provision{Article: statute.Number{Main: 2, Sub: 1}}

// writeFiles writes files into a folder.
func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// outcomes are what came of the instruments about a law, with the labels of its texts; those
// that were made end with *.
func outcomes(t *testing.T, base *kb.Base) (list []kb.Outcome, labels []string) {
	t.Helper()
	all, err := base.Amendings(context.Background(), "木筏法")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		list = append(list, a.Outcome)
	}
	law, err := base.Law(context.Background(), "木筏法")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range law.Versions {
		mark := ""
		if v.Computed != "" {
			mark = "*"
		}
		labels = append(labels, v.Label+mark)
	}
	return list, labels
}

// A text between two loaded ones is made from its amendment; the one behind it is a proof. What
// is made goes with what it was made from, and an update stores what a fresh ingest does.
func TestAmendments(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store, dir := newStore(t), t.TempDir()
	writeFiles(t, dir, map[string]string{"木筏法(2010-01-01).md": raftLaw, "木筏法(2015-06-01).md": raftNow})
	run(t, store, dir)
	if list, labels := outcomes(t, openKB(t, store)); len(list) != 0 || len(labels) != 2 {
		t.Fatalf("without instruments: %v, texts %v", list, labels)
	}
	writeFiles(t, dir, map[string]string{"木筏法修正案.md": raftFirst, "关于修改木筏法的决定.md": raftSecond})
	run(t, store, dir)
	base := openKB(t, store)
	list, labels := outcomes(t, base)
	if len(list) != 2 || list[0] != kb.OutcomeComputed || list[1] != kb.OutcomeProof || len(labels) != 3 || labels[1] != "2012-03-01*" {
		t.Fatalf("%v, texts %v", list, labels)
	}
	p, err := base.Lookup(ctx, statute.Address{Law: "木筏法", Provision: raftArticle}, "2013-01-01")
	if err != nil || p.Version.Label != "2012-03-01" || p.Version.InForceFrom != "2012-05-01" || p.Version.InForceTo != "2015-07-01" ||
		p.Unit.Text() != "木筏应当有灯。" {
		t.Errorf("article 2-1 on 2013-01-01: %+v, %v", p, err)
	}
	consistent(t, store)
	fresh := newStore(t)
	run(t, fresh, dir)
	if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
		t.Errorf("the updated generation is not the fresh one:\n%s", d)
	}
	// Without the amendment the text between goes, and the decision proves nothing.
	if err := os.Remove(filepath.Join(dir, "木筏法修正案.md")); err != nil {
		t.Fatal(err)
	}
	options := ingest.Options{Store: store, Now: func() time.Time { return day }}
	if _, err := ingest.Remove(ctx, options, filepath.Join(dir, "木筏法修正案.md")); err != nil {
		t.Fatal(err)
	}
	if list, labels := outcomes(t, openKB(t, store)); len(list) != 1 || list[0] != kb.OutcomeUnapplied || len(labels) != 2 {
		t.Errorf("after the amendment was removed: %v, texts %v", list, labels)
	}
	fresh = newStore(t)
	run(t, fresh, dir)
	if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
		t.Errorf("after the removal the data are not the fresh ones:\n%s", d)
	}
	consistent(t, store)
	if _, err := store.Rollback(""); err != nil {
		t.Fatal(err)
	}
	if _, labels := outcomes(t, openKB(t, store)); len(labels) != 3 {
		t.Errorf("rolled back: texts %v", labels)
	}
	if _, err := ingest.Remove(ctx, options, "木筏法"); err != nil {
		t.Fatal(err)
	}
	consistent(t, store)
	left, err := openKB(t, store).AllAmendings(ctx)
	if err != nil || len(left) != 0 {
		t.Errorf("the law was removed; left: %+v, %v", left, err)
	}
}

// A published text that is not the one before with its amendment is no proof, and stays.
func TestAmendmentDiffers(t *testing.T) {
	t.Parallel()
	store, dir := newStore(t), t.TempDir()
	first := "# 中华人民共和国木筏法\n\n2010年1月1日 第九届全国人民代表大会常务委员会第一次会议通过\n\n" +
		"根据2012年3月1日第九届全国人民代表大会常务委员会第九次会议《中华人民共和国木筏法修正案》修正\n\n<!-- INFO END -->\n\n" +
		"第一条 木筏应当登记。\n\n第二条 木筏不得载人。\n\n违反的，处罚款。\n\n第二条之一 木筏应当有灯。\n\n第三条 本法自2010年2月1日起施行。\n"
	writeFiles(t, dir, map[string]string{"木筏法(2010-01-01).md": raftLaw, "木筏法(2012-03-01).md": first, "木筏法修正案.md": raftFirst})
	run(t, store, dir)
	base := openKB(t, store)
	all, err := base.Amendings(context.Background(), "木筏法")
	if err != nil || len(all) != 1 || all[0].Outcome != kb.OutcomeDiffers || len(all[0].Differences) != 1 ||
		all[0].Differences[0].Place != "2" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, labels := outcomes(t, base); len(labels) != 2 || labels[0] != "2012-03-01" {
		t.Errorf("texts %v", labels)
	}
}
