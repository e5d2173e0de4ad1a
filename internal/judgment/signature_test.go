package judgment

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/textview"
)

// Offices are found where their pattern would find them.
func TestOffices(t *testing.T) {
	words := strings.Fields("代理 助理 独任 审判 审判长 审判员 人民 陪审员 执行长 代 理 执行员 兼 实习 见习 书记员 法官 速录员 长 员 甲 ， 审 判")
	rng := rand.New(rand.NewPCG(3, 5))
	some := 0
	for range 50_000 {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			b.WriteString(words[rng.IntN(len(words))])
		}
		v := textview.New(b.String())
		from := 0
		if i := strings.Index(v.Text, "甲"); i > 0 {
			from = i
		}
		got, want := offices(v, from), v.FindAll(signer, from, len(v.Text))
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%s from %d: %v; want %v", v.Text, from, got, want)
		}
		some += len(want)
	}
	if some < 10_000 {
		t.Errorf("only %d offices stood in the texts", some)
	}
}
