package mcp_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// malformed are requests that are wrong in some way: values of other types, out of bounds, left
// out, too many, unknown tools and methods.
func malformed() []string {
	values := []string{`null`, `true`, `-1`, `1e300`, `0.5`, `""`, `"\u0000"`, `"` + strings.Repeat("长", 3000) + `"`, `[]`, `{}`, `[null]`,
		`{"a":{"b":[[[]]]}}`, `"民法典/999999999999999999999"`, `"2020-13-45"`, `"law://"`, `"../../etc/passwd"`, `"@@@"`, `"()[]{}*?+\\"`}
	fields := map[string][]string{"search_law": {"query", "types", "page", "limit", "as_of"}, "get_article": {"address", "context"},
		"get_law": {"law", "articles"}, "get_history": {"address"}, "get_cited_by": {"address", "kind", "limit"},
		"search_cases": {"query", "tier", "year"}, "get_case": {"id", "offset"}, "check_citations": {"text"}, "resolve_name": {"name"},
		"get_coverage": {"law"}, "no_such_tool": {"x"}}
	var list []string
	for tool, names := range fields {
		for _, f := range names {
			for _, v := range values {
				list = append(list, fmt.Sprintf(`"method":"tools/call","params":{"name":%q,"arguments":{%q:%s}}`, tool, f, v))
			}
		}
		list = append(list, fmt.Sprintf(`"method":"tools/call","params":{"name":%q}`, tool),
			fmt.Sprintf(`"method":"tools/call","params":{"name":%q,"arguments":[1]}`, tool),
			fmt.Sprintf(`"method":"tools/call","params":{"name":%q,"arguments":{"unknown":1}}`, tool))
	}
	return append(list, `"method":"tools/call"`, `"method":"tools/call","params":null`, `"method":"tools/call","params":[]`,
		`"method":"no/such"`, `"method":"resources/read","params":{"uri":"::"}`, `"method":"resources/read","params":{}`,
		`"method":"prompts/get","params":{"name":"x"}`, `"method":""`)
}

// Whatever is called is answered: with an error, or with an answer that says what became of it.
func TestMalformedHTTP(t *testing.T) {
	t.Parallel()
	s := open(t)
	h := s.Handler()
	calls := malformed()
	if len(calls) < 200 {
		t.Fatalf("%d calls", len(calls))
	}
	post := func(body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/mcp", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for _, c := range calls {
		w := post(`{"jsonrpc":"2.0","id":1,` + c + `}`)
		checkAnswer(t, c, w.Code, w.Body.Bytes())
	}
	// What is no JSON-RPC at all.
	random := rand.New(rand.NewPCG(1, 2))
	whole := `{"jsonrpc":"2.0","id":1,` + calls[0] + `}`
	for range 200 {
		broken := []byte(whole)
		for range 1 + random.IntN(4) {
			broken[random.IntN(len(broken))] = byte(random.IntN(256))
		}
		w := post(string(broken[:random.IntN(len(broken)+1)]))
		if w.Code >= 500 {
			t.Errorf("%q: status %d: %s", broken, w.Code, w.Body)
		}
	}
}

// checkAnswer looks whether an answer is an error, or says what became of the call.
func checkAnswer(t *testing.T, call string, status int, body []byte) {
	t.Helper()
	var a struct {
		Error  *struct{ Message string }
		Result *struct {
			IsError           bool
			StructuredContent struct{ Outcome string }
			Content           []struct{ Text string }
		}
	}
	if status >= 500 {
		t.Errorf("%s: status %d: %s", call, status, body)
		return
	}
	if err := json.Unmarshal(body, &a); err != nil {
		if status < 400 { // what is no request is refused in plain text
			t.Errorf("%s: %d %q: %v", call, status, body, err)
		}
		return
	}
	switch {
	case a.Error != nil && a.Error.Message != "":
	case a.Result != nil && a.Result.IsError && len(a.Result.Content) > 0 && a.Result.Content[0].Text != "":
	case a.Result != nil && a.Result.StructuredContent.Outcome != "":
	default:
		t.Errorf("%s: neither an error nor an answer: %s", call, body)
	}
}

// The same over standard input: every request gets its answer, and a proper one behind them all
// is still answered.
func TestMalformedStdio(t *testing.T) {
	t.Parallel()
	s := open(t)
	toServer, in := io.Pipe()
	out, fromServer := io.Pipe()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- s.ServeStdio(ctx, toServer, fromServer) }()
	calls := append(malformed(), `"method":"tools/call","params":{"name":"get_coverage","arguments":{}}`)
	go func() {
		fmt.Fprintln(in, `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},`+
			`"clientInfo":{"name":"t","version":"1"}}}`)
		fmt.Fprintln(in, `{"jsonrpc":"2.0","method":"notifications/initialized"}`)
		for i, c := range calls {
			fmt.Fprintf(in, `{"jsonrpc":"2.0","id":%d,%s}`+"\n", i+1, c)
		}
	}()
	answered := map[int][]byte{}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<22)
	for len(answered) <= len(calls) && lines.Scan() {
		var a struct{ ID int }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatalf("%q: %v", lines.Bytes(), err)
		}
		answered[a.ID] = bytes.Clone(lines.Bytes())
	}
	for i, c := range calls {
		if answered[i+1] == nil {
			t.Errorf("%s: no answer", c)
			continue
		}
		checkAnswer(t, c, 200, answered[i+1])
	}
	if last := answered[len(calls)]; !bytes.Contains(last, []byte(`"outcome":"found"`)) {
		t.Errorf("the last call: %s", last)
	}
	stop()
	<-ended
}
