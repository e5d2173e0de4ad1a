package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
)

// Sentences of notes that have little else than words with the numbers of their articles: 撤销70；重作71、72;
// 13始于出生；胎儿16; 25主犯26从犯27胁从.

// glosses are the places of a sentence at which the numbers of articles stand so.
type glosses struct {
	from, to int
	places   map[int]bool // nil where the sentence is none of those
}

var (
	// glossedWord is a word with the number of its article: 撤销70, 双方代理168Ⅱ, 期限2个月（13）, 失权——52.
	glossedWord = regexp.MustCompile(`^(?:[\p{Han}·]{1,12}[：:])?` + glossWord + `+?` +
		`[\s\x{3000}]*[→—–＝=：:]{0,2}[\s\x{3000}]*[（(]?(\d{1,4})` + glossTail + `$`)
	// glossedNumber is the number of an article with a word behind it: 13始于出生.
	glossedNumber = regexp.MustCompile(`^(?:[\p{Han}·]{1,12}[：:])?(\d{2,4})` + ` ?[\p{Han}“”]{2,}[）)]?$`)
	// glossSum is a sum of days or months with its article in brackets: 2+1+2+2（156–159）.
	glossSum = regexp.MustCompile(`^[\p{Han}：: ]*\d{1,2}(?:[+＋]\d{1,2})+[（(](\d{2,4})(?:[-–—～~至]\d{2,4})?[）)]$`)
	// glossNotes are several numbers with a note behind each: 2（原因）16（无效）18（合同）31.
	glossNotes = regexp.MustCompile(`^(?:[\p{Han}·]{1,12}[：:])?(?:\d{1,4}[ⅠⅡⅢⅣⅤ①-⑳]?（[^（）0-9]{1,24}）){2,}(?:\d{1,4})?$`)
	// glossChain is several of those: 25主犯26从犯27胁从.
	glossChain = regexp.MustCompile(`^(?:[\p{Han}·]{1,12}[：:])?(?:\d{2,4}\p{Han}{1,8}[ \x{3000}]?){2,}(?:\d{2,4})?(?:（[^（）]{2,12}）)?$`)
	// glossList is a further number of a list: 34 of 辩护33、34.
	glossList = regexp.MustCompile(`^[\s—]*(\d{1,4})` + glossTail + `$`)
	// wholeArticle is an article with its word.
	wholeArticle = regexp.MustCompile(`\d条`)
	// countedWord is a count behind which the number of an article stands: 追责5年36.
	countedWord = regexp.MustCompile(`\d(?:年|个?月|日|天|周?岁|小时|[hH%％])$`)
	digits      = regexp.MustCompile(`\d+`)
)

// glossWord is a character of such a word, or a count in it.
const glossWord = `(?:[\p{Han}“”（）·＋+]|\d{1,4}(?:[-–—～~]\d{1,4})?(?:年|个?月|日|天|周?岁|小时|人|[hH%％]))`

// glossTail is what may stand behind the number of an article: its paragraph, the end of a range, a note.
const glossTail = `(?:[-–—～~]\d{1,4}|\.[1-9])?[ⅠⅡⅢⅣⅤ①-⑳]*(?:之[一二三四五六七八九]|[～~—–-]?[（(][^）)]*[）)])*[）)]?` +
	`(?:[。.]|[：:]\D.*|（\d{1,2}）\p{Han}{1,8})?`

// maxGlossed bounds a line of such words, in bytes.
const maxGlossed = 500

// glossed reports whether the number at f.at is that of an article in such a sentence.
func (f *finder) glossed() bool {
	if f.at < f.glosses.from || f.at >= f.glosses.to {
		f.glosses = f.glossesAt()
	}
	return f.glosses.places[f.at]
}

