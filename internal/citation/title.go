package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// titleEnds maps where a 《 stands to where its 》 ends.
type titleEnds map[int]int

// maxTitle bounds a title, in bytes.
const maxTitle = 600

// matchTitles finds the pairs of 《 and 》 in text from a place on, nested ones
// too. A title does not go over the end of a line.
func matchTitles(text string, from int) titleEnds {
	const open, shut = "《", "》"
	var ends titleEnds
	var stack []int
	for at := from; at < len(text); at++ {
		switch text[at] {
		case '\n':
			stack = stack[:0]
		case open[0]:
			switch {
			case strings.HasPrefix(text[at:], open):
				stack = append(stack, at)
			case strings.HasPrefix(text[at:], shut) && len(stack) > 0:
				start := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if end := at + len(shut); end-start <= maxTitle {
					if ends == nil {
						ends = titleEnds{}
					}
					ends[start] = end
				}
			}
		}
	}
	return ends
}

// title reads 《…》 at f.at, with what makes a longer name of it: 《公司法》司法解释
// （三）, 某省实施《土地法》办法, 某市《停车条例》.
func (f *finder) title() bool {
	end, ok := f.titles[f.at]
	if !ok || end > f.end {
		return false
	}
	inner := f.text[f.at+len("《") : end-len("》")]
	if len(inner) <= maxSibling && f.sibling() {
		return true
	}
	if !f.inLaw && slices.Contains(disciplines[:], inner) && f.dict.longest(inner) != len(inner) &&
		!strings.HasPrefix(f.text[end:f.end], "第") {
		f.at = end
		return true // 《行政法》课堂笔记
	}
	name := Name{Kind: ByTitle, Text: inner, Span: statute.Span{Start: f.at, End: end}}
	near := f.text[min(f.floor(), f.at):f.at]
	if n := f.longestName(f.text[f.at+len("《") : f.end]); f.at+len("《")+n > end {
		name.Span.End = f.at + len("《") + n
		name.Text = f.text[f.at+len("《") : name.Span.End]
	} else if before, after := around(near, f.text[end:f.end]); after > 0 {
		name.Span = statute.Span{Start: f.at - before, End: end + after}
		name.Text = name.Span.Of(f.text)
		if before == 0 { // 《公司法》司法解释（三）
			name.Text = inner + f.text[end:name.Span.End]
		}
	} else if issued := issuersBefore(near); issued != "" && !startsWithIssuer(inner) {
		name.Text = issued + inner
		name.Span.Start -= len(issued)
	} else if issued, n := collectiveBefore(near); n > 0 && strings.HasPrefix(inner, "关于") {
		name.Text = issued + inner
		name.Span.Start -= n
	} else if local := localBefore(near, inner); local != "" {
		name.Text = local + inner
		if strings.HasSuffix(near, local) {
			name.Span.Start -= len(local)
		}
	}
	name.Version = versionBefore(f.text[f.lineStart:name.Span.Start])
	if v := yearOf(inner); v != "" && name.Version == "" {
		name.Version = v
	}
	name.NoLaw = noLaw(name.Text) || !f.inLaw && f.dict.longest(inner) != len(inner) &&
		(isHouseRule(bareKey(inner)) || isEmployers(inner) || isStatutes(inner) || ofHouse(near, inner))
	chapter := 0
	if !f.inLaw {
		chapter = ordinanceAt(f.text[end:f.end])
		name.NoLaw = name.NoLaw || chapter > 0
	}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name, OfContract: name.NoLaw}))
	f.at = name.Span.End + chapter
	return true
}

// disciplines are subjects of study that are called as laws are.
var disciplines = [...]string{"行政法", "行政法与行政诉讼法", "商法", "民商法", "经济法", "国际法", "国际公法", "国际私法", "国际经济法", "三国法", "财税法", "税法", "金融法",
	"环境法", "环境资源法", "知识产权法", "知产法", "诉讼法", "竞争法", "婚姻家庭法", "婚姻家庭继承法", "亲属法", "侵权法", "债法", "人格权法", "社会法", "劳动与社会保障法", "证据法", "卫生法",
	"科技法", "比较法", "罗马法", "军事法", "网络法", "数据法", "司法制度", "理论法", "部门法", "公司法与破产法", "民法", "程序法", "实体法"}

