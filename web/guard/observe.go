package guard

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/excerpt"
)

// maxLogged bounds the query text in the log, in characters.
const maxLogged = 500

// observe logs and counts each request, without the query text unless that is wanted.
func (g *Guard) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := g.Now()
		g.metrics.working.Inc()
		defer g.metrics.working.Dec()
		err := next(c)
		if err != nil && !c.Response().Committed {
			c.Error(err) // render it now, so that the status is known
		}
		took := g.Now().Sub(start)
		g.metrics.observe(c, took)
		fields := []any{"id", c.Response().Header().Get(echo.HeaderXRequestID), "method", methodOf(c), "route", c.Path(),
			"status", c.Response().Status, "bytes", c.Response().Size, "ms", float64(took.Microseconds()) / 1000}
		if q := c.QueryParam("q"); g.LogQueries && q != "" {
			line, _, _ := strings.Cut(q, "\n")
			fields = append(fields, "query", excerpt.Head(line, maxLogged))
		}
		if errors.Is(err, errNotSent) {
			fields = append(fields, "error", err.Error())
		}
		g.Log.Info("request", fields...)
		return nil
	}
}

// panicked logs a panic in a handler where everything else is logged.
func (g *Guard) panicked(c echo.Context, err error, stack []byte) error {
	g.Log.Error("panic", "id", c.Response().Header().Get(echo.HeaderXRequestID), "error", err, "stack", string(stack))
	return err
}

// CountSearch counts a search by what was asked for, also one that was stopped.
func (g *Guard) CountSearch(kind string, took time.Duration) {
	g.metrics.searches.WithLabelValues(kind).Observe(took.Seconds())
}

// methodOf is the method of a request as it is counted and logged: clients may send any
// word for it, and each would be counted by itself for ever.
func methodOf(c echo.Context) string {
	if isHead(c.Request()) {
		return http.MethodHead
	}
	switch m := c.Request().Method; m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// maxID bounds the id that a client gives its request, in bytes.
const maxID = 64

// validID drops an id that a client gave its request where it could be anything else
// than an id: it is in the log and on pages.
func validID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		odd := func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_' && r != '.'
		}
		if len(id) > maxID || strings.ContainsFunc(id, odd) {
			c.Request().Header.Del(echo.HeaderXRequestID)
		}
		return next(c)
	}
}
