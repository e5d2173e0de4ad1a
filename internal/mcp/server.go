package mcp

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Options configure a server.
type Options struct {
	// Acquire opens the generation in use for the time of a call; release lets it go. ok is
	// false while none is open.
	Acquire func() (r Readers, release func(), ok bool)
	Now     func() time.Time
	Log     *slog.Logger // nil logs nothing
	// Citable reads a text that was sent in: what it is, of which day.
	Citable func(text string) *citation.CitingText
	// Deadline bounds the work on one call.
	Deadline time.Duration
}

// Server answers calls.
type Server struct {
	Options
	server *sdk.Server
}

// Name is the name of the server, Version that of its tools and answers.
const (
	Name    = "fatiao"
	Version = "1.0.0"
)

// New makes a server.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{Options: o}
	s.server = sdk.NewServer(&sdk.Implementation{Name: Name, Title: textTitle, Version: Version}, &sdk.ServerOptions{
		Instructions: textInstructions, Capabilities: &sdk.ServerCapabilities{}})
	s.server.AddReceivingMiddleware(s.guarded)
	s.addLawTools()
	s.addLinkTools()
	s.addCaseTools()
	s.addTextTools()
	s.addResources()
	s.addPrompts()
	return s
}

// guarded bounds a call in time, keeps a panic from ending the program, and puts what the
// framework says of arguments into Chinese.
func (s *Server) guarded(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, req sdk.Request) (result sdk.Result, err error) {
		defer func() {
			if p := recover(); p != nil {
				s.Log.Error("panic", "method", method, "error", p, "stack", string(debug.Stack()))
				result, err = nil, errors.New(textInternal)
			}
		}()
		if s.Deadline > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, s.Deadline)
			defer cancel()
		}
		if r, ok := req.(*sdk.ReadResourceRequest); ok && r.Params != nil {
			r.Params.URI = escaped(r.Params.URI) // templates know no other letters
		}
		result, err = next(ctx, method, req)
		if r, ok := result.(*sdk.CallToolResult); ok && r != nil && r.IsError {
			explainArguments(r)
		}
		return result, err
	}
}

// explainArguments says in Chinese that arguments were refused.
func explainArguments(r *sdk.CallToolResult) {
	for _, c := range r.Content {
		if t, ok := c.(*sdk.TextContent); ok {
			if rest, ok := strings.CutPrefix(t.Text, `validating "arguments": `); ok {
				t.Text = textArguments(rest)
			}
		}
	}
}

// dated is the day that a call asks for.
type dated struct {
	AsOf string `json:"as_of,omitempty" max:"20" doc:"按哪一天的法律，如 2018-06-01；默认今天，或地址里写的那一天"`
}

func (d dated) dayAsked() string { return d.AsOf }

// asking is the arguments of a tool.
type asking interface{ dayAsked() string }

// add adds a tool. f answers; what it returns as an error is a failure, told as one.
func add[In asking, Out answer](s *Server, name string, t toolWords, f func(context.Context, *call, In) (Out, string, error)) {
	tool := &sdk.Tool{Name: name, Title: t.title, Description: t.about, InputSchema: inputSchema[In](), OutputSchema: outputSchema[Out](),
		Annotations: &sdk.ToolAnnotations{Title: t.title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool),
			DestructiveHint: new(bool)}}
	sdk.AddTool(s.server, tool, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, Out, error) {
		var none Out
		c, release, err := s.begin(in.dayAsked())
		if err != nil {
			return nil, none, s.failure(ctx, name, err)
		}
		defer release()
		out, text, err := f(ctx, c, in)
		if err != nil {
			return nil, none, s.failure(ctx, name, err)
		}
		return told(out, text), out, nil
	})
}

// begin opens the generation in use for a call that asks for a day.
func (s *Server) begin(asOf string) (*call, func(), error) {
	var day statute.Date
	if strings.TrimSpace(asOf) != "" {
		var err error
		if day, err = statute.ReadDay(asOf); err != nil {
			return nil, nil, err
		}
	}
	readers, release, ok := s.Acquire()
	if !ok {
		release()
		return nil, nil, usererr.New(textLoading)
	}
	today := statute.Today(s.Now())
	return &call{Readers: readers, today: today, day: cmp.Or(day, today), asked: day != ""}, release, nil
}

// failure is what a client is told of an error: the words for the user, or that it went wrong.
// It never reads as if nothing had been found.
func (s *Server) failure(ctx context.Context, tool string, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return errors.New(textDeadline)
	}
	if said, ok := usererr.Text(err); ok {
		return errors.New(said)
	}
	s.Log.Error("MCP call failed", "tool", tool, "error", err)
	return errors.New(textInternal)
}
