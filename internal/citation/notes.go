package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	"宽限", "QQ", "微信", "面积", "天数", "次数", "附件", "附表", "附录", "表", "图", "案例",
	"月薪", "年薪", "工资", "今年", "年龄", "身高", "体重", "栋", "楼", "楼层", "版", "卷", "册", "大于", "小于", "等于", "不少于", "高于", "低于", "不足", "以上", "以下"}

// namesNumber reports whether s, up to a colon, ends in such a word.
func namesNumber(s string) bool {
	s = strings.TrimRight(s, "：: 　")
	if last := lastRune(s); (last == '月' || last == '日') && endsInDigit(s[:len(s)-len("月")]) {
		return true // 3月15
	}
	for _, w := range notNumbered {
		if strings.HasSuffix(s, w) {
			return false
		}
	}
	for _, w := range numbered {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// points are words whose number counts what a text goes through: 争点2.
var points = newEndings([]string{"争点", "焦点", "争议焦点", "问题", "情形", "步骤", "要件", "阶段", "场景", "方案", "原因", "类型", "考点", "选项",
	"误区", "要点", "理由", "事项", "任务", "模块", "单元", "序号", "批注", "备注", "观点", "层次", "路径", "风险", "建议", "陷阱", "关键", "坑", "例", "题", "案"})

// notNumbered are words that end as those do.
var notNumbered = [...]string{"送达", "到达", "违约", "要约", "缔约", "履约", "解约", "特约", "立约", "期满", "届满", "公共", "代表", "遗嘱附件", "编号规则", "版权"}

// onlyCell reports whether a number is all that stands in a cell of a table.
func onlyCell(before, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	return strings.HasSuffix(before, "|") && strings.HasPrefix(after, "|")
}

// endsGlossed reports whether a number behind a word ends there: 撤销70；.
func endsGlossed(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	if r == '—' && !strings.HasPrefix(after[size:], "—") {
		return !unicode.IsDigit(firstRune(after[size:]))
	}
	return size == 0 || strings.ContainsRune("，,。；;、）)\n\r \u3000|｜/／（(→←↔【—…", r)
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

// notesWords stand behind the name of the law that notes are on.
var notesWords = [...]string{"笔记", "速记", "考点", "要点", "速查", "口诀", "小抄", "总结", "背诵", "梳理", "重点", "复习", "速背", "易错", "秒记"}

// headsLine reports whether the law that the line named first heads it: 专利法速记：….
func (f *finder) headsLine() bool { return f.lineHead() > 0 }

// lineHead is where what a law heads its line by ends, 0 where none does.
func (f *finder) lineHead() int {
	i := len(f.out.Mentions) - 1
	for n := 0; i > 0 && f.out.Mentions[i-1].LineStart == f.lineStart; i, n = i-1, n+1 {
		if n == maxContainers {
			return 0
		}
	}
	if i < 0 || f.out.Mentions[i].LineStart != f.lineStart {
		return 0
	}
	m := &f.out.Mentions[i]
	end := m.Span.End
	if m.Kind != KindLaw || m.OfContract || m.Span.Start-f.lineStart > maxTopic || end > f.at {
		return 0
	}
	beside := f.text[end:min(f.at, end+maxTopicNote)]
	colon := strings.IndexAny(beside, "：】")
	if colon >= 0 && !strings.ContainsAny(beside[:colon], "。；，、") {
		return end + colon + len("：")
	}
	for _, w := range notesWords {
		if strings.HasPrefix(beside, w) {
			return end + len(w) // 国家赔偿法笔记 范围3、4
		}
	}
	return 0
}
