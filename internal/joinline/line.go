package joinline

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of the text.
type line struct {
	start, end int // of its content, without white space around and marks of quoting
	from       int // where the line begins
	indent     int // columns before the content
	width      int // columns of the content: Chinese characters take two
	characters int
	fixed      bool
	page       pageMark
	ends       ending
}

// pageMark says whether a line belongs to the page and not to the text.
type pageMark uint8

const (
	ofText pageMark = iota
	blank
	bareNumber // a number alone, which may be one
	ofPage     // a page number, a running head
)

// ending is how a line ends.
type ending uint8

const (
	inside   ending = iota // inside of a sentence
	comma                  // at a comma, or behind what opens a bracket
	clause                 // at a semicolon or colon
	sentence               // at the end of a sentence
)

// widest is the widest line that is taken for one of a page, in columns.
const widest = 180

func (l *line) wide() bool { return l.width > widest }

// split cuts a text into lines.
func split(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], '\n')
		end := at + next
		if next < 0 {
			end = len(text)
		}
		lines = append(lines, newLine(text, at, end))
		at = end + 1
	}
	return lines
}

func newLine(text string, from, to int) line {
	l := line{from: from, start: from, end: to}
	for l.start < l.end {
		r, size := utf8.DecodeRuneInString(text[l.start:l.end])
		switch {
		case r == '>' && quoted(text[l.from:l.start]):
		case unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b':
			l.indent += columns(r)
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		l.start += size
	}
	for l.end > l.start {
		r, size := utf8.DecodeLastRuneInString(text[l.start:l.end])
		if !unicode.IsSpace(r) && r != '\u200b' {
			break
		}
		l.end -= size
	}
	content := text[l.start:l.end]
	for _, r := range content {
		l.width += columns(r)
		l.characters++
	}
	switch {
	case content == "":
		l.page = blank
	case len(content) > maxPageLine || !strings.ContainsAny(content, "页0123456789０１２３４５６７８９"):
	case pageNumber.MatchString(strings.Join(strings.Fields(content), "")):
		l.page = ofPage
	case number.MatchString(content):
		l.page = bareNumber
	}
	l.fixed = strings.HasPrefix(content, "|") || strings.HasPrefix(content, "#") || strings.HasPrefix(content, "<!--") ||
		strings.HasPrefix(content, "---") || strings.HasPrefix(content, "===")
	l.ends = endingOf(content)
	return l
}

// quoted reports whether a mark of quoting may follow what stands before.
func quoted(before string) bool { return strings.Trim(before, "> ") == "" }

// columns is how wide a character is.
func columns(r rune) int {
	switch {
	case r < 0x1100:
		return 1
	case r == '“', r == '”', r == '‘', r == '’', r == '…', r == '—', r == '·':
		return 2
	case r >= 0x200b && r <= 0x200f:
		return 0
	}
	return 2
}

// maxPageLine bounds what may be a page number, in bytes.
const maxPageLine = 60

var (
	pageNumber = regexp.MustCompile(`(?i)^(?:[-—–－·•~～]{1,3}[\d０-９]{1,4}[-—–－·•~～]{1,3}|` +
		`[-—–－]?第[\d０-９零〇一二三四五六七八九十百]{1,5}页[,，/／、|]?(?:[（(]?共[\d０-９零〇一二三四五六七八九十百]{1,5}页[）)]?)?[-—–－]?|` +
		`共[\d０-９零〇一二三四五六七八九十百]{1,5}页[,，/／、|]?第[\d０-９零〇一二三四五六七八九十百]{1,5}页|` +
		`\d{1,4}[/／]\d{1,4}|page\d{1,4}(?:of\d{1,4})?|p\.\d{1,4})$`)
	number = regexp.MustCompile(`^\d{1,3}$`)
)

const (
	sentenceEnds = "。！？!?"
	clauseEnds   = "；：;:"
	commas       = "，、,（(《〈“‘「『〔[—"
	closers      = "”’』」）)"
)

func endingOf(s string) ending {
	r, size := utf8.DecodeLastRuneInString(s)
	for strings.ContainsRune(closers, r) && size < len(s) { // 。”
		s = s[:len(s)-size]
		inner, n := utf8.DecodeLastRuneInString(s)
		if strings.ContainsRune(sentenceEnds, inner) {
			return sentence
		}
		if !strings.ContainsRune(closers, inner) {
			return inside
		}
		r, size = inner, n
	}
	switch {
	case strings.ContainsRune(sentenceEnds, r):
		return sentence
	case strings.ContainsRune(clauseEnds, r):
		return clause
	case strings.ContainsRune(commas, r):
		return comma
	}
	return inside
}

var (
	// label finds what a paragraph begins with; strongLabel what nothing else begins with.
	label = regexp.MustCompile(`^(?:第[\s\x{3000}]*[零〇○一二三四五六七八九十百千\d０-９]+[\s\x{3000}]*(?:[条條编編章节節]|分[编編])|` +
		`[（(](?:[零〇一二三四五六七八九十百]+|\d{1,2})[）)]|[一二三四五六七八九十百]+[、．]|[\d０-９]{1,3}[.、．)）](?:\D|$)|[①-⑳⑴-⒇⒈-⒛]|` +
		`附件|附[：:]|附录|附表|注[：:])`)
	// citedParagraph is an article with its paragraph or item, or one that a word for what it says follows: no label.
	citedParagraph = regexp.MustCompile(`^第[零〇○一二三四五六七八九十百千\d０-９]+条(?:之[一二三四五六七八九十]+)?(?:第[（(]?[零〇一二三四五六七八九十\d]+[）)]?[款项項]|的?规定的|所列|、第)`)
	// bullet is what an item of a list begins with, and no half of a sentence.
	bullet      = regexp.MustCompile(`^(?:[•●○■□☐☑✓✔◆▪★※]|[-*+·]\s)`)
	strongLabel = regexp.MustCompile(`^第[\s\x{3000}]*[零〇○一二三四五六七八九十百千\d０-９]+[\s\x{3000}]*` +
		`(?:[条條](?:之[一二三四五六七八九十]+)?|[编編章节節]|分[编編])(?:[ \t\x{3000}]|$)`)

	// dated finds a line of a heading that tells what happened on a day.
	dated = regexp.MustCompile(`^[\d０-９]{4}[\s\x{3000}]*年[\s\x{3000}\d０-９]+月[\s\x{3000}\d０-９]+日[\s\x{3000}]|^[（(][\d０-９]{4}[\s\x{` +
		`3000}]*年`)
	heading = regexp.MustCompile(`^第[\s\x{3000}]*[零〇○一二三四五六七八九十百千\d０-９]+[\s\x{3000}]*(?:[编編章节節]|分[编編])`)

	halfNumber = regexp.MustCompile(`(?:第[\s\x{3000}]*[零〇○一二三四五六七八九十百千\d０-９]*|之|[\d０-９])$`)
	restNumber = regexp.MustCompile(`^[\s\x{3000}]*(?:[零〇○一二三四五六七八九十百千\d０-９]+[\s\x{3000}]*(?:[条條款项項目年月日号號元]|[\d０-９])|[条款项目]|[年月日` +
		`号](?:[\d０-９（(，,。、]|$))`)
)

// joins are characters that neither begin a paragraph nor end one.
const (
	neverFirst = "，。、；：！？》〉〕％,;:!?%…"
	seldomLast = "某的和或与與及在对對由向被将將把以按则則且并並而即若至"
	seldomHead = "的了及"
)

// leadsOn are words that want something behind them.
var leadsOn = [...]string{"根据", "依据", "依照", "按照", "关于", "根據", "依據", "關於", "應當", "以及", "或者", "并且", "应当", "可以", "不得"}

// wholeYear is a year with which a line begins: the number before it ends with its line, as that of an identity card or a
// telephone does.
var wholeYear = regexp.MustCompile(`^ *(?:(?:19|20|１９|２０)[0-9０-９]{2}|[一二][九〇零○][零〇○一二三四五六七八九]{2}) *年`)

// numerals are what numbers are written with, and what stands before one.
const numerals = "零〇○一二三四五六七八九十百千0123456789０１２３４５６７８９第之 "

// words are frequent words of two characters: a line does not end between them.
var words = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`被告 原告 人民 法院 规定 判决 依照 本院 公司 合同 责任 应当 证据 检察 上诉 申请 执行 事实 有期 徒刑 罚金 诉讼 中华 共和 民法 刑法
		条例 机关 行为 赔偿 损失 支付 利息 人员 处罚 处理 管理 国家 工作 主管 部门 安全 可以 以及 或者 根据 依法 其他 情况 进行 通过 单位 组织 行政 法律 法规
		期间 时间 之日 以上 以下 有关 提供 要求 权利 义务 经济 社会 企业 使用 监督 保护 管辖 受理 审理 审判 裁定 犯罪 案件 指控 故意 伤害 认定 认为 主张 请求
		委托 代理 律师 被害 自愿 认罪 从轻 并处 元整 取保 候审 拘留 逮捕 羁押 供述 证言 鉴定 意见 经过 如下 发生 造成 存在 构成 属于 作出 不予 予以 符合
		实施 制定 建设 技术 服务 生产 经营 标准 条件 程序 财产 资金 资源 环境 卫生 教育 职责 负责 批准 登记 许可 检查 调查 报告 书面 材料 文件 信息 公共`) {
		set[w] = true
	}
	return set
}()

// open counts the brackets of a line that are open at its end, and tells whether it closes
// one that it did not open.
type open struct {
	titles, brackets           int
	closesTitle, closesBracket bool
}

func openOf(s string) (o open) {
	for _, r := range s {
		switch r {
		case '《':
			o.titles++
		case '（', '(', '〔', '[', '［':
			o.brackets++
		case '》':
			if o.titles--; o.titles < 0 {
				o.titles, o.closesTitle = 0, true
			}
		case '）', ')', '〕', ']', '］':
			if o.brackets--; o.brackets < 0 {
				o.brackets, o.closesBracket = 0, true
			}
		}
	}
	return o
}
