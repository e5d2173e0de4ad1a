package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// The page of a law that is not loaded and is known to be repealed says so; so does that of a
// provision of it, which is not there.
func TestEndedLaw(t *testing.T) {
	h := site(t)
	law := "/law/" + url.PathEscape("最高人民法院关于审理名誉权案件若干问题的解答")
	for address, want := range map[string]int{law: http.StatusOK,
		law + "/7": http.StatusNotFound, law + "@1993-06-15": http.StatusNotFound} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		if w.Code != want {
			t.Errorf("%s: %d; want %d", address, w.Code, want)
		}
		if !strings.Contains(w.Body.String(), "自 <time>2021-01-01</time>") {
			t.Errorf("%s does not tell of the end", address)
		}
	}
}
