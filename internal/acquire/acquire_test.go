package acquire

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// What is first loaded is there with address, day and revision; where nothing changed, one
// request says so and nothing is made.
func TestFirstLoadThenNothing(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{"zip": collected().zip(t, committed), "tar.gz": collected().tarGz(t)} {
		site, m := newGithub(t, content), newMachine(t)
		url := site.URL + "/laws"
		r := m.get(url)
		if r.Report.Sources != 5 || r.Report.Laws != 5 || len(r.Report.Rejected) > 0 {
			t.Errorf("%s: %d sources, %d laws, refused %v", name, r.Report.Sources, r.Report.Laws, r.Report.Rejected)
		}
		if c := r.Report.Changes; c == nil || !c.First || c.Counts[kb.LawAdded] != 5 || len(c.Changes) > 0 {
			t.Errorf("%s: the changes are %+v", name, c)
		}
		loaded, err := m.Loaded(context.Background())
		c := loaded["national"]
		if err != nil || c.Address != url || c.Day != "2026-02-03" || c.Revision != collected().revision() || len(c.SHA256) != 64 {
			t.Errorf("%s: loaded is %+v, %v", name, c, err)
		}
		sources, err := m.open().Base.Sources(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sources {
			if !strings.HasPrefix(s.Path, "汇编:national!") || strings.Contains(s.Path, "HEAD") ||
				!strings.Contains(s.Provenance, url+"，版本 "+collected().revision()[:12]+"，2026-02-03") {
				t.Errorf("%s: the source %s came from %s", name, s.Path, s.Provenance)
			}
		}
		before := m.tree()
		site.serves(content, nil)
		r, err = m.Update(context.Background())
		if err != nil || len(r.Outcomes) != 1 || !r.Outcomes[0].Unchanged || r.Report != nil || site.asked != 1 {
			t.Errorf("%s: nothing changed: %+v, %v after %d requests", name, r, err, site.asked)
		}
		if m.tree() != before {
			t.Errorf("%s: nothing changed, and the data folder did", name)
		}
	}
}

// The address of the catalogue leads on to another, and a mirror stands before it.
func TestCatalogueAddress(t *testing.T) {
	t.Parallel()
	site, m := newGithub(t, collected().zip(t, committed)), newMachine(t)
	e, _ := m.Catalogue.Find("national")
	m.Mirror = site.URL
	if r, err := m.Get(context.Background(), []Order{{Entry: e}}); err != nil || r.Failed() > 0 || site.asked != 2 {
		t.Fatalf("by a mirror: %+v, %v after %d requests", r, err, site.asked)
	}
	loaded, err := m.Loaded(context.Background())
	if want := site.URL + "/" + e.URL; err != nil || loaded["national"].Address != want {
		t.Errorf("loaded from %s, %v; want %s", loaded["national"].Address, err, want)
	}
	m.Mirror = ""
	site.serves(collected().zip(t, committed), nil)
	if r, err := m.Update(context.Background(), "national"); err != nil || !r.Outcomes[0].Unchanged || site.asked != 1 {
		t.Errorf("an update of what did not change: %+v, %v after %d requests", r, err, site.asked)
	}
	if _, err := m.Update(context.Background(), "local"); err == nil {
		t.Error("what was never loaded is updated")
	}
}

// Of a collection that changed, each change is told, what was amended or is gone keeps its
// text, and what stood in its place is not there twice.
func TestChanged(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	site, m := newGithub(t, collected().zip(t, committed)), newMachine(t)
	m.get(site.URL)
	site.serves(changed().zip(t, committed.AddDate(0, 0, 20)), nil)
	r := m.get(site.URL)
	want := []kb.LawChange{{Kind: kb.LawAdded, Law: "集镇法", Label: "2025-08-01"}, {Kind: kb.LawAmended, Law: "渡口法", Label: "2025-06-01"},
		{Kind: kb.LawRepealed, Law: "集市法"}, {Kind: kb.TextCorrected, Law: "灯火法", Label: "2010-03-01"}}
	if c := r.Report.Changes; c == nil || c.First || !slices.Equal(c.Changes, want) || c.Counts[kb.LawAmended] != 1 {
		t.Errorf("the changes are %+v, want %v", c, want)
	}
	base := m.open().Base
	ferry, err := base.Law(ctx, "渡口法")
	if err != nil || len(ferry.Versions) != 2 {
		t.Fatalf("the amended law has %+v, %v", ferry, err)
	}
	if got := ferry.On("2020-01-01").Label; got != "2011-03-01" {
		t.Errorf("its text of 2020 is that of %s", got)
	}
	lamp, err := base.Law(ctx, "灯火法")
	if err != nil || len(lamp.Versions) != 1 {
		t.Errorf("the corrected law has %+v, %v", lamp, err)
	}
	texts, err := base.TextsOf(ctx, lamp.Versions[0].ID)
	if err != nil || !strings.Contains(strings.Join(texts, ""), "灯火管理机关") {
		t.Errorf("the corrected text is %q, %v", texts, err)
	}
	if tower, err := base.Law(ctx, "钟楼法"); err != nil || tower.Versions[0].StatusOn("2026-03-04") != statute.StatusInForce {
		t.Errorf("the law that is gone from the collection: %+v, %v", tower, err)
	}
	paths := map[string]string{}
	sources, err := base.Sources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		paths[s.Path] = s.Provenance
	}
	for _, p := range []string{"汇编:national/2026-02/法律/钟楼法.md@2013-03-01", "汇编:national/2026-02/法律/渡口法.md@2011-03-01"} {
		if !strings.HasSuffix(paths[p], "；此后的版本没有这一文本") {
			t.Errorf("the source %s came from %q", p, paths[p])
		}
	}
	if len(sources) != 7 {
		t.Errorf("the sources are %v", paths)
	}
	log, total, err := base.ChangeRuns(ctx, 0, 10)
	if err != nil || total != 2 || !slices.Equal(log[0].Changes, want) || !log[1].First {
		t.Errorf("the log is %+v, %d, %v", log, total, err)
	}
	// Back again, the texts are the collection's own, each of them once.
	site.serves(collected().zip(t, committed), nil)
	m.get(site.URL)
	if sources, err = m.open().Base.Sources(ctx); err != nil || len(sources) != 7 { // five, and what only the other had
		t.Errorf("back again there are %+v, %v", sources, err)
	}
}

