package citation

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// A law that a text says all articles without a name are of: （以下条文均指民法典）, 未注明的都是刑法.

// declaration is such a sentence up to the name of the law.
var declaration = regexp.MustCompile(`(?:法条|条文|条号|条款|数字|依据|条数|(?:未|没有?|不)(?:特别|另行?|专门)?(?:注明?|写明?|标明?|说明?)(?:法名|法律|法律名称|名称|出处)?)` +
	`[^。；\n]{0,24}?(?:均|都|皆|一律|默认|全部?|即)(?:为|是|指|属于?|出自|来自|系|引自|指的是|按)?(?:现行)?《?|` +
	`[（(]以[上下](?:均为?|都是|皆为|为|是)?《?|(?:以上|以下|上述)(?:条文|法条|条号|各条|条款)?(?:均|都|皆|全)(?:为|是|出自|引自|指)《?|` +
	`[（(](?:条号|条文)?(?:均为?|都是)(?:出自|引自|属)?《?|\n[—─-]+\s*(?:均|都|皆)[为是]《?|` +
	`(?:以[上下]|上述|法|条)(?:条文|法条|条号|各条|条款|条|文)(?:号|序号)?(?:出自|来自|引自|选自|摘自|指|在|按|依)(?:(?:19|20)\d\d年?(?:修[正订])?的?)?《?|` +
	`——(?:来自|出自|摘自|引自)《?|` +
	`(?:——|，|。)\s*(?:以上)?(?:均|都|皆|全)(?:为|是|出自|见|属于?)《?|[，。]均《|以上除[^，。；\n]{1,12}外[，,]?(?:均|都|皆|全)?[为是]《?`)

// maxDeclaration bounds it with the name, in bytes.
const maxDeclaration = 180

// declared is the law that a text declares for all articles without a name, and where that holds; NoName where it
// declares none. Texts are looked at only at their beginning and their end.
func declared(text string, dict *Dictionary) (Name, statute.Span) {
	whole := statute.Span{End: len(text)}
	head := text[:min(len(text), maxTopicText)]
	name, at, backwards := declaredIn(head, dict)
	if name.Kind == NoName {
		from := max(len(head), len(text)-maxDeclaration)
		if name, at, backwards = declaredIn(text[from:], dict); name.Kind == NoName {
			return nameOfLastLine(text, dict), whole
		}
		at += from
	}
	if backwards {
		whole.End = at
	}
	return name, whole
}

// declaredIn finds a declaration in s; backwards says that it holds for what stands before it.
func declaredIn(s string, dict *Dictionary) (name Name, at int, backwards bool) {
	for _, word := range [...]string{"均", "都", "皆", "一律", "默认", "全", "即", "以上", "以下", "上述", "条文", "法条", "条号", "来自", "出自", "摘自"} {
		if !strings.Contains(s, word) {
			continue
		}
		for _, m := range declaration.FindAllStringIndex(s, -1) {
			rest := s[m[1]:]
			if n := dict.longest(rest); n > 0 && endsDeclaration(rest[n:]) {
				return Name{Kind: ByName, Text: rest[:n]}, m[0], strings.HasPrefix(s[m[0]:], "以上")
			}
		}
		return Name{}, 0, false
	}
	return Name{}, 0, false
}

// nameOfLastLine is the law whose name in brackets is all of the last line: （行政复议法2023修订）.
func nameOfLastLine(text string, dict *Dictionary) Name {
	text = strings.TrimRight(text, " \n\t\u3000")
	line := strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
	for _, name := range [...]Name{nameAtEnd(text, line, dict), nameBelow(text, line, dict), nameOfSource(text, line, dict),
		nameOfSame(text, dict)} {
		if name.Kind != NoName {
			return name
		}
	}
	open := label.Open(line)
	if strings.HasPrefix(line, "【") {
		open = len("【")
	}
	if open == 0 || len(line) > maxNameNote ||
		!strings.HasSuffix(line, "）") && !strings.HasSuffix(line, ")") && !strings.HasSuffix(line, "】") {
		return Name{}
	}
	inner := strings.TrimPrefix(line[open:], "《")
	n := dict.longest(inner)
	if n == 0 {
		return Name{}
	}
	after := strings.TrimPrefix(inner[n:], "》")
	after = partsBehind.ReplaceAllString(strings.TrimPrefix(after, partNameAt(after)), "")
	if strings.Trim(after, "》（）()】0123456789年修订正版 ") != "" {
		return Name{}
	}
	return Name{Kind: ByName, Text: inner[:n]}
}

