package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// normWords are the words for a kind of norm, by which laws speak of
// themselves (本条例) and in which names end; longer ones come before those
// they begin with.
var normWords = [...]string{"法典", "法", "条例", "规定", "办法", "解释", "细则", "规则", "决定", "章程", "规范", "安排", "准则", "标准", "意见", "规程",
	"公约", "条约", "协定", "议定书", "通知", "批复", "纪要", "方案", "指引", "修正案", "命令", "公告", "答复", "解答", "决议", "宪法", "宪章"}

// modifiers may stand between 本 and the word for the norm: 本实施细则.
var modifiers = [...]string{"实施", "暂行", "司法", "补充", "若干", "指导", "特别", "执行", "管理", "基本"}

// wordTraps are characters behind 法 and the like that make another word of it:
// 本法院, 公司法人, 合同法律关系.
const wordTraps = "院人律官庭定规制学治理医警"

// normWordAt reads the word for a norm at the start of s, with modifiers.
func normWordAt(s string) (word string, length int) {
	at := 0
	for range 2 {
		for _, m := range modifiers {
			if strings.HasPrefix(s[at:], m) {
				at += len(m)
			}
		}
	}
	for _, w := range normWords {
		if strings.HasPrefix(s[at:], w) && !trapped(w, s[at+len(w):]) {
			return w, at + len(w)
		}
	}
	return "", 0
}

func trapped(word, after string) bool {
	if !strings.HasSuffix(word, "法") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(wordTraps, r)
}

// selfAt reads 本法, 本实施细则 at the start of s.
func selfAt(s string) int {
	rest, ok := strings.CutPrefix(s, "本")
	if !ok {
		return 0
	}
	if _, n := normWordAt(rest); n > 0 {
		return len("本") + n
	}
	return 0
}

// sameAt reads 该法, 同法, 上述规定: the law named before.
func sameAt(s string) (word string, length int) {
	for _, lead := range [...]string{"该", "同一", "同", "上述", "前述", "上列"} {
		rest, ok := strings.CutPrefix(s, lead)
		if !ok {
			continue
		}
		if w, n := normWordAt(rest); n > 0 {
			return w, len(lead) + n
		}
	}
	return "", 0
}

// isNorm tells titles of norms from those of contracts, papers and books.
func isNorm(title string) bool {
	title = strings.TrimRight(title, " 　")
	for strings.HasSuffix(title, "）") || strings.HasSuffix(title, ")") {
		i := max(strings.LastIndex(title, "（"), strings.LastIndex(title, "("))
		if i <= 0 {
			return false
		}
		title = title[:i]
	}
	for _, w := range normWords {
		if strings.HasSuffix(title, w) {
			return !strings.HasSuffix(title, "公司章程") && !strings.HasSuffix(title, "看法") && !strings.HasSuffix(title, "起诉意见")
		}
	}
	return strings.HasSuffix(title, "民法通则") || strings.HasSuffix(title, "民法总则") || strings.HasSuffix(title, "暂行")
}

// contractWords end the names of what has clauses and is no law.
var contractWords = [...]string{"合同", "合同书", "协议", "协议书", "条款", "章程", "保单", "保险单", "约定", "承诺书", "保证书", "判决", "判决书", "裁定", "裁定书", "调解书", "决定书", "备忘录", "公约约定", "凭证", "借条", "通知书"}

// treatyWords mark agreements between states or with treaties' force.
var treatyWords = [...]string{"贸易", "两岸", "知识产权协议", "TRIPS", "政府", "司法协助"}

