package casefile

import (
	"reflect"
	"testing"
)

// A case is found by names that are there, and by none that was hidden.
func TestNames(t *testing.T) {
	t.Parallel()
	field := func(s string) Field { return Field{Text: s} }
	f := &Facts{Judges: []Field{field("闵怀远"), field("娄某某"), field("闵怀远")},
		Lawyers: []Lawyer{{"钟望山", "白沙律师事务所"}, {"柏临川", ""}, {"马某", "某律师事务所"}, {"茅听雨", "白沙律师事务所"}}}
	for _, p := range [][2]string{{"公诉机关", "云溪县人民检察院"}, {"原告", "石桥公司"}, {"被告", "羊某某"}, {"被告", "某公司"}, {"第三人", "牛甲"},
		{"第三人", "石桥公司"}, {"第三人", "Xerox公司"}, {"刑罚执行机关", "云溪监狱"}, {"被告", "A"}} {
		f.Parties = append(f.Parties, Party{Role: field(p[0]), Name: field(p[1])})
	}
	for _, x := range []struct{ got, want []string }{
		{f.PartyNames(), []string{"石桥公司", "Xerox公司"}}, {f.JudgeNames(), []string{"闵怀远"}},
		{f.LawyerNames(), []string{"钟望山", "柏临川", "茅听雨"}}, {f.Firms(), []string{"白沙律师事务所"}},
	} {
		if !reflect.DeepEqual(x.got, x.want) {
			t.Errorf("the names are %q; want %q", x.got, x.want)
		}
	}
	for name, want := range map[string]bool{"张某": true, "李×": true, "王*": true, "赵X": true, "钱x公司": true, "XX公司": true, "孙乙2": true,
		"周3": true,
		"吴B": true, "乙": true, "": true, "甲乙公司": false, "郑成功": false, "Max电器公司": false, "冯丙丁": false, "阿卜杜拉·买买提": false,
		"某Max公司": true, "A医院": true, "B2公司": true, "TCL公司": false} {
		if got := IsHiddenName(name); got != want {
			t.Errorf("%s is hidden: %t", name, got)
		}
	}
}

func TestLongest(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		list []Sentence
		want int
	}{
		{nil, 0}, {[]Sentence{{Months: 6}}, 6},
		{[]Sentence{{Months: 24}, {Months: 12}, {Months: 30, Total: true}}, 30},
		{[]Sentence{{Months: 24}, {Life: true}}, MonthsOfLife},
		{[]Sentence{{Death: true}, {Life: true}}, MonthsOfDeath}, {[]Sentence{{}}, 0},
	} {
		if got := (&Facts{Sentences: x.list}).Longest(); got != x.want {
			t.Errorf("the longest of %+v is %d; want %d", x.list, got, x.want)
		}
	}
}

func TestAbout(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]*Facts{"": {}, "离婚纠纷": {Cause: Field{Text: "离婚纠纷"}, Charges: []Field{{Text: "盗窃罪"}}},
		"盗窃罪": {Charges: []Field{{Text: "盗窃罪"}, {Text: "诈骗罪"}}}} {
		if got := f.About(); got != want {
			t.Errorf("%+v is about %s; want %s", f, got, want)
		}
	}
}
