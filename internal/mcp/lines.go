package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// What is answered to a line that is no request, as JSON-RPC has it: nobody can say whose it is.
const (
	noJSON    = `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"不是 JSON"}}` + "\n"
	noRequest = `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"不是 JSON-RPC 2.0 的请求"}}` + "\n"
	tooLong   = `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"请求过长"}}` + "\n"
)

// longestLine is how many bytes a message may have: the text of a long draft, in escapes.
const longestLine = 8 << 20

// requests reads lines and gives on those that are messages; the others are answered at once. The SDK
// ends a session at the first of them.
type requests struct {
	in      *bufio.Reader
	answers io.Writer
	line    []byte // what is not yet given on
}

func newRequests(in io.Reader, answers io.Writer) *requests {
	return &requests{in: bufio.NewReader(in), answers: answers}
}

// Read implements io.Reader.
func (r *requests) Read(p []byte) (int, error) {
	for len(r.line) == 0 {
		line, long, err := r.next()
		if err != nil && (!errors.Is(err, io.EOF) || len(line) == 0) {
			return 0, err
		}
		if fault := faultOf(line, long); fault != "" {
			if _, err := io.WriteString(r.answers, fault); err != nil {
				return 0, err
			}
			continue
		}
		if len(bytes.TrimSpace(line)) > 0 {
			r.line = append(line, '\n')
		}
	}
	n := copy(p, r.line)
	r.line = r.line[n:]
	return n, nil
}

// next is the next line, or its beginning where it is too long.
func (r *requests) next() (line []byte, long bool, err error) {
	for {
		part, err := r.in.ReadSlice('\n')
		if len(line)+len(part) > longestLine {
			long = true
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// faultOf is the answer to a line that is no message, "" for others. A list of messages, which
// earlier versions of MCP know, is left to the SDK.
func faultOf(line []byte, long bool) string {
	line = bytes.TrimSpace(line)
	switch {
	case long:
		return tooLong
	case len(line) == 0 || line[0] == '[' && json.Valid(line):
		return ""
	case !json.Valid(line):
		return noJSON
	}
	if _, err := jsonrpc.DecodeMessage(line); err != nil {
		return noRequest
	}
	return ""
}

// oneByOne is a writer for several: what one writes is not within what another does.
type oneByOne struct {
	mu  sync.Mutex
	out io.Writer
}

// Write implements io.Writer.
func (w *oneByOne) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}
