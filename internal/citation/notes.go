package citation

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Notes, check lists and tables below a heading that names a law, with the numbers of its
// articles alone:
//
//	### 刑法
//	263 抢劫
//	- 274条：敲诈勒索
//	驳回69；撤销70

// labels reports whether a number at the start of a line is that of an item: 10、…, 12. ….
func labels(after string) bool {
	for _, w := range [...]string{"、", ".", "．", "）", ")"} {
		if rest, ok := strings.CutPrefix(after, w); ok {
			return rest == "" || !isDigit(rest[0])
		}
	}
	return false
}

// numbered are words before numbers that are none of articles: 电话：110, 房号1203.
var numbered = [...]string{"号", "电话", "编码", "页", "页码", "金额", "日期", "时间", "人数", "字数", "分值", "得分", "分数", "总分",
	"房", "室", "邮编", "工期", "押金", "租金", "本金", "价款", "单价", "合计", "总计", "共", "满", "约", "近", "超", "达",
	"年", "月", "日", "宽限", "QQ", "微信", "面积", "天数", "次数", "附件", "附表", "附录", "表", "图", "案例",
	"栋", "楼", "层", "版", "卷", "册", "大于", "小于", "等于", "不少于", "高于", "低于", "不足", "以上", "以下"}

// namesNumber reports whether s, up to a colon, ends in such a word.
func namesNumber(s string) bool {
	s = strings.TrimRight(s, "：: 　")
	for _, w := range numbered {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// onlyCell reports whether a number is all that stands in a cell of a table.
func onlyCell(before, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	return strings.HasSuffix(before, "|") && strings.HasPrefix(after, "|")
}

// endsGlossed reports whether a number behind a word ends there: 撤销70；.
func endsGlossed(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	return size == 0 || strings.ContainsRune("，,。；;、）)\n\r \u3000|｜/／（(→←↔【", r)
}

// maxShortLine bounds a line of notes that begins with a number and a word right behind it, in
// bytes.
const maxShortLine = 45

// beginsShortLine reports whether the number at f.at begins a short line: 263抢劫, or has a
// space behind it: 263 抢劫.
func (f *finder) beginsShortLine() bool {
	if leadOf(f.text[f.lineStart:f.at]) != leadStart {
		return false
	}
	rest := f.text[f.at:min(f.end, f.at+maxShortLine)]
	line, _, ok := strings.Cut(rest, "\n")
	if !ok && len(rest) == maxShortLine || strings.ContainsAny(line, "，。；") {
		return false
	}
	return true
}

// maxTopic bounds what stands before the name of a law that heads its line, and maxTopicNote
// what stands between it and its colon, in bytes.
const (
	maxTopic     = 30
	maxTopicNote = 45
)

// headsLine reports whether the law that the line named first heads it: 专利法速记：….
func (f *finder) headsLine() bool {
	i := len(f.out.Mentions) - 1
	for n := 0; i > 0 && f.out.Mentions[i-1].LineStart == f.lineStart; i, n = i-1, n+1 {
		if n == maxContainers {
			return false
		}
	}
	if i < 0 || f.out.Mentions[i].LineStart != f.lineStart {
		return false
	}
	m := &f.out.Mentions[i]
	end := m.Span.End
	if m.Kind != KindLaw || m.OfContract || m.Span.Start-f.lineStart > maxTopic || end > f.at {
		return false
	}
	beside := f.text[end:min(f.at, end+maxTopicNote)]
	colon := strings.IndexAny(beside, "：】")
	return colon >= 0 && !strings.ContainsAny(beside[:colon], "。；，、")
}

// shortCodeAt reads an article without 条 below a heading that is under 10 or has its
// paragraph behind a point: 举证6, 新颖性 22.2.
func (f *finder) shortCodeAt() (refs []Ref, length int) {
	rest := f.text[f.at:f.end]
	n, at := number(rest)
	if at == 0 || n >= 1949 || label.Close(rest[at:]) > 0 && strings.ContainsRune("(（", lastRune(f.text[f.lineStart:f.at])) {
		return nil, 0 // 263抢劫(1)
	}
	p, before := statute.Provision{Article: statute.Number{Main: n}}, f.text[f.lineStart:f.at]
	if len(rest) > at+1 && rest[at] == '.' && isDigit(rest[at+1]) && rest[at+1] != '0' {
		if leadOf(before) == leadStart { // 12.2 of a contract
			return nil, 0
		}
		p.Paragraph = int(rest[at+1] - '0')
		at += len(".1")
	} else if q, size := circledBehind(rest[at:], p, f.circles()); size > 0 && n < 10 && leadOf(before) != leadStart {
		return []Ref{{From: q}}, at + size // 独立担保 2②
	} else if n >= 10 && seriesEnding(before) == 0 || leadOf(before) == leadStart ||
		strings.HasSuffix(strings.TrimRight(before, " "), "|") {
		return nil, 0
	}
	if !endsGlossed(rest[at:]) {
		return nil, 0
	}
	return []Ref{{From: p}}, at
}

// marksParagraph reports whether a number at f.at has its paragraph in Roman numerals or
// in a circle, as numbers of articles have: 496Ⅱ, 496②.
func (f *finder) marksParagraph() bool {
	rest := f.text[f.at:f.end]
	n, size := number(rest)
	if size > 0 {
		_, sub := subAt(rest[size:])
		size += sub
	}
	return size > 0 && (within(rest[size:], 'Ⅰ', 'Ⅻ') > 0 || n >= 10 && within(rest[size:], '①', '⑳') > 0)
}

// glossedNumber is a word with the number of its article: 撤销70, 双方代理168Ⅱ, 抢劫：263.
var glossedNumber = regexp.MustCompile(`^[\p{Han}“”（）·]{1,14}[：:]?\d{1,4}(?:[-–—]\d{1,4}|\.\d)?[ⅠⅡⅢⅣⅤ①-⑳]*` +
	`(?:之[一二三四五六七八九]|[～~—–-]?[（(][^）)]*[）)])*$`)

// spacedNumber is the space between a word and its number: 先予执行 109.
var spacedNumber = regexp.MustCompile(`(\p{Han})[ \t\x{3000}]+(\d)`)

// maxGlossed bounds a line of such words, in bytes.
const maxGlossed = 500

// glossesNumbers reports whether the line at f.at has little else than words with the
// numbers of their articles.
func (f *finder) glossesNumbers() bool {
	line := f.text[f.lineStart:min(f.end, f.lineStart+maxGlossed)]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	} else if len(line) == maxGlossed {
		return false
	}
	if at := f.at - f.lineStart; at < len(line) { // the sentence at f.at
		if i := strings.LastIndex(line[:at], "。"); i >= 0 {
			line = line[i+len("。"):]
			at -= i + len("。")
		}
		if i := strings.Index(line[at:], "。"); i >= 0 {
			line = line[:at+i]
		}
	}
	heads := f.headsLine()
	if i := strings.IndexAny(line, "：】"); i > 0 && (heads || f.isName(line[:i])) && !endsInDigit(line[:i]) {
		line = line[i+len("："):]
	}
	line = spacedNumber.ReplaceAllString(strings.Trim(line[len(bulletAt(line)):], " \t\u3000。."), "$1$2")
	right, parts := 0, 0
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("；;，,、/／ \u3000|｜＝=→", r) }) {
		if (right > 0 || heads) && strings.Trim(part, "0123456789-–—～~()（）ⅠⅡⅢⅣⅤ①②③④⑤⑥⑦⑧⑨⑩") == "" {
			if right == 0 { // 破产法：2①；7；16
				right, parts = 1, 1
			}
			continue // 辩护33、34
		}
		parts++
		if glossedNumber.MatchString(part) {
			right++
		}
	}
	return right > 0 && (2*right > parts || heads && strings.Contains(line, "(") && 3*right >= parts)
}

// isName reports whether all of s is the name of a law.
func (f *finder) isName(s string) bool { return s != "" && f.longestName(s) == len(s) }
