package court

import "testing"

// All spellings of a number are one.
func TestNorm(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"(2018)浙0521刑初267号":  "（2018）浙0521刑初267号",
		"〔2018〕 浙0521刑初267号": "（2018）浙0521刑初267号",
		"2018浙0521刑初267号":    "（2018）浙0521刑初267号",
		"（2012）庆城民初字第33号":    "（2012）庆城民初33号",
		"2012年庆城民初字第33号":     "（2012）庆城民初33号",
		"乙检刑诉〔2031〕56号":      "乙检刑诉（2031）56号",
		"2024-18-2-053-001":  "2024-18-2-053-001",
		"":                   "",
	} {
		if got := Norm(s); got != want {
			t.Errorf("%q is %q; want %q", s, got, want)
		}
	}
}
