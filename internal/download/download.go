// Package download is the one place of the program that opens connections to other
// machines. Nothing is fetched unless a user asks for it by a command: get, update, and
// serve with --get.
//
// [Client.Ask] asks one question and gives the answer as it came. [Client.Fetch] brings a
// file: only where it changed, on from where an earlier call was cut off, within a bound, and
// in its place only when it is whole and passes a test. Both go through the proxies that the
// environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
//
//	ask.go    one question, tried again where that may help
//	file.go   a file; state.go what is known of it, whole or in part
//	pause.go  how long to wait between tries
package download

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Progress hears how far a download has come. Its methods are called from one goroutine.
type Progress interface {
	// Start begins a stage of total bytes; 0 where that is not known.
	Start(stage string, total int64)
	Add(n int64)
	Done()
}

type silence struct{}

func (silence) Start(string, int64) {}
func (silence) Add(int64)           {}
func (silence) Done()               {}

// The bounds of waiting for another machine.
const (
	connectTimeout = 30 * time.Second
	headTimeout    = 60 * time.Second // until an answer begins
	stallTimeout   = 60 * time.Second // without a byte
	maxRedirects   = 10
)

// Client talks to other machines. Its fields may be set before it is used.
type Client struct {
	// Agent is what the program calls itself.
	Agent string
	// Wait waits, or returns the error of a context that ends before. It and Now are those of the
	// clock; tests put others in their place.
	Wait func(context.Context, time.Duration) error
	Now  func() time.Time
	// Again is told when something is tried again, in the user's words; nil tells nobody.
	Again func(why string, pause time.Duration)
	// Stall is how long a download may give no byte; 0 is a minute.
	Stall time.Duration

	http *http.Client
}

// New makes a client.
func New() *Client {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: connectTimeout, ResponseHeaderTimeout: headTimeout, IdleConnTimeout: 90 * time.Second,
		MaxIdleConns: 4, DisableCompression: true, // bytes are counted, and asked for from a place on
		MaxResponseHeaderBytes: 256 << 10,
	}
	return &Client{Agent: "fatiao", Wait: wait, Now: time.Now, http: &http.Client{Transport: transport, CheckRedirect: follow}}
}

// errLoop is wrapped where an address leads in circles.
var errLoop = errors.New("redirected too often")

// errUnsafe is wrapped where an answer leads from a protected connection to an open one.
var errUnsafe = errors.New("redirected from https to http")

type stayHere struct{}

func follow(req *http.Request, via []*http.Request) error {
	switch {
	case req.Context().Value(stayHere{}) != nil:
		return http.ErrUseLastResponse
	case len(via) > maxRedirects:
		return errLoop
	case via[0].URL.Scheme == "https" && req.URL.Scheme != "https":
		return errUnsafe
	}
	return nil
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// do sends a request.
func (c *Client) do(req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", c.Agent)
	res, err := c.http.Do(req) // #nosec G704 -- the user, or the catalogue, says where to ask
	if err == nil {
		return res, nil
	}
	host := req.URL.Host
	switch ctxErr := req.Context().Err(); {
	case errors.Is(ctxErr, context.DeadlineExceeded):
		return nil, usererr.Errorf("等了很久，%s 没有应答", host)
	case ctxErr != nil:
		return nil, ctxErr
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, errLoop):
		return nil, permanent{usererr.Errorf("%s 一再转到别处，没有尽头", host)}
	case errors.Is(err, errUnsafe):
		return nil, permanent{usererr.Errorf("%s 从加密的地址转到了不加密的地址，不予跟从", host)}
	case errors.As(err, &dns):
		return nil, usererr.Errorf("找不到 %s，请检查网络或代理", host)
	}
	return nil, usererr.Errorf("连不上 %s：%w", host, err)
}

// permanent is an error that trying again does not mend.
type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

func isPermanent(err error) bool {
	var p permanent
	return errors.As(err, &p)
}
