package lawnames

import (
	"slices"
	"strings"
	"testing"
)

// The names by which lawyers call an interpretation come from its title; a
// title that is no interpretation has none.
func TestNicknames(t *testing.T) {
	for title, want := range map[string]string{
		"最高人民法院关于审理拼车案件适用法律若干问题的规定":             "拼车司法解释 拼车规定",
		"最高人民法院关于审理拼车纠纷案件适用法律问题的解释（二）":          "拼车司法解释（二） 拼车司法解释之二 拼车司法解释2 拼车解释（二） 拼车解释之二 拼车解释2",
		"最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释":       "车辆安全法司法解释 车辆安全法解释",
		"最高人民法院关于适用《中华人民共和国民事诉讼法》有关停车程序的解释":     "停车程序司法解释 停车程序解释 民事诉讼法停车程序司法解释 民事诉讼法停车程序解释 民诉法停车程序司法解释 民诉法停车程序解释 民诉停车程序司法解释 民诉停车程序解释",
		"最高人民法院、最高人民检察院关于办理偷车刑事案件具体应用法律若干问题的解释": "偷车司法解释 偷车解释",
		"最高人民法院关于停车的若干规定":                       "停车司法解释 停车规定",
		"公司法解释（三）": "公司法司法解释（三） 公司法司法解释之三 公司法司法解释3 公司法解释（三） 公司法解释之三 公司法解释3",
		"最高人民法院关于适用《中华人民共和国拖车法》若干问题的规定（三）": "拖车法司法解释（三） 拖车法司法解释之三 拖车法司法解释3 拖车法规定（三） 拖车法规定之三 拖车法规定3 拖车法解释（三） 拖车法解释之三 拖车法解释3",
		"最高人民法院关于适用《中华人民共和国拖车法》停车编的解释":     "停车编司法解释 停车编解释 拖车法停车编司法解释 拖车法停车编解释 停车司法解释 停车解释 拖车法停车司法解释 拖车法停车解释",
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
