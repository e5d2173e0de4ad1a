package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// homes finds where people live: what an address names behind the county, or the city
// where there is none. An address ends with its clause and with its line.
func homes(v *textview.View) []Replacement {
	var list []Replacement
	c := v.Text
	at := 0
	homeWords.Each(c, func(start, from int) {
		w := c[start:from]
		if start < at {
			return
		}
		if seats.Known(w) && !ofPerson(c[:from]) {
			return
		}
		if next, _ := utf8.DecodeRuneInString(c[from:]); strings.HasSuffix(w, "住") && strings.ContainsRune("院宿进房户处宅持了过的满手所址", next) {
			return
		}
		end := min(v.NextLine(from), from+maxHome)
		if start, stop := addressAt(textview.ClipBytes(c[from:end], maxHome)); stop > start {
			list = append(list, inView(v, from+start, from+stop, "××", reasonHome))
			at = from + stop
		}
	})
	return append(list, rooms(v, list)...)
}

// rooms finds dwellings by street, house and room, wherever they stand: around the words for
// houses.
func rooms(v *textview.View, found []Replacement) []Replacement {
	c := v.Text
	var list []Replacement
	last := 0
	for at := 0; ; {
		i := strings.IndexAny(c[at:], "幢栋室座楼-－")
		if i < 0 {
			return list
		}
		at += i
		from := max(last, at-beforeRoom)
		for from < at && !utf8.RuneStart(c[from]) {
			from++
		}
		_, size := utf8.DecodeRuneInString(c[at:])
		if dash := c[at] == '-'; dash && (at < 2 || at+1 >= len(c) || c[at+1] < '0' || c[at+1] > '9' || at > 3 && isDigits(c[at-4:at])) {
			at += size
			continue
		}
		if at == 0 || (c[at-1] < '0' || c[at-1] > '9') && (c[at-1] < 'A' || c[at-1] > 'Z') {
			at += size
			continue
		}
		m := room.FindStringIndex(textview.ClipBytes(c[from:], at-from+afterRoom))
		at += size
		if m == nil {
			continue
		}
		start, end := from+m[0], from+m[1]
		start += len(inDistrict.FindString(c[start:end]))
		lead := textview.ClipBytes(c[max(0, start-maxBracket):start], maxBracket)
		last = end
		at = max(at, end)
		if overlaps(found, v.Span(start, end)) || seatBefore.MatchString(lead) && !ofPerson(c[:start]) {
			continue
		}
		list = append(list, inView(v, start, end, "××", reasonHome))
	}
}

// isDigits reports whether a string has digits only.
func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Bounds, in bytes: of what stands before and behind the word for a house.
const (
	beforeRoom = 75
	afterRoom  = 60
)

// room is a dwelling by street, house and room.
var room = regexp.MustCompile(`\p{Han}{2,8}(?:路|街|巷|弄|大道|花园|小区|山庄|公寓|苑|家园|新村|城|府|湾|庭|里)[\p{Han}0-9A-Z]{0,12}?` +
	`(?:\d{1,4}(?:幢|栋|号楼|座|单元)[0-9A-Z一二三四五六七八九十\-－—幢栋楼单元号座层]{0,12}?\d{2,4}室?|[A-Z]座\d{3,4}室?|\d{1,3}[-－]\d{1,3}(?:[-－]` +
	`\d{2,4})?室?|\d{1,4}号\d{3,4}室)|` +
	`\p{Han}{2,4}(?:镇|乡|街道)\p{Han}{2,16}?[0-9A-Z]{1,4}(?:幢|栋|座|号楼)[^，。；、：（）“”]{0,10}?[0-9一二三四五六七八九十]{0,4}[层楼室]?(?:[0-9]{2,4}室?)?`)

// inDistrict is the city and the district before a street.
var inDistrict = regexp.MustCompile(`^\p{Han}{0,6}?(?:市\p{Han}{1,4}?(?:区|县|旗)|市|县|旗|[^小社园新发矿]区)`)

var seatBefore = regexp.MustCompile(`(?:住所地?|地址|公司|法院|委员会|事务所|局|厂|店)[^。；]{0,60}$`)

// overlaps reports whether a span has something of the replacements.
func overlaps(list []Replacement, s statute.Span) bool {
	for _, r := range list {
		if r.Span.Start < s.End && s.Start < r.Span.End {
			return true
		}
	}
	return false
}

// maxHome bounds an address, in bytes.
const maxHome = 240

