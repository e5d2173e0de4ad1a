package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// keyWords begin the names under which databases and pages give facts about a law.
const keyWords = `颁布|发布|公布|通过|施行|实施|生效|修订|修正|批准|成文|印发|发文|颁发|颁行|签发|下发|制发|失效|废止|时效|效力|文号|文件编号|制定|题注|` +
	`类别|法规标题|全文|法规类别|索引号|索引|主题|来源|信息来源|标题|名称|法规名称|文件名称|作者|责任编辑|编辑|浏览次数|点击|阅读|分类|关键词|颁布单位|` +
	`部门|日期|时间|状态|有效性|备注|链接|全文链接|版本|法律性质|更新|收录|录入|入库|上传|采集|抓取|访问|打印|下载|法宝引证码|公文种类|发文机关|审议通过`

// namedKey are such names in full, where nothing but a space or a line end stands between
// them and the fact.
const namedKey = `(?:制定|发布|公布|颁布|发文|制发)(?:机关|部门|单位)|法律性质|时效性|效力(?:级别|状态|等级)?|有效性|法规类别|主题分类|公文种类|索引号|` +
	`(?:公布|发布|颁布|通过|批准|施行|实施|生效|成文|印发|发文|修订|修正|失效|废止|签发)(?:日期|时间)|发文字号|文号|文件编号|主题词`

const dayBehindKey = `(?:签订|签署|生效|公布|发布|颁布|施行|实施|通过|批准|成文|印发)(?:日期|时间)[：:]?\d{4}`

var (
	metaKey   = regexp.MustCompile(`^\|?[【\[]?(?:` + keyWords + `)[^：:|=＝。，]{0,8}(?:[】\]]|\s*[：:|=＝])`)
	spacedKey = regexp.MustCompile(`^(?:` + namedKey + `)[ \t\x{3000}\x{00a0}]+[^\s。，；][^。；]{0,60}$`)
	bareKey   = regexp.MustCompile(`^【?(?:` + namedKey + `)】?[：:]?$`)
	keyCell   = regexp.MustCompile(`^【?(?:` + keyWords + `)[^：:|。，\d]{0,8}】?[：:]?$`)
	headCell  = regexp.MustCompile(`^(?:项目|内容|名称|字段|属性|值|事项|信息|元数据|要素|详情|说明|key|value|field|字段名|序号|)$`)

	// dayKey finds a key and a date with nothing between them: 签订日期2020年5月28日.
	dayKey           = regexp.MustCompile(dayBehindKey)
	beginsWithDayKey = regexp.MustCompile(`^` + dayBehindKey)
	// keyedDate finds a key and the date behind it.
	keyedDate = regexp.MustCompile(`((?:颁布|发布|公布|通过|施行|实施|生效|修订|修正|批准|成文|印发|发文|颁发|颁行|签发|下发|制发|签订|签署|失效|废止|` +
		`公告)[^：:|=＝\d]{0,6}|` +
		`^\|?[【\[]?(?:日期|时间))[】\]]?[：:|=＝]*([\d零〇○一二三四五六七八九十年月日.\-/．]{6,20})`)
	keyedTitle = regexp.MustCompile(`^[【\[|]*(?:法规标题|标题|法规名称|文件名称|名称|题名)[】\]]?[：:|]*([^：:|]{4,80}?)\|?$`)
	// issuedKey are names of days on which a text was issued that are no such words elsewhere.
	issuedKey = regexp.MustCompile(`^(?:颁行|签发|下发|制发)`)
	// pageTime is a line about the page on which a text stands.
	pageTime = regexp.MustCompile(`^(?:更新|收录|录入|入库|上传|采集|抓取|访问|打印|下载)|来源|浏览|点击|字号|字体|作者|编辑`)
	// pageLine is what a page says of itself: when it was put there, where it came from.
	pageLine = regexp.MustCompile(`^(?:发布(?:日期|时间)|日期|时间)?[：:]?(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?` +
		`(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[|丨/]?(?:来源|信息来源|浏览|点击|字号|【?字体|作者|编辑|责任编辑|阅读|打印|分享)`)
	// clock is the time of day behind a date.
	clock = regexp.MustCompile(`([\d日])[T\s]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?Z?`)
	// statusKey says in a database whether a text is in force.
	statusKey = regexp.MustCompile(`(?:时效性|效力状态|有效性|时效|状态|效力)[】\]]?[：:|=＝]*(?:已失效|失效|已废止|废止|全文废止|全文失效|无效)(?:[|【]|$)`)
)

// isWholeLine reports whether a line of facts behind their names is not to be cut: it is
// short, or has several of them.
func isWholeLine(t string) bool {
	tight := squeeze(t)
	if isPageLine(tight) {
		return true
	}
	if !isKeyed(tight) {
		return isSpacedKey(t) || isFactsOnly(tight)
	}
	return len(t) <= maxKeyed || len(t) <= maxKeyedList && strings.Count(tight, "【") > 1 && !strings.Contains(tight, "第一条")
}

// isPageLine reports whether a line is what a page says of itself.
func isPageLine(tight string) bool {
	for _, w := range [...]string{"来源", "浏览", "点击", "字", "作者", "编辑", "阅读", "打印", "分享"} {
		if strings.Contains(tight, w) {
			return pageLine.MatchString(tight)
		}
	}
	return false
}

