package guard

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// ErrorPage is what a page shows of an error.
type ErrorPage struct {
	Status  int // of HTTP
	Message string
	Hint    string // what to do; may be ""
	Code    string // for programs; "" is that of the status
	ID      string // of the request, by which the log has more
}

// StatusClientLeft is the status, in logs and counts, of a request whose client did not
// wait for the answer: nginx's, as HTTP has none.
const StatusClientLeft = 499

// renderError turns an error into a page in the design of the site, or into JSON for
// those who asked the API.
func (g *Guard) renderError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if errors.Is(err, context.Canceled) {
		c.Response().WriteHeader(StatusClientLeft) // nobody reads it, and nothing went wrong
		return
	}
	p := g.errorPage(err, c.Response().Header())
	p.ID = c.Response().Header().Get(echo.HeaderXRequestID)
	if path := c.Request().URL.Path; path == ModelRoute || strings.HasPrefix(path, "/api/") {
		if err := writeProblem(c, NewProblem(p.Code, p.Status, detail(p.Message, p.Hint))); err != nil {
			g.Log.Error("writing the error", "id", p.ID, "error", err)
		}
		return
	}
	if renderErr := g.ErrorPage(c, p); renderErr != nil {
		g.Log.Error("rendering the error page", "id", p.ID, "error", renderErr)
		if err := c.String(p.Status, p.Message+"\n"); err != nil {
			g.Log.Error("writing the error", "id", p.ID, "error", err)
		}
	}
}

// errorPage says what a client is told of an error. What went wrong inside is logged
// instead.
func (g *Guard) errorPage(err error, header http.Header) ErrorPage {
	var refused *Refusal
	var he *echo.HTTPError
	p := ErrorPage{Status: http.StatusInternalServerError}
	if away, ok := g.away(err); ok {
		g.Log.Warn("no whole answer from other machines", "error", err)
		err = away
	}
	switch {
	case errors.As(err, &refused):
		p.Status, p.Message, p.Hint, p.Code = refused.Status, refused.Message, refused.Hint, refused.code()
		for name, values := range refused.Header() {
			header[name] = values
		}
		g.metrics.refused(refused.Reason)
		return p
	case errors.As(err, &he):
		p.Status = he.Code
		if text, ok := he.Message.(string); ok && he.Internal == nil && text != http.StatusText(he.Code) {
			p.Message = text
		}
	}
	if p.Message == "" {
		p.Message = StatusText(p.Status)
	}
	if p.Message == "" {
		p.Message = http.StatusText(p.Status)
	}
	if p.Status >= http.StatusInternalServerError {
		g.Log.Error("request failed", "id", header.Get(echo.HeaderXRequestID), "error", err)
	}
	return p
}
