package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// Limits bound what clients may ask of a server. Zero fields mean the default.
type Limits struct {
	// PerClient is how many requests a second a client may send in the long run, with a
	// burst of three seconds' worth; below 0 there is no bound. Clients on this machine
	// may send any number.
	PerClient float64
	// Proxies are the networks of the proxies before the server: what they say of the
	// client that asks through them is believed, and of nobody else.
	Proxies []*net.IPNet
	// Working is how many requests are worked on at once, Waiting how many wait for
	// that, each for Wait at most.
	Working, Waiting int
	Wait             time.Duration
}

func (l Limits) orDefault() Limits {
	if l.PerClient == 0 {
		l.PerClient = 30
	}
	if l.Working == 0 {
		l.Working = 32
	}
	if l.Waiting == 0 {
		l.Waiting = 256
	}
	if l.Wait == 0 {
		l.Wait = 2 * time.Second
	}
	return l
}

// address tells a client by its address: X-Forwarded-For is anybody's to write, so it
// is read where a known proxy wrote it.
func (l Limits) address() echo.IPExtractor {
	if len(l.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, n := range l.Proxies {
		trust = append(trust, echo.TrustIPRange(n))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// errBusy says that too many others wait.
var errBusy = errors.New("too many requests wait")

// gate lets so many requests in at once, and so many wait.
type gate struct {
	working chan struct{}
	waiting chan struct{}
	wait    time.Duration
}

func newGate(l Limits) *gate {
	return &gate{make(chan struct{}, l.Working), make(chan struct{}, l.Working+l.Waiting), l.Wait}
}

// enter waits for a place; leave gives it back.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.waiting <- struct{}{}:
	default:
		return nil, errBusy
	}
	out := func() { <-g.waiting }
	timeout := time.NewTimer(g.wait)
	defer timeout.Stop()
	select {
	case g.working <- struct{}{}:
		return func() { <-g.working; out() }, nil
	case <-timeout.C:
		out()
		return nil, errBusy
	case <-ctx.Done():
		out()
		return nil, ctx.Err()
	}
}

// clients are the budgets of clients by address.
type clients struct {
	perSecond float64
	now       func() time.Time

	mu   sync.Mutex
	list map[string]*client
}

type client struct {
	budget *rate.Limiter
	last   time.Time
}

// maxClients is how many clients are remembered; those that have been quiet for a
// minute have their whole budget again and are forgotten then.
const maxClients = 10_000

// allow reports whether a client may send another request, and else how long it
// should wait.
func (c *clients) allow(address string) (ok bool, wait time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if len(c.list) >= maxClients {
		for a, x := range c.list {
			if now.Sub(x.last) > time.Minute {
				delete(c.list, a)
			}
		}
	}
	x := c.list[address]
	if x == nil {
		x = &client{budget: rate.NewLimiter(rate.Limit(c.perSecond), int(3*c.perSecond)+1)}
		c.list[address] = x
	}
	x.last = now
	if x.budget.AllowN(now, 1) {
		return true, 0
	}
	return false, time.Duration(float64(time.Second) / c.perSecond)
}

// limited keeps single clients from taking all of the server, and all of them from
// taking more than it has. Files and checks of health are always answered.
func (s *server) limited(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		switch c.Path() {
		case "/static/:file", "/healthz", "/readyz", "/metrics":
			return next(c)
		}
		if ip := net.ParseIP(c.RealIP()); s.clients.perSecond > 0 && (ip == nil || !ip.IsLoopback()) {
			if ok, wait := s.clients.allow(c.RealIP()); !ok {
				c.Response().Header().Set("Retry-After", strconv.Itoa(max(1, int(wait.Seconds()+0.999))))
				return echo.NewHTTPError(http.StatusTooManyRequests, sayTooOften)
			}
		}
		leave, err := s.gate.enter(c.Request().Context())
		if errors.Is(err, errBusy) {
			c.Response().Header().Set("Retry-After", "2")
			return echo.NewHTTPError(http.StatusServiceUnavailable, sayBusy)
		}
		if err != nil {
			return err
		}
		defer leave()
		return next(c)
	}
}
