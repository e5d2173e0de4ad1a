package casefile_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// The holding of a case is a sentence of its own: of its points where it has them, else of the
// reasons, and not one that only leads to it.
func TestHolding(t *testing.T) {
	t.Parallel()
	const reasons = "本院认为，本案的争议焦点是仓库由谁看管。甲公司交出钥匙以后即不再看管仓库。综上，判决如下。"
	const points = "裁判要点\n1. 交出钥匙的一方不再承担看管仓库的责任。其他略。"
	text := reasons + "\n" + points
	at := func(part string) statute.Span {
		i := strings.Index(text, part)
		return statute.Span{Start: i, End: i + len(part)}
	}
	for name, c := range map[string]struct {
		facts *casefile.Facts
		want  string
	}{
		"points": {&casefile.Facts{Reasoning: at(reasons), Parts: []casefile.Part{{Kind: casefile.PartPoints, Span: at(points)}}},
			"交出钥匙的一方不再承担看管仓库的责任。"},
		"reasons": {&casefile.Facts{Reasoning: at(reasons)}, "甲公司交出钥匙以后即不再看管仓库。"},
		"neither": {&casefile.Facts{}, ""},
		"outside": {&casefile.Facts{Reasoning: statute.Span{Start: 10, End: len(text) + 1}}, ""},
	} {
		if got := c.facts.Holding(text); got != c.want {
			t.Errorf("%s: %q; want %q", name, got, c.want)
		}
	}
}
