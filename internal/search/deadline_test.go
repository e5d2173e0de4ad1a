package search_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// Nobody waits for the answer to a context that has ended: no kind of query works on.
func TestCancelled(t *testing.T) {
	s, _ := service(t)
	ended, end := context.WithCancel(context.Background())
	end()
	for _, q := range []string{"车辆安全法3", "车辆安全法", "“的”", "打*睡", "?*?*?*的", "车 同款 人", "NOT 的", "开车打瞌睡罚多少钱", "开车 law:车辆安全法", "title:车 的"} {
		if _, err := s.Search(ended, search.Request{Query: q}); !errors.Is(err, context.Canceled) {
			t.Errorf("%q in a context that has ended: %v", q, err)
		}
	}
	if _, err := s.Cases(ended, search.CaseRequest{Query: "打瞌睡"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cases in a context that has ended: %v", err)
	}
}

// A pattern that would take long on a single text stops soon after its context has.
func TestCancelledWithinOneText(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("# 长文规定\n\n2020年1月1日 公布\n\n<!-- INFO END -->\n\n第一条 ")
	for range 300_000 {
		b.WriteRune('一' + r.Int32N(3000))
	}
	b.WriteString("。鑫。\n")
	if err := os.WriteFile(filepath.Join(dir, "长文规定.md"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	_, s := testbase.Open(t, ingest.Options{Paths: []string{dir}, Now: now})
	const allowed, late = 30 * time.Millisecond, 10 * time.Second // a busy machine is late too; without looking it takes minutes
	ctx, cancel := context.WithTimeout(context.Background(), allowed)
	defer cancel()
	start := time.Now()
	_, err := s.Search(ctx, search.Request{Query: "?*?*?*?*?*?*?*?*鑫"})
	took := time.Since(start)
	if !errors.Is(err, context.DeadlineExceeded) || took > allowed+late {
		t.Errorf("the search took %s and ended with %v", took, err)
	}
	t.Logf("stopped %s after its time", took-allowed)
}
