package lawnames

import "testing"

func TestShort(t *testing.T) {
	const theft = "最高人民法院、最高人民检察院关于办理偷盗水桶刑事案件适用法律若干问题的解释"
	const parts = "最高人民法院关于适用《中华人民共和国水桶法》若干问题的解释（二）"
	const plain = "最高人民法院关于水桶应当如何摆放和清洗才不妨碍行人通行的批复"
	keys := []string{"水桶法", theft, parts, plain}
	var all []Alias
	for _, k := range keys {
		all = append(all, Derived(k, k, nil)...)
	}
	n := New(keys, all)
	for key, want := range map[string]string{"水桶法": "水桶法", theft: "偷盗水桶解释", parts: "水桶法解释（二）",
		plain: "水桶应当如何摆放和清洗才不妨碍行人通行的批复", "没有收录的法": "没有收录的法"} {
		if got := n.Short(key); got != want {
			t.Errorf("%s is called %q; want %q", key, got, want)
		}
	}
}
