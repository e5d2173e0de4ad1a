package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/textview"
)

// hideParticulars hides numbers that tell of somebody: of identity cards, telephones,
// accounts and cars, and addresses of mail.
func hideParticulars(s string) []edits {
	var done []edits
	step := func(re *regexp.Regexp, with string) {
		var list edits
		for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
			from := m[0]
			if len(m) > 2 {
				from = m[3] // what stands before is kept
			}
			list.add(from, m[1], with)
		}
		s = list.apply(s)
		done = append(done, list)
	}
	if longestNumber(s) >= leastNumber {
		step(identity, "××")
		step(phone, "××")
		step(account, "××")
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		step(plate, "×××××")
	}
	if strings.Contains(s, "@") {
		step(mail, "××")
	}
	return done
}

// leastNumber is the length of the shortest number that tells of somebody, in
// digits.
const leastNumber = 7

// longestNumber is the length of the longest run of digits, with what parts them in
// numbers of telephones and accounts.
func longestNumber(s string) int {
	longest, run := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			run++
			longest = max(longest, run)
		case r == ' ' || r == '-' || r == '－':
		default:
			run = 0
		}
	}
	return longest
}

// hideHomes hides where people live.
func hideHomes(s string) edits {
	var list edits
	for from := 0; ; {
		i := strings.IndexAny(s[from:], "住户出现家暂租")
		if i < 0 {
			return list
		}
		at := from + i
		m := home.FindStringSubmatchIndex(textview.ClipBytes(s[at:], maxHome))
		if m != nil && (!strings.HasPrefix(s[at:], "住所") || ofPerson(s[from:at])) {
			list.add(at+m[5], at+m[1], "××")
			from = at + m[1]
			continue
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		from = at + size
	}
}

// ofPerson reports whether the sentence that ends a text speaks of a man or woman:
// a body has its seat where it has.
func ofPerson(before string) bool {
	line := before[max(strings.LastIndex(before, "\n"), strings.LastIndex(before, "。"))+1:]
	return strings.Contains(line, "男") || strings.Contains(line, "女")
}

// maxHome bounds an address, in bytes.
const maxHome = 400

var (
	identity = regexp.MustCompile(`\b[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b|` +
		`\b[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}\b`)
	phone   = regexp.MustCompile(`(^|[^\d])(?:1[3-9]\d{9}|0\d{2,3}[-－]\d{7,8})\b`)
	account = regexp.MustCompile(`((?:账号|帐号|卡号|账户|帐户|尾号|银行卡)[^\d\n，。]{0,12})\d[\d ]{8,24}\d`)
	plate   = regexp.MustCompile(`([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新][A-Z])[·•]?[A-Z0-9]{5,6}`)
	mail    = regexp.MustCompile(`[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z.]+`)
	// home is where somebody lives: behind the county, or the city where there is
	// none, an address names village, street and house.
	home = regexp.MustCompile(`^((?:现|家|暂|租)?住(?:址|所地|所|地址)?(?:为|在|于)?[：:]?|户籍(?:所在)?地(?:址)?(?:为|在)?[：:]?|户口所在地[：:]?|出生地[：:]?)` +
		`((?:` + strings.Join(court.Provinces(), "|") +
		`)(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?(?:\p{Han}{1,10}?(?:市|自治州|州|地区|盟))?(?:\p{Han}{1,10}?(?:县|区|旗|市))?|\p{Han}{2,6}?(?:市|县|区|州|盟|` +
		`旗)(?:\p{Han}{1,8}?(?:县|区|市|旗))?)` +
		`[\p{Han}0-9０-９A-Za-z（）()#—\-－·]*?(?:村|组|号|室|楼|栋|幢|单元|屯|队|社区|小区|路|街|巷|弄|苑|园|镇|乡|街道|户|院|里|庄|寨|湾|委)[\p{Han}0-9０-９A-Za-z（）()#—\-－·]*`)
)