// allHomeWords introduce an address of a person; seats do so only where the sentence speaks of one.
const (
	allHomeWords = "住 住址 住在 住于 现住 现住址 现住在 现住于 现住地 家住 家住在 暂住 暂住地 暂住址 暂住在 暂住于 租住 租住在 租住于 居住 居住在 居住于 居住地 经常居住地 经常居住地在 " +
		"户籍 户籍地 户籍地址 户籍所在地 户籍所在地为 户籍在 户籍地在 户籍为 户籍登记地 户籍住址 户籍登记在 户口地 户口在 户口所在地 户籍所在 出生地 出生于 生于 籍贯 祖籍 原籍 家庭住址 家庭地址 通讯地址 通信地址 联系地址 送达地址 " +
		"住处 暂住处 迁往 常住 常住地 原住 曾住 居住地址 居住住址 实际居住地 现居住地 现居住在 现居住于 现居 现居住 寄住 借住 借住在 入住 捕前住 捕前家住 捕前系 住宅地址 住房位于 房屋坐落于 居所 现住所 现住所地 " +
		seatWords
	seatWords = "住所 住所地 住所在 地址"
)

var (
	homeWords = textview.NewWordSet(strings.Fields(allHomeWords)...)
	seats     = newWordList(seatWords)
)

// ofPerson reports whether the sentence that ends a text speaks of a man or woman, and
// of no body behind: a body has its seat where it has.
func ofPerson(before string) bool {
	line := before[max(0, len(before)-maxSentence):]
	line = line[max(strings.LastIndex(line, "\n"), strings.LastIndex(line, "。"))+1:]
	person := -1
	for _, sign := range [...]string{"，男", "，女", "出生", "身份证", "身份号码", "（男", "（女"} {
		person = max(person, strings.LastIndex(line, sign))
	}
	body := -1
	for _, sign := range [...]string{"公司", "法定代表人", "负责人", "厂，", "店，", "信用代码"} {
		body = max(body, strings.LastIndex(line, sign))
	}
	return person > body
}

// maxSentence is how far back a sentence is looked at, in bytes.
const maxSentence = 900

// addressAt is what is hidden of the address at the start of a text: from behind the
// county to the end.
func addressAt(s string) (start, end int) {
	lead := len(s) - len(strings.TrimLeft(s, "：为在于系是即"))
	s = s[lead:]
	if m := district.FindStringIndex(s); m != nil {
		if next, size := utf8.DecodeRuneInString(s[m[1]:]); strings.HasSuffix(s[:m[1]], "州") && strings.ContainsRune("市区县", next) {
			m[1] += size
		}
		if t := street.FindStringIndex(s[m[1]:]); t != nil {
			return lead + m[1], lead + m[1] + t[1]
		}
		return 0, 0
	}
	if m := village.FindStringIndex(s); m != nil {
		return lead, lead + m[1]
	}
	return 0, 0
}

const (
	// unit ends the smaller places that an address names.
	unit = `(?:村|组|号|室|楼|栋|幢|单元|屯|队|社区|小区|路|街|巷|弄|苑|园|镇|乡|街道|户|院|里|庄|寨|湾|委|苏木|嘎查|胡同|大道|公寓|大厦|宿舍|广场|农场|林场|花城|新城|家属|坪|坝|坊|营|堡|沟|岭|墩|垸|厂|附)`
	// inPlace are the characters of an address behind the county.
	inPlace = `[^的了被与在将因，。；、：“”《》！？\s]`
	// county begins the name of a district: some characters stand only at its beginning.
	noCounty = `[^镇乡村街路道号社小组园坝坪院的了被与到从因将向是在人“”‘’《》，。；、：（）()0-9０-９A-Za-z\s]`
	county   = `(?:[泰太永政平仁云忻清祥兴天安]和|\p{Han}(?:` + noCounty + `{0,8}?[^小社园校厂库营的了在被与和，。；、：（）“”0-9\s])?)`
)

var (
	district = regexp.MustCompile(`^(?:(?:` + strings.Join(court.Provinces(), "|") + `)(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?` +
		`(?:\p{Han}` + noCounty + `{0,5}?(?:市|自治州|地区|盟)|` + county + `州)?(?:西乡塘区|梁园区|东营区|` + county + `(?:县|区|旗|市)|` +
		`\p{Han}{1,12}?自治[县旗])?|` +
		county + `(?:市|县|区|州|盟|旗)(?:西乡塘区|梁园区|东营区|` + county + `(?:县|区|市|旗))?|本(?:市|县|区|州|旗|辖区))`)
	street = regexp.MustCompile(`^` + inPlace + `*?` + unit + inPlace + `*`)
	// village is an address that names no county: 白龙桥镇某村12号, 某小区3幢2室.
	village = regexp.MustCompile(`^(?:\p{Han}{1,10}?(?:镇|乡|街道|苏木)\p{Han}{1,12}?(?:村|社区|居委会|嘎查|路|街)` + inPlace + `*|` +
		`\p{Han}{1,12}?(?:村|小区|花园|公寓|路|街|苑|巷|弄|家园|新村|宿舍|大厦|庄)` + inPlace + `*?[0-9０-９一二三四五六七八九十]+(?:号|室|幢|栋|楼|单元|组|座)` + inPlace + `*)`)
)