// glossesAt reads the sentence at f.at.
func (f *finder) glossesAt() glosses {
	from, to := f.lineStart, min(f.end, f.lineStart+maxGlossed)
	if i := strings.IndexByte(f.text[from:to], '\n'); i >= 0 {
		to = from + i
	} else if to == from+maxGlossed || f.at >= to {
		return glosses{from: f.at, to: f.at + 1}
	}
	if i := strings.LastIndex(f.text[from:f.at], "。"); i >= 0 {
		from += i + len("。")
	}
	if i := strings.Index(f.text[f.at:to], "。"); i >= 0 {
		to = f.at + i
	}
	g := glosses{from: from, to: to}
	head := f.lineHead()
	heads := head > 0
	begin := labelLength(f.text[from:to])
	at, right, parts := max(from+begin, head), 0, 0
	start, places := at, map[int]bool{}
	topic := f.text[from : from+begin]
	heads = heads || strings.HasSuffix(topic, "：") && !namesNumber(topic) // 流动抵押：396、411
	for at < to {
		n := glossEnd(f.text[at:to])
		part := strings.TrimRight(f.text[at:at+n], " \t\u3000\r")
		begin := at + len(part)
		part = strings.TrimLeft(part, " \t\u3000")
		begin -= len(part)
		_, size := utf8.DecodeRuneInString(f.text[at+n : to])
		at += n + size
		switch m := glossList.FindStringSubmatchIndex(part); {
		case part == "", wholeArticle.MatchString(part): // 61条 is read as it is
		case m != nil && (isYear(part[m[2]:m[3]]) || !heads && strings.Contains(part, ".")): // 2021, 4.5
		case m != nil && (right > 0 || heads):
			places[begin+m[2]] = true
			if right == 0 { // 破产法：2①；7；16
				right, parts = 1, 1
			}
		default:
			parts++
			if glossPlaces(part, begin, places) {
				right++
			}
		}
	}
	first := glossedWord.FindStringSubmatchIndex(f.text[start : start+glossEnd(f.text[start:to])])
	if first != nil && from == f.lineStart {
		n, size := number(f.text[start+first[2] : to])
		heading := label.Colon(f.text[start+first[2]+size:]) > 0 && n >= 10  // 时效17：对出票人2年、对前手6个月
		if heading || 2*right == parts && n >= 100 && n <= lastOfCivilCode { // 盗窃264 → 多次：3次
			g.places = map[int]bool{start + first[2]: true}
		}
	}
	if right > 0 && (2*right > parts || heads && strings.Contains(f.text[from:to], "(") && 3*right >= parts) {
		g.places = places
	}
	return g
}

// labelLength is the length of what a line of notes begins with beside its words: a bullet, the label of a card,
// the number of an item, a topic without a number before its colon.
func labelLength(line string) int {
	at := len(bulletAt(line))
	at += cardLabel(line[at:])
	if n, size := itemAt(line[at:]); n > 0 && at+size < len(line) && strings.ContainsRune("、.．)）", firstRune(line[at+size:])) {
		_, mark := utf8.DecodeRuneInString(line[at+size:]) // 3. 登记对抗 225
		at += size + mark
	}
	if i := strings.IndexAny(line[at:], "：】"); i > 0 && !strings.ContainsAny(line[at:at+i], "0123456789") {
		at += i + len("：")
	}
	return at
}

// glossEnd is where a part of such a sentence ends: at a mark, or at a space that does not part a word and its
// number.
func glossEnd(s string) int {
	depth := 0
	for at, r := range s {
		switch {
		case r == '（' || r == '(':
			depth++
		case r == '）' || r == ')':
			depth = max(0, depth-1)
		case depth > 0:
		case strings.ContainsRune("；;，,、/／|｜", r), r != '→' && r >= '←' && r <= '⯿' && r != '─': // ⇄, ★
			return at
		case strings.ContainsRune(" \u3000→—＝=", r):
			rest := strings.TrimLeft(s[at:], " \u3000→—–＝=")
			before := lastRune(strings.TrimRight(s[:at], " \u3000→—–＝="))
			if rest == "" || !isDigit(rest[0]) || !unicode.Is(unicode.Han, before) {
				return at
			}
		}
	}
	return len(s)
}

// glossPlaces adds the places of the numbers of articles in a part of such a sentence that begins at a place.
func glossPlaces(part string, begin int, places map[int]bool) bool {
	if m := glossedWord.FindStringSubmatchIndex(part); m != nil {
		if word := strings.TrimRight(part[:m[2]], " \u3000→—–＝=（("); namesNumber(word) &&
			!countedWord.MatchString(strings.TrimRight(word, "：:")) &&
			!strings.ContainsFunc(part[m[3]:], isRoman) {
			return true // a number, but of money or of a room
		}
		places[begin+m[2]] = true
		return true
	}
	if m := glossSum.FindStringSubmatchIndex(part); m != nil {
		places[begin+m[2]] = true
		return true
	}
	if glossChain.MatchString(part) || glossNotes.MatchString(part) {
		last := 0
		for _, d := range digits.FindAllStringIndex(part, -1) {
			n, size := number(part[d[0]:])
			if size == 0 || n <= last || strings.ContainsRune(counted, firstRune(part[d[1]:])) {
				return false
			}
			last = n
		}
		for _, d := range digits.FindAllStringIndex(part, -1) {
			places[begin+d[0]] = true
		}
		return true
	}
	if m := glossedNumber.FindStringSubmatchIndex(part); m != nil && !strings.ContainsRune(counted+"以余级", firstRune(part[m[3]:])) {
		places[begin+m[2]] = true
		return true
	}
	return false
}
