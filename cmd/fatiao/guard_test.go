package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestConfigFile keeps docs/fatiao.toml what fatiao config prints where nothing is set.
func TestConfigFile(t *testing.T) {
	for _, s := range newSettings(&config{}) {
		t.Setenv(s.environment(), "")
	}
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("HOME", "/home/somebody")
	empty := filepath.Join(t.TempDir(), "empty.toml")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	root := newRoot()
	root.SetArgs([]string{"config", "--config", empty})
	root.SetOut(&out)
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "..", "docs", "fatiao.toml")
	if *update {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("docs/fatiao.toml is not what fatiao config prints; see -update:\n%s", out.String())
	}
}

// start runs serve in this process until the test ends. line gives what it prints.
func start(t *testing.T, args ...string) (line func() string) {
	t.Helper()
	r, w := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	root := newRoot()
	root.SetArgs(append([]string{"serve", "--data", filepath.Join(t.TempDir(), "data")}, args...))
	root.SetOut(w)
	go func() {
		err := root.ExecuteContext(ctx)
		w.CloseWithError(io.EOF)
		done <- err
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return func() string {
		s, err := bufio.NewReader(r).ReadString('\n')
		if err != nil {
			t.Fatalf("serve printed no address: %v", err)
		}
		return s
	}
}

// addressIn is the address in what serve prints.
func addressIn(t *testing.T, line, scheme string) string {
	t.Helper()
	i := strings.Index(line, scheme)
	if i < 0 {
		t.Fatalf("serve printed %q", line)
	}
	return strings.Fields(line[i:])[0]
}

// freeAddress is an address that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certify writes a certificate with its key and returns it.
func certify(t *testing.T, certFile, keyFile string, serial int64) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der},
		keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A server with a certificate speaks TLS, of its newer versions.
func TestServeTLS(t *testing.T) {
	if testing.Short() {
		t.Skip("makes keys and starts servers")
	}
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	first := certify(t, certFile, keyFile, 1)
	base := addressIn(t, start(t, "--addr", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile)(), "https://")
	ask := func(trusted *x509.Certificate, most uint16) (*http.Response, error) {
		roots := x509.NewCertPool()
		roots.AddCert(trusted)
		client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS10,
			MaxVersion: most}, DisableKeepAlives: true}}
		res, err := client.Get(base + "/")
		if err == nil {
			res.Body.Close()
		}
		return res, err
	}
	res, err := ask(first, tls.VersionTLS13)
	if err != nil || res.StatusCode != http.StatusOK || res.Header.Get("Strict-Transport-Security") == "" {
		t.Fatalf("over TLS: %v, %v", res, err)
	}
	if _, err := ask(first, tls.VersionTLS11); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
}

