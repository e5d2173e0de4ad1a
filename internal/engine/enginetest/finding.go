package enginetest

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

func (c *contract) expressions(t *testing.T) {
	w := engine.Word
	for name, x := range map[string]struct {
		must engine.Expr
		want string
	}{
		"quotation":                {w("远离电线"), "灯1 风1 甲 讲"},
		"number in other writing":  {w("30日"), "风2"},
		"number of a case":         {w("三十只"), "乙"},
		"wide and with a space":    {w("判决 如下"), "甲 乙 丙"},
		"nothing":                  {w("没有这几个字"), ""},
		"over the end of a line":   {w("电线。风筝线"), "风1"},
		"and":                      {engine.And(w("登记"), w("罚款")), "灯3 丁"},
		"or":                       {engine.Or(w("丢失"), w("破损")), "灯2 风2"},
		"and not":                  {engine.And(w("罚款"), engine.Not(w("悬挂"))), "风3"},
		"not both":                 {engine.And(w("罚款"), engine.Not(engine.And(w("悬挂"), w("处罚")))), "风3 灯3"},
		"pattern":                  {engine.Pattern("修补", "更换"), "灯2"},
		"pattern backwards":        {engine.Pattern("更换", "修补"), ""},
		"pattern in two sentences": {engine.Pattern("要求远离", "放飞风筝的", "要求"), "讲"},
		"pattern over a full stop": {engine.Pattern("规定", "牢固"), ""},
		"widest gap":               {engine.Pattern("灯笼", "蜡烛"), "灯4"},
		"too wide a gap":           {engine.Pattern("灯笼", "火柴"), ""},
		"any character":            {engine.Pattern("悬?灯笼"), "灯1 灯3 丁"},
		"any character is one":     {engine.Pattern("悬?笼"), ""},
		"any character, no comma":  {engine.Pattern("丢失的?失主"), ""},
	} {
		kinds := []searchdoc.Kind{searchdoc.Article, searchdoc.Case, searchdoc.Commentary}
		c.finds(t, name, engine.Plan{Must: &x.must, Kinds: kinds}, x.want)
	}
}

func (c *contract) near(t *testing.T) {
	w := engine.Word
	distance := func(n int, words ...engine.Expr) engine.Expr {
		return engine.Expr{Op: engine.OpNear, Within: engine.Characters, Distance: n, Args: words}
	}
	for name, x := range map[string]struct {
		must engine.Expr
		want string
	}{
		"same article":             {engine.Near(engine.Article, w("电线"), w("树木")), "风1"},
		"same article, not law":    {engine.Near(engine.Article, w("丢失"), w("树木")), ""},
		"same article is no case":  {engine.Near(engine.Article, w("缠绕"), w("断裂")), ""},
		"same article, not":        {engine.Near(engine.Article, w("电线"), engine.Not(w("树木"))), "灯1"},
		"same paragraph":           {engine.Near(engine.Paragraph, w("电线"), w("树木")), ""},
		"in one paragraph":         {engine.Near(engine.Paragraph, w("缠绕"), w("树木")), "风1"},
		"same paragraph, not":      {engine.Near(engine.Paragraph, w("电线"), engine.Not(w("树木"))), "灯1 风1"},
		"same paragraph, or":       {engine.Near(engine.Paragraph, engine.Or(w("电线"), w("修补")), w("应当")), "灯1 灯2 风1"},
		"near":                     {distance(2, w("修补"), w("更换")), "灯2"},
		"near, other order":        {distance(2, w("更换"), w("修补")), "灯2"},
		"not so near":              {distance(1, w("修补"), w("更换")), ""},
		"near of three":            {distance(2, w("及时"), w("更换"), w("修补")), "灯2"},
		"near in a case":           {distance(3, w("盗窃"), w("三十只")), "乙"},
		"near, and it is a number": {distance(3, w("盗窃"), w("30只")), "乙"},
	} {
		c.finds(t, name, engine.Plan{Must: &x.must, Kinds: []searchdoc.Kind{searchdoc.Article, searchdoc.Case}}, x.want)
	}
}

