package caseparse

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// heading is the title of a judgment: …人民法院民事判决书.
	heading = regexp.MustCompile(`法院(?:赔偿委员会)?(刑事附带民事公益诉讼|刑事附带民事|民事公益诉讼|刑事|民事|行政赔偿|行政|执行|国家赔偿|司法救助|赔偿)?(判决书|裁定书|调解书|决定书|通知书)`)
	// number is the number of a case in a view; 字第 stood in it until 2015.
	number = regexp.MustCompile(`[（〔]((?:19|20)\d{2})[）〕](\p{Han}{0,8}?\d{0,4})((?:刑|民|行|执|赔|财保|破|强|督|司|催|商|知|申|监|减|诉前|特|认|委|法|清)\p{Han}{0,8}?)字?第?(\d+(?:[-－]\d+)?)号(?:之[一二三四五六七八九十]+)?`)
)

// kinds are the kinds of case by what the type in a number says, the first that
// is there.
var kinds = [...]struct{ sign, kind string }{{"赔", "国家赔偿"}, {"执", "执行"}, {"刑", "刑事"}, {"行", "行政"}, {"民", "民事"}, {"商", "民事"}, {"知", "民事"}, {"破", "民事"}}

// instances are the stages of a case by what the type in a number says.
var instances = [...]struct{ sign, instance string }{{"委赔", "赔偿"}, {"法赔", "赔偿"}, {"执", "执行"}, {"终", "二审"}, {"申", "再审审查"}, {"监", "再审审查"}, {"抗", "再审"}, {"提", "再审"}, {"再", "再审"}, {"初", "一审"}, {"特", "特别程序"}, {"更", "刑罚变更"},
	{"督", "督促程序"}, {"破", "破产"}, {"保", "保全"}}

// readHeading reads court, number, kind and instance, and returns where the text
// behind them begins.
func (j *judgment) readHeading() {
	v := j.v
	head := v.c[:min(len(v.c), maxHead)]
	for !utf8.ValidString(head) {
		head = head[:len(head)-1]
	}
	m := heading.FindStringSubmatchIndex(head)
	after := 0
	if m != nil {
		start := courtStart(v, m[0])
		j.Court.Field = v.field(start, m[0]+len("法院"))
		if m[2] >= 0 {
			j.Kind = v.c[m[2]:m[3]]
		}
		j.Document = v.field(m[4], m[5])
		j.head, after = start, m[1]
	}
	if n := v.find(number, after, min(len(v.c), after+maxGap)); n != nil && (m == nil || n[0]-after < maxToNumber) {
		j.Number = Number{Field: v.field(n[0], n[1]), Year: v.c[n[2]:n[3]], CourtCode: v.c[n[4]:n[5]], Type: v.c[n[6]:n[7]], Serial: v.c[n[8]:n[9]]}
		after = n[1]
	}
	j.body = after
	j.Kind = kindOf(j.Kind, j.Number.Type)
	j.Instance = instanceOf(j.Number.Type)
	j.Court.Level, j.Court.Province = levelOf(j.Court.Text), provinceOf(j.Court.Text, j.Number)
}

func instanceOf(numberType string) string {
	for _, i := range instances {
		if strings.Contains(numberType, i.sign) {
			return i.instance
		}
	}
	return ""
}

// The bytes of a view in which a heading begins, in which a number follows it,
// and in which one is looked for where there is no heading.
const (
	maxHead     = 1500
	maxToNumber = 60
	maxGap      = 300
)

// kindOf is the kind of a case by the title of its judgment, or by its number.
func kindOf(titled, numberType string) string {
	switch titled {
	case "刑事附带民事", "刑事附带民事公益诉讼":
		return "刑事"
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

// courtStart walks back from 法院 to where the name of the court begins: at the
// line, or behind a title that runs into it (…一审刑事判决书江苏省…人民法院).
func courtStart(v *view, at int) int {
	for at > 0 && !v.startsLine(at) {
		r, size := utf8.DecodeLastRuneInString(v.c[:at])
		if !unicode.Is(unicode.Han, r) || r == '书' || r == '案' {
			break
		}
		at -= size
	}
	return at
}

func levelOf(court string) string {
	switch {
	case court == "":
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

// provinces are the provinces by the character that stands for them in the
// numbers of cases.
var provinces = map[string]string{"京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "内": "内蒙古", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江", "沪": "上海", "苏": "江苏", "浙": "浙江",
	"皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川", "黔": "贵州", "云": "云南", "藏": "西藏",
	"陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆", "兵": "新疆"}

// provinceNames are the names of the provinces, in order.
func provinceNames() []string {
	names := slices.Sorted(maps.Values(provinces))
	return slices.Compact(names)
}

// ProvinceIn is the province that the name of a place begins with, "" where it
// begins with none.
func ProvinceIn(place string) string { return provinceOf(place, Number{}) }

// provinceOf is the province that a court's name begins with, else the one that
// the code in a number since 2016 stands for.
func provinceOf(court string, n Number) string {
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
