package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Names of laws that no dictionary has, as they are words of other meanings too: 合同编第五百条,
// 民诉122条, 司法解释二：….

// shortName reads one at f.at, which begins with r.
func (f *finder) shortName(r rune) bool {
	if f.inLaw {
		return false
	}
	switch r {
	case '民', '刑', '行', '著', '专', '商', '宪':
		after := f.text[f.at+len("民") : f.end]
		return (strings.HasPrefix(after, "诉") || numberedStem(f.text[f.at:f.end])) && f.stem() ||
			after != "" && (isDigit(after[0]) || strings.HasPrefix(after, "§")) && f.letter()
	case '劳', '国':
		return numberedStem(f.text[f.at:f.end]) && f.stem()
	case '解', '司':
		return f.leadingSeries()
	}
	return f.codePart(codeParts[r])
}

// civilCode is the code whose parts are called by their names alone.
const civilCode = "民法典"

// codeParts are those parts, which no other law has, by their first characters.
var codeParts = map[rune]string{'总': "总则编", '物': "物权编", '合': "合同编", '人': "人格权编", '婚': "婚姻家庭编", '继': "继承编", '侵': "侵权责任编"}

// codePart reads the name of a part of the civil code that stands for it: 合同编第五百条.
func (f *finder) codePart(part string) bool {
	after, ok := strings.CutPrefix(f.text[f.at:f.end], part)
	if !ok || f.longestName(f.text[f.at:f.end]) > 0 || f.followsName() {
		return false
	}
	for _, w := range [...]string{"草案", "解释", "司法解释"} { // of a longer name
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	name := Name{Kind: ByName, Text: civilCode, Part: part, Span: statute.Span{Start: f.at, End: f.at + len(part)}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = name.Span.End
	return true
}

// stems are the names of codes of procedure without 法, as notes call them.
var stems = map[string]string{"民诉": "民事诉讼法", "刑诉": "刑事诉讼法", "行诉": "行政诉讼法", "劳合": "劳动合同法",
	"行罚": "行政处罚法", "行强": "行政强制法", "行许": "行政许可法", "行复": "行政复议法", "国赔": "国家赔偿法",
	"民通": "民法通则", "民总": "民法总则"}

// numberedStem is a stem that is one only right before the number of an article.
func numberedStem(s string) bool {
	stem := s[:min(len(s), len("行罚"))]
	if stems[stem] == "" || strings.HasSuffix(stem, "诉") {
		return false
	}
	after := firstRune(s[len(stem):])
	return after == '§' || after == '第' || after < unicode.MaxASCII && isDigit(byte(after))
}

// letters are laws that notes call by a character before the number of an article: 刑22.
var letters = map[string]string{"刑": "刑法", "民": "民法典", "著": "著作权法", "专": "专利法", "商": "商标法", "宪": "宪法"}

// letter reads one, by itself between marks.
func (f *finder) letter() bool {
	rest := f.text[f.at:f.end]
	law, after := letters[rest[:len("刑")]], rest[len("刑"):]
	if last := lastRune(f.text[f.lineStart:f.at]); law == "" || unicode.Is(unicode.Han, last) || strings.ContainsRune("）)]〕", last) {
		return false
	}
	skip := signAt(after) // 民§171Ⅰ
	refs, n := digitsAt(after[skip:], f.circles())
	if n == 0 {
		return false
	}
	ends := deepest(refs[len(refs)-1].From) > levelArticle || endsGlossed(after[n:]) || endsCode(after[n:])
	if skip == 0 && (refs[0].From.Article.Main < 10 || !ends) {
		return false
	}
	at := f.at + len("刑")
	n += skip
	f.add(Mention{Kind: KindProvision, Refs: refs, Span: statute.Span{Start: at, End: at + n},
		Name: Name{Kind: ByName, Text: law, Span: statute.Span{Start: f.at, End: at}}})
	f.at = at + n
	f.codeLine = f.lineStart + 1
	return true
}

// stem reads 民诉 where it is a word by itself: at the start of what a line says, or right
// before an article.
func (f *finder) stem() bool {
	rest := f.text[f.at:f.end]
	law, after := stems[rest[:len("民诉")]], rest[len("民诉"):]
	if law == "" || strings.HasPrefix(after, "讼") || f.longestName(rest) > 0 {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(f.text[f.lineStart:f.at])
	if size > 0 && unicode.Is(unicode.Han, last) {
		article := strings.HasPrefix(after, "第") || after != "" && isDigit(after[0])
		if !article || !endsBeforeShort(f.text[f.lineStart:f.at]) {
			return false // 公民诉称
		}
	}
	name := Name{Kind: ByName, Text: law, Span: statute.Span{Start: f.at, End: f.at + len("民诉")}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = name.Span.End
	return true
}

// leadingSeries reads 解释二 at the start of a line that speaks of it: 司法解释二：….
func (f *finder) leadingSeries() bool {
	rest := f.text[f.at:f.end]
	if !strings.HasPrefix(rest, "解释") && !strings.HasPrefix(rest, "司法解释") || !afterBullet(f.text[f.lineStart:f.at]) {
		return false
	}
	colon := strings.Index(rest[:min(len(rest), maxLabel)], "：")
	if colon < 0 || seriesEnding(rest[:colon]) != colon {
		return false
	}
	name := Name{Kind: ByGuess, Text: rest[:colon], Span: statute.Span{Start: f.at, End: f.at + colon}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = name.Span.End
	return true
}
