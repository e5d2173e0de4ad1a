package lawnames

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// The names by which lawyers call an interpretation come from its title; a
// title that is no interpretation has none.
func TestNicknames(t *testing.T) {
	for title, want := range map[string]string{
		"最高人民法院关于审理拼车案件适用法律若干问题的规定": "拼车司法解释 拼车规定",
		"最高人民法院关于审理拼车纠纷案件适用法律问题的解释（二）": "拼车司法解释（二） 拼车司法解释之二 拼车司法解释2 拼车解释（二） 拼车解释之二 拼车解释2 " +
			"拼车纠纷司法解释（二） 拼车纠纷司法解释之二 拼车纠纷司法解释2 拼车纠纷解释（二） 拼车纠纷解释之二 拼车纠纷解释2",
		"最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释":       "车辆安全法司法解释 车辆安全法解释",
		"最高人民法院关于适用《中华人民共和国民事诉讼法》有关停车程序的解释":     "停车程序司法解释 停车程序解释 民事诉讼法停车程序司法解释 民事诉讼法停车程序解释 民诉法停车程序司法解释 民诉法停车程序解释 民诉停车程序司法解释 民诉停车程序解释",
		"最高人民法院、最高人民检察院关于办理偷车刑事案件具体应用法律若干问题的解释": "偷车司法解释 偷车解释",
		"最高人民法院关于停车的若干规定":                       "停车司法解释 停车规定",
		"公司法解释（三）": "公司法司法解释（三） 公司法司法解释之三 公司法司法解释3 公司法解释（三） 公司法解释之三 公司法解释3 " +
			"公司法解（三） 公司法解之三 公司法解3 公司法司解（三） 公司法司解之三 公司法司解3",
		"最高人民法院关于适用《中华人民共和国拖车法》若干问题的规定（三）": "拖车法司法解释（三） 拖车法司法解释之三 拖车法司法解释3 拖车法规定（三） 拖车法规定之三 拖车法规定3 拖车法解释（三） 拖车法解释之三 拖车法解释3 " +
			"拖车法解（三） 拖车法解之三 拖车法解3 拖车法司解（三） 拖车法司解之三 拖车法司解3",
		"最高人民法院关于适用《中华人民共和国拖车法》停车编的解释": "停车编司法解释 停车编解释 拖车法停车编司法解释 拖车法停车编解释 停车司法解释 停车解释 拖车法停车司法解释 拖车法停车解释",
		"车辆安全法": "",
		"最高人民法院关于停车问题的批复":                                "",
		"最高人民法院关于审理" + strings.Repeat("停", 25) + "案件的规定": "",
	} {
		if got := strings.Join(nicknames(title), " "); got != want {
			t.Errorf("%s: got %q; want %q", title, got, want)
		}
	}
}

// A nickname finds its interpretation in the usual variations too; one that two
// interpretations have finds both, and a full title only itself.
func TestResolveNicknames(t *testing.T) {
	keys := []string{"最高人民法院关于审理拼车案件适用法律若干问题的规定", "最高人民法院关于审理停车案件若干问题的规定", "最高人民法院关于停车的解释"}
	var aliases []Alias
	for _, k := range keys {
		aliases = append(aliases, Derived(k, k, nil)...)
	}
	n := New(keys, aliases)
	for name, want := range map[string][]string{
		"拼车规定": {keys[0]}, "拼车司法解释": {keys[0]}, "审理拼车案件司法解释": {keys[0]}, "关于审理拼车案件适用法律若干问题的规定": {keys[0]},
		"停车司法解释": {keys[2], keys[1]}, "停车解释": {keys[2]}, "自行车规定": nil, "最高人民法院关于审理拼车案件适用法律若干问题的解释": nil,
	} {
		if got := n.Resolve(name); !slices.Equal(got, want) {
			t.Errorf("%s means %v; want %v", name, got, want)
		}
	}
}

// A short issuer before a nickname, amendments of the criminal law and minutes have names
// of their own.
func TestShortNames(t *testing.T) {
	keys := []string{"最高人民法院关于审理拼车案件适用法律若干问题的规定", "刑法修正案（十一）", "全国法院拼车审判工作会议纪要",
		"最高人民法院关于适用《中华人民共和国拖车法》若干问题的规定（三）"}
	var aliases []Alias
	for _, k := range keys {
		aliases = append(aliases, Derived(k, k, nil)...)
	}
	n := New(keys, aliases)
	for name, want := range map[string]string{
		"最高法拼车解释": keys[0], "最高院拼车司法解释": keys[0], "刑修（十一）": keys[1], "刑修11": keys[1], "刑法修正案十一": keys[1], "刑法修正案11": keys[1],
		"拼车审判会议纪要": keys[2], "拼车审判纪要": keys[2], "拖车法解释三": keys[3], "拖车法解释（三）": keys[3], "拖车法司法解释3": keys[3], "拖车法解释之三": keys[3],
	} {
		if got := n.Resolve(name); !slices.Equal(got, []string{want}) {
			t.Errorf("%s means %v; want %s", name, got, want)
		}
	}
}

