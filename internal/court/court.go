// Package court knows what the name of a court and the number of a case say: level
// and province of the court, kind and instance of the case.
//
// Start with [FirstNumber] and [Describe].
package court

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

// number is the number of a case in a view; 字第 stood in it until 2015.
var number = regexp.MustCompile(`[（〔]((?:19|20)\d{2})年?[）〕](\p{Han}{0,8}?\d{0,4})` +
	`((?:刑|民|行|执|赔|财保|破|强|督|司|催|商|知|申|监|减|诉前|特` +
	`|认|委|法|清|引|拘|罚|惩|立|调|救|假|协外|外|仲|辖)\p{Han}{0,8}?(?:（\p{Han}{1,2}）[初终再抗申监提])?)(?:（\p{Han}）)?字?第?(\d+(?:[-－]\d+)?)号(?:之[一二三四五六七八九十]+)?`)

// NumberAt is the number of a case with its place in a view.
type NumberAt struct {
	casefile.Number
	Start, End int
}

// FirstNumber is the first number of a case between two places of a view.
func FirstNumber(v *textview.View, from, to int) (n NumberAt, ok bool) {
	m := v.Find(number, from, to)
	if n, ok := firstBare(v, from, to); ok && (m == nil || n.End <= m[0]) {
		return n, true
	}
	if m == nil {
		return NumberAt{}, false
	}
	return numberAt(v, m), true
}

// Numbers are all numbers of cases between two places of a view.
func Numbers(v *textview.View, from, to int) []NumberAt {
	var list []NumberAt
	for _, m := range v.FindAll(number, from, to) {
		list = append(list, numberAt(v, m))
	}
	return list
}

func numberAt(v *textview.View, m []int) NumberAt {
	return NumberAt{Start: m[0], End: m[1], Number: casefile.Number{Field: v.Field(m[0], m[1]),
		Year: v.Text[m[2]:m[3]], CourtCode: v.Text[m[4]:m[5]], Type: v.Text[m[6]:m[7]], Serial: v.Text[m[8]:m[9]]}}
}

// Describe fills in what the name of a court and the number of its case say of it.
func Describe(c *casefile.Court, n casefile.Number) {
	if rest, ok := strings.CutPrefix(c.Text, "中华人民共和国"); ok { // one court under one name
		if c.Span.Len() == len(c.Text) {
			c.Span.Start += len(c.Text) - len(rest)
		}
		c.Text = rest
	}
	c.Level, c.Province = levelOf(c.Text), provinceOf(c.Text, n)
}

// kinds are the kinds of case by what the type in a number says, the first that
// is there.
var kinds = [...]struct{ sign, kind string }{{"赔", "国家赔偿"}, {"执", "执行"}, {"刑", "刑事"}, {"行", "行政"}, {"民", "民事"}, {"商", "民事"}, {"知",
	"民事"},
	{"破", "民事"}}

// instances are the stages of a case by what the type in a number says.
var instances = [...]struct{ sign, instance string }{{"委赔", "赔偿"}, {"法赔", "赔偿"}, {"执", "执行"}, {"终", "二审"}, {"申", "再审审查"}, {"监", "再审审查"},
	{"抗", "再审"}, {"提", "再审"}, {"再", "再审"},
	{"核", "死刑复核"}, {"引", "引渡"},
	{"初", "一审"}, {"特", "特别程序"}, {"更", "刑罚变更"}, {"督", "督促程序"}, {"破", "破产"}, {"保", "保全"}}

// InstanceOf is the instance by the type in a number (民终 is 二审), "" where it says none.
func InstanceOf(numberType string) string {
	for _, i := range instances {
		if strings.Contains(numberType, i.sign) {
			return i.instance
		}
	}
	return ""
}

// KindOf is the kind of a case by the title of its judgment, or by its number.
func KindOf(titled, numberType string) string {
	switch titled {
	case "刑事附带民事", "刑事附带民事公益诉讼", "附带民事", "附带民事公益诉讼":
		return "刑事"
	case "行政公益诉讼":
		return "行政"
	case "民事公益诉讼":
		return "民事"
	case "行政赔偿", "赔偿":
		return "国家赔偿"
	case "":
		for _, k := range kinds {
			if strings.Contains(numberType, k.sign) {
				return k.kind
			}
		}
	}
	return titled
}

// levelOf is the level of a court by its name, "" where it has none.
func levelOf(court string) string {
	switch {
	case !strings.Contains(court, "法院") && !strings.HasSuffix(court, "兵团分院"): // another organ
		return ""
	case strings.Contains(court, "最高人民法院"):
		return "最高"
	case strings.Contains(court, "高级人民法院"), strings.HasSuffix(court, "生产建设兵团分院"):
		return "高级"
	case strings.Contains(court, "中级人民法院"):
		return "中级"
	case strings.HasSuffix(court, "人民法院"):
		return "基层"
	}
	return "专门" // 海事 知识产权 互联网 金融 铁路运输 军事
}

// provinces are named by the character that stands for them in the
// numbers of cases.
var provinces = map[string]string{"京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "内": "内蒙古", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江",
	"沪": "上海", "苏": "江苏", "浙": "浙江",
	"皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川",
	"黔": "贵州", "云": "云南", "藏": "西藏",
	"陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆", "兵": "新疆"}

// Provinces are the names of the provinces, in order.
func Provinces() []string {
	names := slices.Sorted(maps.Values(provinces))
	return slices.Compact(names)
}

// ProvinceIn is the province that the name of a place begins with, "" where it
// begins with none.
func ProvinceIn(place string) string { return provinceOf(place, casefile.Number{}) }

// provinceOf is the province that a court's name begins with, else the one that
// the code in a number since 2016 stands for.
func provinceOf(court string, n casefile.Number) string {
	court = strings.TrimPrefix(court, "中华人民共和国")
	for _, p := range provinces {
		if strings.HasPrefix(court, p) {
			return p
		}
	}
	r, size := utf8.DecodeRuneInString(n.CourtCode)
	if size == 0 || n.Year < "2016" || strings.Trim(n.CourtCode[size:], "0123456789") != "" {
		return "" // an old code stands for a town: 新民 is in Liaoning
	}
	return provinces[string(r)]
}
