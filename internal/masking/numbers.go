package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/textview"
)

// digits is a run of digits of a text, with single spaces and hyphens between them:
// 6222 0212 0801 1234 567, 0571-87654321.
type digits struct {
	start, end int // bytes of the text
	number     string
	x          bool // ends in X, as numbers of identity cards may
	parted     bool
}

// numberRuns finds the runs of at least a few digits, of both widths. Groups that a
// line break parts are two runs.
func numberRuns(s string) []digits {
	var list []digits
	var run digits
	var b strings.Builder
	gap := 0 // separators behind the last digit
	flush := func() {
		if b.Len() >= leastNumber {
			run.number = b.String()
			list = append(list, run)
		}
		b.Reset()
		run, gap = digits{}, 0
	}
	for i, r := range s {
		size := utf8.RuneLen(r)
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		switch {
		case r >= '0' && r <= '9':
			if b.Len() == 0 {
				run = digits{start: i}
			}
			run.parted = run.parted || gap > 0
			b.WriteByte(byte(r))
			run.end, gap = i+size, 0
		case b.Len() == 0:
		case (r == 'X' || r == 'x' || r == 'Ｘ') && gap == 0 && (b.Len() == 17 || b.Len() == 14):
			run.x, run.end = true, i+size
			flush()
		case (r == ' ' || r == '-' || r == '－' || r == '—' || r == '\u00a0' || r == '　') && gap == 0:
			gap++
		default:
			flush()
		}
	}
	flush()
	return list
}

// leastNumber is the length of the shortest number that tells of somebody, in
// digits.
const leastNumber = 5

// Words before a number that say what it is. What stands between them and the number is
// short: 银行账号为：.
var (
	identityWords = regexp.MustCompile(`(?:身份证|身份号码|证件号|证号|身份信息|护照|通行证|社会保障号|居留证|军官证|驾驶证|档案编号|驾照)[^\d，。；\n]{0,12}$`)
	phoneWords    = regexp.MustCompile(`(?:电话|手机|联系方式|传真|小灵通|拨打|致电|来电)[^\d，。；\n]{0,12}$`)
	accountWords  = regexp.MustCompile(`(?:账号|帐号|卡号|账户|帐户|尾号|银行卡|存折|储蓄卡|信用卡|社保卡|一卡通|借记卡|支付宝|财付通|卡)[^\d。；\n]{0,24}$`)
	onlineWords   = regexp.MustCompile(`(?i)(?:微信号?|微信账号|QQ号?码?|ＱＱ号?|旺旺|抖音号?|快手号?|陌陌号?|支付宝)(?:账号|帐号|账户|号码|号|码|为|是|名|系|分别` +
		`为|[：:（(“"\s]){0,4}$`)
	titleWords    = regexp.MustCompile(`(?:不动产权|房权证|房产证|房屋所有权证|土地使用证|国用|产权证|所有权证|使用权证|林权证|登记证)[^。；\n]{0,36}$`)
	noPersonWords = regexp.MustCompile(`(?:信用代码|组织机构代码|注册号|许可证号?|执业证号?|案号|合同编号?|文号|发票|专利号?|编号|编码|第)[^\d，。；\n]{0,12}$`)
)

// before is the text before a place, a few dozen bytes of it.
func before(s string, at int) string {
	from := max(0, at-beforeNumber)
	for from < at && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:at]
}

const beforeNumber = 90

// numbers finds what tells of somebody by a number.
func numbers(s string) []Replacement {
	var list []Replacement
	for _, d := range numberRuns(s) {
		if latinAround(s, d.start, d.end) || measured.MatchString(s[d.end:min(len(s), d.end+12)]) {
			continue
		}
		lead := before(s, d.start)
		if reason := numberReason(d, lead); reason != "" {
			if reason == reasonPhone { // +86, 86-
				trimmed := strings.TrimRight(lead, " -　")
				if plus := strings.TrimSuffix(strings.TrimSuffix(trimmed, "86"), "+"); plus != trimmed && strings.HasSuffix(trimmed,
					"+86") {
					d.start -= len(lead) - len(plus)
				}
			}
			list = append(list, replacement(d.start, d.end, "××", reason))
			continue
		}
		list = append(list, inParts(s, d, lead)...)
	}
	return list
}

