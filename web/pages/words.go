package pages

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// What the pages say stands in this file, in those named words….go and in templates/, what the API
// says in its words.go, so that a lawyer or a translator can read and correct every word
// without reading the handlers. Three kinds of words are elsewhere: those of a
// button after a click are with the script that handles it, in static/; the
// descriptions of the API's parameters are in the tags of their fields, as a tag
// cannot name a constant; and what is not of the pages alone, such as the name of a status
// or a verdict, is with its type, in internal/.

// The titles of pages, and the names of what is saved from them.
const (
	textCases    = "案例"
	textLaws     = "法律法规"
	textSubjects = "按主题"
	textHelp     = "帮助"
	textAbout    = "关于"
)

// textMissing is the title of a page of something that is not loaded.
func textMissing(name string) string { return name + "（没有收录）" }

// The list of laws.
const (
	textLevel    = "级别"
	textStatus   = "效力"
	textYearOf   = "公布年份"
	textSubject  = "主题"
	textAny      = "不限"
	textSortBy   = "排序"
	textByPinyin = "名称（拼音）"
	textByDate   = "最近公布"
	textByTexts  = "历次文本"
	textAsCards  = "卡片"
	textAsTable  = "表格"
)

// examples are what can be typed into the box: an address, a nickname with an
// article, a question; then what finds something in the documents that ship. The home page
// shows the first that find something.
var examples = [...]string{"民法典1036", "人脸识别规定第10条第1款", "小区能不能强制刷脸", "type:案例 个人信息", "人脸识别 单独同意", "饮用水 公益诉讼"}

// textTooLongHint says how long what was asked for is, and may be, in characters.
func textTooLongHint(length, most int) string {
	return fmt.Sprintf("写了 %d 个字，最多 %d 个。请缩短到要点再查；要核对一篇文书，请用引用核查", length, most)
}

// textFoundListed says that the page lists some of the findings.
func textFoundListed(listed, all int) string {
	return fmt.Sprintf("这里只列出 %d 处，先列有问题的；全部 %d 处见下载的报告。", listed, all)
}

// Errors.
const (
	textTooLong          = "要查的内容太长"
	textNotFound         = "没有找到"
	textCollectionBroken = "收藏的内容读不出来"
	textPlain            = "文本"
	textNothingSent      = "请粘贴文书，或选一个文件（txt、docx、pdf）"
)

func textNoSuchType(kind string) string {
	return "没有“" + kind + "”这一类，请用 article、law、case、commentary 或 consultation"
}

func textNoSuchSort(order string) string {
	return "没有“" + order + "”这种排序，请用 relevance、date、level 或 citations"
}

// The kinds of hits, and the orders of a search.
const (
	textTypeAll          = "全部"
	textTypeArticle      = "条文"
	textTypeLaw          = "法律法规"
	textTypeCase         = "案例"
	textTypeCommentary   = "解读"
	textTypeConsultation = "咨询"

	textSortRelevance = "相关"
	textSortDate      = "日期"
	textSortLevel     = "级别"
	textSortCitations = "被引"

	textGrouped = "同一法律只显示一条"
)

// textLabel is the date that a text goes by, among the facts about a law.
func textLabel(label string) string { return "文本日期 " + label }

// textInForceFrom tells from when a text is in force, or is assumed to be where no source
// says it.
func textInForceFrom(day timeline.Day) string {
	switch {
	case day.IsKnown():
		return string(day.Date) + " 起施行"
	case day.Date != "":
		return "推定 " + string(day.Date) + " 起施行"
	}
	return "施行日期不明"
}

// The warnings above a text.
const (
	textUnverified = "已收录的文本没有说明施行日期，是否有效未核实。"
	textDraft      = "这是草案或者征求意见稿，不是施行的法律。"
)

// textEnded says that the source of a text tells that it is no longer in force; from is
// the day, "" where it gives none.
func textEnded(title string, from statute.Date) string {
	if from == "" {
		return "来源注明" + textThis(title) + "已失效，没有写明从哪一天起。"
	}
	return "来源注明" + textThis(title) + "已失效，" + from.Chinese() + "起不再有效。"
}

