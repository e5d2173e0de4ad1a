package download

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// directFor is how long the place to which an address led is asked before the address is asked
// again.
const directFor = 7 * 24 * time.Hour

// direct is where to ask whether the file changed, instead of its address; "" for the address.
func (s State) direct(now time.Time) string {
	led, err := time.Parse(time.RFC3339, s.Led)
	if err != nil || led.After(now) || now.Sub(led) >= directFor {
		return ""
	}
	return s.Direct
}

// setDirect notes where the address of an answer led. A place that has a number or a signature in it
// which the address has not may be that of one state of the file only, and is not asked again:
// /releases/latest leads to /releases/v1.2, which never changes.
func (s *State) setDirect(res *http.Response, now time.Time) {
	s.Direct, s.Led = "", ""
	to := res.Request.URL
	from, err := url.Parse(s.URL)
	if err != nil || to.String() == s.URL || to.RawQuery != "" || to.User != nil {
		return
	}
	for _, n := range numbered.FindAllString(to.Path, -1) {
		if !strings.Contains(from.Path, n) {
			return
		}
	}
	s.Direct, s.Led = to.String(), now.UTC().Format(time.RFC3339)
}

// numbered are the words of a path that have a digit: versions, days, commits.
var numbered = regexp.MustCompile(`[^/]*[0-9][^/]*`)
