package download

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// Where an address leads is asked in its place, for a week, and the address again where that fails. A
// place that may be that of one state of the file only is not.
func TestDirect(t *testing.T) {
	t.Parallel()
	var asked []string
	leadsTo, tag := "/codeload/zip/HEAD", `"one"`
	gone := map[string]bool{}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		switch {
		case gone[r.URL.Path]:
			w.WriteHeader(http.StatusNotFound)
		case r.URL.Path == "/archive/HEAD.zip":
			http.Redirect(w, r, leadsTo, http.StatusFound)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", tag)
			_, _ = w.Write([]byte("the file " + tag))
		}
	}))
	defer site.Close()
	client, _ := waits()
	now := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	client.Now = func() time.Time { return now }
	const address, direct = "/archive/HEAD.zip", "/codeload/zip/HEAD"
	p := newPlace(t, site.URL+address, false)
	fetch := func(what string, changes bool, want ...string) {
		t.Helper()
		asked = nil
		_, changed, err := client.Fetch(context.Background(), p.File)
		if err != nil || changed != changes || !slices.Equal(asked, want) {
			t.Errorf("%s: changed %t, %v after %q; want %q", what, changed, err, asked, want)
		}
	}
	fetch("first", true, address, direct)
	fetch("unchanged", false, direct)
	tag = `"two"`
	fetch("changed", true, direct)
	fetch("unchanged again", false, direct)
	now = now.Add(directFor)
	fetch("after a week", false, address, direct)
	fetch("after that", false, direct)
	gone[direct], leadsTo = true, "/elsewhere/zip/HEAD"
	fetch("moved", false, direct, address, leadsTo)
	fetch("after the move", false, leadsTo)
	now = now.Add(-2 * directFor)
	fetch("by a clock that goes back", false, address, leadsTo)
	for _, one := range []string{"/releases/v1.2/laws.zip", "/zip/0a1b2c3d", "/zip/HEAD?signature=x"} {
		p := newPlace(t, site.URL+address, false)
		leadsTo = one
		for range 2 {
			asked = nil
			if _, _, err := client.Fetch(context.Background(), p.File); err != nil || len(asked) != 2 {
				t.Errorf("%s: %q, %v", one, asked, err)
			}
		}
	}
}