// textThis is what a law of some title calls itself: 本法, 本条例, 本解释.
func textThis(title string) string {
	title, _, _ = strings.Cut(title, "（")
	for _, kind := range [...]string{"条例", "规定", "解释", "办法", "细则", "规则", "决定", "批复", "意见", "公约", "协定", "章程"} {
		if strings.HasSuffix(title, kind) {
			return "本" + kind
		}
	}
	return "本法"
}

// textOfThisLaw says what a law is, in the words of its status: 本法已废止（由《…》，自…）。
func textOfThisLaw(title, status string) string { return textThis(title) + status + "。" }

func textReplaced(from timeline.Day) string {
	if !from.IsKnown() {
		return "这是旧文本，" + from.Date.Chinese() + "有新的修改，推定从那一天起由新文本取代。"
	}
	return "这是旧文本，" + from.Date.Chinese() + "起由新文本取代。"
}

func textNotYet(from timeline.Day) string {
	if !from.IsKnown() {
		return "这一文本推定" + from.Date.Chinese() + "才起施行。"
	}
	return "这一文本" + from.Date.Chinese() + "才起施行。"
}

// What is said where a page is read for a day.

// textAsOf says for which day a page is.
func textAsOf(day statute.Date) string { return "按 " + day.Chinese() + " 的法律显示" }

// textOnTheDay is a status that a text had on the day of the page.
func textOnTheDay(status string) string { return "当日" + status }

// textUpTo is a status that is known up to a day, as a text has it.
func textUpTo(day statute.Date, status string) string { return "截至 " + string(day) + " " + status }

// textNotLoadedOnTheDay stands in the place of a status where the text of the day is not loaded.
const textNotLoadedOnTheDay = "当日的文本没有收录"

// textToday is the status that the text has today.
func textToday(status string) string { return "今天" + status }

// textBeforeTheLaw and textAfterTheLaw say that a law was not in force on a day, above the text
// after or before it.
func textBeforeTheLaw(title string, day statute.Date) string {
	return day.Chinese() + "，" + textThis(title) + "还没有施行。下面是其后的第一个文本。"
}

func textAfterTheLaw(title string, day statute.Date) string {
	return day.Chinese() + "，" + textThis(title) + "已经不再有效。下面是此前的最后一个文本。"
}

// textLookedInto says which text of a law was looked into for a day.
func textLookedInto(day statute.Date, label string) string {
	return day.Chinese() + "的文本是 " + label + " 的。"
}

// textStandsIn says that the text of a day is not loaded; label is that of the text shown.
func textStandsIn(day statute.Date, label string) string {
	return day.Chinese() + "有效的文本没有收录。最接近的是 " + label + " 的文本，不能当作当日的文本引用。"
}

// The relations of a law.
const (
	textInterprets    = "解释的法律"
	textInterpretedBy = "相关司法解释"
)

// textGraph is the picture of what cites an article, and of what it cites, in words.
func textGraph(name string) string { return name + "：被下列条文引用，或引用下列条文" }

// What is to be said of a provision that is cited.
const (
	textUnsureWhichLaw = "不能确定是哪部法律"
	textLawNotLoaded   = "没有收录"
	textNoSuchPlace    = "已收录的文本里没有这一处"
	textRepealedToday  = "今天已废止"
	textNotInForce     = "尚未生效"
	textCites          = "引用的条文"
	textAnsweringCites = "回答这个问题的条文"
)

func textMaybeLaw(key string) string { return "可能是《" + key + "》" }

// textAndOthers follows the first of n provisions that one citation names.
func textAndOthers(n int) string { return " 等 " + strconv.Itoa(n) + " 处" }

// textEarlierMeant and textTextOfDayMissing say that another text than the cited one
// is shown, with the date that it goes by.
func textEarlierMeant(label string) string {
	return "文中指修改前的文本，没有收录；这里是 " + label + " 的文本"
}

func textTextOfDayMissing(label string) string {
	return "引用时的文本没有收录；这里是 " + label + " 的文本，条号可能已调整"
}

// textLedToDay says that the text of the day of the page is shown, not the one that was cited,
// and which number the provision had there.
func textLedToDay(former, label string, t citegraph.CiteTarget) string {
	if t.Was.IsZero() {
		return "引用时是 " + former + " 的文本；这里是当日的文本（" + label + "）"
	}
	now := "这里是当日的文本（" + label + "），现为"
	if t.Sure != concordance.Certain {
		now = "这里是当日的文本（" + label + "），可能是"
	}
	return "引用时是 " + former + " 的文本" + t.Was.Chinese() + "；" + now + t.Node.Chinese()
}

