package guard

import (
	"net"
	"net/http/httptest"
	"testing"
)

func network(t *testing.T, s string) *net.IPNet {
	t.Helper()
	_, n, err := net.ParseCIDR(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The client is whom the nearest proxy that is not ours heard, in all ways that proxies
// write an address.
func TestClientAddress(t *testing.T) {
	t.Parallel()
	proxied := Limits{Proxies: []*net.IPNet{network(t, "198.51.100.0/24"), network(t, "2001:db8:ffff::/48")}}
	for _, c := range []struct {
		limits    Limits
		remote    string
		forwarded []string
		want      string
	}{
		{Limits{}, "192.0.2.1:4711", nil, "192.0.2.1"},
		{Limits{}, "[2001:db8::1]:4711", nil, "2001:db8::1"},
		{Limits{}, "192.0.2.1:4711", []string{"203.0.113.1"}, "192.0.2.1"}, // no proxy is known
		{proxied, "192.0.2.1:4711", []string{"203.0.113.1"}, "192.0.2.1"},  // nor is this one
		{proxied, "198.51.100.9:1", nil, "198.51.100.9"},
		{proxied, "198.51.100.9:1", []string{"192.0.2.1"}, "192.0.2.1"},
		{proxied, "198.51.100.9:1", []string{"192.0.2.1:50123"}, "192.0.2.1"},
		{proxied, "198.51.100.9:1", []string{"[2001:db8::1]:50123"}, "2001:db8::1"},
		{proxied, "198.51.100.9:1", []string{"[2001:db8::1]"}, "2001:db8::1"},
		{proxied, "198.51.100.9:1", []string{"2001:db8::1"}, "2001:db8::1"},
		{proxied, "198.51.100.9:1", []string{"fe80::1%eth0"}, "fe80::1"},
		{proxied, "198.51.100.9:1", []string{"::ffff:192.0.2.1"}, "192.0.2.1"},
		{proxied, "[2001:db8:ffff::9]:1", []string{"192.0.2.1"}, "192.0.2.1"},
		{proxied, "[::ffff:198.51.100.9]:1", []string{"192.0.2.1"}, "192.0.2.1"},
		{proxied, "198.51.100.9:1", []string{"203.0.113.5, 192.0.2.1:9"}, "192.0.2.1"},        // the client made the first up
		{proxied, "198.51.100.9:1", []string{"203.0.113.5", "192.0.2.1"}, "192.0.2.1"},        // in two lines
		{proxied, "198.51.100.9:1", []string{"192.0.2.1, 198.51.100.20:80"}, "192.0.2.1"},     // two proxies
		{proxied, "198.51.100.9:1", []string{"198.51.100.21,198.51.100.20"}, "198.51.100.21"}, // a client inside
		{proxied, "198.51.100.9:1", []string{"unknown"}, "198.51.100.9"},
		{proxied, "198.51.100.9:1", []string{"192.0.2.1, unknown"}, "198.51.100.9"},
		{proxied, "198.51.100.9:1", []string{""}, "198.51.100.9"},
		{proxied, "@", nil, ""}, // a socket of this machine
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		r.Header["X-Forwarded-For"] = c.forwarded
		if got := c.limits.address()(r); got != c.want {
			t.Errorf("%s for %q is %q; want %q", c.remote, c.forwarded, got, c.want)
		}
	}
}
