package question

import (
	"strings"
	"unicode/utf8"
)

// What shows in the text of a provision that it has what a question may ask for. The ingest
// looks through every provision, so these are strings and no patterns.
var (
	units       = [...]string{"周岁", "岁", "年", "个月", "日内", "日以", "倍", "元", "％", "小时"} // behind a number
	outcomes    = [...]string{"责令", "赔偿", "退还", "返还", "无效", "撤销", "吊销", "没收", "追究"}
	definitions = [...]string{"是指", "所称", "包括下列", "：（一）", "：\n（一）"}
	permissions = [...]string{"有权", "可以", "不得", "禁止", "应当"}
	penalties   = [...]string{"徒刑", "拘役", "罚款", "拘留", "罚金"}
	starting    = [...]string{"起施行", "起生效", "起实施", "起执行", "之日施行", "之日生效", "之日实施", "之日执行"}
)

// maxCommencement is the length of the longest commencement clause, in characters.
const maxCommencement = 240

// How many characters may stand between words that belong together: 处…罚款, 承担…责任,
// 自…起施行.
const (
	gapPenalty  = 20
	gapDuty     = 12
	gapStarting = 24
)

// InProvision is what the text of a provision has of what a question may ask for. Only a
// short one that says from when the law is in force has AsksStart.
func InProvision(text string) (has Asked) {
	if numbered(text, units[:]) || strings.Contains(text, "百分之") {
		has |= AsksAmount
	}
	if anyIn(text, outcomes[:]) || follows(text, "处", gapPenalty, penalties[:]) || follows(text, "承担", gapDuty, []string{"责任"}) ||
		follows(text, "支付", gapDuty, []string{"金", "款", "费"}) {
		has |= AsksOutcome
	}
	if anyIn(text, definitions[:]) {
		has |= AsksDefinition
	}
	if anyIn(text, permissions[:]) {
		has |= AsksPermission
	}
	if len(text) <= maxCommencement*utf8.UTFMax && utf8.RuneCountInString(text) <= maxCommencement &&
		follows(text, "自", gapStarting, starting[:]) {
		has |= AsksStart
	}
	return has
}

func anyIn(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// numbered reports whether one of some words stands behind a number.
func numbered(text string, words []string) bool {
	for _, w := range words {
		for at := strings.Index(text, w); at >= 0; {
			if r, _ := utf8.DecodeLastRuneInString(text[:at]); r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十百千万", r) {
				return true
			}
			next := strings.Index(text[at+len(w):], w)
			if next < 0 {
				break
			}
			at += len(w) + next
		}
	}
	return false
}

// follows reports whether one of some words begins behind a first one in the same line, with
// at most gap characters between.
func follows(text, first string, gap int, words []string) bool {
	for {
		at := strings.Index(text, first)
		if at < 0 {
			return false
		}
		text = text[at+len(first):]
		n := 0
		for i, r := range text {
			for _, w := range words {
				if strings.HasPrefix(text[i:], w) {
					return true
				}
			}
			if r == '\n' || n == gap {
				break
			}
			n++
		}
	}
}
