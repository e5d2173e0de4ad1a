package flk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A connection that breaks at any tenth of any kind of answer is asked again, and what comes is what
// comes without a break; one that always breaks there ends the gathering, and the next call goes on.
func TestCutAtTenths(t *testing.T) {
	t.Parallel()
	kinds := []string{"/law-search/search/list", "/law-search/search/flfgDetails", "/law-search/download/batch", "/file/id00001.docx"}
	gathered := func(folder string) string {
		var all strings.Builder
		for _, name := range texts(t, folder) {
			data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&all, "%s %x\n", name, data)
		}
		return all.String()
	}
	well := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"))
	folder := t.TempDir()
	got, err := well.gather(t, folder, "")
	whole(t, got, err, 2, "2020-03-02")
	want := gathered(folder)
	for _, kind := range kinds {
		for tenth := range 10 {
			for _, times := range []int{1, 2, 1000} {
				db := newDatabase(t, lamp(1, "2020-03-01"), lamp(2, "2020-03-02"))
				left := times
				db.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
					if r.URL.Path != kind || left == 0 {
						return false
					}
					left--
					answer := httptest.NewRecorder()
					db.reply(answer, r)
					w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
					_, _ = w.Write(answer.Body.Bytes()[:answer.Body.Len()*tenth/10])
					panic(http.ErrAbortHandler)
				}
				folder := t.TempDir()
				got, err := db.gather(t, folder, "")
				if times > 2 {
					said := fmt.Sprint(got.Stopped, err)
					if !strings.Contains(said, "连接一再中断") || got.Through != "" || len(texts(t, folder)) > 1 {
						t.Errorf("%s always cut at %d0 %%: %+v, %v", kind, tenth, got, err)
					}
					db.answer = nil
					got, err = db.gather(t, folder, "")
				}
				if err != nil || got.Through != "2020-03-02" || got.Stopped != "" || gathered(folder) != want {
					t.Errorf("%s cut at %d0 %%, %d times: %+v, %v", kind, tenth, times, got, err)
				}
			}
		}
	}
}
