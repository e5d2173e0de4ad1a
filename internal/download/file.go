package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

// File is a file to be fetched.
type File struct {
	URL  string
	Path string // where it is to lie; its folder is made
	// MaxBytes bounds it.
	MaxBytes int64
	// Test says in the user's words what is wrong with a file that came whole. Only one
	// without fault takes its place.
	Test     func(ctx context.Context, path string) error
	Progress Progress // nil is silence
	Name     string   // for the progress, in Chinese
}

// Fetch brings a file, and reports whether it is another one than before. Where that fails,
// the file is as it was; what came of the new one is kept, for the next call to go on.
func (c *Client) Fetch(ctx context.Context, f File) (s State, changed bool, err error) {
	if f.Progress == nil {
		f.Progress = silence{}
	}
	if err := os.MkdirAll(filepath.Dir(f.Path), 0o750); err != nil {
		return s, false, usererr.Errorf("不能建立下载的文件夹：%w", err)
	}
	t := &transfer{Client: c, File: f}
	t.have, t.known = Load(f.Path)
	t.known = t.known && t.have.URL == f.URL
	if t.known {
		t.direct = t.have.direct(c.Now())
	}
	if t.part, err = openPart(f.Path, f.URL); err != nil {
		return s, false, usererr.Errorf("读不了上次没有下完的文件：%w", err)
	}
	defer t.stopProgress()
	if err := t.run(ctx); err != nil {
		return s, false, err
	}
	if t.unchanged {
		t.have.Fetched = c.Now().UTC().Format(time.RFC3339)
		return t.have, false, t.have.Put(f.Path)
	}
	t.stopProgress()
	return t.settle()
}

// transfer is one call of Fetch.
type transfer struct {
	*Client
	File
	have      State // of the file that lies there
	known     bool  // there is one, from the same address
	part      *part
	started   bool // the progress
	unchanged bool
	resumed   bool           // the part has bytes of more than one answer
	most      int64          // bytes that were there at once
	answer    *http.Response // that the file, or its first part, came with
	direct    string         // where to ask whether it changed, instead of its address; "" for that
}

// maxAnswers bounds how many answers a file may take: a server that cuts off each is asked for
// the rest as long as something comes.
const maxAnswers = 1000

// run asks until the file is there whole and passes its test.
func (t *transfer) run(ctx context.Context) error {
	var p pauses
	t.most = t.part.bytes
	t.resumed = t.part.bytes > 0
	for range maxAnswers {
		asked, err := t.once(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() == nil && t.direct != "" {
			t.direct = "" // the address itself may lead elsewhere now
			continue
		}
		if ctx.Err() != nil || isPermanent(err) {
			return err
		}
		if t.part.bytes > t.most {
			t.most = t.part.bytes
			p.reset()
		}
		pause, ok := p.next(asked)
		if !ok {
			if asked > maxAsked {
				return usererr.Errorf("%w；要求 %s 以后再来", err, asked.Round(time.Second))
			}
			return usererr.Errorf("%w；试了 %d 次，先停下，下次从断开处接着下载", err, maxTries)
		}
		if err := t.pause(ctx, pause, reason(err, 0)); err != nil {
			return err
		}
	}
	return usererr.Errorf("%s 一再断开，先停下", t.URL)
}

// once asks once. asked is how long the server wants to be left alone before the next time.
func (t *transfer) once(ctx context.Context) (asked time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	address := t.URL
	if t.direct != "" && !t.part.canGoOn() {
		address = t.direct
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, permanent{usererr.Errorf("网址不对：%w", err)}
	}
	switch {
	case t.part.canGoOn():
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", t.part.bytes))
		req.Header.Set("If-Range", t.part.Validator)
	case t.known:
		setIf(req.Header, "If-None-Match", t.have.ETag)
		if !t.have.Fresh {
			setIf(req.Header, "If-Modified-Since", t.have.LastModified)
		}
	}
	res, err := t.do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusNotModified:
		if !t.known || t.part.canGoOn() {
			return 0, permanent{usererr.Errorf("%s 说没有变化，但没有问它这个", req.URL.Host)}
		}
		t.unchanged = true
		if t.direct == "" {
			t.have.setDirect(res, t.Now())
		}
		return 0, nil
	case http.StatusOK:
		if err := t.part.begin(res.Header, res.ContentLength); err != nil {
			return 0, permanent{usererr.Errorf("下载写不下去：%w", err)}
		}
		t.resumed = false
	case http.StatusPartialContent:
		if err := t.continues(res); err != nil {
			return 0, errors.Join(err, t.part.remove())
		}
		t.resumed = true
	case http.StatusRequestedRangeNotSatisfiable:
		return 0, errors.Join(usererr.New("服务器上的文件与已下载的部分对不上，从头下载"), t.part.remove())
	default:
		err := usererr.New(statusText(res.StatusCode))
		if !isPassing(res.StatusCode) {
			return 0, permanent{err}
		}
		return retryAfter(res.Header, t.Now()), err
	}
	if res.StatusCode == http.StatusOK || t.answer == nil {
		t.answer = res
	}
	if err := t.receive(ctx, res.Body, cancel); err != nil {
		return 0, err
	}
	return 0, t.test(ctx)
}

