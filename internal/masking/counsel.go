package masking

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/textview"
)

// isLawyer reports whether the sentence behind counsel says that they are lawyers.
func (f *finder) isLawyer(end int) bool {
	s := f.sentence(end)
	return strings.Contains(s, "律师") || strings.Contains(s, "法律服务") || strings.Contains(s, "法律工作") || strings.Contains(s, "法律援助")
}

// isKin reports whether it says that they are somebody else.
func (f *finder) isKin(end int) bool {
	s := f.sentence(end)
	return kin.MatchString(s) && !strings.Contains(s, "检察官") && !strings.Contains(s, "检察员")
}

// kin is said of counsel who are no lawyers.
var kin = regexp.MustCompile(`^(?:、[^，。]{0,40})?(?:（[^（）]{0,30}）)?，(?:男|女)|^，?` +
	`（?(?:均)?系[^。]{0,24}(?:员工|职工|职员|人员|亲属|之|父|母|妻|夫|子|女|兄|弟|哥|姐|妹|侄|婿|媳|友|同事|邻居|推荐|干部|股东|经理)|` +
	`^，(?:系)?(?:该|我|本)(?:局|镇|乡|街道|公司|院|厂|村|社|校|单位|委|办|所|队|行|店)[^，。]{1,24}|` +
	`^，[^，。]{0,20}(?:员工|职工|职员|工作人员|推荐|干部|会计|经理|主任|科员|科长|处长|民警|法务|秘书|主管|总监|部长|书记|委员|村民)`)

// sentence is what is left of the sentence and the line at a place, up to the next counsel.
func (f *finder) sentence(at int) string {
	s := textview.ClipBytes(f.c[at:], maxCounsel)
	if i := strings.IndexAny(s, "。；"); i >= 0 {
		s = s[:i]
	}
	if n := f.v.NextLine(at) - at; n < len(s) {
		s = s[:max(0, n)]
	}
	for _, next := range [...]string{"代理人", "辩护人", "被告", "原告"} {
		if i := strings.Index(s, next); i >= 0 && !strings.HasSuffix(s[:i], "系") {
			s = s[:i]
		}
	}
	return s
}

// standsForPeople reports whether those behind 诉讼代表人 stand for many people, whose neighbours they
// are, and not for a body.
func (f *finder) standsForPeople(at int) bool {
	if strings.Contains(f.c, "被告单位") {
		return false
	}
	line := textview.ClipBytes(f.c[at:max(at, f.v.NextLine(at))], maxCounsel)
	return neighbours.MatchString(line) || manyPeople.MatchString(lastBytes(f.c[:at], maxSentence))
}

var (
	neighbours = regexp.MustCompile(`[村居]民|社员|组员|业主|住户|组长|村民代表|农户|户主|，男|，女|出生`)
	manyPeople = regexp.MustCompile(`等[0-9一二三四五六七八九十百]{1,5}(?:户|人|名)`)
)

// signsFor reports whether a word before a name at the beginning of a line says who is asked, or who acts, for
// the organ whose paper it is: 联系人：孙公正.
func (f *finder) signsFor(start, end int) bool {
	return f.v.StartsLine(start) && strings.HasPrefix(f.c[end:], "：") && ofOrgan.MatchString(lastBytes(f.c[:start], maxOrgan))
}

var ofOrgan = regexp.MustCompile(`本院|我局|本局|本委|本机关|大队|支队`)

// maxOrgan is how far back the organ is looked for, in bytes.
const maxOrgan = 3000
