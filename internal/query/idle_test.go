package query

import (
	"slices"
	"testing"
)

// An operator that joins, closes or names nothing is told; words, addresses and prose have none.
func TestIdle(t *testing.T) {
	for q, want := range map[string][]string{
		"(违约金 AND":           {"AND", "("},
		`"未闭合`:               {`"`},
		"“未闭合":               {"“"},
		"AND":                {"AND"},
		"*":                  {"*"},
		"违约金 OR":             {"OR"},
		"NOT":                {"NOT"},
		"违约金 AND AND 定金":     {"AND"},
		"违约金)":               {")"},
		"法院： 违约金":            {"法院："},
		"违约金 -":              {"-"},
		"违约金 AND 定金":         nil,
		"(违约金 OR 定金) NOT 押金": nil,
		"违约*金":               nil,
		"“违约金” -定金":          nil,
		"刑法第264条":            nil,
		"民法典第一千零三十六条(一)":     nil,
		"law:民法典 “违约金”":      nil,
		"NOT law:民法典 违约金":    nil,
		"law:民法典 AND 违约金":    nil,
		"离婚后孩子归谁":            nil,
		"我把钱交给了他(就是卖家，他后来没有给我货，钱也不退，我应当怎么办，能不能去法院告他": nil,
	} {
		if got := Parse(q).Idle; !slices.Equal(got, want) {
			t.Errorf("%s: %q; want %q", q, got, want)
		}
	}
}
