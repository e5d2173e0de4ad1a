package guard

import (
	"crypto/tls"
	"net"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

func TestBase(t *testing.T) {
	t.Parallel()
	proxied := Limits{Proxies: []*net.IPNet{network(t, "198.51.100.0/24")}}
	for _, c := range []struct {
		guard     Guard
		remote    string
		tls       bool
		forwarded string
		want      string
	}{
		{Guard{}, "192.0.2.1:1", false, "", "http://law.example:8080"},
		{Guard{}, "192.0.2.1:1", true, "", "https://law.example:8080"},
		{Guard{}, "192.0.2.1:1", false, "https", "http://law.example:8080"}, // anybody may write that
		{Guard{Options: Options{Limits: proxied}}, "192.0.2.1:1", false, "https", "http://law.example:8080"},
		{Guard{Options: Options{Limits: proxied}}, "198.51.100.7:1", false, "https, http", "https://law.example:8080"},
		{Guard{Options: Options{TLS: true}}, "192.0.2.1:1", false, "", "https://law.example:8080"},
		{Guard{Options: Options{PublicURL: "https://fa.example"}}, "192.0.2.1:1", false, "", "https://fa.example"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host, r.RemoteAddr = "law.example:8080", c.remote
		if c.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if c.forwarded != "" {
			r.Header.Set(echo.HeaderXForwardedProto, c.forwarded)
		}
		if got := c.guard.Base(echo.New().NewContext(r, httptest.NewRecorder())); got != c.want {
			t.Errorf("%+v: %s; want %s", c, got, c.want)
		}
	}
}
