package guard

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/faultpoint"
)

// What comes from a client and what goes to it takes as long as the client likes, up to
// the time limits of the connection. Both happen outside the gate: a place to work in is
// held for work only.

// sentWhole sends an answer when it is there as a whole, behind the gate.
func sentWhole(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if exempt(c) || faultpoint.Active(faultpoint.Transfer) {
			return next(c)
		}
		res := c.Response()
		to := res.Writer
		held := &heldAnswer{header: to.Header()}
		res.Writer = held
		err := next(c)
		res.Writer = to
		if held.status == 0 {
			return err // nothing was written: an error that is rendered further out
		}
		if err := held.send(to); err != nil {
			res.Status = StatusClientLeft // for the log: whatever was answered, nobody got it
			return err
		}
		return err
	}
}

// heldAnswer keeps an answer.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (h *heldAnswer) Header() http.Header { return h.header }

// WriteHeader implements http.ResponseWriter.
func (h *heldAnswer) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

// Write implements http.ResponseWriter.
func (h *heldAnswer) Write(b []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.body.Write(b)
}

// errNotSent says that an answer did not reach its client.
var errNotSent = errors.New("the answer was not sent")

// send hands the answer on, as long as it is.
func (h *heldAnswer) send(to http.ResponseWriter) error {
	if bodyAllowed(h.status) {
		h.header.Set(echo.HeaderContentLength, strconv.Itoa(h.body.Len()))
	}
	to.WriteHeader(h.status)
	if _, err := to.Write(h.body.Bytes()); err != nil {
		return fmt.Errorf("%w: %w", errNotSent, err)
	}
	// What is small waits in a buffer until then.
	if err := http.NewResponseController(to).Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("%w: %w", errNotSent, err)
	}
	return nil
}

// bodyAllowed reports whether an answer with a status may have a body.
func bodyAllowed(status int) bool {
	return status >= http.StatusOK && status != http.StatusNoContent && status != http.StatusNotModified
}

// takenIn reads what a request sends before it asks for a place to work in. Only so many
// are taken in at once, as each may need MaxBody of memory, and few of one client, which
// may send as slowly as it likes.
func (g *Guard) takenIn() echo.MiddlewareFunc {
	var mu sync.Mutex
	sending := map[string]int{} // of each client
	begin := func(client string) bool {
		mu.Lock()
		defer mu.Unlock()
		if sending[client] >= g.Limits.BodiesEach {
			return false
		}
		sending[client]++
		return true
	}
	end := func(client string) {
		mu.Lock()
		defer mu.Unlock()
		if sending[client]--; sending[client] == 0 {
			delete(sending, client)
		}
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			if exempt(c) || r.Body == nil || r.Body == http.NoBody {
				return next(c)
			}
			if r.ContentLength > MaxBody {
				return echo.NewHTTPError(http.StatusRequestEntityTooLarge)
			}
			if client := access.ClientOf(c.RealIP()); !g.Limits.here(c) {
				if !begin(client) {
					return &Refusal{Reason: ReasonRate, Status: http.StatusTooManyRequests, Message: textRateLimited, Wait: 2 * time.Second}
				}
				defer end(client)
			}
			leave, err := g.bodies.enter(r.Context(), flow{access.ClientOf(c.RealIP()), "body"})
			if err != nil {
				return err
			}
			defer leave()
			content, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, MaxBody))
			var large *http.MaxBytesError
			switch {
			case errors.As(err, &large):
				return echo.NewHTTPError(http.StatusRequestEntityTooLarge)
			case errors.Is(err, os.ErrDeadlineExceeded):
				return echo.NewHTTPError(http.StatusRequestTimeout)
			case err != nil:
				return echo.NewHTTPError(http.StatusBadRequest, TextUploadBroken)
			}
			r.Body = io.NopCloser(bytes.NewReader(content))
			return next(c)
		}
	}
}