// ordinanceAt is the length of （第622章）, by which ordinances of Hong Kong are known.
func ordinanceAt(s string) int {
	open := label.Open(s)
	if open == 0 || !strings.HasPrefix(s[open:], "第") {
		return 0
	}
	n, size := number(s[open+len("第"):])
	rest, ok := strings.CutPrefix(s[open+len("第")+size:], "章")
	if shut := label.Close(rest); n > 0 && ok && shut > 0 {
		return len(s) - len(rest) + shut
	}
	return 0
}

// around reads what makes a longer name of a title in 《》: words behind it, and
// for 实施《…》办法 those before it too. It returns their lengths in bytes.
func around(before, after string) (left, right int) {
	if w := explanationAt(after); w > 0 {
		return 0, w
	}
	for _, verb := range [...]string{"实施", "贯彻", "执行", "施行"} {
		if !strings.HasSuffix(before, verb) {
			continue
		}
		w, n := normWordAt(after)
		if w == "" || w == "规定" && n == len(w) { // 执行《某法》规定
			return 0, 0
		}
		left = len(verb)
		for count := 0; count < maxCode; count++ {
			r, size := utf8.DecodeLastRuneInString(before[:len(before)-left])
			if !unicode.Is(unicode.Han, r) || endsInStop(before[:len(before)-left]) {
				break
			}
			left += size
		}
		return left, n
	}
	return 0, 0
}

// explanationAt reads 司法解释, 解释（三） or 司法解释（一） behind a title.
func explanationAt(s string) int {
	n := 0
	switch {
	case strings.HasPrefix(s, "司法解释"):
		n = len("司法解释")
	case strings.HasPrefix(s, "解释"):
		n = len("解释")
	default:
		return 0
	}
	if v, size := itemAt(s[n:]); size > 0 && v > 0 && bracketed(s[n:]) {
		return n + size
	}
	if n == len("解释") && !strings.HasPrefix(s[n:], "第") {
		return 0 // a verb
	}
	return n
}

func (f *finder) setName(n Name, mention int) { f.name, f.named = n, mention }

// longestName is the length of the longest known name at the start of s.
func (f *finder) longestName(s string) int {
	n := f.dict.longest(s)
	if f.local != nil {
		n = max(n, f.local.longest(s))
	}
	return n
}

// places end the names of regions, whose own regulations have names that end
// in those of national ones: 某省物业管理条例.
const places = "省市区县州盟旗"

// knownName reads a name of a law without 《》.
func (f *finder) knownName() bool {
	rest := f.text[f.at:f.end]
	n := f.longestName(rest)
	if n == 0 || trapped(rest[:n], rest[n:]) {
		return false
	}
	before := f.text[f.lineStart:f.at]
	if isLetter(rest[n-1]) && (cutsWord(rest[n:]) || ofForeigners(before)) {
		return false // DSLR, German Civil Code
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(places, last) && !strings.HasSuffix(before, "特别行政区") {
		return false
	}
	if _, word := normWordAt(rest[:n]); word == n && f.dict.longest(rest) != n && unicode.Is(unicode.Han, last) && !endsInStop(before) {
		return false // 条例, a name that the text defines, inside 管理条例
	}
	if country := foreignWithYear(before); country != "" { // 日本刑法
		if f.inLaw || foreignBefore(before) != "" {
			return false
		}
		name := Name{Kind: ByName, Text: country + rest[:n], Span: statute.Span{Start: f.at, End: f.at + n}, NoLaw: true}
		f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name, OfContract: true}))
		f.at += n
		return true
	}
	near := f.text[min(f.floor(), f.at):f.at]
	name := Name{Kind: ByName, Text: rest[:n], Span: statute.Span{Start: f.at, End: f.at + n}}
	if longer := f.dict.beforeName(near, rest[:n]); longer > 0 {
		name.Span.Start -= longer
		name.Text = name.Span.Of(f.text)
	} else if strings.HasSuffix(near, statute.Republic) {
		name.Span.Start -= len(statute.Republic)
	}
	if strings.HasSuffix(rest[:n], "民法总则") && strings.HasPrefix(rest[n:], "编") { // the part of the civil code
		name.Text, name.Part = civilCode, "总则编"
		n += len("编")
		name.Span.End += len("编")
	}
	name.Version = versionBefore(f.text[f.lineStart:name.Span.Start])
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at += n
	return true
}
