package acquire

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/usererr"
)

// write writes files below a folder.
func write(t *testing.T, folder string, files repository) {
	t.Helper()
	for p, text := range files {
		at := filepath.Join(folder, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(at, committed, committed); err != nil {
			t.Fatal(err)
		}
	}
}

// packedNames are the files of a bundle.
func packedNames(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := tar.NewReader(bytes.NewReader(unpacked(t, data))); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
	}
}

// A bundle of a folder has what an ingest reads of it and nothing else that lies there, and gives on
// another machine what the folder gives here: sources, days and places.
func TestFolderBundle(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	folder := filepath.Join(dir, "laws")
	write(t, folder, collected())
	write(t, folder, repository{".git/config": "[core]", ".git/objects/a.md": "# 秘密\n", ".秘密.md": "# 秘密\n", "法律/~$灯火法.docx": "x",
		"法律/p.png": "\x89PNG", "notes.py": "print()"})
	orders, err := Orders(catalogue.List{}, []string{"own"}, folder)
	if err != nil {
		t.Fatal(err)
	}
	here := newMachine(t)
	if r, err := here.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	here.open()
	path := filepath.Join(dir, "bundle.tar.zst")
	if _, err := newMachine(t).Save(ctx, orders, path); err != nil {
		t.Fatal(err)
	}
	want := []string{"bundle.json", "own/texts/README.md", "own/texts/法律/渡口法.md", "own/texts/法律/灯火法.md",
		"own/texts/法律/钟楼法.md", "own/texts/法律/集市法.md", "own/texts/行政法规/渡船条例.md"}
	if got := packedNames(t, path); !slices.Equal(got, want) {
		t.Errorf("the bundle has %q, want %q", got, want)
	}
	there := newMachine(t)
	if r, err := there.load(path); err != nil || r.Laws != 5 || len(r.Rejected) > 0 {
		t.Fatalf("loading: %+v, %v", r, err)
	}
	there.open()
	if testbase.Dump(t, there.Store) != testbase.Dump(t, here.Store) {
		t.Error("the bundle gives something else than the folder")
	}
	a, err := here.Loaded(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b, err := there.Loaded(ctx)
	if err != nil || a["own"] != b["own"] || a["own"].Day != "2026-02-03" {
		t.Errorf("loaded here %+v, there %+v, %v", a["own"], b["own"], err)
	}
	if lies := downloads(t, there); strings.Contains(lies, string(filepath.Separator)+"own") || strings.Contains(lies, ".unpack") {
		t.Errorf("of the bundle there lies %s", lies)
	}
}

// A bundle that has much less than is loaded, in a folder as in an archive, takes nothing away.
func TestThinFolderBundle(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	save := func(name string, files repository) string {
		folder := filepath.Join(dir, name)
		write(t, folder, files)
		orders, err := Orders(catalogue.List{}, []string{"own"}, folder)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name+".tar.zst")
		if _, err := newMachine(t).Save(ctx, orders, path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, thin := save("whole", collected()), save("thin", repository{"法律/灯火法.md": collected()["法律/灯火法.md"]})
	m := newMachine(t)
	if _, err := m.load(whole); err != nil {
		t.Fatal(err)
	}
	before := m.tree()
	_, err := m.load(thin)
	if text, ok := usererr.Text(err); !ok || !strings.Contains(text, "只有 1 个文件") || m.tree() != before {
		t.Errorf("a thin bundle: %v", err)
	}
}

// diary is a Gatherer of tests that keeps a log of what it brought, as that of the official database
// does, and a list of days.
type diary struct {
	texts repository
	day   statute.Date
}

const diaryLog = ".log"

func (d *diary) Gather(_ context.Context, g catalogue.Gathering) (catalogue.Gathered, error) {
	log, err := os.ReadFile(filepath.Join(g.Folder, diaryLog))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return catalogue.Gathered{}, err
	}
	var rows []lawtable.Row
	for name, text := range d.texts {
		if !strings.Contains(string(log), name+"\n") {
			log = append(log, name+"\n"...)
		}
		if err := os.WriteFile(filepath.Join(g.Folder, name), []byte(text), 0o600); err != nil {
			return catalogue.Gathered{}, err
		}
		rows = append(rows, lawtable.Row{Name: strings.TrimSuffix(name, ".md"), Published: "2010-03-01", From: "2010-09-01"})
	}
	slices.SortFunc(rows, func(a, b lawtable.Row) int { return strings.Compare(a.Name, b.Name) })
	days, err := lawtable.WriteDays("某数据库", rows)
	return catalogue.Gathered{Through: d.day, Texts: len(d.texts), Notes: []string{diaryLog}},
		errors.Join(err, os.WriteFile(filepath.Join(g.Folder, "日期.json"), days, 0o600),
			os.WriteFile(filepath.Join(g.Folder, diaryLog), log, 0o600))
}

// gathered is a machine that gathers from the official database what d has.
func gathered(t *testing.T, d *diary) (*machine, []Order) {
	t.Helper()
	m := newMachine(t)
	m.Gatherer = d
	e, ok := m.Catalogue.Find("flk")
	if !ok {
		t.Fatal("there is no official database")
	}
	return m, []Order{{Entry: e}}
}

// lampStart is from when the lamp law is in force, and which source says so.
func (m *machine) lampStart() string {
	m.t.Helper()
	law, err := m.open().Base.Law(context.Background(), "灯火法")
	if err != nil {
		m.t.Fatal(err)
	}
	return fmt.Sprint(law.Versions[0].InForceFrom, " ", law.Versions[0].FromSource)
}

// What was gathered from the official database gives on another machine what it gives here, days and
// trust included, and gathering goes on there from where it was here.
func TestGatheredBundle(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	lamp := collected()["法律/灯火法.md"]
	d := &diary{texts: repository{"灯火法.md": lamp}, day: "2026-03-01"}
	here, orders := gathered(t, d)
	if r, err := here.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	const official = "2010-09-01 official"
	if got := here.lampStart(); got != official {
		t.Errorf("here in force from %s", got)
	}
	dir := t.TempDir()
	save := func(name string, d *diary) string {
		path := filepath.Join(dir, name)
		m, orders := gathered(t, d)
		if _, err := m.Save(ctx, orders, path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := save("first.tar.zst", d)
	there, _ := gathered(t, d)
	if r, err := there.load(first); err != nil || r.Laws != 1 || len(r.Rejected) > 0 {
		t.Fatalf("loading: %+v, %v", r, err)
	}
	if got := there.lampStart(); got != official || testbase.Dump(t, there.Store) != testbase.Dump(t, here.Store) {
		t.Errorf("there in force from %s, or else something is not the same", got)
	}
	a, err := here.Loaded(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := there.Loaded(ctx); err != nil || a["flk"] != b["flk"] {
		t.Errorf("loaded here %+v, there %+v, %v", a["flk"], b["flk"], err)
	}
	if log, err := os.ReadFile(filepath.Join(there.place("flk", textsFolder), diaryLog)); err != nil || string(log) != "灯火法.md\n" {
		t.Errorf("gathering goes on from %q, %v", log, err)
	}
	if r, err := there.Update(ctx); err != nil || r.Failed() > 0 || !r.Outcomes[0].Unchanged {
		t.Errorf("gathering goes on: %+v, %v", r, err)
	}
	// A later one takes its place, with its log.
	later := save("later.tar.zst", &diary{texts: repository{"灯火法.md": lamp, "渡口法.md": collected()["法律/渡口法.md"]}, day: "2026-03-03"})
	there.Now = func() time.Time { return now.AddDate(0, 0, 1) }
	if r, err := there.load(later); err != nil || r.Laws != 2 {
		t.Errorf("a later bundle: %+v, %v", r, err)
	}
	log, err := os.ReadFile(filepath.Join(there.place("flk", textsFolder), diaryLog))
	if err != nil || !strings.Contains(string(log), "渡口法.md") {
		t.Errorf("then from %q, %v", log, err)
	}
	if lies := downloads(t, there); strings.Contains(lies, nextFolder) || strings.Contains(lies, beforeFolder) {
		t.Errorf("there lies %s", lies)
	}
	// One from another address is not the official database.
	other, orders := gathered(t, d)
	orders[0].From = "https://other.example"
	if r, err := other.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if got := other.lampStart(); strings.Contains(got, "official") {
		t.Errorf("from another address in force from %s", got)
	}
}

// An archive that is loaded under the name of the official database is not believed like that.
func TestNameIsNoTrust(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	days, err := lawtable.WriteDays("国家法律法规数据库", []lawtable.Row{{Name: "灯火法", Published: "2010-03-01", From: "2010-09-01"}})
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(t.TempDir(), "flk.zip")
	content := repository{"灯火法.md": collected()["法律/灯火法.md"], "国家法律法规数据库日期.json": string(days)}.zip(t, committed)
	if err := os.WriteFile(archive, content, 0o600); err != nil {
		t.Fatal(err)
	}
	m := newMachine(t)
	orders, err := Orders(m.Catalogue, []string{"flk"}, archive)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := m.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if got := m.lampStart(); strings.Contains(got, "official") {
		t.Errorf("in force from %s", got)
	}
}

// A bundle whose ingest fails, or is interrupted before what it has took its place, leaves what is kept
// as it was, or ends its work the next time.
func TestBundleIsKeptWhenLoaded(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	lamp := collected()["法律/灯火法.md"]
	old := &diary{texts: repository{"灯火法.md": lamp}, day: "2026-03-01"}
	path := filepath.Join(t.TempDir(), "bundle.tar.zst")
	saver, orders := gathered(t, &diary{texts: repository{"灯火法.md": lamp, "渡口法.md": collected()["法律/渡口法.md"]}, day: "2026-03-03"})
	saver.Now = func() time.Time { return now.AddDate(0, 0, 1) }
	if _, err := saver.Save(ctx, orders, path); err != nil {
		t.Fatal(err)
	}
	m, orders := gathered(t, old)
	if r, err := m.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	log := func() string {
		data, err := os.ReadFile(filepath.Join(m.place("flk", textsFolder), diaryLog))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	before, kept := m.tree(), downloads(t, m)
	// The ingest is interrupted.
	u, err := m.Unpack(ctx, []string{path})
	if err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(ctx)
	_, err = ingest.Run(stopped, ingest.Options{Store: m.Store, Collections: u.Collections, Now: m.Now, Progress: stopper{cancel}})
	if !errors.Is(err, context.Canceled) || u.Discard() != nil {
		t.Errorf("interrupted: %v", err)
	}
	if m.tree() != before || downloads(t, m) != kept || log() != "灯火法.md\n" {
		t.Errorf("a bundle that was not loaded changed the data folder: %s", downloads(t, m))
	}
	// The process dies before, and after, it is loaded.
	if _, err = m.Unpack(ctx, []string{path}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Update(ctx); err != nil || log() != "灯火法.md\n" {
		t.Errorf("after a death before the ingest: %v, %q", err, log())
	}
	if u, err = m.Unpack(ctx, []string{path}); err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(ctx, ingest.Options{Store: m.Store, Collections: u.Collections, Now: m.Now}); err != nil {
		t.Fatal(err)
	}
	old.texts["渡口法.md"] = collected()["法律/渡口法.md"]
	r, err := m.Update(ctx)
	if err != nil || r.Failed() > 0 || !r.Outcomes[0].Unchanged || !strings.Contains(log(), "渡口法.md") {
		t.Errorf("after a death behind the ingest: %+v, %v, %q", r, err, log())
	}
	if lies := downloads(t, m); strings.Contains(lies, nextFolder) {
		t.Errorf("there lies %s", lies)
	}
}

// What is known of an archive goes with it.
func TestKeptArchive(t *testing.T) {
	t.Parallel()
	site := newGithub(t, collected().zip(t, committed))
	path := save(t, site.URL, now)
	m := newMachine(t)
	if _, err := m.load(path); err != nil {
		t.Fatal(err)
	}
	if s, ok := download.Load(m.place("national", archiveFile)); !ok || s.URL != site.URL {
		t.Errorf("what is known of the archive is %+v, %t", s, ok)
	}
	if lies := downloads(t, m); strings.Contains(lies, nextFolder) || strings.Contains(lies, ".unpack") {
		t.Errorf("there lies %s", lies)
	}
}
