package main

import (
	"strings"
	"testing"
)

func TestCompareLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, after string
		equal         bool
		printed       string
	}{
		"equal":   {"a\nb\n", "a\nb\n", true, "x: 2 lines, 0 differ\n"},
		"changed": {"a\nb\n", "a\nc\n", false, "x line 2\n  - \"b\"\n  + \"c\"\nx: 2 lines, 1 differ\n"},
		"longer":  {"a\n", "a\nb\n", false, "x line 2\n  - \"\"\n  + \"b\"\nx: 2 lines, 1 differ\n"},
		"bounded": {"a\nb\n", "c\nd\n", false, "x line 1\n  - \"a\"\n  + \"c\"\nx: 2 lines, 2 differ\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			equal, err := compareLines(&out, "x", strings.NewReader(c.before), strings.NewReader(c.after), 1)
			if err != nil {
				t.Fatal(err)
			}
			if equal != c.equal || out.String() != c.printed {
				t.Errorf("equal %v, printed %q, want %v and %q", equal, out.String(), c.equal, c.printed)
			}
		})
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	if got := strings.Join(spread([]string{"0", "1", "2", "3", "4", "5"}, 3), ""); got != "024" {
		t.Errorf("picked %s", got)
	}
	if got := strings.Join(spread([]string{"0", "1"}, 3), ""); got != "01" {
		t.Errorf("picked %s", got)
	}
}

// What two runs of one build answer differently must not count.
func TestChanging(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`"took_ms":12.5`, "25 毫秒", "请求 UwuuKgBFgFMjoMpTxLpUPkRQmGBwaoHo", "/static/style.0a1b2c.css"} {
		if got := changing.ReplaceAllString(s, ""); got != "" {
			t.Errorf("of %q stays %q", s, got)
		}
	}
	if s := `"total":12`; changing.ReplaceAllString(s, "") != s {
		t.Errorf("%q is left out", s)
	}
}
