package flk_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/flk"
	"github.com/fatiao/fatiao/internal/statute"
)

// entry is an invented text of the database.
type entry map[string]any

// lamp is a text that is like all others but for its number and day.
func lamp(n int, day string) entry {
	return entry{"bbbs": fmt.Sprintf("id%05d", n), "title": fmt.Sprintf("第<em class='x'>%d</em>号灯火法", n), "gbrq": day,
		"sxrq": day, "sxx": 3, "zdjgName": "虚构代表大会", "flfgCodeId": 110}
}

// database plays the official database. answer, where it is set, may answer in its place.
type database struct {
	*httptest.Server
	mu      sync.Mutex
	entries []entry
	details map[string]entry  // fields of the details that the list has not
	files   map[string][]byte // by id and format; a DOCX where none is given
	answer  func(w http.ResponseWriter, r *http.Request, n int) bool
	asked   []string // path of each request
	pages   int      // rows of a page at most
	// addressKey is what answers call the address of a file, "" for url; without are the ids of texts
	// that have no file.
	addressKey string
	without    []string
	clock      time.Time
	times      []time.Time
}

func newDatabase(t *testing.T, entries ...entry) *database {
	t.Helper()
	db := &database{entries: entries, details: map[string]entry{}, files: map[string][]byte{}, pages: 50,
		clock: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)}
	db.Server = httptest.NewServer(db)
	t.Cleanup(db.Close)
	return db
}

func (db *database) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.asked, db.times = append(db.asked, r.URL.Path), append(db.times, db.clock)
	if db.answer == nil || !db.answer(w, r, len(db.asked)) {
		db.reply(w, r)
	}
}

// reply answers as the database does that is well.
func (db *database) reply(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/law-search/search/list":
		db.list(w, r)
	case "/law-search/search/flfgDetails":
		id := r.URL.Query().Get("bbbs")
		all := entry{}
		for _, e := range db.entries {
			if e["bbbs"] == id {
				for k, v := range e {
					all[k] = v
				}
			}
		}
		for k, v := range db.details[id] {
			all[k] = v
		}
		reply(w, entry{"code": 200, "data": all})
	case "/law-search/download/batch":
		var asked []struct{ Bbbs, Format string }
		_ = json.NewDecoder(r.Body).Decode(&asked)
		if slices.Contains(db.without, asked[0].Bbbs) {
			reply(w, entry{"code": 200, "data": []entry{}})
			return
		}
		address := "/file/" + asked[0].Bbbs + "." + asked[0].Format + "?signature=1"
		reply(w, entry{"code": 200, "data": []entry{{or(db.addressKey, "url"): address}}})
	default:
		name := strings.TrimPrefix(r.URL.Path, "/file/")
		data, ok := db.files[name]
		if !ok {
			data = docxFile(name)
		}
		_, _ = w.Write(data)
	}
}

func (db *database) list(w http.ResponseWriter, r *http.Request) {
	var q struct {
		Gbrq              []string
		PageNum, PageSize int
	}
	_ = json.NewDecoder(r.Body).Decode(&q)
	var rows []entry
	for _, e := range slices.Backward(db.entries) { // in no order that helps
		if day, _ := e["gbrq"].(string); day == "" || day >= q.Gbrq[0] && day <= q.Gbrq[1] {
			rows = append(rows, e)
		}
	}
	size := min(q.PageSize, db.pages)
	from := min((q.PageNum-1)*size, len(rows))
	reply(w, entry{"code": 200, "msg": "成功", "total": len(rows), "rows": rows[from:min(from+size, len(rows))]})
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func reply(w http.ResponseWriter, e entry) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(e)
}

// docxFile is a file that has the parts of a Word document.
func docxFile(text string) []byte { return zipFile("word/document.xml", text) }

func zipFile(name, text string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if f, err := z.Create(name); err == nil {
		_, _ = f.Write([]byte("<w:document>" + text + "</w:document>"))
	}
	_ = z.Close()
	return b.Bytes()
}

// gather asks the database with its clock, which goes on only where the gathering waits.
func (db *database) gather(t *testing.T, folder string, since statute.Date) (catalogue.Gathered, error) {
	t.Helper()
	return db.gatherOn(context.Background(), folder, since, "2026-11-30")
}

func (db *database) gatherOn(ctx context.Context, folder string, since, today statute.Date) (catalogue.Gathered, error) {
	client := download.New()
	client.Now = func() time.Time { db.mu.Lock(); defer db.mu.Unlock(); return db.clock }
	client.Wait = func(ctx context.Context, d time.Duration) error {
		db.mu.Lock()
		defer db.mu.Unlock()
		db.clock = db.clock.Add(d)
		return ctx.Err()
	}
	g := flk.Gatherer{Client: client}
	return g.Gather(ctx, catalogue.Gathering{URL: db.URL + "/", Since: since, Today: today, Folder: folder})
}
