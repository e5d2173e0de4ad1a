package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Articles whose numbers stand alone in a line that named their law before: 312条, 看563,
// 第26.4条.

// maxPlain bounds what stands between such an article and what the line named before, in
// bytes.
const maxPlain = 300

// namedInLine reports whether the line named a law or a provision not far before, or the
// item of the same list above it a provision.
func (f *finder) namedInLine() bool {
	n := len(f.out.Mentions)
	if n == 0 || f.inLaw {
		return false
	}
	last := &f.out.Mentions[n-1]
	if f.at-last.Span.End > maxPlain || last.Kind == KindCase || last.OfContract {
		return false
	}
	return last.LineStart == f.lineStart || last.Kind == KindProvision &&
		bulletAt(f.text[f.lineStart:]) != "" && bulletAt(f.text[f.lineStart:]) == bulletAt(f.text[last.LineStart:])
}

// bulletAt is the mark of an item of a list at the start of a line, "" where there is none.
func bulletAt(line string) string {
	for _, w := range [...]string{"- ", "* ", "+ ", "•", "·", "●", "○", "■", "□", "☐", "☑", "✓", "→", "| "} {
		if strings.HasPrefix(line, w) {
			return w
		}
	}
	return ""
}

// plainLeads stand before the number of an article: 见312条, 按62条.
var plainLeads = [...]string{"见", "看", "依", "按", "据", "照", "走", "引", "适用", "违反", "触犯", "对应", "参考"}

// leadsToArticle reports whether a number behind s is that of an article, by a word or a
// mark. mark says that it is a mark.
func leadsToArticle(s string) (ok, mark bool) {
	s = strings.TrimRight(s, " \u3000")
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("（(：:；;，,、/→和及与或", last) {
		return true, true
	}
	for _, w := range plainLeads {
		if strings.HasSuffix(s, w) {
			return true, false
		}
	}
	return false, false
}

// counts are what 条 counts beside measured things: 12条措施.
var counts = [...]string{"内容", "原则", "要求", "标准", "红线", "底线", "军规", "禁令", "新规", "线索", "证据", "记录", "评论", "语音", "微信", "规则", "罪状", "狗",
	"毛巾", "裙", "新", "具体", "数据", "回复", "留言", "视频", "动态", "举措", "政策"}

// plainArticle reports whether an article in digits without 第, behind which after stands,
// is one of the law that the line named.
func (f *finder) plainArticle(after string) bool {
	if !isDigit(f.text[f.at]) || !f.namedInLine() {
		return false
	}
	ok, mark := leadsToArticle(f.text[f.lineStart:f.at])
	if !ok {
		return false
	}
	r, size := utf8.DecodeRuneInString(after)
	if size == 0 || !unicode.Is(unicode.Han, r) {
		return true
	}
	for _, w := range counts {
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	for _, w := range measured {
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	return !mark || strings.HasPrefix(after, "规定") || strings.HasPrefix(after, "的") || strings.HasPrefix(after, "之")
}

// plainCode reads an article without 条 in a line in which others of the law stood so:
// 租客看563, 遗失物：312.
func (f *finder) plainCode() bool {
	if f.codeLine != f.lineStart+1 || !isDigit(f.text[f.at]) || !f.namedInLine() {
		return false
	}
	before := f.text[f.lineStart:f.at]
	bare := strings.TrimSuffix(before, "：")
	if ok, mark := leadsToArticle(before); !ok || mark && bare == before && !strings.HasSuffix(before, "→") || endsInDigit(bare) {
		return false
	}
	refs, n := f.codeAt()
	if n == 0 {
		return false
	}
	f.list(Mention{Kind: KindProvision, Refs: refs}, f.at, f.at+n)
	return true
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

// decimal reads 第22.3条 right behind the name of a law, which is its third paragraph, and
// in a line in which one stood so. Contracts number their clauses like that, too.
func (f *finder) decimal() bool {
	rest := f.text[f.at+len("第") : f.end]
	if rest == "" || !isDigit(rest[0]) {
		return false
	}
	article, size := number(rest)
	if size == 0 || !strings.HasPrefix(rest[size:], ".") || article < 1 {
		return false
	}
	paragraph, more := number(rest[size+1:])
	end := size + 1 + more
	if more == 0 || paragraph > maxParagraph || !strings.HasPrefix(rest[end:], "条") {
		return false
	}
	m := Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + len("第") + end + len("条")},
		Refs: []Ref{{From: statute.Provision{Article: statute.Number{Main: article}, Paragraph: paragraph}}}}
	if f.followsName() && (f.name.Kind == ByName || f.name.Kind == ByTitle && isNorm(f.name.Text)) {
		m.Name = f.takeName(f.at)
	} else if f.decimalLine != f.lineStart+1 || !f.namedInLine() || isContract(f.text[f.lineStart:f.at]) {
		return false
	}
	f.decimalLine = f.lineStart + 1
	f.add(m)
	f.at = m.Span.End
	return true
}

// maxParagraph is above the highest number of a paragraph.
const maxParagraph = 20
