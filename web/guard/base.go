package guard

import (
	"strings"

	"github.com/labstack/echo/v4"
)

// Base is where the site is found, without a slash at its end, for addresses that leave it: of
// feeds, sitemaps and the canonical address of a page. It is what was set, else what the request
// says. That it came by TLS only the server itself and a known proxy are believed.
func (g *Guard) Base(c echo.Context) string {
	if g.PublicURL != "" {
		return g.PublicURL
	}
	r := c.Request()
	scheme := "http"
	by, _, _ := strings.Cut(r.Header.Get(echo.HeaderXForwardedProto), ",")
	if g.TLS || r.TLS != nil || strings.EqualFold(strings.TrimSpace(by), "https") && g.Limits.isProxy(parseAddress(r.RemoteAddr)) {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
