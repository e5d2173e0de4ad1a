package flk_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/statute"
)

// texts are the files that were brought, without the log and the list of days.
func texts(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Dir(path) != folder {
			rel, _ := filepath.Rel(folder, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func days(t *testing.T, folder string) []lawtable.Row {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "国家法律法规数据库日期.json"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := lawtable.ReadDays(data)
	if err != nil {
		t.Fatal(err)
	}
	return table.Rows
}

func whole(t *testing.T, got catalogue.Gathered, err error, n int, through statute.Date) {
	t.Helper()
	if err != nil || got.Texts != n || got.Through != through || got.Stopped != "" {
		t.Fatalf("%+v, %v; want %d texts through %s", got, err, n, through)
	}
}

// Texts come oldest first into folders by their kind, with their history as days of texts that
// are not there; asked again, only what is new or told otherwise is fetched.
func TestGather(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2019-03-01"), lamp(3, "2021-03-01"))
	db.entries[2]["flfgCodeId"], db.entries[1]["sxrq"] = 330, "2019-09-01 00:00:00"
	db.details["id00001"] = entry{"lsyg": []entry{
		{"bbbs": "x", "title": "第1号灯火法", "gbrq": "2001-02-03", "sxrq": "2001-05-01", "sxx": 2},
		{"bbbs": "y", "title": "没有日期"}}}
	folder := t.TempDir()
	got, err := db.gather(t, folder, "")
	whole(t, got, err, 3, "2021-03-01")
	want := []string{"司法解释/第3号灯火法(2021-03-01).docx", "法律/第1号灯火法(2020-03-01).docx", "法律/第2号灯火法(2019-03-01).docx"}
	if have := texts(t, folder); !slices.Equal(have, want) {
		t.Errorf("files %q; want %q", have, want)
	}
	rows := days(t, folder)
	for _, want := range []lawtable.Row{{Name: "第1号灯火法", Published: "2001-02-03", From: "2001-05-01", Ended: true, Official: true},
		{Name: "第2号灯火法", Published: "2019-03-01", From: "2019-09-01", Official: true}} {
		if !slices.Contains(rows, want) {
			t.Errorf("no day %+v in %+v", want, rows)
		}
	}
	order := slices.DeleteFunc(slices.Clone(db.asked), func(p string) bool { return !strings.HasPrefix(p, "/file/") })
	if !slices.Equal(order, []string{"/file/id00002.docx", "/file/id00001.docx", "/file/id00003.docx"}) {
		t.Errorf("fetched in the order %q", order)
	}
	db.asked = nil
	got, err = db.gather(t, folder, got.Through)
	whole(t, got, err, 0, "2021-03-01")
	if len(db.asked) != 1 {
		t.Errorf("nothing changed, but %q was asked", db.asked)
	}
	db.entries = append(db.entries, lamp(4, "2026-11-01"))
	db.entries[2]["sxx"] = 1
	got, err = db.gather(t, folder, "2021-03-01")
	whole(t, got, err, 2, "2026-11-01")
	if rows := days(t, folder); !slices.Contains(rows, lawtable.Row{Name: "第3号灯火法", Published: "2021-03-01", From: "2021-03-01",
		Ended: true, Official: true}) {
		t.Errorf("the text that ended is %+v", rows)
	}
}

// Ten thousand texts come whole, whatever the size of pages, at most one request a second; a gathering
// that is stopped anywhere goes on where it was.
func TestManyTexts(t *testing.T) {
	t.Parallel()
	n := 10_000
	if testing.Short() {
		n = 1_500
	}
	var entries []entry
	for i := range n {
		entries = append(entries, lamp(i, fmt.Sprintf("%d-%02d-%02d", 1950+i%70, 1+i%12, 1+i%28)))
	}
	db := newDatabase(t, entries...)
	db.pages = 20
	folder := t.TempDir()
	total, stops, asked := 0, 0, 0
	db.answer = func(w http.ResponseWriter, _ *http.Request, _ int) bool {
		if asked++; asked%(n/3) == 0 { // each text takes three
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	for range 20 {
		got, err := db.gather(t, folder, "")
		if err != nil {
			t.Fatal(err)
		}
		total += got.Texts
		if got.Stopped == "" {
			break
		}
		stops++
		db.clock = db.clock.Add(time.Hour)
	}
	if total != n || len(texts(t, folder)) != n || stops < 8 || len(days(t, folder)) != n {
		t.Errorf("%d texts, %d files after %d stops, %d days", total, len(texts(t, folder)), stops, len(days(t, folder)))
	}
	for i := 1; i < len(db.times); i++ {
		if db.times[i].Sub(db.times[i-1]) < time.Second {
			t.Fatalf("request %d came %v after the one before", i, db.times[i].Sub(db.times[i-1]))
		}
	}
}

// The guard sends the first request back with a cookie, which is sent from then on; one that never
// lets through is not asked for ever.
func TestGuard(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, lamp(1, "2020-03-01"))
	db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
		if c, err := r.Cookie("wzws_cid"); err == nil && c.Value == "abc" {
			return false
		}
		w.Header().Set("Set-Cookie", "wzws_cid=abc; Path=/")
		w.Header().Set("Location", r.URL.Path)
		w.WriteHeader(http.StatusTemporaryRedirect)
		return true
	}
	got, err := db.gather(t, t.TempDir(), "")
	whole(t, got, err, 1, "2020-03-01")
	for name, cookie := range map[string]string{"with cookies": "wzws_cid=abc", "without": ""} {
		db := newDatabase(t, lamp(1, "2020-03-01"))
		db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
			if cookie != "" {
				w.Header().Set("Set-Cookie", cookie)
			}
			w.Header().Set("Location", r.URL.Path)
			w.WriteHeader(http.StatusTemporaryRedirect)
			return true
		}
		if got, err := db.gather(t, t.TempDir(), ""); err == nil || len(db.asked) > 5 || !strings.Contains(err.Error(), "307") {
			t.Errorf("%s: %+v, %v after %d requests", name, got, err, len(db.asked))
		}
	}
}

// What ends a gathering at the third text: the first two stay, and the next call brings the rest.
func TestStops(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		why    string
	}{
		"429": {func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		}, "429），2 分钟后"},
		"429 alone": {func(w http.ResponseWriter) { w.WriteHeader(http.StatusTooManyRequests) }, "放慢（429）"},
		"403":       {func(w http.ResponseWriter) { w.WriteHeader(http.StatusForbidden) }, "403"},
		"500":       {func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) }, "500"},
		"503":       {func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }, "503"},
		"cut off": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100000")
			_, _ = w.Write([]byte("PK\x03\x04"))
			panic(http.ErrAbortHandler)
		}, "连接一再中断"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"), lamp(3, "2020-03-03"))
			db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
				if r.URL.Path != "/file/id00003.docx" {
					return false
				}
				c.answer(w)
				return true
			}
			folder := t.TempDir()
			got, err := db.gather(t, folder, "")
			if err != nil || got.Texts != 2 || got.Through != "" || !strings.Contains(got.Stopped, c.why) {
				t.Errorf("%+v, %v", got, err)
			}
			if have := texts(t, folder); len(have) != 2 {
				t.Errorf("files %q", have)
			}
			db.answer = nil
			got, err = db.gather(t, folder, "")
			whole(t, got, err, 1, "2020-03-03")
		})
	}
}

