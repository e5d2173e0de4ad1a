package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// offering is a place that offers the fields of a list, with words that find something
// which has each of them.
type offering struct {
	list      engine.List
	page, api string
	words     string
}

var offerings = []offering{
	{engine.SearchList, "/search", "/api/v1/search", "“人”"},
	{engine.CaseList, "/cases", "/api/v1/cases", ""},
}

// found is what the two answers of the API have in common.
type found struct {
	Total  int
	Facets map[string][]struct {
		Value, Name string
		Count       int
	}
}

// A row of the table of fields is enough: what a list offers is described by the API,
// narrows its answers to what was counted, is a link on the page that narrows it, and
// says the same in the query language.
func TestFields(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	for name, text := range map[string]string{"鱼塘规定.md": pond, "一审.txt": firstInstance, "二审.txt": secondInstance} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir, "../internal/judgment/testdata/judgments.jsonl"}})
	described := describedParams(t, h)
	for _, o := range offerings {
		var all found
		call(t, h, o.ask(o.api, o.words), http.StatusOK, &all)
		for field, offer := range o.list.Params() {
			about, ok := described[o.api][offer.Param]
			if !ok || !strings.Contains(about, offer.Label) {
				t.Errorf("%s describes the parameter %s as %q", o.api, offer.Param, about)
			}
			if offer.Facet == "" { // words, or a number: nothing is counted of it
				value := uncounted[field.Name]
				if value == "" {
					t.Errorf("%s: no value of %s is tried", o.api, field.Name)
				}
				o.narrows(t, h, field, value, 1, all.Total)
				continue
			}
			tested := false
			for _, x := range all.Facets[offer.Facet] {
				if x.Count < all.Total && !tested {
					tested = true
					o.narrows(t, h, field, x.Value, x.Count, all.Total)
				}
			}
			if !tested {
				t.Errorf("%s: nothing has a value of %s that others have not: %+v", o.api, field.Name, all.Facets[offer.Facet])
			}
		}
	}
}

// uncounted are values of fields of which nothing is counted, which some of the cases have.
var uncounted = map[string]string{
	engine.FieldNumber: "民初", engine.FieldFacts: "原告", engine.FieldReasons: "应当", engine.FieldResult: "驳回",
	engine.FieldChain: "（2023）浙0599民初41号",
}

// pond is a law that a ministry of its own issued and that is not in force any more.
const pond = "# 鱼塘规定\n\n2001年3月1日 国务院 公布\n\n<!-- INFO END -->\n\n第一条 养鱼的人应当看护鱼塘。\n"

// firstInstance and secondInstance are two judgments of one dispute.
const (
	firstInstance = `云溪县人民法院
民 事 判 决 书
（2023）浙0599民初41号
原告：云溪石桥建材有限公司，住所地云溪县。
委托诉讼代理人：钟望山，浙江白沙律师事务所律师。
被告：云溪金塘装饰有限公司，住所地云溪县。
委托诉讼代理人：柏临川、茅听雨，浙江南岭律师事务所律师。
原告云溪石桥建材有限公司与被告云溪金塘装饰有限公司买卖合同纠纷一案，本院于2023年3月1日立案后，依法公开开庭进行了审理。本案现已审理终结。
原告云溪石桥建材有限公司诉称，被告拖欠货款。
经审理查明，双方订有买卖合同，被告尚欠货款120000元。
本院认为，被告应当支付货款。依照《中华人民共和国民法典》第五百七十七条规定，判决如下：
一、被告云溪金塘装饰有限公司于本判决生效之日起十日内支付原告云溪石桥建材有限公司货款120000元；
二、驳回原告云溪石桥建材有限公司的其他诉讼请求。
案件受理费2700元，由被告负担。
如不服本判决，可在判决书送达之日起十五日内上诉于云溪市中级人民法院。
审判员　闵怀远
二〇二三年五月六日
书记员　阮知秋
`
	secondInstance = `云溪市中级人民法院
民 事 判 决 书
（2023）浙05民终77号
上诉人（原审被告）：云溪金塘装饰有限公司，住所地云溪县。
委托诉讼代理人：柏临川，浙江南岭律师事务所律师。
被上诉人（原审原告）：云溪石桥建材有限公司，住所地云溪县。
上诉人云溪金塘装饰有限公司因与被上诉人云溪石桥建材有限公司买卖合同纠纷一案，不服云溪县人民法院（2023）浙0599民初41号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。本案现已审理终结。
云溪金塘装饰有限公司上诉请求：撤销原判。
本院经审理查明，原审查明的事实属实。
本院认为，上诉理由不能成立。依照《中华人民共和国民事诉讼法》第一百七十七条第一款第一项规定，判决如下：
驳回上诉，维持原判。
本判决为终审判决。
审判长　庄景行
审判员　娄思齐
审判员　祝明达
二〇二三年九月十日
书记员　阮知秋
`
)

func (o offering) ask(path, words string, params ...string) *http.Request {
	v := url.Values{"q": {words}, "superseded": {"true"}}
	if !strings.HasPrefix(path, "/api/") {
		v.Set("superseded", "1")
	}
	for i := 0; i < len(params); i += 2 {
		v.Set(params[i], params[i+1])
	}
	return httptest.NewRequest(http.MethodGet, path+"?"+v.Encode(), nil)
}

// narrows holds one value of a field against what was counted of it.
func (o offering) narrows(t *testing.T, h http.Handler, field *engine.Field, value string, count, all int) {
	t.Helper()
	offer := o.list.Offer(field)
	var chosen found
	call(t, h, o.ask(o.api, o.words, offer.Param, value), http.StatusOK, &chosen)
	// A part of a name has other names, a year the laws too, a provision what is below it.
	exact := field.Relation == engine.Is && field.Name != engine.FieldApplies && offer.Facet != ""
	if chosen.Total < count || chosen.Total == all || exact && chosen.Total != count {
		t.Errorf("%s with %s=%s finds %d of %d; counted are %d", o.api, offer.Param, value, chosen.Total, all, count)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, o.ask(o.page, o.words, offer.Param, value))
	shown := text(t, w.Result())
	if name := offer.Label + "："; !strings.Contains(shown, name) || !strings.Contains(shown, strconv.Itoa(chosen.Total)+" ") {
		t.Errorf("%s with %s=%s does not say %s and %d:\n%s", o.page, offer.Param, value, name, chosen.Total, shown)
	}
	if !field.Language {
		return
	}
	var typed found
	call(t, h, o.ask(o.api, strings.TrimSpace(o.words+" "+field.Name+":"+strconv.Quote(value))), http.StatusOK, &typed)
	if typed.Total != chosen.Total {
		t.Errorf("%s:%s finds %d; the parameter %d", field.Name, value, typed.Total, chosen.Total)
	}
}

// describedParams are what the description of the API says of parameters, by path and name.
func describedParams(t *testing.T, h http.Handler) map[string]map[string]string {
	t.Helper()
	var api struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name, In, Description string
				Schema                struct{ Type any }
			}
		}
	}
	call(t, h, request("/api/openapi.json"), http.StatusOK, &api)
	described := map[string]map[string]string{}
	for path, operations := range api.Paths {
		described[path] = map[string]string{}
		for _, p := range operations["get"].Parameters {
			if _, twice := described[path][p.Name]; twice || p.Schema.Type == nil {
				t.Errorf("%s: %+v is there twice, or has no type", path, p)
			}
			described[path][p.Name] = p.Description
		}
	}
	return described
}