// partsBehind are the part and the chapter of a law with which its name ends in such a line: 【民法典合同编第二章】.
var partsBehind = regexp.MustCompile(`^(?:第[一二三四五六七八九十]+(?:编|分编|章|节))+`)

// nameAtEnd is the only law of a text, in brackets behind the numbers with which its last line ends: 自首67、立功68、假释81（刑法）.
func nameAtEnd(text, line string, dict *Dictionary) Name {
	if !strings.HasSuffix(line, "）") && !strings.HasSuffix(line, ")") {
		return Name{}
	}
	from := max(0, len(line)-maxNameNote)
	open := max(strings.LastIndex(line[from:], "（"), strings.LastIndex(line[from:], "("))
	if open <= 0 {
		return Name{}
	}
	before, inner := line[:from+open], line[from+open:]
	inner = strings.TrimLeft(inner, "（(《")
	n := dict.longest(inner)
	if n == 0 || strings.Trim(inner[n:], "》）)") != "" {
		return Name{}
	}
	if last := lastRune(before); !isRoman(last) && !isCircled(last) && (last < '0' || last > '9') {
		return Name{}
	}
	if len(text) > maxDays || len(dict.Names(text[:len(text)-len(line)+len(before)])) > 0 {
		return Name{}
	}
	return Name{Kind: ByName, Text: inner[:n]}
}

// nameBelow is the only law of a text, behind a dash at its end: (3)立案：§126。——民诉法.
func nameBelow(text, line string, dict *Dictionary) Name {
	i := strings.LastIndex(line[max(0, len(line)-maxNameNote):], "——")
	if i < 0 {
		return Name{}
	}
	i += max(0, len(line)-maxNameNote)
	inner := strings.Trim(line[i+len("——"):], "《》。 ")
	if inner == "" || dict.longest(inner) != len(inner) || len(text) > maxDays || len(dict.Names(text[:len(text)-len(line)+i])) > 0 {
		return Name{}
	}
	return Name{Kind: ByName, Text: inner}
}

// sourceLine begins the last line of notes that says where their articles are from.
var sourceLine = regexp.MustCompile(`^[*※>—\-\s]*(?:注[：:])?(?:(?:法条|条文|法律|以上)?(?:来源|依据|出处)[：:]|以上(?:均|都|皆|全))\s*《?`)

// nameOfSource is the only law of a text, in such a line: 法条来源：《专利法》.
func nameOfSource(text, line string, dict *Dictionary) Name {
	begin := sourceLine.FindString(line)
	if begin == "" || len(line) > maxDeclaration || len(text) > maxDays {
		return Name{}
	}
	inner := line[len(begin):]
	n := dict.longest(inner)
	if n == 0 || !endsDeclaration(inner[n:]) || len(dict.Names(text[:len(text)-len(line)])) > 0 {
		return Name{}
	}
	return Name{Kind: ByName, Text: inner[:n]}
}

// nameOfSame is the law in brackets of which a text says that what follows is of it too: （民法典，下同）.
func nameOfSame(text string, dict *Dictionary) Name {
	head := text[:min(len(text), maxTopicText)]
	for _, w := range [...]string{"，下同", ",下同", "，以下同"} {
		i := strings.Index(head, w)
		if i < 0 {
			continue
		}
		open := max(strings.LastIndex(head[:i], "（"), strings.LastIndex(head[:i], "("))
		if open < 0 || i-open > maxNameNote {
			continue
		}
		inner := strings.Trim(head[open+label.Open(head[open:]):i], "《》")
		if inner != "" && dict.longest(inner) == len(inner) && len(dict.Names(head[:open])) == 0 {
			return Name{Kind: ByName, Text: inner}
		}
	}
	return Name{}
}

// endsDeclaration reports whether a sentence or bracket ends behind the name of a law.
func endsDeclaration(after string) bool {
	after = strings.TrimPrefix(after, "》")
	after = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(after, partNameAt(after)), "的"), "*_ ")
	after = strings.TrimLeft(after, "哈哦啊呀喔嘛呢啦~～")
	for _, w := range [...]string{"条文", "法条", "条款"} {
		after = strings.TrimPrefix(after, w)
	}
	return after == "" || strings.ContainsRune("。；，）)\n】", firstRune(after))
}
