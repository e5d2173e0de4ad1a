package guard

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"github.com/fatiao/fatiao/internal/access"
)

// Limits bound what clients may ask of a server. Zero fields mean the default.
type Limits struct {
	// PerClient is how many requests a second a client may send in the long run; below 0
	// there is no bound. Burst is how many at once, three seconds' worth where it is 0.
	// Clients on this machine may send any number.
	PerClient float64
	Burst     int
	// Proxies are the networks of the proxies before the server: what they say of the
	// client that asks through them is believed, and of nobody else.
	Proxies []*net.IPNet
	// Working is how many requests are worked on at once, Waiting how many wait for
	// that, each for Wait at most.
	Working, Waiting int
	Wait             time.Duration
	// Bodies is how many requests that send something are taken in at once, and
	// BodiesEach how many of one client of another machine.
	Bodies, BodiesEach int
	// Files is how many files that were sent are read at once, and how many wait for
	// that: a PDF may take seconds.
	Files int
	// Deadline bounds the work on one request.
	Deadline time.Duration
}

func (l Limits) orDefault() Limits {
	if l.PerClient == 0 {
		l.PerClient = 30
	}
	if l.Burst == 0 {
		l.Burst = int(3*l.PerClient) + 1
	}
	if l.Working == 0 {
		l.Working = 16
	}
	if l.Waiting == 0 {
		l.Waiting = 256
	}
	if l.Wait == 0 {
		l.Wait = 2 * time.Second // a reader who waited longer would have gone
	}
	if l.Bodies == 0 {
		l.Bodies = 64
	}
	if l.BodiesEach == 0 {
		l.BodiesEach = 4
	}
	if l.Files == 0 {
		l.Files = 2
	}
	if l.Deadline == 0 {
		l.Deadline = DefaultDeadline
	}
	return l
}

// address tells a client by its address, without a port: X-Forwarded-For is anybody's to
// write, so it is read where a known proxy wrote it, from the last entry on. What a proxy
// wrote that is no address counts as the proxy itself. It is "" where a connection has no
// address.
func (l Limits) address() echo.IPExtractor {
	return func(r *http.Request) string {
		client := parseAddress(r.RemoteAddr)
		forwarded := strings.Split(strings.Join(r.Header[echo.HeaderXForwardedFor], ","), ",")
		for i := len(forwarded) - 1; i >= 0 && l.isProxy(client); i-- {
			before := parseAddress(strings.TrimSpace(forwarded[i]))
			if !before.IsValid() {
				break
			}
			client = before
		}
		if !client.IsValid() {
			return ""
		}
		return client.String()
	}
}

// parseAddress reads an IP address with or without a port, an IPv6 one with or without
// brackets. The result is not valid where there is none.
func parseAddress(s string) netip.Addr {
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		withPort, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}
		}
		a = withPort.Addr()
	}
	return a.Unmap().WithZone("")
}

func (l Limits) isProxy(a netip.Addr) bool {
	return a.IsValid() && slices.ContainsFunc(l.Proxies, func(n *net.IPNet) bool { return n.Contains(a.AsSlice()) })
}

// DefaultDeadline is how long a request is worked on where nothing else is said.
const DefaultDeadline = 20 * time.Second

// perClient keeps single clients from taking all of the server. Those of this machine
// may, as may checks of health, files and whoever asks where there is no bound.
func (l Limits) perClient() echo.MiddlewareFunc {
	store := middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
		Rate: rate.Limit(l.PerClient), Burst: l.Burst, ExpiresIn: time.Minute})
	wait := time.Duration(float64(time.Second) / l.PerClient)
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Skipper: func(c echo.Context) bool {
			return l.PerClient < 0 || exempt(c) || l.here(c)
		},
		Store:               store,
		IdentifierExtractor: func(c echo.Context) (string, error) { return access.ClientOf(c.RealIP()), nil },
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			return &Refusal{Reason: ReasonRate, Status: http.StatusTooManyRequests, Message: textRateLimited, Wait: wait}
		},
	})
}

// here reports whether a request comes from this machine. Of one that came through a known
// proxy nobody says so but the proxy's client, who may say anything.
func (l Limits) here(c echo.Context) bool {
	if len(l.Proxies) > 0 && c.Request().Header.Get(echo.HeaderXForwardedFor) != "" {
		return false
	}
	ip := net.ParseIP(c.RealIP())
	return ip != nil && ip.IsLoopback()
}
