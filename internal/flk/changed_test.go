package flk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/catalogue"
)

// lists are how many times lists were asked for.
func (db *database) lists() int {
	n := 0
	for _, path := range db.asked {
		if strings.HasSuffix(path, "/list") {
			n++
		}
	}
	return n
}

// That an old text ended is seen within a week, though only its status tells it, and so is an old text
// that was entered late; between, a day without news costs one request.
func TestOldTextEnds(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := newDatabase(t, lamp(1, "2001-03-01"), lamp(2, "2026-11-01"))
	folder := t.TempDir()
	got, err := db.gatherOn(ctx, folder, "", "2026-11-30")
	whole(t, got, err, 2, "2026-11-01")
	db.entries[0]["sxx"] = 2
	db.entries = append(db.entries, lamp(3, "1999-03-01"))
	db.asked = nil
	got, err = db.gatherOn(ctx, folder, "2026-11-01", "2026-12-06")
	whole(t, got, err, 0, "2026-11-01")
	if len(db.asked) != 1 {
		t.Errorf("within the week %q was asked", db.asked)
	}
	got, err = db.gatherOn(ctx, folder, "2026-11-01", "2026-12-07")
	whole(t, got, err, 2, "2026-11-01")
	if rows := days(t, folder); !slices.Contains(rows, lawtable.Row{Name: "第1号灯火法", Published: "2001-03-01", From: "2001-03-01",
		Ended: true, Official: true}) {
		t.Errorf("the text that ended is %+v", rows)
	}
	db.asked = nil
	got, err = db.gatherOn(ctx, folder, "2026-11-01", "2026-12-08")
	whole(t, got, err, 0, "2026-11-01")
	if len(db.asked) != 1 {
		t.Errorf("after the sweep %q was asked", db.asked)
	}
	// A clock that was ahead does not put off the next sweep for years.
	got, err = db.gatherOn(ctx, folder, "2026-11-01", "2090-01-01")
	whole(t, got, err, 0, "2026-11-01")
	db.entries[2]["sxx"] = 2
	got, err = db.gatherOn(ctx, folder, "2026-11-01", "2026-12-09")
	whole(t, got, err, 1, "2026-11-01")
}

