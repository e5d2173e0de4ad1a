package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

func openData(t testing.TB, data string) *search.Opened {
	t.Helper()
	store, err := generation.OpenStore(data)
	if err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	all, err := search.Open(context.Background(), g, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	return all
}

// testSearching checks what must hold of searches in the whole collection.
func testSearching(t *testing.T, data string) {
	all := openData(t, data)
	articles := currentArticles(t, all.Base)
	t.Run("look-ups", func(t *testing.T) { testLookups(t, all, articles) })
	t.Run("substrings", func(t *testing.T) { testSubstrings(t, all, articles) })
	t.Run("bad queries", func(t *testing.T) { testBadQueries(t, all) })
	t.Run("everyday words", func(t *testing.T) { testEveryday(t, all) })
	t.Run("everyday questions", func(t *testing.T) { testEverydayQuestions(t, all) })
	t.Run("unanswered", func(t *testing.T) { testUnanswered(t, all) })
	t.Run("misspelt", func(t *testing.T) { testMisspelt(t, all) })
	t.Run("reported facts", func(t *testing.T) { testReported(t, all) })
	t.Run("suggestions", func(t *testing.T) { testSuggestions(t, all) })
}

// article is an article in force.
type article struct {
	law     string
	number  statute.Number
	address string
	text    string
}

func currentArticles(t testing.TB, base *kb.Base) []article {
	t.Helper()
	ctx, today := context.Background(), statute.Today(time.Now())
	var list []article
	for _, key := range base.Keys() {
		law, err := base.Law(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		v := law.On(today)
		if st := v.StatusOn(today); st != statute.StatusInForce && st != statute.StatusUnverified {
			continue
		}
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			if u.Kind != statute.KindArticle || u.Address == "" {
				continue
			}
			p, err := statute.ParseProvision(u.Address)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, article{key, p.Article, key + "/" + u.Address, u.Text()})
		}
	}
	return list
}

// spellings are six ways to type the address of an article.
func (a article) spellings() []string {
	chinese, arabic := "第"+cnnum.Format(a.number.Main)+"条", fmt.Sprint(a.number.Main)
	sub, dash := "", ""
	if a.number.Sub > 0 {
		sub, dash = "之"+cnnum.Format(a.number.Sub), fmt.Sprintf("-%d", a.number.Sub)
	}
	return []string{
		a.address,
		"《" + a.law + "》" + chinese + sub,
		a.law + arabic + sub,
		a.law + " " + arabic + dash,
		a.law + "第" + arabic + "条" + sub,
		"中华人民共和国" + a.law + chinese + sub,
	}
}

// testLookups types three hundred addresses over all laws in six spellings.
func testLookups(t *testing.T, all *search.Opened, articles []article) {
	rng := rand.New(rand.NewPCG(11, 12))
	var slowest time.Duration
	wrong := 0
	for i := range 300 {
		a := articles[rng.IntN(len(articles))]
		q := a.spellings()[i%6]
		start := time.Now()
		res, err := all.Service.Search(context.Background(), search.Request{Query: q, Size: 1})
		slowest = max(slowest, time.Since(start))
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		if len(res.Hits) == 0 || res.Hits[0].Address != a.address {
			wrong++
			t.Errorf("%q does not lead to %s but to %+v", q, a.address, res.Hits)
		}
	}
	t.Logf("%d of 300 look-ups at rank 1, slowest %v", 300-wrong, slowest)
}

// testSubstrings looks for a thousand pieces of articles to the letter.
func testSubstrings(t *testing.T, all *search.Opened, articles []article) {
	rng := rand.New(rand.NewPCG(13, 14))
	var times []time.Duration
	missed := 0
	for range 1000 {
		a := articles[rng.IntN(len(articles))]
		runes := []rune(strings.ReplaceAll(a.text, "\n", ""))
		n := min(len(runes), 2+rng.IntN(11))
		at := rng.IntN(len(runes) - n + 1)
		piece := string(runes[at : at+n])
		if strings.ContainsAny(piece, "“”\"「」＂") || strings.TrimSpace(piece) == "" {
			continue // a quotation mark cannot be quoted
		}
		start := time.Now()
		found := pagesHave(t, all, "“"+piece+"”", a)
		times = append(times, time.Since(start))
		if !found {
			missed++
			t.Errorf("“%s” does not find %s", piece, a.address)
		}
	}
	slices.Sort(times)
	t.Logf("%d pieces looked for, %d missed; median %v, slowest %v with all pages", len(times), missed, times[len(times)/2],
		times[len(times)-1])
}

// pagesHave turns the pages of the results in the law of an article until the
// article is there.
func pagesHave(t *testing.T, all *search.Opened, q string, a article) bool {
	t.Helper()
	for page := 1; ; page++ {
		res, err := all.Service.Search(context.Background(), search.Request{Query: q, Types: []string{"article"}, Law: a.law, Page: page,
			Size: search.MaxSize})
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		for _, h := range res.Hits {
			if h.Address == a.address {
				return true
			}
		}
		if page*search.MaxSize >= res.Total {
			return false
		}
	}
}

// badQueries are strings that no answer can be had for, or that cost too much
// if nobody looks after them.
var badQueries = []string{
	"", " \t ", "\"", "“”", "“未完", "(((((", ")", "AND", "OR OR OR", "NOT", "-", "*", "**", "?", "的", "了 的 吗", "😀😀", "\x00\x01\x02",
	"\xff\xfe",
	strings.Repeat("车辆安全", 25_000), strings.Repeat("a ", 50_000), strings.Repeat("(", 50_000), strings.Repeat("“民”", 20_000),
	strings.Repeat("民* ", 20_000),
	"law:没有这部法", "date:昨天", "level:部门", "status:好", "type:书", "law:", "民法典99999", "刑法第", "的*的", strings.Repeat("的 AND ", 60) + "的", "“的”",
	"“，”", "“ ”",
}