// words choose and order where nothing has to occur.
func (c *contract) words(t *testing.T) {
	for words, best := range map[string]string{
		"风筝线缠绕树木": "风1", "灯笼破损怎么修补": "灯2", "风筝丢失登记": "风2",
	} {
		a := c.find(t, engine.Plan{Words: words, Kinds: provisions})
		if len(a.Hits) == 0 || c.name(a.Hits[0].Key) != best {
			t.Errorf("%s: the best are %s; want %s first", words, c.inOrder(a.Hits), best)
		}
		falling(t, words, a.Hits)
	}
	a := c.find(t, engine.Plan{Words: "盗窃灯笼诈骗货款", Kinds: cases})
	if len(a.Hits) == 0 || c.name(a.Hits[0].Key) != "乙" {
		t.Errorf("cases of theft are %s", c.inOrder(a.Hits))
	}
	c.finds(t, "a word that nothing has", engine.Plan{Words: "zyxwv"}, "")
	with := c.find(t, engine.Plan{Words: "zyxwv", Also: []string{"zyxwv", "丢失"}, Kinds: provisions})
	if len(with.Hits) == 0 || c.name(with.Hits[0].Key) != "风2" {
		t.Errorf("with a word of the law: %s", c.inOrder(with.Hits))
	}
	for words, first := range map[string]string{
		"三十只": "乙", "基本要求": "讲", "灯笼 割伤": "甲", "怎么处理3.25%": "",
	} {
		a := c.find(t, engine.Plan{Words: words})
		if first != "" && (len(a.Hits) == 0 || c.name(a.Hits[0].Key) != first) {
			t.Errorf("%s: the best are %s; want %s first, which alone has the word", words, c.inOrder(a.Hits), first)
		}
		falling(t, words, a.Hits)
	}
	only := []engine.Condition{{Field: engine.FieldLaw, Relation: engine.Is, Values: []string{"灯笼管理规定"}}}
	if a := c.find(t, engine.Plan{Words: "溯及既往", Kinds: provisions, Conditions: only, Near: true}); a.Total == 0 {
		t.Error("nothing is near in a law that is named")
	}
}

// beside: the best of some kinds are there whatever page is asked for and however it is sorted, in
// the order in which they stand among all, and only those that have enough of the words.
func (c *contract) beside(t *testing.T) {
	all := c.find(t, engine.Plan{Words: "盗窃灯笼罚款登记", Size: 100})
	want := map[searchdoc.Kind][]engine.Hit{}
	for _, h := range all.Hits {
		want[h.Kind] = append(want[h.Kind], h)
	}
	for name, p := range map[string]engine.Plan{
		"first page":  {Size: 1},
		"second page": {Size: 2, From: 2},
		"by date":     {Size: 3, Sort: engine.ByDate},
		"by law":      {Size: 3, GroupByLaw: true},
	} {
		p.Words, p.Beside = "盗窃灯笼罚款登记", engine.Beside{Kinds: []searchdoc.Kind{searchdoc.Commentary, searchdoc.Case}, Size: 2}
		a := c.find(t, p)
		for i, k := range p.Beside.Kinds {
			if got, most := c.inOrder(a.Beside[i]), c.inOrder(want[k][:min(2, len(want[k]))]); got != most {
				t.Errorf("%s: beside it are %q; want %q", name, got, most)
			}
		}
		p.Beside.LeastWords = 0.5
		for _, h := range c.find(t, p).Beside[1] {
			if h.Reasons.Words < 0.5 {
				t.Errorf("%s: beside it is %s with %.2f of the words", name, c.name(h.Key), h.Reasons.Words)
			}
		}
	}
	if len(want[searchdoc.Case]) < 3 {
		t.Errorf("%d cases are found; the test needs three", len(want[searchdoc.Case]))
	}
	if a := c.find(t, engine.Plan{Words: "灯笼", Size: 1}); a.Beside != nil {
		t.Errorf("beside a page that asks for nothing is %+v", a.Beside)
	}
}

// falling says that the scores of hits fall.
func falling(t *testing.T, what string, hits []engine.Hit) {
	t.Helper()
	for i := 1; i < len(hits); i++ {
		if hits[i].Score > hits[i-1].Score {
			t.Errorf("%s: hit %d has the score %v behind %v", what, i, hits[i].Score, hits[i-1].Score)
		}
	}
}

// both: what must occur chooses, words only order; what must not occur leaves the choice
// to the words.
func (c *contract) both(t *testing.T) {
	must := engine.Word("罚款")
	p := engine.Plan{Must: &must, Words: "悬挂灯笼", Kinds: provisions}
	c.finds(t, "words that few of them have", p, "灯3 风3")
	if a := c.find(t, p); c.name(a.Hits[0].Key) != "灯3" {
		t.Errorf("the best is %s", c.name(a.Hits[0].Key))
	}
	p.Words = "缠绕树木"
	c.finds(t, "words that none of them has", p, "灯3 风3")
	no, yes := engine.Not(engine.Word("登记")), engine.Word("登记")
	without := map[string]bool{}
	for _, h := range c.find(t, engine.Plan{Must: &yes, Kinds: provisions}).Hits {
		without[c.name(h.Key)] = true
	}
	var want []string
	for name := range strings.FieldsSeq(c.inOrder(c.find(t, engine.Plan{Words: "灯笼", Kinds: provisions}).Hits)) {
		if !without[name] {
			want = append(want, name)
		}
	}
	if len(want) == 0 || len(without) == 0 {
		t.Fatalf("%d have the words without 登记, %d have 登记", len(want), len(without))
	}
	c.finds(t, "what must not occur", engine.Plan{Words: "灯笼", Must: &no, Kinds: provisions}, strings.Join(want, " "))
}

