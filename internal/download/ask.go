package download

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Question is a request with a small answer.
type Question struct {
	Method string // "" is GET
	URL    string
	Header http.Header
	Body   []byte
	// MaxBytes bounds the answer; 0 is 4 MB.
	MaxBytes int64
	// Once asks one time only: whatever comes, an error included, is the answer. Otherwise
	// it is asked again, after growing pauses, where the connection fails, and at the statuses
	// 408, 429 and 5xx.
	Once bool
	// StayHere takes a redirection for the answer.
	StayHere bool
}

// tooLong is the error of an answer that is too long, in the user's words.
type tooLong struct{ error }

func (t tooLong) Unwrap() error      { return t.error }
func (tooLong) Is(target error) bool { return target == ErrTooLong }

// Answer is what came back, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// RetryAfter is how long the server wants to be left alone, 0 where it does not say.
func (a Answer) RetryAfter(now time.Time) time.Duration { return retryAfter(a.Header, now) }

// ErrTooLong is wrapped by the error of an answer that is longer than its bound.
var ErrTooLong = errors.New("the answer is too long")

// maxAnswer bounds an answer where the question does not, in bytes.
const maxAnswer = 4 << 20

// Ask asks a question. The error is that of the connection, or of an answer that is too long,
// in the user's words.
func (c *Client) Ask(ctx context.Context, q Question) (Answer, error) {
	for p := (pauses{}); ; {
		a, err := c.askOnce(ctx, q)
		if q.Once || ctx.Err() != nil || isPermanent(err) || err == nil && !isPassing(a.Status) {
			return a, err
		}
		pause, ok := p.next(retryAfter(a.Header, c.Now()))
		if !ok {
			return a, err
		}
		if err := c.pause(ctx, pause, reason(err, a.Status)); err != nil {
			return a, err
		}
	}
}

func (c *Client) askOnce(ctx context.Context, q Question) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, headTimeout+stallTimeout)
	defer cancel()
	if q.StayHere {
		ctx = context.WithValue(ctx, stayHere{}, true)
	}
	req, err := http.NewRequestWithContext(ctx, q.Method, q.URL, bytes.NewReader(q.Body))
	if err != nil {
		return Answer{}, permanent{usererr.Errorf("网址不对：%w", err)}
	}
	for name, values := range q.Header {
		req.Header[name] = values
	}
	res, err := c.do(req)
	if err != nil {
		return Answer{}, err
	}
	defer res.Body.Close()
	limit := q.MaxBytes
	if limit == 0 {
		limit = maxAnswer
	}
	long := permanent{tooLong{usererr.Errorf("%s 的应答超过 %d 字节", req.URL.Host, limit)}}
	if res.ContentLength > limit {
		return Answer{}, long // not a byte of it is read
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return Answer{}, usererr.Errorf("%s 的应答没有收完：%w", req.URL.Host, err)
	}
	if int64(len(body)) > limit {
		return Answer{}, long
	}
	return Answer{Status: res.StatusCode, Header: res.Header, Body: body}, nil
}