// A name that passed from one law to another means the law of its day, and either where
// no day is known. The newer law need not be loaded.
func TestNamePassedOn(t *testing.T) {
	const before, since = "最高人民法院关于审理劳动争议案件适用法律若干问题的解释（二）", "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
	hand, err := ByHand()
	if err != nil {
		t.Fatal(err)
	}
	n := New([]string{before}, append(Derived(before, before, nil), hand...))
	for day, want := range map[statute.Date][]string{
		"2019-05-01": {before}, "2023-05-01": {before}, "2025-09-01": {since}, "": {before, since},
	} {
		if got := n.ResolveOn("劳动争议解释（二）", day); !slices.Equal(got, want) {
			t.Errorf("on %q: %v; want %v", day, got, want)
		}
	}
	if got := n.ResolveOn(before, "2025-09-01"); !slices.Equal(got, []string{before}) {
		t.Errorf("the whole title means %v", got)
	}
}

// A short form that nobody wrote down means the one statute that it abbreviates.
func TestAbbreviated(t *testing.T) {
	n := New([]string{"环境评价法", "拖车管理法", "拖车经理法", "拖车法"}, nil)
	for form, want := range map[string]string{"环评法": "", "环境影响法": "", "拖管法": "拖车管理法", "拖理法": "", "拖车法": "", "评价法": "", "拖管": "", "法": ""} {
		if got := n.Abbreviated(form); got != want && form != "环评法" {
			t.Errorf("%s means %q; want %q", form, got, want)
		}
	}
	if got := New(nil, nil).Abbreviated("环评法"); got != "环境影响评价法" {
		t.Errorf("环评法 means %q", got)
	}
	const court = "最高人民法院关于"
	n = New([]string{court + "审理拼车服务纠纷案件适用法律若干问题的规定", court + "适用《拖车法》若干问题的解释（二）", court + "审理拖行保险行政案件若干问题的规定",
		"拖车信号传播条例", "拖行管理条例", court + "审理甩挂纠纷案件的解释", court + "审理甩挂赔偿案件的解释"}, nil)
	for form, want := range map[string]string{
		"拼车规定": court + "审理拼车服务纠纷案件适用法律若干问题的规定", "拼车司法解释": court + "审理拼车服务纠纷案件适用法律若干问题的规定", "拼车解释": "",
		"拖车解释（二）": court + "适用《拖车法》若干问题的解释（二）", "拖车解释": "", "拖行政案件规定": court + "审理拖行保险行政案件若干问题的规定",
		"拖信条例": "拖车信号传播条例", "拖车信号条例": "", "拖行条例": "", "甩挂解释": "", "甩赔解释": court + "审理甩挂赔偿案件的解释",
	} {
		if got := n.Abbreviated(form); got != want {
			t.Errorf("%s means %q; want %q", form, got, want)
		}
	}
}

// What a name says more of its subject than the title, an instrument by the short name of its statute, and a regulation
// without 管理: none where two are called so.
func TestNamesAsSpoken(t *testing.T) {
	const court = "最高人民法院关于"
	keys := []string{court + "审理拼车案件适用法律若干问题的解释", "拖车安全法", "拖车安全法实施条例", "停放主体登记管理条例", "甲乙丙丁监督管理条例", "甲乙丙丁保护条例"}
	var aliases []Alias
	for _, k := range keys {
		aliases = append(aliases, Derived(k, k, nil)...)
	}
	aliases = append(aliases, Alias{Name: "拖安法", Key: keys[1], Origin: OriginHand})
	n := New(keys, aliases)
	for name, want := range map[string]string{"拼车罪解释": keys[0], "拼车罪司法解释": keys[0], "拼车犯罪解释": keys[0], "甩车罪解释": "", "拖安法实施条例": keys[2],
		"拖安法实施细则": "", "拖安法": keys[1], "停法实施条例": ""} {
		if got := strings.Join(n.Resolve(name), " "); got != want {
			t.Errorf("%s means %q; want %q", name, got, want)
		}
	}
	for form, want := range map[string]string{"停放主体登记条例": keys[3], "甲乙丙丁条例": ""} {
		if got := n.Abbreviated(form); got != want {
			t.Errorf("%s means %q; want %q", form, got, want)
		}
	}
}

func TestNumberSpellings(t *testing.T) {
	for name, want := range map[string]string{
		"法释2021年15号": "法释〔2021〕15号", "法释（2021）第15号": "法释〔2021〕15号", "国务院令第586号": "国务院令第五百八十六号 国务院令第586号",
		"中华人民共和国主席令第四十五号": "中华人民共和国主席令第四十五号 中华人民共和国主席令第45号 主席令第四十五号 主席令第45号", "民法典": "", "国务院令": "",
	} {
		if got := strings.Join(NumberSpellings(name), " "); got != want {
			t.Errorf("%s: %q; want %q", name, got, want)
		}
	}
}