// inParts finds numbers in a run that spaces part from others: 13812345678 330702….
func inParts(s string, d digits, lead string) []Replacement {
	if !d.parted {
		return nil
	}
	var list []Replacement
	for _, m := range group.FindAllStringIndex(s[d.start:d.end], -1) {
		sub := digits{start: d.start + m[0], end: d.start + m[1], number: narrowDigits.Replace(s[d.start+m[0] : d.start+m[1]])}
		if len(sub.number) < leastNumber {
			continue
		}
		if reason := numberReason(sub, lead); reason != "" {
			list = append(list, replacement(sub.start, sub.end, "××", reason))
		}
	}
	return list
}

var (
	group        = regexp.MustCompile(`[0-9０-９]+`)
	narrowDigits = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")
)

// measured is what follows a number that counts something.
var measured = regexp.MustCompile(`^(?:\.\d+)? ?(?:元|万|余元|亿|余万|美元|港元|％|%|年|月\d|人民币|吨|公斤|千克|克|平方|米|份|只|条|张|个|次|股)`)

// latinAround reports whether a number is part of a longer word of letters: MA2E4ABC5X.
func latinAround(s string, start, end int) bool {
	isLetter := func(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }
	return start > 0 && isLetter(s[start-1]) || end < len(s) && isLetter(s[end])
}

// numberReason says what a number is that tells of somebody, "" where it is none.
func numberReason(d digits, lead string) string {
	n := len(d.number)
	named := func(re *regexp.Regexp) bool { return re.MatchString(lead) }
	switch {
	case n == 18 && isIdentity(d.number[:17]), n == 17 && d.x && isIdentity(d.number), n == 15 && isOldIdentity(d.number):
		return reasonIdentity
	case n >= 6 && named(identityWords) && !named(noPersonWords):
		return reasonIdentity
	case n == 11 && d.number[0] == '1' && d.number[1] >= '3':
		return reasonPhone
	case n == 13 && strings.HasPrefix(d.number, "861") && d.number[3] >= '3':
		return reasonPhone
	case (n == 11 || n == 12 || n == 10) && d.parted && d.number[0] == '0' && d.number[1] != '0':
		return reasonPhone
	case n >= 7 && n <= 12 && named(phoneWords):
		return reasonPhone
	case n >= 5 && named(onlineWords):
		return reasonOnline
	case named(noPersonWords) && !named(titleWords):
		return ""
	case n >= 16 && n <= 19 && strings.HasPrefix(d.number, "62"):
		return reasonAccount
	case n >= 8 && n <= 26 && named(accountWords):
		return reasonAccount
	case named(titleWords):
		return reasonTitle
	}
	return ""
}

// isIdentity reports whether seventeen digits are those of an identity card: a place,
// a day of birth and a serial.
func isIdentity(n string) bool {
	return n[0] >= '1' && n[0] <= '9' && (n[6:8] == "19" || n[6:8] == "20") && isDay(n[10:14])
}

// isOldIdentity is isIdentity for the fifteen digits of cards before 1999.
func isOldIdentity(n string) bool { return n[0] >= '1' && n[0] <= '9' && isDay(n[8:12]) }

// isDay reports whether four digits are a month and a day.
func isDay(s string) bool {
	return s[:2] >= "01" && s[:2] <= "12" && s[2:] >= "01" && s[2:] <= "31"
}

