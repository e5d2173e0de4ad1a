package guard

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"
)

// gate lets so many in at once, and so many wait for that.
type gate struct {
	working chan struct{}
	waiting chan struct{} // those who work included
	wait    time.Duration
}

func newGate(working, waiting int, wait time.Duration) *gate {
	return &gate{make(chan struct{}, working), make(chan struct{}, working+waiting), wait}
}

// enter waits for a place; leave gives it back. Where there is none in time, the error
// is a [Refusal]; where the context ends first, it is the context's.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.waiting <- struct{}{}:
	default:
		return nil, busy()
	}
	out := func() { <-g.waiting }
	entered := func() { <-g.working; out() }
	select { // a place that is free is taken, however short the wait
	case g.working <- struct{}{}:
		return entered, nil
	default:
	}
	timeout := time.NewTimer(g.wait)
	defer timeout.Stop()
	select {
	case g.working <- struct{}{}:
		return entered, nil
	case <-timeout.C:
		out()
		return nil, busy()
	case <-ctx.Done():
		out()
		return nil, ctx.Err()
	}
}

// EnterUpload waits for a place to read a file in, which may take seconds; leave gives
// it back. Where there is none in time, the error is a [Refusal]; where the context ends
// first, it is the context's.
func (g *Guard) EnterUpload(ctx context.Context) (leave func(), err error) {
	return g.uploads.enter(ctx)
}

// admitted keeps all clients together from asking for more than the server has.
func (g *Guard) admitted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if exempt(c) {
			return next(c)
		}
		leave, err := g.requests.enter(c.Request().Context())
		if err != nil {
			return err
		}
		defer leave()
		return next(c)
	}
}
