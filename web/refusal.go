package web

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
)

// reason is why a request was refused, as it is counted.
type reason string

const (
	reasonRate      reason = "rate"       // one client asks too often
	reasonBusy      reason = "busy"       // all clients together ask too much
	reasonDeadline  reason = "deadline"   // the work took too long
	reasonAuth      reason = "auth"       // who asks is not let in
	reasonCrossSite reason = "cross_site" // another site's page made a browser ask
	reasonLoading   reason = "loading"    // nothing is open yet
)

var reasons = [...]reason{reasonRate, reasonBusy, reasonDeadline, reasonAuth, reasonCrossSite, reasonLoading}

// refusal is an answer that says no to a request for a reason that is none of the
// program's mistakes.
type refusal struct {
	reason  reason
	status  int
	message string
	hint    string        // what to do
	wait    time.Duration // before asking again, where that helps
}

func (r *refusal) Error() string { return "refused: " + string(r.reason) }

// headers sets what a program that was refused looks at.
func (r *refusal) headers(h http.Header) {
	if r.wait > 0 {
		h.Set(echo.HeaderRetryAfter, strconv.Itoa(int(math.Ceil(r.wait.Seconds()))))
	}
	h.Set(echo.HeaderCacheControl, "no-store")
}

// tooLong refuses work that went past its deadline.
func tooLong() *refusal {
	return &refusal{reason: reasonDeadline, status: http.StatusServiceUnavailable, message: sayTooLong, hint: sayTooLongHow, wait: 5 * time.Second}
}

// busy refuses what there is no room for.
func busy() *refusal {
	return &refusal{reason: reasonBusy, status: http.StatusServiceUnavailable, message: sayBusy, wait: 2 * time.Second}
}