// What was loaded can be taken out, and is then not brought again by an update.
func TestRemove(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	site, m := newGithub(t, collected().zip(t, committed)), newMachine(t)
	m.get(site.URL)
	if _, err := ingest.Remove(ctx, ingest.Options{Store: m.Store, Now: m.Now}, "national"); err != nil {
		t.Fatal(err)
	}
	loaded, err := m.Loaded(ctx)
	if err != nil || len(loaded) > 0 {
		t.Errorf("loaded is %+v, %v", loaded, err)
	}
	if n, err := m.open().Base.Sources(ctx); err != nil || len(n) > 0 {
		t.Errorf("there are sources: %v, %v", n, err)
	}
	site.serves(collected().zip(t, committed), nil)
	if r, err := m.Update(ctx); err != nil || len(r.Outcomes) > 0 || site.asked > 0 {
		t.Errorf("an update of nothing: %+v, %v", r, err)
	}
	if r := m.get(site.URL); r.Report == nil || r.Report.Laws != 5 {
		t.Errorf("brought again: %+v", r)
	}
}

// Clocks that are ahead, of the server, of the archive or of this machine, name no day to come
// and keep nothing from being brought.
func TestClocksAhead(t *testing.T) {
	t.Parallel()
	ahead := time.Date(2099, 1, 2, 3, 4, 5, 0, time.UTC)
	site, m := newGithub(t, collected().zip(t, ahead)), newMachine(t)
	m.get(site.URL)
	loaded, err := m.Loaded(context.Background())
	if err != nil || loaded["national"].Day != statute.Today(now) {
		t.Errorf("loaded is %+v, %v", loaded, err)
	}
	m.Now = func() time.Time { return ahead }
	m.get(site.URL)
	m.Now = func() time.Time { return now }
	site.serves(changed().zip(t, ahead), nil)
	if r := m.get(site.URL); r.Report == nil || r.Report.Changes == nil {
		t.Errorf("after a clock that was ahead nothing is brought: %+v", r)
	}
}

