package local_test

import (
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local/localtest"
)

func TestContract(t *testing.T) {
	t.Parallel()
	enginetest.Run(t, open)
}

// open makes an engine of documents.
func open(t *testing.T, docs []enginetest.Document) engine.Engine {
	t.Helper()
	return localtest.Open(t, docs).Engine
}

// asking asks an engine, which must answer.
func asking(t *testing.T, e engine.Engine) func(engine.Plan) *engine.Answer {
	return func(p engine.Plan) *engine.Answer {
		t.Helper()
		a, err := e.Search(t.Context(), &p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
}
