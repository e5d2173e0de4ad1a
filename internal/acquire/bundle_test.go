package acquire

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/usererr"
)

// load ingests a bundle as the command does.
func (m *machine) load(path string) (*ingest.Report, error) {
	m.t.Helper()
	got, err := m.Unpack(context.Background(), []string{path})
	if err != nil {
		return nil, err
	}
	r, err := ingest.Run(context.Background(), ingest.Options{Store: m.Store, Collections: got.Collections, Now: m.Now})
	if err == nil {
		err = got.Keep()
	}
	return r, errors.Join(err, got.Discard())
}

// save writes a bundle of what a site has.
func save(t *testing.T, url string, at time.Time) string {
	t.Helper()
	m := newMachine(t)
	m.Now = func() time.Time { return at }
	path := filepath.Join(t.TempDir(), "bundle.tar.zst")
	if _, err := m.Save(context.Background(), m.national(url), path); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Store.Current(); err == nil {
		t.Error("saving a bundle loads it")
	}
	return path
}

// On a machine without a network, a bundle gives what fetching gives: the same texts from the
// same places with the same days, and an update that asks one question where there is a network.
func TestBundle(t *testing.T) {
	t.Parallel()
	site := newGithub(t, collected().zip(t, committed))
	direct := newMachine(t)
	direct.get(site.URL)
	path := save(t, site.URL, now)
	m := newMachine(t)
	r, err := m.load(path)
	if err != nil || r.Laws != 5 || r.Changes == nil || !r.Changes.First {
		t.Fatalf("loading: %+v, %v", r, err)
	}
	m.open()
	if got, want := testbase.Dump(t, m.Store), testbase.Dump(t, direct.Store); got != want {
		t.Error("the bundle gives something else than fetching")
	}
	if r, err = m.load(path); err != nil || r.Generation != "gen-000001" {
		t.Errorf("loading it again: %+v, %v", r, err)
	}
	site.serves(collected().zip(t, committed), nil)
	if r, err := m.Update(context.Background()); err != nil || !r.Outcomes[0].Unchanged || site.asked != 1 {
		t.Errorf("updating what came in a bundle: %+v, %v after %d requests", r, err, site.asked)
	}
	// A later bundle brings the changes, and an earlier one does not take them back.
	site.serves(changed().zip(t, committed.AddDate(0, 0, 20)), nil)
	if r, err = m.load(save(t, site.URL, now.AddDate(0, 0, 1))); err != nil || r.Changes == nil || len(r.Changes.Changes) != 4 {
		t.Errorf("a later bundle: %+v, %v", r, err)
	}
	before := m.tree()
	_, err = m.load(path)
	if text, ok := usererr.Text(err); !ok || !strings.Contains(text, "旧") || m.tree() != before {
		t.Errorf("an earlier bundle: %v", err)
	}
}

// No bundle is written of what could not be brought to its end, and one that lacks single texts
// says which.
func TestIncompleteBundle(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	e, _ := m.Catalogue.Find("flk")
	p := &places{day: "2026-03-01", texts: map[string]string{"灯火法.md": collected()["法律/灯火法.md"]}, stops: "对方要求稍后再来"}
	m.Gatherer = p
	path := filepath.Join(t.TempDir(), "bundle.tar.zst")
	_, err := m.Save(context.Background(), []Order{{Entry: e}}, path)
	if text, ok := usererr.Text(err); !ok || !strings.Contains(text, p.stops) || !strings.Contains(text, "资料包没有写") {
		t.Errorf("stopped: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a bundle of what was stopped: %v", err)
	}
	p.stops, p.lacks = "", []catalogue.Refused{{Name: "渡口法", Reason: "没有给出下载地址"}}
	saved, err := m.Save(context.Background(), []Order{{Entry: e}}, path)
	if err != nil || len(saved.Outcomes) != 1 || len(saved.Outcomes[0].Refused) != 1 || saved.Outcomes[0].Refused[0].Name != "渡口法" ||
		saved.Bytes == 0 {
		t.Errorf("with a text that is lacking: %+v, %v", saved, err)
	}
}

// A bundle that is cut, changed, put together by hand or something else is refused, and leaves
// data folder and downloads as they were.
func TestBadBundles(t *testing.T) {
	t.Parallel()
	site := newGithub(t, collected().zip(t, committed))
	good, err := os.ReadFile(save(t, site.URL, now))
	if err != nil {
		t.Fatal(err)
	}
	later := newGithub(t, changed().zip(t, committed))
	m := newMachine(t)
	m.get(later.URL)
	before, kept := m.tree(), downloads(t, m)
	path := filepath.Join(t.TempDir(), "bad.tar.zst")
	bad := map[string][]byte{"none": packed(t, []byte("not a tar")), "more": append(bytes.Clone(good), "more"...)}
	for i := 1; i < 10; i++ {
		bad["cut "+string(rune('0'+i))] = good[:len(good)*i/10]
		bad["changed "+string(rune('0'+i))] = flipped(good, len(good)*i/10)
	}
	plain := unpacked(t, good)
	for _, swap := range [...][2]string{{`"name": "national"`, `"name": "../../up"`}, {`"national/archive": `, `"national/../../a": `},
		{`"fatiao_bundle": 1`, `"fatiao_bundle": 9`}, {`"sha256": "`, `"sha256": "0`}, {"bundle.json", "bundle.jso_"}} {
		other := bytes.Replace(plain, []byte(swap[0]), []byte(swap[1]), 1)
		if bytes.Equal(other, plain) {
			t.Fatalf("a bundle has no %q", swap[0])
		}
		if len(other) > len(plain) { // the length of a file in the archive stays
			other = bytes.Replace(other, []byte("\n}\n"), []byte("}"), 1)
			other = append(other[:0:0], other[:min(len(other), len(plain))]...)
		}
		bad["with "+swap[1]] = packed(t, other)
	}
	for name, content := range bad {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := m.load(path)
		if _, ok := usererr.Text(err); !ok {
			t.Errorf("%s: %v", name, err)
		}
		if m.tree() != before || downloads(t, m) != kept {
			t.Fatalf("%s: the data folder changed", name)
		}
	}
}

// downloads names what lies in the folder of downloads.
func downloads(t *testing.T, m *machine) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(m.Store.Dir(), Folder), func(p string, _ fs.DirEntry, err error) error {
		names = append(names, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}

func packed(t *testing.T, content []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(content, nil)
}

func unpacked(t *testing.T, content []byte) []byte {
	t.Helper()
	r, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	plain, err := r.DecodeAll(content, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