// A file or folder of this machine takes the place of an address.
func TestLocal(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	archive := filepath.Join(dir, "laws.zip")
	if err := os.WriteFile(archive, collected().zip(t, committed), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "folder")
	for p, text := range collected() {
		at := filepath.Join(folder, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, from := range []string{archive, folder} {
		m := newMachine(t)
		r := m.get(from)
		if r.Report.Laws != 5 {
			t.Errorf("%s: %+v", from, r.Report)
		}
		sources, err := m.open().Base.Sources(ctx)
		if err != nil || strings.Contains(sources[0].Provenance, dir) {
			t.Errorf("%s: visitors read %q, %v", from, sources[0].Provenance, err)
		}
		if r, err := m.Update(ctx); err != nil || r.Failed() > 0 || r.Report != nil && r.Report.Unchanged != 5 {
			t.Errorf("%s again: %+v, %v", from, r, err)
		}
	}
	m := newMachine(t)
	if r, err := m.Get(ctx, m.national(filepath.Join(dir, "none.zip"))); err != nil || r.Failed() != 1 {
		t.Errorf("a file that is not there: %+v, %v", r, err)
	}
}

func TestOrders(t *testing.T) {
	t.Parallel()
	list, err := catalogue.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ names, from, want, fails string }{
		{"national,just-laws,national", "", "national,just-laws", ""},
		{"nothing", "", "", "没有“nothing”"},
		{"", "https://x.example/a/My Laws.tar.gz?x=1", "my-laws", ""},
		{"", "/tmp/法律.zip", "other", ""},
		{"own", "https://x.example/a.zip", "own", ""},
		{"own,national", "https://x.example/a.zip", "", "一项"},
		{"Own", "https://x.example/a.zip", "", "小写"},
		{"", "https://u:p@x.example/a.zip", "", "用户名"},
	} {
		var names []string
		if c.names != "" {
			names = strings.Split(c.names, ",")
		}
		orders, err := Orders(list, names, c.from)
		var got []string
		for _, o := range orders {
			got = append(got, o.Entry.Name)
		}
		if strings.Join(got, ",") != c.want || (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%q from %q: %q, %v", c.names, c.from, got, err)
		}
	}
}

// places is a Gatherer of tests: it writes what it has from a day on.
type places struct {
	since []statute.Date
	texts map[string]string
	day   statute.Date
	lacks []catalogue.Refused
	stops string
}

func (p *places) Gather(_ context.Context, g catalogue.Gathering) (catalogue.Gathered, error) {
	p.since = append(p.since, g.Since)
	for name, text := range p.texts {
		if err := os.WriteFile(filepath.Join(g.Folder, name), []byte(text), 0o600); err != nil {
			return catalogue.Gathered{}, err
		}
	}
	return catalogue.Gathered{Through: p.day, Texts: len(p.texts), Refused: p.lacks, Stopped: p.stops}, nil
}

// A place of single texts is asked since the day up to which it was loaded, which is never one
// to come.
func TestGather(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	m := newMachine(t)
	e, _ := m.Catalogue.Find("flk")
	if r, err := m.Get(ctx, []Order{{Entry: e}}); err != nil || r.Failed() != 1 {
		t.Errorf("without a gatherer: %+v, %v", r, err)
	}
	p := &places{day: "2026-03-01", texts: map[string]string{"灯火法.md": collected()["法律/灯火法.md"]}}
	m.Gatherer = p
	if r, err := m.Get(ctx, []Order{{Entry: e}}); err != nil || r.Failed() > 0 || r.Report.Laws != 1 {
		t.Fatalf("first: %+v, %v", r, err)
	}
	p.day, p.texts = "2099-01-01", map[string]string{"渡口法.md": collected()["法律/渡口法.md"]}
	if r, err := m.Update(ctx); err != nil || r.Failed() > 0 || r.Report.Laws != 2 || len(r.Report.Changes.Changes) != 1 {
		t.Errorf("more: %+v, %v", r, err)
	}
	before := m.tree()
	r, err := m.Update(ctx)
	if err != nil || len(r.Outcomes) != 1 || !r.Outcomes[0].Unchanged || r.Report != nil || m.tree() != before {
		t.Errorf("nothing new: %+v, %v", r, err)
	}
	if !slices.Equal(p.since, []statute.Date{"", "2026-03-01", "2026-03-04"}) {
		t.Errorf("asked since %q, %v", p.since, err)
	}
}
