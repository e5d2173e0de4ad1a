package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// What keeps a condition from being understood is an error, not something that is not
// there.
func TestConditionsTellErrors(t *testing.T) {
	s := opened(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	ended, end := context.WithCancel(t.Context())
	end()
	for _, value := range []string{"车辆安全法/3", "车辆安全法第三条"} {
		c, err := s.conditions(ended, []query.Filter{{Field: engine.FieldLaw, Value: value}}, "2026-03-04")
		if !errors.Is(err, context.Canceled) || c.refusal != "" {
			t.Errorf("law:%s in a context that has ended: %+v, %v", value, c, err)
		}
	}
}

// However many laws a name is part of, a bounded number of them is looked at.
func TestSuggestionsAreBounded(t *testing.T) {
	t.Parallel()
	g := &suggester{}
	for i := range 3 * maxChecked {
		title := fmt.Sprintf("关于第%d种风筝的解释", i)
		g.names = append(g.names, name{text: title, key: title, folded: title})
	}
	folded, latin := foldName("解释")
	list := g.laws(folded, latin, maxChecked)
	if len(list) != maxChecked {
		t.Errorf("%d laws are looked at; want %d", len(list), maxChecked)
	}
	if !strings.HasPrefix(list[0].Text, "关于第0种") {
		t.Errorf("the first is %s", list[0].Text)
	}
}
