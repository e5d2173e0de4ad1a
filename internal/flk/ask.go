package flk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/usererr"
)

// stopped is why a gathering ends before its end. What was brought stays.
type stopped struct{ why string }

func stop(why string) error { return &stopped{why} }

func (s *stopped) Error() string { return s.why }

// err is the reason as the error of a gathering that brought nothing.
func (s *stopped) err() error { return usererr.New(s.why) }

// refusal is why one text could not be brought. One that is passing is tried again another time.
type refusal struct {
	why     string
	passing bool
	// tooLong says that an answer is larger than is read; unaddressed that no address of a file was
	// given, which may be so as there is none, or as answers have another form now.
	tooLong, unaddressed bool
}

func (r *refusal) Error() string { return r.why }

func refuse(passing bool, format string, args ...any) error {
	return &refusal{why: fmt.Sprintf(format, args...), passing: passing}
}

// asker sends requests, at most one in a [Pace].
type asker struct {
	client *download.Client
	base   string // address of the database without a slash at its end
	cookie map[string]string
	last   time.Time // of the last request
}

func newAsker(client *download.Client, address string) *asker {
	return &asker{client: client, base: strings.TrimRight(address, "/"), cookie: map[string]string{}}
}

const (
	// maxGuard is how often the guard may send a request back before it is taken for closed.
	maxGuard = 3
	// maxCut is how often a request whose connection broke is sent again.
	maxCut = 3
	// maxFile bounds a file, in bytes.
	maxFile = 64 << 20
)

// ask sends a request and gives the answer whose status is 200. Where the database wants no more
// requests, the error is that of [stop].
func (a *asker) ask(ctx context.Context, q download.Question) (download.Answer, error) {
	q.Once = true
	mine := strings.HasPrefix(q.URL, a.base+"/")
	q.StayHere = mine
	for guarded, cut := 0, 0; ; {
		if d := min(Pace, Pace-a.client.Now().Sub(a.last)); d > 0 {
			if err := a.client.Wait(ctx, d); err != nil {
				return download.Answer{}, err
			}
		}
		a.last = a.client.Now()
		if mine {
			q.Header = a.header(q.Header)
		}
		answer, err := a.client.Ask(ctx, q)
		switch {
		case ctx.Err() != nil:
			return answer, ctx.Err()
		case errors.Is(err, download.ErrTooLong): // of this one thing; the next may be read
			return answer, &refusal{why: err.Error(), passing: true, tooLong: true}
		case err != nil:
			if cut++; cut >= maxCut {
				return answer, stop(fmt.Sprintf("连接一再中断：%v", err))
			}
			if err := a.client.Wait(ctx, Pace<<(2*cut)); err != nil {
				return answer, err
			}
			continue
		case mine && answer.Status >= 300 && answer.Status < 400:
			if guarded++; !a.keepCookies(answer.Header) || guarded > maxGuard {
				return answer, stop(fmt.Sprintf("国家法律法规数据库的防护一再要求重来（%d），没有放行；请过些时候再试", answer.Status))
			}
			continue
		}
		a.keepCookies(answer.Header)
		return answer, statusError(answer, a.client.Now())
	}
}

// statusError is nil for the status 200. The others mean that the database wants to be left
// alone, but for those that speak of one address.
func statusError(answer download.Answer, now time.Time) error {
	switch s := answer.Status; {
	case s == http.StatusOK:
		return nil
	case s == http.StatusTooManyRequests:
		if after := answer.RetryAfter(now); after > 0 {
			return stop(fmt.Sprintf("国家法律法规数据库要求放慢（429），%s后再试", pauseWords(after)))
		}
		return stop("国家法律法规数据库要求放慢（429），请过些时候再试")
	case s == http.StatusForbidden:
		return stop("国家法律法规数据库拒绝访问（403）")
	case s >= 500:
		return stop(fmt.Sprintf("国家法律法规数据库暂时不能应答（%d）", s))
	default:
		return refuse(true, "应答的状态是 %d", s)
	}
}

