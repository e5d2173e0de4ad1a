package download

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

const (
	// maxTries is how often something is tried while nothing comes.
	maxTries   = 6
	firstPause = time.Second
	// maxAsked is the longest that a server may ask for before a user is told to come back.
	maxAsked = 2 * time.Minute
)

// pauses are those between tries: each is twice as long as the one before.
type pauses struct{ tries int }

// next is how long to wait before the next try, at least as long as the server asks for; ok is
// false where it was tried often enough, or the server asks for too long.
func (p *pauses) next(asked time.Duration) (pause time.Duration, ok bool) {
	p.tries++
	if p.tries >= maxTries || asked > maxAsked {
		return 0, false
	}
	return max(firstPause<<(p.tries-1), asked), true
}

// reset counts the tries anew, since something came.
func (p *pauses) reset() { p.tries = 0 }

func (c *Client) pause(ctx context.Context, d time.Duration, why string) error {
	if c.Again != nil {
		c.Again(why, d)
	}
	return c.Wait(ctx, d)
}

// isPassing reports whether a status may be another one soon.
func isPassing(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

// retryAfter is how long a server wants to be left alone: seconds, or a day and time by its own
// clock, which may differ from ours.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := h.Get("Retry-After")
	if s == "" {
		return 0
	}
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(max(0, min(n, 1<<30))) * time.Second
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	if its, err := http.ParseTime(h.Get("Date")); err == nil {
		now = its
	}
	return max(0, at.Sub(now))
}

// reason says in the user's words why something is tried again.
func reason(err error, status int) string {
	if text, ok := usererr.Text(err); ok {
		return text
	}
	if err != nil {
		return err.Error()
	}
	return statusText(status)
}

// statusText is what a status means for the user.
func statusText(status int) string {
	switch {
	case status == http.StatusTooManyRequests:
		return "服务器说请求太多（429）"
	case status == http.StatusNotFound, status == http.StatusGone:
		return fmt.Sprintf("那里没有这个文件（%d）", status)
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		return fmt.Sprintf("服务器不准取（%d）", status)
	case status == http.StatusProxyAuthRequired:
		return "代理要求登录（407）"
	case status >= http.StatusInternalServerError:
		return fmt.Sprintf("服务器出错（%d）", status)
	}
	return fmt.Sprintf("服务器应答 %d", status)
}