// What is said of the texts of a decision's day, and of the days of a crime.
const (
	// textProcedure is in the names of the laws by which courts proceed.
	textProcedure = "诉讼"
	textLenity    = "刑法第十二条从旧兼从轻：行为时与裁判时的条文不同，或者行为时的文本没有收录的，下面都列出；适用哪一个要看处刑轻重，这里不作判断。行为的日期取自文中所述。"
)

// textNotLoadedThen says that the text of a day is not loaded; label is that of the nearest.
func textNotLoadedThen(label string) string {
	return "当日有效的文本没有收录，这里不显示别的文本；最接近的是 " + label + " 的文本"
}

// textOfAct is the title of the text of the day of a crime.
func textOfAct(day statute.Date) string { return "行为时（" + day.Chinese() + "）的文本" }

// textOnTheAct is the status that a text had on the day of a crime.
func textOnTheAct(status string) string { return "行为时" + status }

func textUndated(label string) string {
	return "文书没有写明日期，也没有案号的年份；这里是今天的文本（" + label + "），未必是裁判时的"
}

func textAmendedSince(label string) string { return label + " 的文本，今天已修改" }

// The kinds of texts that cite an article.
const (
	textCitingCommentary     = "解读"
	textCitingCase           = "案例"
	textCitingLaw            = "法律"
	textCitingInterpretation = "司法解释"
	textCitingRegulation     = "行政法规"
	textCitingRule           = "规章等"
	textCitingLocal          = "地方性法规"
	textCitingConsultation   = "咨询"
)

// textEtc ends a list that is cut off.
const textEtc = "等"

// textParagraph is the number of a paragraph as laws write it: 第二款.
func textParagraph(n int) string { return "第" + cnnum.Format(n) + "款" }

// textInDigits writes a provision of a law with its numbers in digits:
// 第1036条第1款第2项.
func textInDigits(p statute.Provision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "第%d条", p.Article.Main)
	if p.Article.Sub > 0 {
		fmt.Fprintf(&b, "之%d", p.Article.Sub)
	}
	for _, level := range [...]struct {
		n    int
		unit string
	}{{p.Paragraph, "款"}, {p.Item, "项"}, {p.Subitem, "目"}} {
		if level.n > 0 {
			fmt.Fprintf(&b, "第%d%s", level.n, level.unit)
		}
	}
	return b.String()
}

// The buttons that copy an article.
const (
	textCopyText     = "正文"
	textCopyJudgment = "裁判文书格式"
	textCopyScholar  = "学术引注"
	textCopyLink     = "链接"
)

// The place of a case in a dispute.
const (
	textEarlierPaper = "本案所依据的"
	textSamePaper    = "同一案号的"
	textLaterPaper   = "依据本案的"
	textBesidePaper  = "同案其他"
)

// textCommon says which causes two cases have in common.
func textCommon(causes string) string { return "同为" + causes }

// Figures of cases.
const (
	textAllCases = "全部"
	textDeath    = "死刑"
	textLife     = "无期徒刑"
)

func textCourtsOf(level string) string { return level + "法院" }

func textYear(year string) string { return year + "年" }

// textSpread is the middle of some numbers, and the middle half of them.
func textSpread(median, from, to string) string { return median + "（" + from + "–" + to + "）" }

// textTerm is a length of time: 3年6个月.
func textTerm(years, months int64) string {
	switch {
	case years == 0:
		return fmt.Sprintf("%d个月", months)
	case months == 0:
		return fmt.Sprintf("%d年", years)
	}
	return fmt.Sprintf("%d年%d个月", years, months)
}

// textFine is a fine among the sentences.
func textFine(fine string) string { return "罚金" + fine }

// textDefinition is the title of the words that define a term.
func textDefinition(place string) string { return "定义　" + place }

// textComputed says that a text was made from an amendment. confirmed tells that a loaded text
// came after it.
func textComputed(instrument string, confirmed bool) string {
	said := "这是推算的文本：由前一个文本按《" + instrument + "》推算得出，不是公布的文本"
	if !confirmed {
		said += "，其前如有没有收录的修改，会有出入"
	}
	return said + "。"
}

// textComputedMark stands behind a status.
const textComputedMark = "，推算的文本"
