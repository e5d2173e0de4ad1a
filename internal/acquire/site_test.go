package acquire

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/search"
)

var now = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// committed is when the archives of tests were made.
var committed = time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)

// repository is what a collection holds, path to text.
type repository map[string]string

// law is the text of an invented law.
func law(title, caption string, articles ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n<!-- INFO END -->\n\n", title, caption)
	for i, a := range articles {
		fmt.Fprintf(&b, "第%s条 %s\n\n", [...]string{"一", "二", "三", "四", "五"}[i], a)
	}
	return b.String()
}

const congress = " 第九届虚构代表大会常务委员会第三次会议通过"

// collected is a collection of invented laws.
func collected() repository {
	return repository{
		"法律/灯火法.md":       law("灯火法", "2010年3月1日"+congress, "灯要亮。", "灯坏了换，由灯火管里机关换。", "本法自2010年7月1日起施行。"),
		"法律/渡口法.md":       law("渡口法", "2011年3月1日"+congress, "渡口要有船。", "船要有桨。", "本法自2011年7月1日起施行。"),
		"法律/集市法.md":       law("集市法", "2012年3月1日"+congress, "集市逢五开。", "本法自2012年7月1日起施行。"),
		"法律/钟楼法.md":       law("钟楼法", "2013年3月1日"+congress, "钟楼按时敲钟。", "本法自2013年7月1日起施行。"),
		"行政法规/渡船条例.md":    law("渡船条例", "2014年3月1日 国务院令第9002号公布", "渡船要登记，依照《渡口法》第二条办理。", "本条例自2014年7月1日起施行。"),
		"README.md":       "# 说明\n\n这里是法律文本。\n",
		"scripts/tool.py": "print('no law')\n",
	}
}

// changed is the collection some weeks later: a law has a newer text in place of the older
// one, a misprint is corrected, a law is new, one is repealed by it, one is gone.
func changed() repository {
	r := collected()
	r["法律/灯火法.md"] = law("灯火法", "2010年3月1日"+congress, "灯要亮。", "灯坏了换，由灯火管理机关换。", "本法自2010年7月1日起施行。")
	r["法律/渡口法.md"] = law("渡口法", "2011年3月1日"+congress+"\n\n2025年6月1日 第九届虚构代表大会常务委员会第九次会议修订\n\n2025年9月1日 施行",
		"渡口要有船。", "船要有桨，桨要结实。", "本法自2025年9月1日起施行。")
	r["法律/集镇法.md"] = law("集镇法", "2025年8月1日"+congress, "集镇逢三开。", "本法自2025年10月1日起施行。《集市法》同时废止。")
	delete(r, "法律/钟楼法.md")
	return r
}

// revision is the commit of a repository in its archives.
func (r repository) revision() string {
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(r)) {
		fmt.Fprint(h, p, r[p])
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:40]
}

// zip is the archive that GitHub makes of the repository.
func (r repository) zip(t testing.TB, at time.Time) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.SetComment(r.revision()); err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Sorted(maps.Keys(r)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: "Laws-HEAD/" + p, Method: zip.Deflate, Modified: at})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(r[p])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tarGz is the other archive that GitHub makes of it.
func (r repository) tarGz(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	write := func(h *tar.Header, text string) {
		h.Size = int64(len(text))
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	write(&tar.Header{Typeflag: tar.TypeXGlobalHeader, Name: "pax_global_header",
		PAXRecords: map[string]string{"comment": r.revision()}}, "")
	for _, p := range slices.Sorted(maps.Keys(r)) {
		write(&tar.Header{Typeflag: tar.TypeReg, Name: "Laws-HEAD/" + p, Mode: 0o644, ModTime: committed}, r[p])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// github plays the server of a repository.
type github struct {
	*httptest.Server
	mu      sync.Mutex
	content []byte
	asked   int
	fault   http.HandlerFunc // in place of an answer
}

func newGithub(t testing.TB, content []byte) *github {
	t.Helper()
	g := &github{content: content}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		g.asked++
		content, fault := g.content, g.fault
		g.mu.Unlock()
		switch {
		case fault != nil:
			fault(w, r)
		case strings.HasSuffix(r.URL.Path, "/archive/HEAD.zip"):
			http.Redirect(w, r, "/codeload/zip/HEAD", http.StatusFound)
		default:
			w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(content)))
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
		}
	}))
	t.Cleanup(g.Close)
	return g
}

// serves has the server answer with something else from now on.
func (g *github) serves(content []byte, fault http.HandlerFunc) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.content, g.fault, g.asked = content, fault, 0
}

// machine is a machine with a data folder.
type machine struct {
	*Acquirer
	t testing.TB
}

func newMachine(t testing.TB) *machine {
	t.Helper()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	list, err := catalogue.Read(store.Dir())
	if err != nil {
		t.Fatal(err)
	}
	client := download.New()
	client.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return &machine{&Acquirer{Store: store, Catalogue: list, Client: client, Now: func() time.Time { return now }}, t}
}

// national orders the national collection from another address.
func (m *machine) national(url string) []Order {
	m.t.Helper()
	o, err := Orders(m.Catalogue, []string{"national"}, url)
	if err != nil {
		m.t.Fatal(err)
	}
	return o
}

// get brings the national collection, which must succeed.
func (m *machine) get(url string) *Result {
	m.t.Helper()
	r, err := m.Get(context.Background(), m.national(url))
	if err != nil || r.Failed() > 0 {
		m.t.Fatalf("getting: %+v, %v", r, err)
	}
	return r
}

// open opens what is loaded and checks it.
func (m *machine) open() *search.Opened {
	m.t.Helper()
	ctx := context.Background()
	all, err := search.OpenCurrent(ctx, m.Store, func() time.Time { return now })
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = all.Close() })
	check, err := inspect.Check(ctx, all.Base, all.Index, all.Ranking.Collection)
	if err != nil || len(check.Problems) > 0 {
		m.t.Errorf("the data disagree: %+v, %v", check, err)
	}
	return all
}

// tree is the data folder as text, without what is kept of downloads.
func (m *machine) tree() string {
	m.t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(m.Store.Dir(), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "lock" {
			return err
		}
		if d.IsDir() {
			if d.Name() == Folder {
				return fs.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(p)
		fmt.Fprintf(&b, "%s %x\n", p, sha256.Sum256(data))
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return b.String()
}
