package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// issuersBefore returns the issuers that stand right before a title:
// 最高人民法院、最高人民检察院《关于…》.
func issuersBefore(s string) string {
	at := len(s)
	for range 6 {
		rest := strings.TrimRight(s[:at], "、和与 　")
		found := ""
		for _, name := range issuers {
			if strings.HasSuffix(rest, name) && len(name) > len(found) {
				found = name
			}
		}
		if found == "" {
			break
		}
		at = len(rest) - len(found)
	}
	return strings.TrimLeft(s[at:], "、和与 　")
}

var issuers = append(statute.Issuers[:], "公安部", "财政部", "民政部", "司法部", "教育部", "人力资源和社会保障部", "劳动和社会保障部", "劳动部", "国家税务总局", "海关总署",
	"中国人民银行", "国家发展和改革委员会", "国家工商行政管理总局", "国家市场监督管理总局", "中国证券监督管理委员会", "国土资源部", "自然资源部", "生态环境部", "环境保护部", "交通运输部", "卫生部", "农业部")

func startsWithIssuer(title string) bool {
	for _, name := range issuers {
		if strings.HasPrefix(title, name) {
			return true
		}
	}
	return false
}

// collectives are the words for organs that issue papers together, and short names of the courts.
var collectives = [...]struct{ word, issuers string }{
	{"两高一部", "最高人民法院、最高人民检察院、公安部"}, {"两高两部", "最高人民法院、最高人民检察院、公安部、司法部"}, {"两高二部", "最高人民法院、最高人民检察院、公安部、司法部"},
	{"两高三部", "最高人民法院、最高人民检察院、公安部、国家安全部、司法部"}, {"两高", "最高人民法院、最高人民检察院"}, {"两院", "最高人民法院、最高人民检察院"},
	{"最高法", "最高人民法院"}, {"最高院", "最高人民法院"}, {"最高法院", "最高人民法院"}, {"最高检", "最高人民检察院"},
}

// collectiveBefore returns the organs for which a word like 两高一部 stands right before a title, with a year between them or
// none, and the length of both.
func collectiveBefore(s string) (issued string, length int) {
	bare := strings.TrimRight(s, " \u3000")
	for _, w := range [...]string{"的", "联合", "印发", "发布", "制定", "出台", "公布", "联合", "于"} {
		bare = strings.TrimSuffix(bare, w)
	}
	if before, ok := yearEnding(bare); ok {
		bare = strings.TrimSuffix(before, "于")
	}
	for _, c := range collectives {
		if strings.HasSuffix(bare, c.word) {
			return c.issuers, len(s) - len(bare) + len(c.word)
		}
	}
	return "", 0
}

// countries stand before the names of foreign laws, which are not those of the
// same name here.
var countries = [...]string{"日本", "德国", "法国", "美国", "英国", "意大利", "瑞士", "俄罗斯", "俄罗斯联邦", "苏联", "韩国", "朝鲜", "越南", "泰国", "印度", "加拿大", "澳大利亚",
	"新西兰", "奥地利",
	"荷兰", "比利时", "西班牙", "葡萄牙", "瑞典", "挪威", "丹麦", "芬兰", "波兰", "新加坡", "马来西亚", "巴西", "阿根廷", "墨西哥", "南非", "埃及", "以色列", "土耳其", "欧盟", "联邦", "香港",
	"澳门", "台湾",
	"台湾地区", "日内瓦", "海牙", "维也纳", "华盛顿", "汉堡", "鹿特丹", "华沙", "蒙特利尔", "伯尔尼", "联合国", "欧洲", "特拉华州", "加州", "加利福尼亚州", "纽约州", "路易斯安那州",
	"魁北克", "英格兰", "苏格兰", "国际商会", "中华民国", "外国", "该国", "他国", "所在国"}

// foreignBefore returns the country that stands right before a name, or "".
func foreignBefore(s string) string { return countryEndings.longest(s) }

var countryEndings = newEndings(countries[:])

// treaties end the titles of agreements of states.
var treaties = [...]string{"公约", "条约", "议定书", "宪章", "协定", "商事合同通则", "统一惯例", "统一规则", "示范法", "术语解释通则", "统一商法典"}

// isForeign reports whether a name is that of a law of another country or of a treaty.
func isForeign(n Name) bool {
	switch n.Kind {
	case ByTitle, ByName, ByGuess:
	default:
		return false
	}
	for _, w := range treaties {
		if strings.HasSuffix(n.Text, w) {
			return true
		}
	}
	for _, c := range countries {
		if rest, ok := strings.CutPrefix(n.Text, c); ok && rest != "" && !strings.HasPrefix(rest, "特别行政区") {
			return true
		}
	}
	return false
}

// foreignWithYear returns the country that stands before a name, with a year between them
// or none: 英国2006年公司法.
func foreignWithYear(s string) string {
	if c := foreignBefore(s); c != "" {
		return c
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "年"), "的")
	if len(bare) < 4 || !isYear(bare[len(bare)-4:]) {
		return ""
	}
	return foreignBefore(strings.TrimSuffix(bare[:len(bare)-4], "的"))
}

// organs end the names of local courts and authorities.
var organs = [...]string{"高级人民法院", "中级人民法院", "人民法院", "人民检察院", "人民政府", "人大常委会", "人民代表大会常务委员会", "人民代表大会"}

// localBefore returns the place, local court or foreign country that issued a
// title and stands right before it: 深圳市《物业管理条例》. Statutes are never those
// of a place.
func localBefore(s, title string) string {
	if c := foreignBefore(s); c != "" {
		return c
	}
	if strings.HasSuffix(title, "法") || strings.HasSuffix(title, "法典") || startsWithIssuer(title) {
		if c := foreignWithYear(s); c != "" {
			return c // 英国2006年《公司法》
		}
		return ""
	}
	ends := 0
	for _, o := range organs {
		if strings.HasSuffix(s, o) {
			ends = len(o)
			break
		}
	}
	if last, size := utf8.DecodeLastRuneInString(s); ends == 0 && strings.ContainsRune(places, last) {
		ends = size
	}
	if ends == 0 {
		return ""
	}
	at, count := len(s)-ends, 0
	for count < maxCode {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.Is(unicode.Han, r) || endsInStop(s[:at]) {
			break
		}
		at -= size
		count++
	}
	if place := s[at:]; count > 0 && !strings.HasPrefix(title, place) && !startsWithIssuer(place) {
		return place
	}
	return ""
}
