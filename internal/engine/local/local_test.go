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
