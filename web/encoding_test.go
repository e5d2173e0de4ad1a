package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"unicode/utf8"
)

// A query in another encoding comes back on the page, which stays UTF-8.
func TestQueryInAnotherEncoding(t *testing.T) {
	h := site(t)
	for _, address := range []string{"/search?q=%B9%B7", "/search?q=x&level=%F0%28%8C%28", "/law/%B9%B7", "/nosuch%FF"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		page, err := io.ReadAll(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 || !utf8.Valid(page) {
			t.Errorf("%s: status %d, and a page of %d bytes that is not UTF-8", address, w.Code, len(page))
		}
	}
}
