package main

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestVisible(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"条文\t一\n":          "条文\t一\n",
		"“民法典”　€":          "“民法典”　€",
		"a\x1b[2Jb":        `a\u001b[2Jb`,
		"a\rb\x00\x07\x7f": `a\u000db\u0000\u0007\u007f`,
		"a\u009b2Jb":       `a\u009b2Jb`,
		"a\u202egnp.exe":   `a\u202egnp.exe`,
		"a\x9bb\xe6\xb0":   "a\ufffdb\ufffd\ufffd",
	} {
		if got := visible(text); got != want {
			t.Errorf("visible(%q) = %q, want %q", text, got, want)
		}
		for n := 1; n <= 3; n++ { // written in pieces that cut characters
			var out bytes.Buffer
			w := &visibleWriter{w: &out}
			for b := []byte(text); len(b) > 0; b = b[min(n, len(b)):] {
				if _, err := w.Write(b[:min(n, len(b))]); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil || out.String() != want {
				t.Errorf("%q in pieces of %d is %q, want %q (%v)", text, n, out.String(), want, err)
			}
		}
	}
}

// JSON means the same when it went through.
func TestVisibleJSON(t *testing.T) {
	t.Parallel()
	const text = "“\x1b\x7f\u0085\u202e”\r\n"
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal([]byte(visible(string(data))), &back); err != nil || back != text {
		t.Errorf("%q came back as %q, %v", text, back, err)
	}
}