// isContract reports whether s ends in the name of a contract or a judgment.
func isContract(s string) bool {
	s = strings.TrimRight(s, "的中第 》”")
	for _, w := range contractWords {
		if strings.HasSuffix(s, w) {
			for _, t := range treatyWords {
				if strings.Contains(s[max(0, len(s)-90):], t) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// maxGap bounds what may stand between a name and its provision, in bytes.
const maxGap = 240

// gap reads what stands between a law's name and a provision: nothing, 的, 中,
// a note in brackets, the name of a part. ok is false where anything else
// does, so that they don't belong together.
func gap(s string) (part, version string, ok bool) {
	if len(s) > maxGap {
		return "", "", false
	}
	for s != "" {
		switch {
		case strings.HasPrefix(s, "（"), strings.HasPrefix(s, "("):
			end := strings.IndexAny(s, "）)\n")
			if end < 0 || s[end] == '\n' {
				return "", "", false
			}
			if v := yearOf(s[:end]); v != "" && version == "" {
				version = v
			}
			_, size := utf8.DecodeRuneInString(s[end:])
			s = s[end+size:]
			continue
		}
		if n := spacesAt(s); n > 0 {
			s = s[n:]
			continue
		}
		if n := fillerAt(s); n > 0 {
			s = s[n:]
			continue
		}
		if p := partNameAt(s); p != "" && part == "" {
			part = p
			s = s[len(p):]
			continue
		}
		return "", "", false
	}
	return part, version, true
}

func fillerAt(s string) int {
	for _, w := range [...]string{"中的", "规定的", "的", "中", "之", "里", "原", "通则", "”"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// partNameAt reads 分则, 总则, 人格权编 at the start of s.
func partNameAt(s string) string {
	for _, w := range [...]string{"分则", "总则编", "总则"} {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	count := 0
	for at, r := range s {
		if r == '编' && count >= 2 {
			return s[:at+len("编")]
		}
		if count++; count > 8 || !unicode.Is(unicode.Han, r) || r == '第' {
			return ""
		}
	}
	return ""
}

// yearOf returns the year in a note such as （2005年修订）, or "".
func yearOf(s string) string {
	for at := 0; at+4 <= len(s); at++ {
		if year := s[at : at+4]; isYear(year) && (at == 0 || !isDigit(s[at-1])) && (at+4 == len(s) || !isDigit(s[at+4])) {
			for _, w := range [...]string{"修", "年版", "公布", "制定"} {
				if strings.Contains(s[at+4:], w) {
					return year
				}
			}
			return ""
		}
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && isDigit(s[2]) && isDigit(s[3])
}

// formerWords stand before the name of a law whose earlier text is meant.
var formerWords = [...]string{"修正前的", "修正前", "修订前的", "修订前", "修改前的", "修改前", "原"}

// versionBefore reads what stands before the name of a law about its version:
// 修正前的, 2013年, 2001年修正的. It returns a year, "former" or "".
func versionBefore(s string) string {
	s = strings.TrimSuffix(s, statute.Republic)
	for _, w := range formerWords {
		if strings.HasSuffix(s, w) {
			return Former
		}
	}
	s = strings.TrimSuffix(s, "的")
	for _, w := range [...]string{"修正", "修订", "修改", "颁布", "公布", "制定", "通过"} {
		if t, ok := strings.CutSuffix(s, w); ok {
			if i := strings.LastIndex(t, "年"); i >= 4 && len(t)-i <= len("年12月31日") && isYear(t[i-4:i]) {
				return t[i-4 : i]
			}
			if i := strings.LastIndex(t, "《"); i >= 0 { // 经2011年《修正案》修正的
				if t = t[:i]; strings.HasSuffix(t, "年") && len(t) >= 7 && isYear(t[len(t)-7:len(t)-3]) {
					return t[len(t)-7 : len(t)-3]
				}
			}
			return ""
		}
	}
	if t, ok := strings.CutSuffix(s, "年"); ok && len(t) >= 4 && isYear(t[len(t)-4:]) && (len(t) == 4 || !isDigit(t[len(t)-5])) {
		return t[len(t)-4:]
	}
	return ""
}

// Former is the version of a citation that means a text before the present
// one without saying of what year.
const Former = "former"

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

// stops end a name without 《》 to the left.
var stops = [...]string{"依照", "依据", "根据", "按照", "违反", "适用", "执行", "参照", "遵照", "符合", "触犯", "援引", "以及", "或者", "关于", "属于", "构成",
	"及", "和", "与", "或", "由", "的", "了", "是", "为", "在", "对", "将", "经", "按", "有", "据", "照", "以", "其", "该", "本", "除", "把", "至", "所", "违", "用"}

// maxGuess bounds a name without 《》, in characters.
const maxGuess = 30

// plainly are words before 规定 and the like that make no name of it.
var plainly = [...]string{"相关", "其他", "上列", "下列", "现行", "法律", "法规", "特别", "一般", "具体", "原有", "此项", "同样"}

// guessBefore reads a name that no dictionary has and that ends where a
// provision begins: 合同法第五十二条, 某某管理办法第三条. Words that are as often
// plain ones (通知第二项) count only before an article. It returns the length of
// the name in bytes.
func guessBefore(s string, article bool) int {
	ends := normWordEnding(s)
	least := 1
	switch ends {
	case "":
		return 0
	case "决定", "意见", "通知", "命令", "公告", "答复", "解答", "方案", "标准", "规范":
		if least = 2; !article {
			return 0
		}
	case "规定", "解释", "规则", "安排":
		least = 2
	}
	at, count := len(s)-len(ends), 0
	for count < maxGuess {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if size == 0 || !unicode.Is(unicode.Han, r) || endsInStop(s[:at]) {
			break
		}
		at -= size
		count++
	}
	if count < least {
		return 0
	}
	for _, w := range plainly {
		if least > 1 && s[at:] == w+ends {
			return 0
		}
	}
	return len(s) - at
}

// normWordEnding is the word for a norm in which s ends, or "".
func normWordEnding(s string) string {
	for _, w := range normWords {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

func endsInStop(s string) bool {
	for _, w := range stops {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
