package cnnum

import (
	"slices"
	"testing"
)

func TestSpellings(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][]string{
		"定金":         {"定金"},
		"30日":        {"30日", "三十日"},
		"三十日":        {"三十日", "30日"},
		"五年以上10年以下":  {"五年以上10年以下", "五年以上十年以下", "5年以上10年以下"},
		"1000000元以上": {"1000000元以上"},
		"0日":         {"0日"},
		"":           {""},
	} {
		if got := Spellings(s); !slices.Equal(got, want) {
			t.Errorf("Spellings(%q) = %q; want %q", s, got, want)
		}
	}
}