const page = "<!DOCTYPE html><html><head><title>请稍候</title></head><body>第一条 灯要亮。</body></html>"

// A page in place of the list ends the gathering with what came.
func TestPageForList(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, lamp(1, "2020-03-01"))
	for name, c := range map[string]struct{ body, why string }{
		"a page":    {page, "网页：请稍候"},
		"no object": {"[1]", "JSON"},
		"cut":       {`{"code":200,"ro`, "JSON"},
		"failed":    {`{"code":500,"msg":"系统繁忙"}`, "code 500，系统繁忙"},
		"no total":  {`{"code":200,"rows":[]}`, "total"},
		"no rows":   {`{"code":200,"total":3}`, "rows"},
		"too few":   {`{"code":200,"total":3,"rows":[]}`, "应有 3 行，只给了 0 行"},
		"other days": {`{"code":200,"total":1,"rows":[{"bbbs":"a","title":"灯火法","gbrq":"1899-01-01"}]}`,
			"没有按公布日期筛选"},
	} {
		db.answer = func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			_, _ = w.Write([]byte(c.body))
			return true
		}
		folder := t.TempDir()
		if got, err := db.gather(t, folder, ""); err == nil || !strings.Contains(err.Error(), c.why) || got.Through != "" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if have := texts(t, folder); have != nil {
			t.Errorf("%s: files %q", name, have)
		}
	}
}