// A renewed certificate is taken without a restart, and one that cannot be read is not.
func TestRenewedCertificate(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	clock := time.Now()
	o := &options{config: config{tlsCert: certFile, tlsKey: keyFile}}
	first := certify(t, certFile, keyFile, 1)
	secured, err := o.tls(slog.New(slog.DiscardHandler), func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	shown := func() *big.Int {
		t.Helper()
		pair, err := secured.GetCertificate(&tls.ClientHelloInfo{})
		if err != nil {
			t.Fatal(err)
		}
		return pair.Leaf.SerialNumber
	}
	if got := shown(); got.Cmp(first.SerialNumber) != 0 {
		t.Errorf("certificate %v is shown at first", got)
	}
	second := certify(t, certFile, keyFile, 2)
	clock = clock.Add(time.Minute)
	if got := shown(); got.Cmp(second.SerialNumber) != 0 {
		t.Errorf("certificate %v is shown after the renewal", got)
	}
	if err := os.WriteFile(keyFile, []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(time.Minute)
	if got := shown(); got.Cmp(second.SerialNumber) != 0 {
		t.Errorf("certificate %v is shown after a renewal that failed", got)
	}
}

// The server answers from its first moment on; it says where it is when there are pages.
func TestServeWhileLoading(t *testing.T) {
	addr := freeAddress(t)
	line := start(t, "--addr", addr)
	printed := make(chan string, 1)
	go func() { printed <- line() }()
	base := "http://" + addr
	waiting, page := 0, ""
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the server was never ready")
		}
		if c, err := net.Dial("tcp", addr); err != nil {
			continue // it does not listen yet
		} else {
			c.Close()
		}
		if status, _ := fetch(t, base, "/healthz"); status != http.StatusOK {
			t.Errorf("health: %d", status)
		}
		status, body := fetch(t, base, "/readyz")
		if status == http.StatusOK {
			break
		}
		if status != http.StatusServiceUnavailable || body != "loading\n" {
			t.Fatalf("readiness: %d %s", status, body)
		}
		if waiting++; page == "" {
			if status, body := fetch(t, base, "/laws"); status == http.StatusServiceUnavailable {
				page = body
			}
			select {
			case l := <-printed:
				t.Errorf("printed before there were pages: %s", l)
			default:
			}
		}
	}
	if waiting == 0 || !strings.Contains(page, "正在装入数据") {
		t.Errorf("asked %d times while loading; the page says %s", waiting, page)
	}
	if got := addressIn(t, <-printed, "http://"); got != base {
		t.Errorf("printed %s; want %s", got, base)
	}
	if status, _ := fetch(t, base, "/laws"); status != http.StatusOK {
		t.Errorf("the page is answered %d when ready", status)
	}
}

// More connections than are allowed wait.
func TestServeConnections(t *testing.T) {
	base := addressIn(t, start(t, "--addr", "127.0.0.1:0", "--connections", "2")(), "http://")
	var idle []net.Conn
	for range 2 {
		c, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		idle = append(idle, c)
	}
	client := http.Client{Timeout: 300 * time.Millisecond, Transport: &http.Transport{DisableKeepAlives: true}}
	if res, err := client.Get(base + "/healthz"); err == nil {
		t.Errorf("a third connection is answered %s", res.Status)
	}
	idle[0].Close()
	client.Timeout = 10 * time.Second
	res, err := client.Get(base + "/healthz")
	if err != nil {
		t.Fatalf("after one was closed: %v", err)
	}
	res.Body.Close()
}

// The line that fatiao password prints lets its name in, and the token of a file a program.
func TestServeProtected(t *testing.T) {
	dir := t.TempDir()
	names, token := filepath.Join(dir, "names"), filepath.Join(dir, "token")
	in, err := os.CreateTemp(dir, "stdin")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	fmt.Fprintln(in, "correct horse")
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	root := newRoot()
	root.SetArgs([]string{"password", "王法官"})
	root.SetOut(&line)
	old := os.Stdin
	os.Stdin = in
	err = root.Execute()
	os.Stdin = old
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range map[string]string{names: "# 名单\n" + line.String(), token: strings.Repeat("t", 24)} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("FATIAO_TOKEN_FILE", token)
	base := addressIn(t, start(t, "--addr", "127.0.0.1:0", "--access", names)(), "http://")
	for _, c := range []struct {
		path string
		set  func(*http.Request)
		want int
	}{
		{"/", func(*http.Request) {}, 401},
		{"/metrics", func(*http.Request) {}, 401},
		{"/healthz", func(*http.Request) {}, 200},
		{"/readyz", func(*http.Request) {}, 200},
		{"/", func(r *http.Request) { r.SetBasicAuth("王法官", "correct horse") }, 200},
		{"/", func(r *http.Request) { r.SetBasicAuth("王法官", "wrong") }, 401},
		{"/api/v1/laws", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+strings.Repeat("t", 24)) }, 200},
	} {
		r, err := http.NewRequest(http.MethodGet, base+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.set(r)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.want {
			t.Errorf("%s with %q: %s; want %d", c.path, r.Header.Get("Authorization"), res.Status, c.want)
		}
	}
}
