package masking

import (
	"strings"
	"testing"
)

// Who works somewhere and is told of is hidden, who acts for the state keeps the name; callings that no list has are told
// by what was learned.
func TestCallings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, gone, kept string }{
		{"现场翻译马小敏的邮件可以证明交付，编辑牛无忌可以作证。", "马小敏 牛无忌", "邮件"},
		{"社区网格员伍知觉证实，心理咨询师时小敏对姐妹进行疏导，装卸工侯远山作证。", "伍知觉 时小敏 侯远山", "网格员 心理咨询师"},
		{"与其合作者尚小婕共同设计，网点负责人俞小凯联系了羊小双。", "尚小婕 俞小凯", "合作者"},
		{"派出所所长关山远带人走访，民政局副局长杨再远到场。", "", "关山远 杨再远"},
		{"羊小双现在甲省呼山监狱服刑，其户籍在麻山苗族自治县。", "", "呼山监狱 麻山苗族自治县"},
		{"羊小双很高兴，曾祖母八十寿辰时到场。", "", "很高兴 曾祖母"},
	} {
		shown := maskOf(loanA + "经审理查明，" + c.said + "\n" + held_).Text()
		for _, gone := range strings.Fields(c.gone) {
			if strings.Contains(shown, gone) {
				t.Errorf("%s is left in\n%s", gone, shown)
			}
		}
		for _, kept := range strings.Fields(c.kept) {
			if !strings.Contains(shown, kept) {
				t.Errorf("%s is missing in\n%s", kept, shown)
			}
		}
	}
}
