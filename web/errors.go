package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/kb"
)

// errorPage is the page for anything that went wrong.
type errorPage struct {
	frame
	Status  int
	Message string
	Hint    string // what to do
	ID      string // of the request
}

// statusClientLeft is the status, in logs and counts, of a request whose client did not
// wait for the answer: nginx's, as HTTP has none.
const statusClientLeft = 499

// renderError turns an error into a page in the design of the site.
func (s *server) renderError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if errors.Is(err, context.Canceled) {
		c.Response().WriteHeader(statusClientLeft) // nobody reads it, and nothing went wrong
		return
	}
	status, message, hint := http.StatusInternalServerError, sayStatus(http.StatusInternalServerError), ""
	var he *echo.HTTPError
	var no *refusal
	switch {
	case errors.As(err, &no):
		status, message, hint = no.status, no.message, no.hint
		no.headers(c.Response().Header())
		s.counts.refused(no.reason)
	case errors.As(err, &he):
		status = he.Code
		if message = sayStatus(status); message == "" {
			message = http.StatusText(status)
		}
		if text, ok := he.Message.(string); ok && he.Internal == nil && text != http.StatusText(status) {
			message = text
		}
	case errors.Is(err, kb.ErrNotFound):
		status, message = http.StatusNotFound, sayNotFound
	}
	id := c.Response().Header().Get(echo.HeaderXRequestID)
	if status >= http.StatusInternalServerError && no == nil {
		s.Log.Error("request failed", "id", id, "error", err)
	}
	if strings.HasPrefix(c.Request().URL.Path, "/api/") {
		if err := c.JSON(status, map[string]any{"status": status, "detail": joined(message, hint)}); err != nil {
			s.Log.Error("writing the error", "id", id, "error", err)
		}
		return
	}
	page := errorPage{frame: frame{Title: message}, Status: status, Message: message, Hint: hint, ID: id}
	if renderErr := s.render(c, status, "error", page); renderErr != nil {
		s.Log.Error("rendering the error page", "id", id, "error", renderErr)
		if err := c.String(status, message+"\n"); err != nil {
			s.Log.Error("writing the error", "id", id, "error", err)
		}
	}
}

// joined is a message with what to do, for those who read no page.
func joined(message, hint string) string {
	if hint == "" {
		return message
	}
	return message + "。" + hint
}
