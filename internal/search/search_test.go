package search_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

func now() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }

// laws are those written for the tests, ingested once for all tests that only read them.
var laws struct {
	once   sync.Once
	dir    string
	opened *search.Opened
}

func TestMain(m *testing.M) {
	code := m.Run()
	if laws.dir != "" {
		os.RemoveAll(laws.dir)
	}
	os.Exit(code)
}

// service searches the laws written for the tests.
func service(t *testing.T) (*search.Service, *kb.Base) {
	t.Helper()
	laws.once.Do(func() {
		var err error
		if laws.dir, err = os.MkdirTemp("", "fatiao-search"); err != nil {
			t.Fatal(err)
		}
		store, err := generation.OpenStore(filepath.Join(laws.dir, "data"))
		if err != nil {
			t.Fatal(err)
		}
		paths := []string{testlaw.Write(t, filepath.Join(laws.dir, "laws"))}
		if _, err := ingest.Run(context.Background(), ingest.Options{Store: store, Paths: paths, Now: now}); err != nil {
			t.Fatal(err)
		}
		if laws.opened, err = search.OpenCurrent(context.Background(), store, now); err != nil {
			t.Fatal(err)
		}
	})
	if laws.opened == nil {
		t.Fatal("the laws could not be ingested")
	}
	return laws.opened.Service, laws.opened.Base
}

func find(t *testing.T, s *search.Service, r search.Request) *search.Result {
	t.Helper()
	res, err := s.Search(context.Background(), r)
	if err != nil {
		t.Fatalf("%q: %v", r.Query, err)
	}
	for _, h := range res.Hits {
		runes := []rune(h.Snippet)
		for _, m := range h.Highlights {
			if m[0] < 0 || m[0] >= m[1] || m[1] > len(runes) {
				t.Errorf("%q: highlight %v outside the snippet %q", r.Query, m, h.Snippet)
			}
		}
	}
	return res
}

func TestExactFirst(t *testing.T) {
	s, _ := service(t)
	for q, want := range map[string]string{
		"车辆安全法3": "车辆安全法/3",
		"《车辆安全法》第3条第1款第（二）项": "车辆安全法/3/k1/x2",
		"车辆安全法":               "车辆安全法",
		"国务院令第9001号":          "车辆管理暂行条例",
		"车辆安全法@2019-03-01第二条": "车辆安全法@2019-03-01/2",
		"关于适用《车辆安全法》若干问题的解释第二条": "最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释/2",
	} {
		res := find(t, s, search.Request{Query: q})
		if len(res.Hits) == 0 || res.Hits[0].Address != want {
			t.Errorf("%q leads to %+v; want %s first", q, res.Hits, want)
		}
	}
	if res := find(t, s, search.Request{Query: "车辆安全法99"}); res.Missing == nil || !res.Missing.Loaded {
		t.Errorf("an address that is not there: %+v", res)
	}
}

func TestFiltersAndStatus(t *testing.T) {
	s, _ := service(t)
	all := find(t, s, search.Request{Query: "登记 车辆", Size: 100})
	for _, h := range all.Hits {
		if h.Status == statute.StatusRepealed || h.Status == statute.StatusAmended {
			t.Errorf("%s is %s and was not asked for", h.Address, h.Status)
		}
	}
	old := find(t, s, search.Request{Query: "马车 登记", Types: []string{"article"}, Superseded: true})
	if len(old.Hits) == 0 || old.Hits[0].Address != "车辆管理暂行条例@1990-05-01/1" || old.Hits[0].Status != statute.StatusRepealed {
		t.Errorf("asked for, the repealed text is %+v", old.Hits)
	}
	for _, h := range find(t, s, search.Request{Query: "打瞌睡", Types: []string{"case"}}).Hits {
		if h.Type != "case" || h.ID == "" {
			t.Errorf("hit %+v; want cases only", h)
		}
	}
	for _, h := range find(t, s, search.Request{Query: "租金", Law: "住宅法典"}).Hits {
		if !strings.HasPrefix(h.Address, "住宅法典") {
			t.Errorf("hit %s; want 住宅法典 only", h.Address)
		}
	}
}

