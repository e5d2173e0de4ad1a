package court

import (
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

func TestNumbers(t *testing.T) {
	t.Parallel()
	v := textview.New("见(2018)浙0521刑初267号，又（2012）庆城民初字第33号之一、〔2020〕京73知民终12-1号，(2010)沪一中民四(商)终字第1302号。")
	list := Numbers(v, 0, len(v.Text))
	want := [][4]string{{"2018", "浙0521", "刑初", "267"}, {"2012", "庆城", "民初", "33"}, {"2020", "京73", "知民终", "12-1"},
		{"2010", "沪一中", "民四（商）终", "1302"}}
	if len(list) != len(want) {
		t.Fatalf("got %+v", list)
	}
	for i, n := range list {
		if got := [4]string{n.Year, n.CourtCode, n.Type, n.Serial}; got != want[i] {
			t.Errorf("%s is %q; want %q", n.Text, got, want[i])
		}
	}
	first, ok := FirstNumber(v, 0, len(v.Text))
	if !ok || first != list[0] || v.Text[first.Start:first.End] != "（2018）浙0521刑初267号" {
		t.Errorf("the first is %+v", first)
	}
	if _, ok := FirstNumber(v, first.End, first.End+10); ok {
		t.Error("found a number that is not there")
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		court, code, year, level, province string
	}{
		{"中华人民共和国最高人民法院", "最高法", "2020", "最高", ""},
		{"浙江省高级人民法院", "浙", "2020", "高级", "浙江"},
		{"新疆维吾尔自治区高级人民法院生产建设兵团分院", "兵", "2020", "高级", "新疆"},
		{"甲市中级人民法院", "苏01", "2020", "中级", "江苏"},
		{"甲县人民法院", "苏0102", "2016", "基层", "江苏"},
		{"甲县人民法院", "新民", "2014", "基层", ""},
		{"上海金融法院", "", "", "专门", "上海"},
		{"", "", "", "", ""},
	} {
		got := casefile.Court{Field: casefile.Field{Text: c.court}}
		Describe(&got, casefile.Number{CourtCode: c.code, Year: c.year})
		if got.Level != c.level || got.Province != c.province {
			t.Errorf("%s (%s) is %q in %q; want %q in %q", c.court, c.code, got.Level, got.Province, c.level, c.province)
		}
	}
	if got := ProvinceIn("吉林省长春市"); got != "吉林" {
		t.Errorf("got %q", got)
	}
	if list := Provinces(); len(list) != 31 {
		t.Errorf("%d provinces: %v", len(list), list)
	}
}

func TestKindAndInstance(t *testing.T) {
	t.Parallel()
	for _, c := range [][4]string{
		{"民事", "刑初", "民事", "一审"}, {"刑事附带民事", "刑初", "刑事", "一审"}, {"民事公益诉讼", "民终", "民事", "二审"}, {"行政赔偿", "行初", "国家赔偿", "一审"},
		{"", "执异", "执行", "执行"}, {"", "委赔", "国家赔偿", "赔偿"}, {"", "商终", "民事", "二审"}, {"", "民申", "民事", "再审审查"}, {"", "刑再", "刑事", "再审"},
		{"", "催", "", ""},
	} {
		if kind, instance := KindOf(c[0], c[1]), InstanceOf(c[1]); kind != c[2] || instance != c[3] {
			t.Errorf("%s %s is %q, %q; want %q, %q", c[0], c[1], kind, instance, c[2], c[3])
		}
	}
}
