package mcp

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Handler answers over Streamable HTTP, every request by itself: there are no sessions to keep
// and no streams that stay open, so the limits of the other routes hold.
func (s *Server) Handler() http.Handler {
	h := sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.server }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true,
		// A proxy on the same machine sends the name of the site. What a page of another site
		// could ask by a name that leads here is public law, as at all other routes.
		DisableLocalhostProtection: true,
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name := r.Header.Get(nameHeader); name != "" {
			r.Header.Set(nameHeader, decodedHeader(name))
		}
		h.ServeHTTP(w, r)
	})
}

// nameHeader repeats the name of a tool or the address of a resource. The SDK compares it with
// the body as it came, and clients write letters beyond ASCII in base64 there.
const nameHeader = "Mcp-Name"

// decodedHeader is the value that =?base64?…?= stands for, or the value itself.
func decodedHeader(value string) string {
	rest, ok := strings.CutPrefix(value, "=?base64?")
	if rest, ok2 := strings.CutSuffix(rest, "?="); ok && ok2 {
		if b, err := base64.StdEncoding.DecodeString(rest); err == nil {
			return string(b)
		}
	}
	return value
}

// ServeStdio answers over standard input and output until the input ends and what it asked is
// answered, or until the context ends.
func (s *Server) ServeStdio(ctx context.Context, in io.Reader, out io.Writer) error {
	answers := &oneByOne{out: out}
	err := s.server.Run(ctx, &patient{&sdk.IOTransport{Reader: io.NopCloser(newRequests(in, answers)), Writer: keptOpen{answers}}})
	if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, io.EOF) {
		return fmt.Errorf("answering by MCP: %w", err)
	}
	return nil
}

// keptOpen is a writer that is not closed by those who write.
type keptOpen struct{ io.Writer }

// Close implements io.Closer.
func (keptOpen) Close() error { return nil }

// patient is a transport whose input does not end before what came is answered: the SDK drops
// the work when it ends.
type patient struct{ sdk.Transport }

// Connect implements sdk.Transport.
func (p *patient) Connect(ctx context.Context) (sdk.Connection, error) {
	c, err := p.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	x := &patientConnection{Connection: c, open: map[jsonrpc.ID]bool{}}
	x.changed = sync.NewCond(&x.mu)
	return x, nil
}

type patientConnection struct {
	sdk.Connection
	mu      sync.Mutex
	changed *sync.Cond
	open    map[jsonrpc.ID]bool // asked and not answered
	closed  bool
}

// Read implements sdk.Connection.
func (c *patientConnection) Read(ctx context.Context) (jsonrpc.Message, error) {
	m, err := c.Connection.Read(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	if r, ok := m.(*jsonrpc.Request); ok && err == nil && r.ID.IsValid() {
		c.open[r.ID] = true
	}
	for err != nil && len(c.open) > 0 && !c.closed && ctx.Err() == nil {
		c.changed.Wait()
	}
	return m, err
}

// Write implements sdk.Connection.
func (c *patientConnection) Write(ctx context.Context, m jsonrpc.Message) error {
	err := c.Connection.Write(ctx, m)
	c.mu.Lock()
	defer c.mu.Unlock()
	if r, ok := m.(*jsonrpc.Response); ok {
		delete(c.open, r.ID)
		c.changed.Broadcast()
	}
	return err
}

// Close implements sdk.Connection.
func (c *patientConnection) Close() error {
	c.mu.Lock()
	c.closed = true
	c.changed.Broadcast()
	c.mu.Unlock()
	return c.Connection.Close()
}