// continues checks that an answer goes on where the part ends.
func (t *transfer) continues(res *http.Response) error {
	from, total, ok := contentRange(res.Header.Get("Content-Range"))
	switch v := validator(res.Header); {
	case !ok || from != t.part.bytes, t.part.Total >= 0 && total >= 0 && total != t.part.Total, v != "" && v != t.part.Validator:
		return usererr.New("服务器接着给的不是断开处以后的内容，从头下载")
	}
	if t.part.Total < 0 {
		t.part.Total = total
	}
	return nil
}

// contentRange reads "bytes 100-199/200"; total is -1 for *.
func contentRange(s string) (from, total int64, ok bool) {
	s, ok = strings.CutPrefix(s, "bytes ")
	span, of, cut := strings.Cut(s, "/")
	first, _, dash := strings.Cut(span, "-")
	from, err := strconv.ParseInt(first, 10, 64)
	if !ok || !cut || !dash || err != nil || from < 0 {
		return 0, 0, false
	}
	if total, err = strconv.ParseInt(of, 10, 64); err != nil {
		total = -1
	}
	return from, total, of == "*" || err == nil
}

// receive writes an answer behind what is there of the file.
func (t *transfer) receive(ctx context.Context, body io.Reader, cancel context.CancelCauseFunc) (err error) {
	tooLarge := permanent{usererr.Errorf("文件超过上限 %d MB，不予下载", t.MaxBytes>>20)}
	if t.part.Total > t.MaxBytes {
		return errors.Join(tooLarge, t.part.remove())
	}
	f, err := os.OpenFile(t.part.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return permanent{usererr.Errorf("下载写不下去：%w", err)}
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if !t.started {
		t.started = true
		t.Progress.Start("下载 "+t.Name, max(0, t.part.Total))
		t.Progress.Add(t.part.bytes)
	}
	stall := t.Stall
	if stall == 0 {
		stall = stallTimeout
	}
	watch := time.AfterFunc(stall, func() { cancel(errStalled) })
	defer watch.Stop()
	buffer := make([]byte, 64<<10)
	for {
		n, readErr := body.Read(buffer)
		watch.Reset(stall)
		if t.part.bytes+int64(n) > t.MaxBytes {
			return errors.Join(tooLarge, t.part.remove())
		}
		if n > 0 {
			if _, err := f.Write(buffer[:n]); err != nil {
				return permanent{usererr.Errorf("下载写不下去：%w", err)}
			}
			t.part.bytes += int64(n)
			t.Progress.Add(int64(n))
		}
		switch {
		case errors.Is(readErr, io.EOF):
			return t.whole(f)
		case context.Cause(ctx) == errStalled:
			return usererr.Errorf("下载停住了，%s 没有收到内容", stall)
		case readErr != nil && ctx.Err() != nil:
			return ctx.Err()
		case readErr != nil:
			return usererr.Errorf("下载断开了：%w", readErr)
		}
	}
}

var errStalled = errors.New("no byte came for long")

// whole checks the length of what came, and makes it durable.
func (t *transfer) whole(f *os.File) error {
	if t.part.Total >= 0 && t.part.bytes != t.part.Total {
		err := usererr.Errorf("收到 %d 字节，应有 %d 字节", t.part.bytes, t.part.Total)
		if t.part.bytes > t.part.Total {
			return errors.Join(err, t.part.remove())
		}
		return err
	}
	if err := f.Sync(); err != nil {
		return permanent{usererr.Errorf("下载写不下去：%w", err)}
	}
	return nil
}

// test tests the file that came whole. One that was put together of several answers is fetched
// anew, once, where it fails: it may have changed between them.
func (t *transfer) test(ctx context.Context) error {
	if t.Test == nil {
		return nil
	}
	err := t.Test(ctx, t.part.path)
	if err == nil || ctx.Err() != nil {
		return err
	}
	mixed := t.resumed
	if removeErr := t.part.remove(); removeErr != nil {
		return permanent{errors.Join(err, removeErr)}
	}
	if mixed {
		return err
	}
	return permanent{err}
}

// settle puts the file in its place.
func (t *transfer) settle() (s State, changed bool, err error) {
	s = State{URL: t.URL, ETag: t.answer.Header.Get("ETag"), LastModified: t.answer.Header.Get("Last-Modified"),
		Fresh: isFresh(t.answer.Header), Fetched: t.Now().UTC().Format(time.RFC3339)}
	if t.direct != "" { // it was asked there, and the address was not
		s.Direct, s.Led = t.have.Direct, t.have.Led
	} else {
		s.setDirect(t.answer, t.Now())
	}
	if s.SHA256, s.Bytes, err = Sum(t.part.path); err != nil {
		return s, false, usererr.Errorf("读不了下载的文件：%w", err)
	}
	if v := t.part.Validator; s.ETag == "" && strings.HasPrefix(v, `"`) {
		s.ETag = v
	} else if s.ETag == "" && s.LastModified == "" {
		s.LastModified = v
	}
	changed = s.SHA256 != t.have.SHA256
	// What is known of the old file goes first: a cut between these steps costs a download.
	if err := os.Remove(t.Path + stateSuffix); err != nil && !os.IsNotExist(err) {
		return s, false, usererr.Errorf("下载的文件放不进去：%w", err)
	}
	if err := os.Rename(t.part.path, t.Path); err != nil {
		return s, false, usererr.Errorf("下载的文件放不进去：%w", err)
	}
	if err := s.Put(t.Path); err != nil {
		return s, false, usererr.Errorf("下载的文件放不进去：%w", err)
	}
	return s, changed, t.part.remove()
}

func (t *transfer) stopProgress() {
	if t.started {
		t.started = false
		t.Progress.Done()
	}
}

func setIf(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}
