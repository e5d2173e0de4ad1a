package guard

import (
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
)

// Reason is why a request was refused, as it is counted.
type Reason string

// The reasons.
const (
	ReasonRate      Reason = "rate"       // one client asks too often
	ReasonBusy      Reason = "busy"       // all clients together ask too much
	ReasonDeadline  Reason = "deadline"   // the work took too long
	ReasonAuth      Reason = "auth"       // who asks is not let in
	ReasonCrossSite Reason = "cross_site" // another site's page made a browser ask
	ReasonLoading   Reason = "loading"    // nothing is open yet
	ReasonElsewhere Reason = "elsewhere"  // what stands on other machines gives no whole answer
)

var reasons = [...]Reason{ReasonRate, ReasonBusy, ReasonDeadline, ReasonAuth, ReasonCrossSite, ReasonLoading, ReasonElsewhere}

// Refusal is an error that turns a request away for a reason that is none of the
// program's mistakes.
type Refusal struct {
	Reason  Reason
	Status  int           // of HTTP
	Message string        // for the user
	Hint    string        // what the user can do; may be ""
	Wait    time.Duration // before asking again; 0 where that does not help
}

// Error implements error.
func (r *Refusal) Error() string { return "refused: " + string(r.Reason) }

// Header is what a program that was refused looks at: when to come back.
func (r *Refusal) Header() http.Header {
	h := http.Header{}
	if r.Wait > 0 {
		h.Set(echo.HeaderRetryAfter, strconv.Itoa(int(math.Ceil(r.Wait.Seconds()))))
	}
	h.Set(echo.HeaderCacheControl, "no-store")
	return h
}

// code is the refusal's among the codes of problems: the reason, unless nobody is let in without a name.
func (r *Refusal) code() string {
	if r.Reason == ReasonAuth && r.Status == http.StatusUnauthorized {
		return CodeLoginRequired
	}
	return string(r.Reason)
}

// Problem is the refusal for programs.
func (r *Refusal) Problem() *Problem { return NewProblem(r.code(), r.Status, r.Detail()) }

// Detail is the message with the hint, for those who read no page.
func (r *Refusal) Detail() string { return detail(r.Message, r.Hint) }

func detail(message, hint string) string {
	if hint == "" {
		return message
	}
	return message + "。" + hint
}

// DeadlinePassed refuses work that went past its deadline, and counts that.
func (g *Guard) DeadlinePassed() *Refusal {
	r := deadlinePassed()
	g.metrics.refused(r.Reason)
	return r
}

func deadlinePassed() *Refusal {
	return &Refusal{Reason: ReasonDeadline, Status: http.StatusServiceUnavailable, Message: textDeadlineOver, Hint: textDeadlineHint,
		Wait: 5 * time.Second}
}

// away refuses what other machines would have to answer; ok is false where an error has another
// reason.
func (g *Guard) away(err error) (r *Refusal, ok bool) {
	if g.Elsewhere == nil || !errors.Is(err, g.Elsewhere.Err) {
		return nil, false
	}
	return &Refusal{Reason: ReasonElsewhere, Status: http.StatusServiceUnavailable, Message: g.Elsewhere.Err.Error(),
		Hint: textElsewhereHint, Wait: 5 * time.Second}, true
}

// Away is the refusal of what other machines would have to answer, which is counted; nil where an
// error has another reason.
func (g *Guard) Away(err error) *Refusal {
	r, ok := g.away(err)
	if !ok {
		return nil
	}
	g.Log.Warn("no whole answer from other machines", "error", err)
	g.metrics.refused(r.Reason)
	return r
}

// busy refuses what there is no room for until then.
func busy(wait time.Duration) *Refusal {
	return &Refusal{Reason: ReasonBusy, Status: http.StatusServiceUnavailable, Message: textBusy, Wait: wait}
}
