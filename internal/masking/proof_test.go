package masking

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/textview"
)

// shielded are the crimes, causes, titles of laws and quoted statutes of a text, in order.
func shielded(text string) []string {
	v := textview.New(text)
	g := newGuard(v, nil)
	var list []string
	for at := 0; at < len(g); at++ {
		if g[at]&fixed == 0 {
			continue
		}
		end := at
		for end < len(g) && g[end]&fixed != 0 {
			end++
		}
		list = append(list, v.Text[at:end])
		at = end
	}
	return list
}

// No crime, cause, law or quoted statute differs before and after.
func TestShieldedStays(t *testing.T) {
	t.Parallel()
	compared := 0
	for _, path := range [...]string{"testdata/names.jsonl", "testdata/natural.jsonl", "testdata/natural2.jsonl", "testdata/natural3.jsonl",
		"../judgment/testdata/judgments.jsonl",
		"../judgment/testdata/judgments2.jsonl"} {
		data, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var d struct{ ID, Text string }
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			before, after := shielded(d.Text), shielded(maskOf(d.Text).Text())
			compared += len(before)
			for _, s := range before {
				i := slices.Index(after, s)
				if i < 0 {
					t.Errorf("%s: %s is gone", d.ID, s)
					continue
				}
				after = slices.Delete(after, i, i+1)
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d were compared", compared)
	}
}