// testBadQueries: an answer or a message, quickly.
func testBadQueries(t *testing.T, all *search.Opened) {
	var slowest time.Duration
	var which string
	for _, q := range badQueries {
		for _, page := range []int{1, 999_999_999, 1<<62 - 1} {
			start := time.Now()
			res, err := all.Service.Search(context.Background(), search.Request{Query: q, Page: page})
			took := time.Since(start)
			if took > slowest {
				slowest, which = took, q
			}
			if took > 80*time.Millisecond {
				t.Logf("%v: %.40q", took, q)
			}
			if err != nil {
				t.Errorf("%.30q: %v", q, err)
				continue
			}
			if len(res.Hits) == 0 && page == 1 && res.Message == "" && res.NotLoaded == "" {
				t.Errorf("%.30q has neither hits nor a message", q)
			}
			if page > 1 && len(res.Hits) > 0 {
				t.Errorf("page %d of %.30q has hits", page, q)
			}
		}
	}
	t.Logf("%d bad queries, slowest %v: %.30q", len(badQueries), slowest, which)
}

// testEveryday asks as people do; the provision must be among the first ten.
func testEveryday(t *testing.T, all *search.Opened) {
	missed := 0
	for _, c := range [][2]string{
		{"小区能不能强制刷脸", "最高人民法院关于审理使用人脸识别技术处理个人信息相关民事案件适用法律若干问题的规定/10"}, {"离婚冷静期是多少天", "民法典/1077"}, {"加班费怎么算", "劳动法/44"},
		{"怀孕被开除", "劳动合同法/42"},
		{"撞人逃跑判几年", "刑法/133"}, {"正当防卫打死人要坐牢吗", "刑法/20"}, {"试用期最长多久", "劳动合同法/19"}, {"高空抛物砸到人谁赔", "民法典/1254"}, {"酒驾怎么处罚", "道路交通安全法/91"},
		{"捡到钱不还犯法吗", "民法典/314"},
		{"不安抗辩权", "民法典/527"}, {"买到假货退一赔三", "消费者权益保护法/55"}, {"老人遗嘱有好几份听哪份", "民法典/1142"}, {"狗咬人谁负责", "民法典/1245"}, {"借钱没写利息要不要给", "民法典/680"},
		{"被家暴可以申请什么保护", "反家庭暴力法/23"},
		{"未成年人打赏主播能退吗", "民法典/145"}, {"工伤认定多久内申请", "工伤保险条例/17"}, {"民告官多长时间内起诉", "行政诉讼法/46"}, {"房东提前收房要赔钱吗", "民法典/577"},
	} {
		res, err := all.Service.Search(context.Background(), search.Request{Query: c[0], Size: 10, Types: []string{"article"}})
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(res.Hits, func(h search.Hit) bool { return h.Address == c[1] })
		if at < 0 {
			missed++
		}
		t.Logf("%s: %s at %d", c[0], c[1], at+1)
	}
	if missed > everydayMissed {
		t.Errorf("%d everyday questions miss the first ten; want at most %d", missed, everydayMissed)
	}
}

// everydayMissed is how many everyday questions miss the first ten today.
const everydayMissed = 2

func testSuggestions(t *testing.T, all *search.Opened) {
	for typed, want := range map[string]string{
		"民法": "民法典", "minfad": "民法典", "mfd": "民法典", "xingf": "刑法", "劳动合": "劳动合同法", "人脸识别": "人脸识别规定", "民法典1036": "民法典 第一千零三十六条",
		"道路交": "道路交通安全法",
	} {
		list, err := all.Service.Suggest(context.Background(), typed, "")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(list, func(s search.Suggestion) bool { return s.Text == want }) {
			t.Errorf("%q suggests %+v; want %s among them", typed, list, want)
		}
		once := map[string]bool{}
		for _, x := range list {
			if once[x.Text] {
				t.Errorf("%q suggests %s twice", typed, x.Text)
			}
			once[x.Text] = true
		}
	}
	if list, err := all.Service.Suggest(context.Background(), "\xff“", ""); err != nil || len(list) > 0 {
		t.Errorf("noise suggests %+v, %v", list, err)
	}
	for q, want := range map[string]string{"mfd 1036": "民法典/1036", "PIPL 13": "个人信息保护法/13", "民法典第一千零三十六条第一款": "民法典/1036/k1",
		"法释(2021)15号": "最高人民法院关于审理使用人脸识别技术处理个人信息相关民事案件适用法律若干问题的规定",
		"盗窃罪":         "刑法/264", "职务侵占罪": "刑法/271", "放火罪": "刑法/114", "公司法2018第16条": "公司法@2018-10-26/16",
		"公司法（2018修正）第十六条": "公司法@2018-10-26/16",
		"民法典第577条怎么理解":    "民法典/577", "民法典1036、1038": "民法典/1036",
		"选举法3": "全国人民代表大会和地方各级人民代表大会选举法/3"} {
		res, err := all.Service.Search(context.Background(), search.Request{Query: q})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) == 0 || res.Hits[0].Address != want {
			t.Errorf("%q leads to %+v; want %s first", q, res.Hits, want)
		}
	}
	for typed, want := range map[string]string{"劳动何同": "劳动合同"} {
		res, err := all.Service.Search(context.Background(), search.Request{Query: typed})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(res.Suggestions, want) {
			t.Errorf("%q: suggestions %v; want %s", typed, res.Suggestions, want)
		}
	}
}