// coded finds what tells of somebody by letters and digits: plates, passports, frames,
// names in networks, addresses of mail. Patterns look only where their words stand.
func coded(s string) []Replacement {
	var list []Replacement
	codedWords.Each(s, func(start, _ int) {
		for _, c := range codes {
			if !c.begins(s[start:]) {
				continue
			}
			if m := c.re.FindStringSubmatchIndex(textview.ClipBytes(s[start:], maxCode)); m != nil && m[0] == 0 && m[2] >= 0 {
				list = append(list, replacement(start+m[2], start+m[3], c.with, c.reason))
			}
		}
	})
	for at := 0; ; {
		i := strings.IndexAny(s[at:], "@＠")
		if i < 0 {
			break
		}
		from := at + i
		for from > 0 && isMailByte(s[from-1]) {
			from--
		}
		if m := mail.FindStringIndex(textview.ClipBytes(s[from:], maxCode)); m != nil && m[0] == 0 {
			list = append(list, replacement(from, from+m[1], "××", reasonMail))
		}
		at += i + 1
	}
	return list
}

// maxCode bounds what a pattern of codes looks at, in bytes.
const maxCode = 160

func isMailByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '_' || c == '-'
}

// code is a kind of number that has letters in it.
type code struct {
	words        *textview.WordSet
	re           *regexp.Regexp
	with, reason string
}

func (c code) begins(s string) bool { return c.words.At(s) != "" }

const (
	plateWords    = "京 津 冀 晋 蒙 辽 吉 黑 沪 苏 浙 皖 闽 赣 鲁 豫 鄂 湘 粤 桂 琼 渝 川 黔 贵 云 藏 陕 甘 青 宁 新"
	passportWords = "护照 通行证 居民来往 回乡证 台胞证 永久居留 证件 身份证" // #nosec G101 -- words before a number
	frameWords    = "车架号 车辆识别代 识别代码 VIN 发动机号 大架号"
	netWords      = "微信 QQ ＱＱ 支付宝 抖音 快手 陌陌 旺旺 网名 昵称 用户名 账号 ID"
)

var codes = [...]code{
	{wordSet(plateWords), plate, "×××××", reasonPlate},
	{wordSet(passportWords), passport, "××", reasonPassport},
	{wordSet(frameWords), frame, "××", reasonFrame},
	{wordSet(netWords), online, "××", reasonOnline},
}

var codedWords = wordSet(plateWords + " " + passportWords + " " + frameWords + " " + netWords)

func wordSet(words string) *textview.WordSet { return textview.NewWordSet(strings.Fields(words)...) }

var (
	plate = regexp.MustCompile(`^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新][A-ZＡ-Ｚ]([·•．. \-—－]?(?:[A-Z0-9Ａ-Ｚ０-９][ ]?){4,5}[A-Z0-9Ａ-Ｚ０-９挂学警港澳])`)
	mail  = regexp.MustCompile(`^([A-Za-z0-9._-]+[@＠][A-Za-z0-9-]+\.[A-Za-z.]+)`)
	// passport has the number in the group, as the others below.
	passport = regexp.MustCompile(`^(?:护照|通行证|居民来往|回乡证|台胞证|永久居留|证件|身份证)[^，。；\nA-Za-z0-9]{0,12}([A-Za-z]{1,3} ?\d{6,10}(?:[(（]\d[)）])?)`)
	frame    = regexp.MustCompile(`^(?:车架号?码?|车辆识别代[号码]|识别代码|VIN码?|发动机号?码?|大架号)[^，。；\nA-Za-z0-9]{0,8}([A-Za-z0-9][A-Za-z0-9*\-]{5,20})`)
	online   = regexp.MustCompile(`^(?i:微信号?码?|微信账号|QQ号?码?|支付宝账[号户]?|抖音号|快手号|陌陌号|旺旺号?|网名|昵称|用户名|账号|ID号?)(?:[为是：:“"（( ]|名为|分别为){0,4}` +
		`([A-Za-z][A-Za-z0-9_\-]{3,30})`)
)
