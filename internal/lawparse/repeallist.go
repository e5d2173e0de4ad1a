package lawparse

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/statute"
)

// listed returns the texts in the list of a decision on repeals (决定废止的司法解释目录): rows
// with number, title, day or document number, and reason, one behind the other in whatever
// layout a table was saved in. It is nil for other texts, and for decisions that amend as
// well: of their lists it is not certain which is which.
func (l *Law) listed() []Repeal {
	key := l.Header.Key
	if !strings.Contains(key, "废止") || strings.Contains(key, "修改") || strings.Contains(key, "修订") ||
		!strings.Contains(l.Text, "目录") && !strings.Contains(l.Text, "序号") && !strings.Contains(l.Text, "下列") {
		return nil
	}
	text := flattened(l.Text)
	if i := strings.Index(text, " 序号 "); i >= 0 {
		text = text[i:]
	}
	var list []Repeal
	seen := map[string]bool{key: true}
	rows := rowsOf(text)
	for _, row := range rows {
		if k := titleOfRow(row); k != "" && !seen[k] {
			seen[k] = true
			list = append(list, Repeal{Key: k})
		}
	}
	return list
}

// flattened is a text on one line, with single spaces where there were any, line ends and
// rules of tables among them.
func flattened(s string) string {
	var b strings.Builder
	space := true
	b.WriteByte(' ')
	for _, r := range s {
		if unicode.IsSpace(r) || r == '|' || r == '\u200b' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		b.WriteRune(r)
		space = false
	}
	b.WriteByte(' ')
	return b.String()
}

// rowNumber is what begins a row: its number, alone or with a mark behind it, and the first
// character of a title.
var rowNumber = regexp.MustCompile(` (\d{1,3})(?:[.．、] ?| )[《\p{Han}]`)

// rowsOf cuts a list into its rows: their numbers rise by one from 1, and each row tells a
// day or a number of a document, so that numbers inside of titles and reasons begin none.
func rowsOf(text string) []string {
	var starts [][2]int // where a row begins, and its words
	for _, m := range rowNumber.FindAllStringSubmatchIndex(text, -1) {
		n, err := strconv.Atoi(text[m[2]:m[3]])
		k := len(starts)
		if err == nil && k > 0 && n == k && titleStart.MatchString(text[m[3]:]) && !dated.MatchString(text[starts[k-1][1]:m[0]]) {
			starts[k-1] = [2]int{m[0], m[3]} // the first was a number in the reason above
			continue
		}
		if err != nil || n != k+1 {
			continue
		}
		if k > 0 && !dated.MatchString(text[starts[k-1][1]:m[0]]) {
			continue
		}
		starts = append(starts, [2]int{m[0], m[3]})
	}
	rows := make([]string, 0, len(starts))
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if row := strings.TrimLeft(text[s[1]:end], ".．、 "); dated.MatchString(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// dated is the day or the number that stands behind the title in a row.
var dated = regexp.MustCompile(`(?:1[89]|20)\d\d ?年 ?\d{1,2} ?月|[ （(](?:\p{Han}{1,8}(?:[（(]\p{Han}{1,4}[）)]\p{Han}{0,4})? ?)?` +
	`[〔\[［【﹝](?:19|20)?\d\d[〕\]］】﹞]\p{Han}{0,8} ?第? ?\d+ ?号`)

// titleStart is how titles begin: with an organ, or what they are about.
var titleStart = regexp.MustCompile(`^[.．、 ]*(?:《|关于|\p{Han}{1,16}?(?:法院|检察院|国务院|委员会|[部局庭厅室]))`)

// titleOfRow is the key of the text that a row names: its words up to the day or the number,
// "" where they are no title.
func titleOfRow(row string) string {
	title := ""
	// A title may tell days itself: 关于执行1979年1月会议纪要的通知.
	for _, at := range dated.FindAllStringIndex(row[:min(len(row), maxListedTitle)], -1) {
		words := strings.TrimSpace(row[:at[0]])
		if ends := endsTitle(words); title == "" || ends {
			title = words
			if ends {
				break
			}
		}
	}
	title = strings.TrimRight(title, "（( ，,")
	if open := strings.Count(title, "《") - strings.Count(title, "》"); open != 0 || len(title) < len("关于某事的规定") {
		return ""
	}
	if strings.HasPrefix(title, "《") && strings.HasSuffix(title, "》") && strings.Count(title, "《") == 1 {
		title = strings.Trim(title, "《》")
	}
	return statute.Key(title)
}

// maxListedTitle is how long a title in a list is at most, in bytes.
const maxListedTitle = 600

// endsTitle reports whether a title ends as those of documents do.
func endsTitle(s string) bool {
	s = strings.TrimRight(s, "》）) ")
	for _, w := range [...]string{"通知", "规定", "解释", "批复", "答复", "意见", "决定", "函", "复函", "电", "办法", "规则", "条例", "法",
		"纪要", "解答", "指示", "报告", "补充", "细则", "请示", "公告", "方案", "问题", "说明", "标准", "要点", "制度", "联合通知", "章程", "试行"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
