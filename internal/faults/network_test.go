package faults

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// dial opens a connection and sends the beginning of a request.
func (s *server) dial(begin string) net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", s.host)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { c.Close() })
	if _, err := io.WriteString(c, begin); err != nil {
		s.t.Fatal(err)
	}
	return c
}

// others asks for pages as readers do and returns the time of the slowest answer.
func (s *server) others(n int) time.Duration {
	s.t.Helper()
	var slowest time.Duration
	for i := range n {
		start := time.Now()
		if _, err := s.ask(i); err != nil {
			s.t.Fatalf("meanwhile, another request: %v", err)
		}
		slowest = max(slowest, time.Since(start))
	}
	return slowest
}

// patience is longer than the server waits for headers and bodies, in which a slow
// client is cut off.
const patience = 25 * time.Second

// Clients that send slowly, stop in the middle or never send anything are cut off, and
// others do not wait for them.
func TestSlowClients(t *testing.T) {
	t.Parallel() // it waits most of the time
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	const each = 100
	begins := map[string]string{
		"nothing":       "",
		"half a header": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"a body that ends": "POST /check HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
			"100000\r\n\r\ntext=",
	}
	var conns []net.Conn
	for _, begin := range begins {
		for range each {
			conns = append(conns, s.dial(begin))
		}
	}
	opened := time.Now()
	stop := make(chan struct{})
	var drips sync.WaitGroup
	drips.Go(func() { // a byte now and then does not help
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Second):
			}
			for _, c := range conns[:len(conns)/2] {
				c.Write([]byte("x")) // fails when the server has cut it off
			}
		}
	})
	if slowest := s.others(200); slowest > 8*time.Second {
		t.Errorf("while %d slow clients wait, another request took %s", len(conns), slowest)
	}
	cut := 0
	for _, c := range conns {
		if err := c.SetReadDeadline(opened.Add(patience)); err != nil {
			t.Fatal(err)
		}
		_, err := io.Copy(io.Discard, c)
		var timeout net.Error
		if !errors.As(err, &timeout) || !timeout.Timeout() {
			cut++
		}
	}
	close(stop)
	drips.Wait()
	if cut != len(conns) {
		t.Errorf("%d of %d slow clients were cut off", cut, len(conns))
	}
	t.Logf("faults: %d slow clients, all cut off within %s", len(conns), time.Since(opened).Round(time.Second))
}

// Clients that do not read what they asked for hold no place that others need.
func TestClientsThatDoNotRead(t *testing.T) {
	t.Parallel() // it waits most of the time
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	const deaf = 64 // four times as many as there are places to work in
	for range deaf {
		conn := s.dial("")
		if err := conn.(*net.TCPConn).SetReadBuffer(4096); err != nil {
			t.Fatal(err)
		}
		// Enough answers to fill the buffers between, of a few megabytes.
		for range 300 {
			if _, err := io.WriteString(conn,
				"GET /law/"+url.PathEscape("第1号仓库管理办法")+" HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
				t.Fatal(err)
			}
		}
	}
	// Until the buffers are full, they are readers like others.
	for before, same := "", 0; ; time.Sleep(500 * time.Millisecond) {
		_, counts, err := s.get("/metrics")
		if err != nil {
			t.Fatal(err)
		}
		now := strings.Join(answersToPages.FindAllString(counts, -1), "\n")
		if now != before || now == "" {
			before, same = now, 0
			continue
		}
		if same++; same == 4 { // for two seconds nobody was sent anything
			if !strings.Contains(counts, fmt.Sprintf("fatiao_requests_in_progress %d\n", deaf+1)) {
				t.Errorf("not all clients keep the server sending: %s", counts)
			}
			break
		}
	}
	if shown(t) {
		return
	}
	if slowest := s.others(200); slowest > 8*time.Second {
		t.Errorf("while %d clients do not read, another request took %s", deaf, slowest)
	}
	t.Logf("faults: %d clients that do not read", deaf)
}

// answersToPages are the lines of the counts that say how many pages of laws were sent.
var answersToPages = regexp.MustCompile(`(?m)^fatiao_request_seconds_count\{.*"/law/.*$`)

// Headers of any size and shape get an answer, and the server goes on.
func TestOddRequests(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	odd := []string{
		"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("a", 1<<20) + "\r\n\r\n",
		"GET /" + strings.Repeat("%41", 1<<18) + " HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-Many: y\r\n", 50_000) + "\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
		"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
		"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
		"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
		"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /static/..%2f..%2fgo.mod HTTP/1.1\r\nHost: x\r\n\r\n",
		"CONNECT evil:80 HTTP/1.1\r\nHost: evil:80\r\n\r\n",
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		strings.Repeat("\x00", 100_000),
	}
	for i, request := range odd {
		if shown(t) {
			return
		}
		conn, err := net.Dial("tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		go func() {
			io.WriteString(conn, request) // the server may not read all of it
			if !strings.HasSuffix(request, "\r\n\r\n") {
				conn.(*net.TCPConn).CloseWrite() // a whole request is not answered to who seems to have left
			}
		}()
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err == nil {
			if res.StatusCode < 400 || res.StatusCode >= 500 {
				t.Errorf("request %d (%.60q) is answered with %s", i, request, res.Status)
			}
			res.Body.Close()
		} else if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
			t.Errorf("request %d (%.60q) is not answered", i, request)
		}
		conn.Close()
		s.others(4)
	}
	t.Logf("faults: %d odd requests", len(odd))
}

// A thousand connections that stay open are all answered, or told to come back.
func TestThousandConnections(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	s := c.serve()
	const connections = 1000
	conns := make([]net.Conn, connections)
	for i := range conns {
		conns[i] = s.dial("")
	}
	var byStatus [600]atomic.Int64
	var wg sync.WaitGroup
	for i, conn := range conns {
		wg.Go(func() {
			if err := conn.SetDeadline(time.Now().Add(15 * time.Second)); err != nil {
				t.Error(err)
				return
			}
			path := fmt.Sprintf("/law/%s/%d", url.PathEscape(fmt.Sprintf("第%d号仓库管理办法", i%laws)), 1+i%articles)
			if _, err := io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
				t.Error(err)
				return
			}
			res, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Errorf("connection %d: %v", i, err)
				return
			}
			defer res.Body.Close()
			if _, err := io.Copy(io.Discard, res.Body); err != nil {
				t.Errorf("connection %d: %v", i, err)
			}
			byStatus[res.StatusCode].Add(1)
			if res.StatusCode != http.StatusOK && res.Header.Get("Retry-After") == "" {
				t.Errorf("connection %d: %s without Retry-After", i, res.Status)
			}
		})
	}
	wg.Wait()
	ok, refused := byStatus[http.StatusOK].Load(), byStatus[http.StatusServiceUnavailable].Load()+
		byStatus[http.StatusTooManyRequests].Load()
	if ok+refused != connections || ok < 16 { // as many as there are places to work in
		t.Fatalf("of %d connections %d were answered, %d told to come back", connections, ok, refused)
	}
	s.others(20)
	t.Logf("faults: %d connections at once, %d answered, %d told to come back", connections, ok, refused)
}
