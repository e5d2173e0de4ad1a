package opensearch

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
)

func TestParseAddress(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("字母/and:more\r\n# nobody reads on\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]Config{
		"opensearch://h1/cases": {Nodes: []string{"http://h1:9200"}, Prefix: "cases"},
		"opensearch://u:p%40ss@h1:9201,h2,[::1]:9203/c-1": {Nodes: []string{"http://h1:9201", "http://h2:9200", "http://[::1]:9203"},
			Prefix: "c-1", User: "u", Password: "p@ss"},
		"opensearchs://u@h1/c?password_file=" + secret: {Nodes: []string{"https://h1:9200"}, Prefix: "c", User: "u",
			Password: "字母/and:more"},
	} {
		if got, err := ParseAddress(address); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %+v, %v; want %+v", address, got, err, want)
		}
	}
	for _, wrong := range []string{"", "http://h1/c", "opensearch://h1", "opensearch:///c", "opensearch://h1/Cases",
		"opensearch://h1,,h2/c",
		"opensearch://u:se%cret@h1/c", "opensearch://h1/c?ca=/no/such/file", "opensearch://h1/c?password_file=/no/such/file",
		"opensearch://h1/c?ca=" + secret, "opensearch://h1/c?other=" + secret} {
		_, err := ParseAddress(wrong)
		if err == nil {
			t.Errorf("%q is an address", wrong)
		} else if strings.Contains(err.Error(), "se%cret") {
			t.Errorf("%q: the error tells the password: %v", wrong, err)
		}
	}
}

func TestRedacted(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"opensearch://u:p%40:s@h1:9200,h2:9200/c?ca=x": "opensearch://u:***@h1:9200,h2:9200/c?ca=x",
		"opensearch://u@h1:9200/c":                     "opensearch://u@h1:9200/c",
		"opensearchs://h1:9200/c":                      "opensearchs://h1:9200/c", "": "",
	} {
		if got := Redacted(address); got != want {
			t.Errorf("%q is shown as %q", address, got)
		}
	}
}

// A node that speaks TLS is believed where its certificate is one of those named, and is told who
// asks; another is not asked.
func TestTLS(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "u" || password != "p" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		says200(whole7)(w, r)
	}))
	t.Cleanup(server.Close)
	ca := filepath.Join(t.TempDir(), "ca.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	host := strings.TrimPrefix(server.URL, "https://")
	for address, answers := range map[string]bool{
		"opensearchs://u:p@" + host + "/c?ca=" + ca:     true,
		"opensearchs://u:p@" + host + "/c":              false,
		"opensearchs://u:other@" + host + "/c?ca=" + ca: false,
		"opensearch://u:p@" + host + "/c?ca=" + ca:      false,
	} {
		config, err := ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		config.Deadline = 300 * time.Millisecond
		c, err := Open(config)
		if err != nil {
			t.Fatal(err)
		}
		a, err := c.Search(t.Context(), &engine.Plan{})
		if answers != (err == nil) || answers && a.Total != 7 {
			t.Errorf("%s: %+v, %v", address, a, err)
		}
		c.Close()
	}
}