// A sweep that is stopped goes on where it was, and lists nothing twice.
func TestSweepGoesOn(t *testing.T) {
	t.Parallel()
	const n = 4_000
	var log strings.Builder
	db := newDatabase(t)
	for i := range n {
		day := fmt.Sprintf("%d-%02d-%02d", 1950+i%70, 1+i%12, 1+i%28)
		db.entries = append(db.entries, lamp(i, day))
		title := fmt.Sprintf("第%d号灯火法", i)
		fmt.Fprintf(&log, `{"id":"id%05d","title":%q,"gbrq":%q,"listed":"%s|%s|%s|现行有效","file":"x"}`+"\n", i, title, day, title, day, day)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, ".flk.jsonl"), []byte(log.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 35, n - 1} { // of 1950, 1985 and 2019
		db.entries[i]["sxx"] = 2
	}
	db.answer = func(w http.ResponseWriter, _ *http.Request, asked int) bool {
		if asked%40 == 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	total, stops := 0, 0
	for range 10 {
		got, err := db.gather(t, folder, "2026-11-01")
		if err != nil || got.Through != "2026-11-01" {
			t.Fatalf("%+v, %v", got, err)
		}
		if total += got.Texts; got.Stopped == "" {
			break
		}
		stops++
	}
	if total != 3 || stops < 2 {
		t.Errorf("%d texts after %d stops", total, stops)
	}
	if most := n/50 + 20*(stops+1); db.lists() > most {
		t.Errorf("%d lists were asked for; want at most %d", db.lists(), most)
	}
}

// Where no address of a file is given any more, the answers of the database have another form: that
// is said with the name of what is missing, nothing is taken for read, and all comes when it is known again.
func TestRenamedAddress(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"), lamp(3, "2020-03-03"))
	db.addressKey = "ossAddress"
	folder := t.TempDir()
	stopped := func(got catalogue.Gathered, err error, through string) {
		t.Helper()
		if err != nil || got.Texts != 0 || string(got.Through) != through {
			t.Errorf("%+v, %v", got, err)
		}
		for _, want := range []string{"变了样子", "没有 url", "有的是 ossAddress"} {
			if !strings.Contains(got.Stopped, want) {
				t.Errorf("it says %q; want %s", got.Stopped, want)
			}
		}
	}
	got, err := db.gather(t, folder, "")
	stopped(got, err, "")
	db.addressKey = ""
	got, err = db.gather(t, folder, "")
	whole(t, got, err, 3, "2020-03-03")
	if len(got.Refused) > 0 {
		t.Errorf("refused %+v", got.Refused)
	}
	db.addressKey = "ossAddress"
	db.entries = append(db.entries, lamp(4, "2026-11-02"))
	got, err = db.gather(t, folder, "2020-03-03")
	stopped(got, err, "2020-03-03")
	db.addressKey = ""
	got, err = db.gather(t, folder, "2020-03-03")
	whole(t, got, err, 1, "2026-11-02")
}

// Texts that have no file, in any number, are named and not asked for again, where others have one.
func TestTextsWithoutFile(t *testing.T) {
	t.Parallel()
	db := newDatabase(t)
	for i := range 20 {
		db.entries = append(db.entries, lamp(i, "2020-03-01"))
		if i < 8 || i > 10 {
			db.without = append(db.without, fmt.Sprintf("id%05d", i))
		}
	}
	folder := t.TempDir()
	got, err := db.gather(t, folder, "")
	whole(t, got, err, 3, "2020-03-01")
	if len(got.Refused) != 17 || !strings.Contains(got.Refused[0].Reason, "没有给出下载地址") {
		t.Errorf("refused %+v", got.Refused)
	}
	db.asked = nil
	got, err = db.gather(t, folder, got.Through)
	whole(t, got, err, 0, "2020-03-01")
	if len(db.asked) != 1 {
		t.Errorf("asked again: %q", db.asked)
	}
	db.entries, db.without = append(db.entries, lamp(20, "2020-03-02")), append(db.without, "id00020")
	got, err = db.gather(t, folder, got.Through) // the only one that is new
	whole(t, got, err, 0, "2020-03-02")
}

// A list in which no row has the field by which texts are known is of another form.
func TestRenamedRows(t *testing.T) {
	t.Parallel()
	for _, field := range []string{"bbbs", "gbrq"} {
		db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"))
		for _, e := range db.entries {
			e[field+"2"] = e[field]
			delete(e, field)
		}
		got, err := db.gather(t, t.TempDir(), "")
		if err == nil || !strings.Contains(err.Error(), "没有 "+field) || !strings.Contains(err.Error(), field+"2") || got.Through != "" {
			t.Errorf("%s: %+v, %v", field, got, err)
		}
	}
	// One that no row tells any more is no change of all of them.
	db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"))
	folder := t.TempDir()
	got, err := db.gather(t, folder, "")
	whole(t, got, err, 2, "2020-03-02")
	for _, e := range db.entries {
		delete(e, "sxx")
	}
	got, err = db.gather(t, folder, got.Through)
	whole(t, got, err, 0, "2020-03-02")
}

// tooLarge begins an answer that is larger than is read.
func tooLarge(w http.ResponseWriter) bool {
	w.Header().Set("Content-Length", "100000000")
	w.WriteHeader(http.StatusOK)
	return true
}

// asksFor reports whether a request for a list asks for a day. It can be read again.
func asksFor(t *testing.T, r *http.Request, day string) bool {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var q struct{ Gbrq [2]string }
	if err := json.Unmarshal(body, &q); err != nil {
		t.Error(err)
	}
	return q.Gbrq[0] <= day && day <= q.Gbrq[1]
}

// What is too large to be read is named and passed over, others come, and it is tried again.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path string
		// texts come while it is too large; refused names what did not.
		texts   int
		refused string
	}{
		"a file":  {"/file/id00002.", 2, "第2号灯火法（2020-03-02）"},
		"details": {"flfgDetails?bbbs=id00002", 2, "第2号灯火法（2020-03-02）"},
		"a list":  {"list", 2, "2020-03-02 公布的各篇（2020-03-02）"},
	} {
		db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"), lamp(3, "2020-03-03"))
		db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
			return strings.Contains(r.URL.String(), c.path) && (c.path != "list" || asksFor(t, r, "2020-03-02")) && tooLarge(w)
		}
		folder := t.TempDir()
		got, err := db.gather(t, folder, "")
		whole(t, got, err, c.texts, "2020-03-03")
		if len(got.Refused) != 1 || got.Refused[0].Name != c.refused || !strings.Contains(got.Refused[0].Reason, "超过") {
			t.Errorf("%s: refused %+v", name, got.Refused)
		}
		if rows := days(t, folder); slices.ContainsFunc(rows, func(r lawtable.Row) bool { return strings.Contains(r.Name, "公布的") }) {
			t.Errorf("%s: days of %+v", name, rows)
		}
		got, err = db.gather(t, folder, "2020-03-03")
		whole(t, got, err, 0, "2020-03-03")
		if len(got.Refused) != 1 {
			t.Errorf("%s again: refused %+v", name, got.Refused)
		}
		db.answer = nil
		got, err = db.gather(t, folder, "2026-11-01") // long after it
		whole(t, got, err, 1, "2026-11-01")
		if have := texts(t, folder); len(have) != 3 || len(got.Refused) > 0 {
			t.Errorf("%s: files %q, refused %+v", name, have, got.Refused)
		}
	}
}
