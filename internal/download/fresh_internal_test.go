package download

import (
	"net/http"
	"testing"
)

// What changed in the second in which it was sent may change again within it: its time tells nothing.
func TestFreshTime(t *testing.T) {
	for _, c := range []struct {
		changed, sent string
		validator     string
	}{
		{"Mon, 02 Nov 2026 10:00:00 GMT", "Mon, 02 Nov 2026 10:00:00 GMT", ""},
		{"Mon, 02 Nov 2026 10:00:01 GMT", "Mon, 02 Nov 2026 10:00:00 GMT", ""},
		{"Mon, 02 Nov 2026 10:00:00 GMT", "Mon, 02 Nov 2026 10:00:01 GMT", "Mon, 02 Nov 2026 10:00:00 GMT"},
		{"Mon, 02 Nov 2026 10:00:00 GMT", "", "Mon, 02 Nov 2026 10:00:00 GMT"},
	} {
		h := http.Header{"Last-Modified": {c.changed}, "Date": {c.sent}}
		if got := validator(h); got != c.validator {
			t.Errorf("changed %s, sent %s: %q", c.changed, c.sent, got)
		}
	}
}
