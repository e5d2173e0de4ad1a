package mcp_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// A line that is no request is answered as JSON-RPC has it, and those behind it are answered
// as if it had not been there.
func TestBrokenLines(t *testing.T) {
	t.Parallel()
	in := strings.Join([]string{
		`依照《车辆安全法》第三条`, `{"jsonrpc":`, `5`, `{"jsonrpc":"1.0","id":7}`, ``,
		strings.Repeat("长", 3<<20),
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},` +
			`"clientInfo":{"name":"t","version":"1"}}}`,
		`{"jsonrpc":"2.0","method":"notifications/initialized"}`,
		`}`,
		`{"jsonrpc":"2.0","id":2,"method":"ping"}`, // no line end behind it
	}, "\n")
	var out bytes.Buffer
	if err := open(t).ServeStdio(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	codes, results := map[int]int{}, map[int]bool{}
	for line := range strings.Lines(out.String()) {
		var a struct {
			ID     *int
			Error  *struct{ Code int }
			Result json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		switch {
		case a.Error != nil && a.ID == nil:
			codes[a.Error.Code]++
		case a.Result != nil && a.ID != nil:
			results[*a.ID] = true
		default:
			t.Errorf("neither an error of nobody's request nor an answer: %s", line)
		}
	}
	if codes[-32700] != 3 || codes[-32600] != 3 || !results[1] || !results[2] {
		t.Errorf("errors by code %v, answers %v; want three of each code and both answers", codes, results)
	}
}
