package opensearch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local/localtest"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// told are cases in which people did this and that to things; each is told with other words and at
// another length.
func told(n int) []enginetest.Document {
	random := rand.New(rand.NewPCG(24, 1))
	one := func(list []string) string { return list[random.IntN(len(list))] }
	list := make([]enginetest.Document, n)
	for i := range list {
		cause := one(causesTold)
		text := fmt.Sprintf("第%d号案件\n基本案情\t", i)
		for range 2 + random.IntN(8) {
			text += one(people) + "把" + one(things) + one(acts) + "，" + one(people) + one(reactions) + "，" + one(sums) + "。"
		}
		text += "\n本院认为\t" + one(people) + "应当" + one(duties) + "。\n裁判结果\t" + one(ends) + "。\n"
		list[i] = enginetest.Document{Kind: statute.DocCase, Title: one(things) + cause + strconv.Itoa(i),
			Date: statute.Date(fmt.Sprintf("20%02d-%02d-01", 10+random.IntN(15), 1+random.IntN(12))), Text: text,
			Facts: &casefile.Facts{Tier: casefile.TierOrdinary, Kind: "民事", Cause: casefile.Field{Text: cause},
				Number: casefile.Number{Field: casefile.Field{Text: "（2020）虚09民初" + strconv.Itoa(i) + "号"}}}}
	}
	return list
}

var (
	people     = []string{"房东", "租客", "老板", "工人", "司机", "邻居", "物业", "医院", "学校", "家长", "网店", "买家", "银行", "储户", "旅客", "航空公司"}
	things     = []string{"冰箱", "电动自行车", "押金", "工资", "奶牛", "鱼塘", "果树", "阳台", "电梯", "手机", "行李", "保险单", "定金", "房屋", "古画", "钢琴", "渔网", "温室大棚"}
	acts       = []string{"弄坏了", "拖欠不还", "卖给了别人", "占用多年", "丢失了", "私自改装", "抵押给银行", "拆除", "出租给他人", "烧毁", "迟迟不交付", "偷偷搬走"}
	reactions  = []string{"要求赔偿损失", "解除了合同", "拒绝支付租金", "报警处理", "申请劳动仲裁", "起诉到法院", "要求恢复原状", "请求返还", "主张双倍返还", "要求继续履行"}
	sums       = []string{"损失三千元", "双方没有签书面合同", "有收据为证", "证人当庭作证", "鉴定结论不明确", "约定违约金为每日百分之一", "已经超过诉讼时效", "通知没有送达"}
	duties     = []string{"承担违约责任", "赔偿全部损失", "返还原物", "支付劳动报酬", "停止侵害", "承担相应的过错责任", "继续履行合同", "支付逾期利息"}
	ends       = []string{"驳回诉讼请求", "支持原告的全部请求", "部分支持", "准许撤诉", "发回重审"}
	causesTold = []string{"租赁合同纠纷", "劳动争议", "买卖合同纠纷", "相邻关系纠纷", "财产损害赔偿纠纷", "运输合同纠纷", "保险纠纷"}
)

// Questions find the same cases on both engines: nearly all of the best hundred and of the first
// page, with the same reasons.
func TestQuestions(t *testing.T) {
	c := real(t)
	all := localtest.Open(t, told(1500))
	b, err := c.Build(t.Context(), Layout{Shards: 3, Replicas: 1}, casesOf(t, all))
	if err != nil || len(b.Rejects) > 0 {
		t.Fatalf("%+v, %v", b, err)
	}
	t.Cleanup(func() { _ = b.Generation.Discard(context.Background()) })
	e := c.With(all.Engine)
	random := rand.New(rand.NewPCG(24, 2))
	one := func(list []string) string { return list[random.IntN(len(list))] }
	var best, first, wanted, page int
	const questions = 200
	for i := range questions {
		words := one(people) + "把" + one(things) + one(acts) + "怎么办"
		p := engine.Plan{Words: words, Kinds: []searchdoc.Kind{searchdoc.Case}, Day: enginetest.Day, Size: 100,
			Facets: []string{engine.FieldCause}}
		switch i % 4 {
		case 1:
			p.Also = []string{one(duties)}
		case 2:
			p.Conditions = []engine.Condition{{Field: engine.FieldCause, Relation: engine.Is, Values: []string{"劳动争议"}}}
		case 3:
			must := engine.Word(one(things))
			p.Must = &must
		}
		want, err := all.Engine.Search(t.Context(), &p)
		if err != nil {
			t.Fatal(err)
		}
		if c.inOneStage = 0; i%3 == 0 {
			c.inOneStage = mostInOneStage
		}
		got, err := e.Search(t.Context(), &p)
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != want.Total || len(got.Hits) != len(want.Hits) {
			t.Errorf("%s: %d found, %d on the page; local %d, %d", words, got.Total, len(got.Hits), want.Total, len(want.Hits))
			continue
		}
		if p.Must != nil && !slices.Equal(got.Facets[engine.FieldCause], want.Facets[engine.FieldCause]) {
			t.Errorf("%s: %v; local %v", words, got.Facets, want.Facets)
		}
		g, w := keys(got, engine.ByTier), keys(want, engine.ByTier)
		best, wanted = best+common(g, w), wanted+len(w)
		n := min(20, len(w))
		first, page = first+common(g[:n], w[:n]), page+n
		if near := got.Hits[0].Reasons.Closeness - want.Hits[0].Reasons.Closeness; g[0] == w[0] && (near > 0.001 || near < -0.001) {
			t.Errorf("%s: the closeness of %s is %v; local %v", words, g[0], got.Hits[0].Reasons.Closeness, want.Hits[0].Reasons.Closeness)
		}
	}
	t.Logf("%d questions: %.1f %% of the best 100, %.1f %% of the first page are the same", questions, 100*float64(best)/float64(wanted),
		100*float64(first)/float64(page))
	if best*100 < 95*wanted || first*100 < 95*page || wanted < 100*questions/4 {
		t.Errorf("of the best 100, %d of %d are the same; of the first page, %d of %d", best, wanted, first, page)
	}
	similar(t, e, all)
}

// similar compares the cases like some.
func similar(t *testing.T, e *Engine, all *localtest.Collection) {
	same, wanted := 0, 0
	for i := 0; i < len(all.Documents); i += 50 {
		d := all.Documents[i]
		like := engine.Likeness{Case: d.Key, Facts: d.Text, Size: 5}
		want, err := all.Engine.Similar(t.Context(), &like)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Similar(t.Context(), &like)
		if err != nil {
			t.Fatal(err)
		}
		g, w := hitKeys(got), hitKeys(want)
		same, wanted = same+common(g, w), wanted+len(w)
	}
	t.Logf("%.1f %% of the similar cases are the same", 100*float64(same)/float64(wanted))
	if same*100 < 95*wanted || wanted == 0 {
		t.Errorf("%d of %d similar cases are the same", same, wanted)
	}
}

func hitKeys(hits []engine.Hit) []searchdoc.Key {
	return keys(&engine.Answer{Hits: hits}, engine.ByTier)
}

// common is how many keys two lists have in common.
func common(a, b []searchdoc.Key) int {
	n := 0
	for _, k := range a {
		if slices.Contains(b, k) {
			n++
		}
	}
	return n
}