// isSpacedKey reports whether a line is a key and a fact with a space between them.
func isSpacedKey(t string) bool { return beginsKey(t) && spacedKey.MatchString(t) }

// isBareKey reports whether a line is a key alone.
func isBareKey(tight string) bool {
	return len(tight) <= 30 && beginsKey(strings.TrimPrefix(tight, "【")) && bareKey.MatchString(tight)
}

// beginsKey reports whether a key may begin as a line does.
func beginsKey(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune("制发公颁法时效有主索通批施实生成印修失废签文", r)
}

// maxKeyedList bounds a line of many facts, in bytes.
const maxKeyedList = 1500

// isKeyed reports whether a line gives facts behind their names: 颁布日期：19860915,
// 公布日期 2020年5月28日.
func isKeyed(tight string) bool {
	return metaKey.MatchString(tight) || beginsWithDayKey.MatchString(tight)
}

// maxKeyed bounds a line of facts that is not cut, in bytes.
const maxKeyed = 200

// cellsOf are the cells of a row of a table.
func cellsOf(row string) []string {
	cells := strings.Split(strings.Trim(strings.TrimSpace(row), "|"), "|")
	for i := range cells {
		cells[i] = squeeze(cells[i])
	}
	return cells
}

// frontOfRow tells what a row of a table is before the first article.
func frontOfRow(row string) frontKind {
	if strings.Trim(squeeze(row), "|-: ") == "" {
		return frontFurniture
	}
	head := true
	for _, c := range cellsOf(row) {
		if keyCell.MatchString(c) || isDateOnly(c) {
			return frontKey
		}
		head = head && headCell.MatchString(strings.ToLower(c))
	}
	if head {
		return frontFurniture
	}
	return frontOther
}

// isValue reports whether segment i is the fact under a key that stands alone in the line
// before, or a row of a table of facts.
func (p *parser) isValue(i int) bool {
	if i == 0 {
		return false
	}
	s, before := &p.segments[i], &p.segments[i-1]
	switch {
	case s.form == formTable:
		return before.form == formTable && i <= p.body+maxRows && p.tableOfFacts(i)
	case s.form != formText || s.hashes > 0:
		return false
	}
	t := s.text(p.text)
	return before.form == formText && isBareKey(squeeze(before.text(p.text))) && utf8.RuneCountInString(t) <= 40 &&
		!strings.ContainsAny(t, "。；")
}

// maxRows bounds a table of facts.
const maxRows = 40

// tableOfFacts reports whether a row above segment i in its table has a key in it.
func (p *parser) tableOfFacts(i int) bool {
	for k := i - 1; k >= 0 && k > i-maxRows && p.segments[k].form == formTable; k-- {
		if p.front(&p.segments[k]) == frontKey {
			return true
		}
	}
	return false
}

// metaLines are the lines of segment i of the header, each fact behind its key, whether it
// stands in a table, on two lines or behind a space.
func (p *parser) metaLines(i int) []string {
	s := &p.segments[i]
	t := s.text(p.text)
	if isPageLine(squeeze(t)) {
		return nil
	}
	if strings.ContainsAny(t, ":：") {
		t = clock.ReplaceAllString(t, "$1")
	}
	if s.form == formTable {
		return p.rowLines(i, cellsOf(t))
	}
	switch {
	case isSpacedKey(t):
		return []string{strings.Join(strings.Fields(t)[:1], "") + "：" + strings.Join(strings.Fields(t)[1:], " ")}
	case i > 0 && p.isValue(i):
		return []string{strings.Trim(squeeze(p.segments[i-1].text(p.text)), "【】：:") + "：" + t}
	}
	return []string{t}
}

// rowLines are the facts in a row of a table.
func (p *parser) rowLines(i int, cells []string) []string {
	if strings.Trim(strings.Join(cells, ""), "-: ") == "" || allKeys(cells) {
		return nil
	}
	var lines []string
	add := func(key, value string) { lines = append(lines, strings.Trim(key, "【】：:")+"："+value) }
	for k := i - 1; k >= 0 && k > i-maxRows && p.segments[k].form == formTable; k-- {
		if keys := cellsOf(p.segments[k].text(p.text)); allKeys(keys) && len(keys) == len(cells) {
			for c := range keys {
				add(keys[c], cells[c])
			}
			return lines
		}
	}
	for k := 0; k+1 < len(cells); k += 2 {
		if keyCell.MatchString(cells[k]) {
			add(cells[k], cells[k+1])
		}
	}
	if lines == nil {
		lines = append(lines, strings.Join(cells, " "))
	}
	return lines
}

func allKeys(cells []string) bool {
	for _, c := range cells {
		if !keyCell.MatchString(c) {
			return false
		}
	}
	return len(cells) > 1
}

// markEnded notes that a text is no longer in force: a mark behind the title, or a line of
// the header says so. Where that line gives the day, the day tells.
func (p *parser) markEnded(told bool) {
	h := &p.law.Header
	dated := false
	for _, e := range h.Events {
		dated = dated || e.Kind == EventEnded
	}
	if told && !h.Ended {
		p.diagnose("marked_ended", "题头注明已失效，不算现行有效", statute.Span{})
	}
	if dated {
		h.Ended = false // on that day
		return
	}
	if h.Ended = h.Ended || told; h.Ended {
		h.Events = append(h.Events, Event{Kind: EventEnded, Text: "来源注明已失效"})
	}
}