// Paging gives every hit once, in the order of one long page.
func TestPaging(t *testing.T) {
	s, _ := service(t)
	long := find(t, s, search.Request{Query: "车辆 驾驶人 检验", Size: 100})
	var paged []string
	for page := 1; page <= 20; page++ {
		for _, h := range find(t, s, search.Request{Query: "车辆 驾驶人 检验", Page: page, Size: 3}).Hits {
			paged = append(paged, h.Type+h.Address+h.ID)
		}
	}
	if len(paged) != len(long.Hits) {
		t.Fatalf("%d hits by pages, %d at once", len(paged), len(long.Hits))
	}
	for i, h := range long.Hits {
		if paged[i] != h.Type+h.Address+h.ID {
			t.Errorf("hit %d is %s by pages, %s at once", i, paged[i], h.Type+h.Address+h.ID)
		}
	}
}

// Every piece of an article, quoted, finds that article, as a plain scan does.
func TestPhraseAgainstScan(t *testing.T) {
	s, base := service(t)
	rng := rand.New(rand.NewPCG(1, 2))
	law, err := base.Law(context.Background(), "车辆安全法")
	if err != nil {
		t.Fatal(err)
	}
	units, err := base.Units(context.Background(), law.On("2026-03-04").ID)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, u := range units {
		if u.Kind != statute.KindArticle {
			continue
		}
		text := []rune(strings.ReplaceAll(u.Text(), "\n", ""))
		for range 20 {
			n := 2 + rng.IntN(10)
			if n >= len(text) {
				continue
			}
			start := rng.IntN(len(text) - n)
			piece := string(text[start : start+n])
			if strings.ContainsAny(piece, "“”\" ") ||
				strings.TrimFunc(piece, func(r rune) bool { return strings.ContainsRune("，。；：、（）", r) }) != piece {
				continue
			}
			tried++
			found := false
			for _, h := range find(t, s, search.Request{Query: "“" + piece + "”", Size: 100}).Hits {
				found = found || h.Address == "车辆安全法/"+u.Address
			}
			if !found {
				t.Errorf("“%s” does not find 车辆安全法/%s", piece, u.Address)
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d pieces were tried", tried)
	}
}

func TestBadQueries(t *testing.T) {
	s, _ := service(t)
	for _, q := range []string{"", "   ", "“", "\"\"", "的", "😀", "\x00\x01", strings.Repeat("车辆安全", 25_000), "第", "(((", "a AND OR NOT",
		"\xff\xfe", "*", "-", "law:", "date:昨天", "level:无", "龘"} {
		res := find(t, s, search.Request{Query: q, Page: 999_999_999})
		if len(res.Hits) != 0 {
			t.Errorf("page 999999999 of %.20q has %d hits", q, len(res.Hits))
		}
		if res = find(t, s, search.Request{Query: q}); len(res.Hits) == 0 && res.Message == "" && res.NotLoaded == "" {
			t.Errorf("%.20q has neither hits nor a message", q)
		}
	}
}

func TestRank(t *testing.T) {
	s, _ := service(t)
	ranked, err := s.Rank(context.Background(), "开车打瞌睡罚多少钱", 5)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range ranked {
		a, err := statute.ParseAddress(r.Address)
		if err != nil || a.Version != "" || a.Provision.Article.IsZero() || a.Provision.Paragraph > 0 || seen[r.Address] {
			t.Errorf("%s is no whole article in force, or is there twice", r.Address)
		}
		seen[r.Address] = true
	}
	if !seen["车辆安全法/5"] || !seen["车辆安全法/3"] {
		t.Errorf("ranked %v", ranked)
	}
}
