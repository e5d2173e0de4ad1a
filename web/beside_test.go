package web_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
)

// counting counts the searches that are made.
type counting struct {
	web.Searcher
	n atomic.Int32
}

func (c *counting) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	c.n.Add(1)
	return c.Searcher.Search(ctx, r)
}

// The cases and the commentary below the provisions that answer a question come from the search
// that found these, and only on the page that asks for nothing else.
func TestBesideAnswers(t *testing.T) {
	s := embedded(t)
	c := &counting{Searcher: s.Search}
	s.Search = c
	h := served(t, s, func(*web.Options) {})
	const question = "/search?q=售楼处没有告知就抓拍人脸信息"
	for path, strips := range map[string]bool{
		question: true, question + "&type=article": false, question + "&sort=date": false, question + "&page=2": false,
		"/search?q=民法典1": false,
	} {
		c.n.Store(0)
		page := text(t, get(t, h, path))
		if n := c.n.Load(); n != 1 {
			t.Errorf("%s makes %d searches", path, n)
		}
		if got := strings.Contains(page, "相关案例"); got != strips {
			t.Errorf("%s shows cases or commentary beside: %v, want %v", path, got, strips)
		}
	}
}