// What cannot be read of a text is named; it becomes no file, and others come. What may be had
// another time is tried again, an OFD is not.
func TestRefusedTexts(t *testing.T) {
	t.Parallel()
	ofd := zipFile("OFD.xml", "")
	db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"), lamp(3, "2020-03-03"), lamp(4, "2020-03-04"), lamp(5, "2020-03-05"),
		lamp(6, "2020-03-06"), lamp(7, "2020-03-07"))
	db.files = map[string][]byte{"id00001.docx": []byte(page), "id00001.pdf": []byte(page), "id00002.docx": ofd, "id00002.pdf": ofd,
		"id00003.docx": {0xD0, 0xCF, 0x11, 0xE0}, "id00003.pdf": []byte("GIF8"), "id00004.docx": []byte(page),
		"id00004.pdf":  []byte("%PDF-1.4"),
		"id00005.docx": docxFile("x")[:60], "id00005.pdf": zipFile("a.xml", ""), "id00006.docx": {}, "id00006.pdf": {}}
	folder := t.TempDir()
	got, err := db.gather(t, folder, "")
	whole(t, got, err, 2, "2020-03-07")
	if have := texts(t, folder); !slices.Equal(have, []string{"法律/第4号灯火法(2020-03-04).pdf", "法律/第7号灯火法(2020-03-07).docx"}) {
		t.Errorf("files %q", have)
	}
	want := []string{"网页：请稍候", "OFD 版式文件", "旧版 Word", "文件不完整", "文件是空的"}
	for i, r := range got.Refused {
		if i < len(want) && !strings.Contains(r.Reason, want[i]) || !strings.Contains(r.Name, "号灯火法（2020-") {
			t.Errorf("refused %+v; want %s", r, want[i])
		}
	}
	if len(got.Refused) != len(want) {
		t.Errorf("refused %+v", got.Refused)
	}
	db.asked, db.files = nil, nil
	got, err = db.gather(t, folder, got.Through)
	whole(t, got, err, 2, "2020-03-07") // those that were a page, and empty
	if len(got.Refused) != 3 {
		t.Errorf("still refused %+v", got.Refused)
	}
}

// Fields that the list lacks are taken from the details; what neither has is named.
func TestMissingFields(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, entry{"bbbs": "a", "gbrq": "2020-03-01"}, entry{"bbbs": "b", "title": "没有日期的法", "gbrq": ""},
		entry{"title": "没有编号的法", "gbrq": "2020-03-03"},
		entry{"bbbs": "d", "title": "渡口法", "gbrq": "2020-03-04", "sxrq": "不详", "sxx": "x"},
		entry{"bbbs": "e", "title": "集市条例", "gbrq": "2020-03-05", "flfgCodeId": 230})
	db.details["a"] = entry{"title": "灯火法", "sxrq": "2020-09-01"}
	folder := t.TempDir()
	got, err := db.gather(t, folder, "")
	whole(t, got, err, 2, "2020-03-04")
	if have := texts(t, folder); !slices.Equal(have, []string{"其他/渡口法(2020-03-04).docx", "其他/灯火法(2020-03-01).docx"}) {
		t.Errorf("files %q", have)
	}
	for _, r := range got.Refused {
		want := map[string]string{"没有日期的法（）": "gbrq（公布日期）", "没有编号的法（2020-03-03）": "bbbs（编号）"}[r.Name]
		if want == "" || !strings.Contains(r.Reason, want) {
			t.Errorf("refused %+v", r)
		}
	}
	if len(got.Refused) != 2 {
		t.Errorf("refused %+v", got.Refused)
	}
	for _, r := range days(t, folder) {
		if r.Name == "渡口法" && r.From != "" || r.Name == "灯火法" && r.From != "2020-09-01" {
			t.Errorf("day %+v", r)
		}
	}
}

// Where one text after another cannot be had, the rest is left.
func TestAllRefused(t *testing.T) {
	t.Parallel()
	var entries []entry
	for i := range 20 {
		entries = append(entries, lamp(i, "2020-03-01"))
	}
	db := newDatabase(t, entries...)
	db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
		if !strings.Contains(r.URL.Path, "flfgDetails") {
			return false
		}
		_, _ = w.Write([]byte(page))
		return true
	}
	got, err := db.gather(t, t.TempDir(), "")
	if err != nil || !strings.Contains(got.Stopped, "连续 5 部取不到") || got.Through != "" || len(got.Refused) != 5 {
		t.Errorf("%+v, %v", got, err)
	}
}

// A clock that is ahead makes no day certain that the database has no text of; the log survives a
// line that was cut off, and an interruption says so.
func TestClockAndLog(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2026-11-29"))
	folder := t.TempDir()
	got, err := db.gatherOn(context.Background(), folder, "", "2031-01-01")
	whole(t, got, err, 2, "2026-11-29")
	log := filepath.Join(folder, ".flk.jsonl")
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(log, data[:bytes.LastIndex(data, []byte(`"id":`))+9], 0o600); err != nil { // in the line of the last text
		t.Fatal(err)
	}
	got, err = db.gather(t, folder, "")
	whole(t, got, err, 1, "2026-11-29")
	got, err = db.gather(t, folder, "")
	whole(t, got, err, 0, "2026-11-29")
	ctx, cancel := context.WithCancel(context.Background())
	db.entries = append(db.entries, lamp(3, "2026-11-30"))
	db.answer = func(http.ResponseWriter, *http.Request, int) bool { cancel(); return false }
	if _, err := db.gatherOn(ctx, folder, "", "2026-11-30"); err == nil {
		t.Error("interrupted without an error")
	}
	db.answer = nil
	got, err = db.gather(t, folder, "")
	whole(t, got, err, 1, "2026-11-30")
}