// pauseWords says how long to wait.
func pauseWords(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d 秒", (d+time.Second-1)/time.Second)
	case d < 2*time.Hour:
		return fmt.Sprintf("%d 分钟", (d+time.Minute-1)/time.Minute)
	}
	return fmt.Sprintf("%d 小时", (d+time.Hour-1)/time.Hour)
}

// header adds the cookies of the database to a header.
func (a *asker) header(h http.Header) http.Header {
	h = h.Clone()
	if h == nil {
		h = http.Header{}
	}
	h.Set("Accept", "application/json, text/plain, */*")
	h.Del("Cookie")
	for name, value := range a.cookie {
		h.Add("Cookie", name+"="+value)
	}
	return h
}

// keepCookies keeps the cookies of an answer and reports whether there was one.
func (a *asker) keepCookies(h http.Header) bool {
	cookies := (&http.Response{Header: h}).Cookies()
	for _, c := range cookies {
		a.cookie[c.Name] = c.Value
	}
	return len(cookies) > 0
}

// object is a JSON object whose fields nobody vouches for.
type object map[string]any

// post asks with a body of JSON for an object.
func (a *asker) post(ctx context.Context, path string, body any) (object, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("writing a question: %w", err)
	}
	answer, err := a.ask(ctx, download.Question{Method: http.MethodPost, URL: a.base + path, Body: data,
		Header: http.Header{"Content-Type": {"application/json;charset=UTF-8"}}})
	if err != nil {
		return nil, err
	}
	return decode(answer.Body)
}

// get asks for an object.
func (a *asker) get(ctx context.Context, path string, values url.Values) (object, error) {
	answer, err := a.ask(ctx, download.Question{Method: http.MethodGet, URL: a.base + path + "?" + values.Encode()})
	if err != nil {
		return nil, err
	}
	return decode(answer.Body)
}

// decode reads an answer. The error of one that is a page, or says that it failed, is a refusal.
func decode(body []byte) (object, error) {
	if isPage(body) {
		return nil, refuse(true, "应答不是数据而是网页%s", titleOf(body))
	}
	var o object
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&o); err != nil || o == nil {
		return nil, refuse(true, "应答不是 JSON 对象")
	}
	if code := o.text("code"); code != "" && code != "200" && code != "0" {
		return nil, refuse(true, "应答说没有成功：code %s，%.60s", code, o.text("msg"))
	}
	return o, nil
}

var pageTitle = regexp.MustCompile(`(?is)<title[^>]*>\s*([^<]{1,40})`)

// isPage reports whether bytes are a page of the web.
func isPage(body []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 512)]))
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(head, []byte("<")) && !bytes.HasPrefix(head, []byte("<?xml version")) ||
		bytes.Contains(head, []byte("<html"))
}

func titleOf(body []byte) string {
	if m := pageTitle.FindSubmatch(body); m != nil {
		return "：" + strings.TrimSpace(string(m[1]))
	}
	return ""
}

// text is a field as text: strings and numbers; "" for others and for none.
func (o object) text(name string) string {
	switch v := o[name].(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// objects are the objects of a list, which may itself be written as text; nil where it is none.
func objects(v any) []object {
	if s, ok := v.(string); ok {
		d := json.NewDecoder(strings.NewReader(s))
		d.UseNumber()
		if d.Decode(&v) != nil {
			return nil
		}
	}
	if m, ok := v.(map[string]any); ok { // a list by its pages or kinds
		var all []object
		for _, inner := range m {
			if _, isText := inner.(string); !isText {
				all = append(all, objects(inner)...)
			}
		}
		return all
	}
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	var all []object
	for _, e := range list {
		if m, ok := e.(map[string]any); ok {
			all = append(all, m)
		}
	}
	return all
}
