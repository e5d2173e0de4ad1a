package pages

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// isFresh sets what a client may keep of a file, and reports whether it has it: a file is another
// one where the generation, the day or what is asked for is another.
func (r *request) isFresh() bool {
	h := fnv.New64a()
	_, _ = h.Write([]byte(r.absolute(r.Request().URL.RequestURI()) + "\x00" + r.base + "\x00" + string(r.today))) // never fails
	tag := fmt.Sprintf(`"%s-%016x"`, r.Generation, h.Sum64())
	header := r.Response().Header()
	header.Set("ETag", tag)
	header.Set(echo.HeaderCacheControl, "no-cache") // may be kept, and is asked for again
	modified := r.Created
	if day := r.today.Start(); day.After(modified) {
		modified = day // what is said of the day changes with it
	}
	header.Set(echo.HeaderLastModified, modified.UTC().Format(http.TimeFormat))
	if match := r.Request().Header.Get("If-None-Match"); match != "" {
		for m := range strings.SplitSeq(match, ",") {
			if m = strings.TrimPrefix(strings.TrimSpace(m), "W/"); m == tag || m == "*" {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(r.Request().Header.Get(echo.HeaderIfModifiedSince))
	return err == nil && !modified.Truncate(time.Second).After(since)
}

// saveAs makes a browser save the answer under a name, which may be Chinese (RFC 5987).
func (r *request) saveAs(name string) {
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	r.Response().Header().Set(echo.HeaderContentDisposition, "attachment; filename*=UTF-8''"+escaped)
}

// download hands out a file; what is asked for by its address is not sent to a client that has it.
// Search engines list the page, not its files.
func (r *request) download(name, mediaType string, content []byte) error {
	if r.Request().Method != http.MethodPost && r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	r.Response().Header().Set(robotsHeader, "noindex")
	r.saveAs(name)
	return r.Blob(http.StatusOK, mediaType, content)
}
