package local_test

import (
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
)

// What must occur is found as looking through all texts finds it, which a double negation does:
// pairs of characters that the index is sure of, longer words, single characters, and what is
// made of them.
func TestMustIsPlain(t *testing.T) {
	t.Parallel()
	e := open(t, enginetest.Collection())
	answer := asking(t, e)
	ask := func(must engine.Expr) *engine.Answer {
		return answer(engine.Plan{Must: &must, Day: enginetest.Day, Superseded: true, Size: 50})
	}
	var words []engine.Expr
	for _, w := range []string{"玩具", "应当", "风筝", "损害", "玩具应当", "人民法院", "的", "十五日", "十", "没有的词"} {
		words = append(words, engine.Word(w), engine.Not(engine.Word(w)))
	}
	found := 0
	for i, a := range words {
		for j, b := range words {
			third := words[(3*i+5*j)%len(words)]
			for _, must := range []engine.Expr{engine.And(a, b), engine.And(a, engine.Or(b, third)), engine.And(engine.And(a, b), third)} {
				got, want := ask(must), ask(engine.Not(engine.Not(must)))
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("%+v: %+v; want %+v", must, got, want)
				}
				if got.Total > 0 {
					found++
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d expressions hold anywhere", found)
	}
}