func (c *contract) kinds(t *testing.T) {
	all := 0
	for kind, want := range map[searchdoc.Kind]string{
		searchdoc.Article: "玩1 玩2 玩3 风1 风2 风3 风4 风5 灯1 灯2 灯3 灯4 灯5", searchdoc.Clause: "", searchdoc.Law: "玩 风 灯",
		searchdoc.Case: "甲 乙 丙 丁 戊", searchdoc.Commentary: "讲 报", searchdoc.Consultation: "问",
	} {
		p := engine.Plan{Kinds: []searchdoc.Kind{kind}}
		c.finds(t, kind.String(), p, want)
		for _, h := range c.find(t, p).Hits {
			all++
			if h.Kind != kind {
				t.Errorf("%s is of the kind %s", h.Key, h.Kind)
			}
		}
	}
	if a := c.find(t, engine.Plan{}); a.Total != all {
		t.Errorf("%d of all kinds; one by one %d", a.Total, all)
	}
	c.finds(t, "two kinds", engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Law, searchdoc.Consultation}}, "玩 风 灯 问")
	ranked := c.find(t, engine.Plan{Words: "风筝", Kinds: []searchdoc.Kind{searchdoc.Commentary, searchdoc.Consultation}})
	if got := c.sorted(ranked); got != sorted("讲 问") {
		t.Errorf("commentary and consultations with the word are %q", got)
	}
}

// days: texts are found on the days on which they are in force.
func (c *contract) days(t *testing.T) {
	must := engine.Word("电线")
	plan := func(p engine.Plan) engine.Plan {
		p.Must, p.Kinds = &must, provisions
		return p
	}
	c.finds(t, "on the day", plan(engine.Plan{}), "风1 灯1")
	c.finds(t, "a former day", plan(engine.Plan{Day: "2016-01-01"}), "旧风1")
	c.finds(t, "the day before the change", plan(engine.Plan{Day: "2019-03-31"}), "旧风1")
	c.finds(t, "the day of the change", plan(engine.Plan{Day: "2019-04-01"}), "风1")
	c.finds(t, "a coming day", plan(engine.Plan{Day: "2026-07-01"}), "风1 灯1 陀1")
	c.finds(t, "texts of all days", plan(engine.Plan{Superseded: true}), "旧风1 风1 灯1 陀1")
	c.finds(t, "before there was a law", engine.Plan{Day: "2010-01-01", Kinds: []searchdoc.Kind{searchdoc.Article, searchdoc.Law}}, "")
	c.finds(t, "laws", engine.Plan{Day: "2026-07-01", Kinds: []searchdoc.Kind{searchdoc.Law}}, "玩 风 灯 陀")
	words := c.find(t, engine.Plan{Words: "放飞风筝远离铁路", Kinds: provisions})
	old := c.find(t, engine.Plan{Words: "放飞风筝远离铁路", Kinds: provisions, Day: "2016-01-01"})
	if c.name(words.Hits[0].Key) != "风1" || c.name(old.Hits[0].Key) != "旧风1" {
		t.Errorf("by words: %s; on a former day %s", c.inOrder(words.Hits), c.inOrder(old.Hits))
	}
}

// reports: cases of news reports have fields, and no text.
func (c *contract) reports(t *testing.T) {
	c.finds(t, "without them", engine.Plan{Kinds: cases}, "甲 乙 丙 丁 戊")
	c.finds(t, "with them", engine.Plan{Kinds: cases, Reports: true}, "甲 乙 丙 丁 戊 报1 报2")
	news := is(engine.FieldTier, "news")
	c.finds(t, "only them", engine.Plan{Reports: true, Conditions: []engine.Condition{news}}, "报1 报2")
	c.finds(t, "none of them", engine.Plan{Reports: true, Kinds: cases, Conditions: []engine.Condition{not(news)}}, "甲 乙 丙 丁 戊")
	c.finds(t, "of a province", engine.Plan{Reports: true, Conditions: []engine.Condition{is(engine.FieldProvince, "浙江")}}, "报2")
	c.finds(t, "of a kind without cases", engine.Plan{Reports: true, Kinds: []searchdoc.Kind{searchdoc.Law}}, "玩 风 灯")
	inFacts := engine.Condition{Field: engine.FieldFacts, Relation: engine.Contains, Values: []string{"渣"}}
	c.finds(t, "words in a part", engine.Plan{Reports: true, Conditions: []engine.Condition{inFacts}}, "")
	c.finds(t, "words not in a part", engine.Plan{Reports: true, Kinds: cases, Conditions: []engine.Condition{not(inFacts), news}}, "报1 报2")
	must := engine.Word("废渣")
	c.finds(t, "text that they have not", engine.Plan{Reports: true, Must: &must, Kinds: cases}, "")
	words := c.find(t, engine.Plan{Words: "倾倒废渣 风筝", Reports: true, Kinds: cases})
	for _, h := range words.Hits {
		if _, _, ok := h.Key.ReportedCase(); ok {
			t.Errorf("words find %s", c.name(h.Key))
		}
	}
}
