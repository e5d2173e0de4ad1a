package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// What the pages say stands in this file and in templates/, what the API says in
// wordsapi.go, so that a lawyer or a translator can read and correct every word
// without reading the handlers. Three kinds of words are elsewhere: those of a
// button after a click are with the script that handles it, in static/; the
// descriptions of the API's parameters are in the tags of their fields, as a tag
// cannot name a constant; and what is not of the pages alone, such as the name of a status
// or a verdict, is with its type, in internal/.

// The titles of pages, and the names of what is saved from them.
const (
	sayCases      = "案例"
	sayCheck      = "引用核查"
	sayCollection = "收藏"
	sayLaws       = "法律法规"
)

// sayMissing is the title of a page of something that is not loaded.
func sayMissing(name string) string { return name + "（没有收录）" }

// sayDisclaimer ends what is handed out.
const sayDisclaimer = "内容供检索参考，以官方公布的文本为准。"

// examples are what can be typed into the box: an address, a nickname with an
// article, a question.
var examples = [...]string{"民法典1036", "人脸识别规定第10条第1款", "小区能不能强制刷脸"}

// Errors.
const (
	sayNotFound         = "没有找到"
	sayCollectionBroken = "收藏的内容读不出来"
	sayTooOften         = "请求太频繁，请稍后再试"
	sayBusy             = "现在太忙，请稍后再试"
	sayTooLong          = "这次用时太长，已经停止"
	sayTooLongHow       = "请缩小范围再试：写得更具体，加上法律名称或年份，少用 * 和 ?，不要只查一个常用字；核查长的文书，请分成几份"
	sayLoading          = "正在装入数据"
	sayLoadingHow       = "服务刚刚启动，装好后就能使用，请稍后再试"
	sayNotLetIn         = "请先登录"
	sayNotLetInHow      = "这个网站只对有名字和密码（或令牌）的人开放，请向管理员索取"
	sayWrongTooOften    = "名字、密码或令牌错了太多次，请稍后再试"
	sayOtherSite        = "不接受别的网站发来的内容"
	sayOtherSiteHow     = "请从本站的页面上提交"
	sayUploadBroken     = "没有收到完整的文件，请重新上传"
	sayNothingSent      = "请粘贴文书，或选一个文件（txt、docx、pdf）"
)

// sayStatus are the words for errors that carry none of their own; "" where there
// are none.
func sayStatus(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "请求不对"
	case http.StatusNotFound:
		return "没有这个页面"
	case http.StatusMethodNotAllowed:
		return "这个页面不接受这种请求"
	case http.StatusRequestEntityTooLarge:
		return "请求太大"
	case http.StatusServiceUnavailable:
		return "现在不能回答，请稍后再试"
	case http.StatusRequestTimeout:
		return "等了太久，内容没有收完整"
	case http.StatusInternalServerError:
		return "服务器出错了，请稍后再试"
	}
	return ""
}

func sayNoSuchType(kind string) string {
	return "没有“" + kind + "”这一类，请用 article、law、case、commentary 或 consultation"
}

func sayNoSuchSort(order string) string {
	return "没有“" + order + "”这种排序，请用 relevance、date、level 或 citations"
}

// The kinds of hits, and the orders of a search.
const (
	sayTypeAll          = "全部"
	sayTypeArticle      = "条文"
	sayTypeLaw          = "法律法规"
	sayTypeCase         = "案例"
	sayTypeCommentary   = "解读"
	sayTypeConsultation = "咨询"

	saySortRelevance = "相关"
	saySortDate      = "日期"
	saySortLevel     = "级别"
	saySortCitations = "被引"

	sayGrouped = "每部法律只列一条"
)

// The conditions that a search, or the list of cases, is narrowed by.
const (
	sayFacetLevel  = "级别"
	sayFacetLaw    = "法律"
	sayFacetStatus = "效力"
	sayFacetYear   = "年份"
	sayFacetIssuer = "发布机关"
	sayFacetTier   = "案例层级"
	sayFacetCourt  = "法院"
	sayFacetCause  = "案由、罪名"

	sayCaseFacetArticle    = "适用条文"
	sayCaseFacetTier       = "层级"
	sayCaseFacetKind       = "类型"
	sayCaseFacetOutcome    = "结果"
	sayCaseFacetCourt      = "法院、机关"
	sayCaseFacetCourtLevel = "法院级别"
	sayCaseFacetProvince   = "地区"
)

// sayLabel is the date that a text goes by, among the facts about a law.
func sayLabel(label string) string { return "文本日期 " + label }

func sayInForceFrom(day statute.Date) string { return string(day) + " 起施行" }

// The warnings above a text.
const (
	sayUnverified = "已收录的文本没有说明施行日期，是否有效未核实。"
	sayIncomplete = "来源文本不完整，有缺条。"
)

func sayRepealed(by string, from statute.Date) string {
	return "本法已被《" + by + "》废止，" + from.Chinese() + "起不再有效。"
}

func sayReplaced(from statute.Date) string {
	return "这是旧文本，" + from.Chinese() + "起由新文本取代。"
}

func sayNotYet(from statute.Date) string {
	return "这一文本" + from.Chinese() + "才起施行。"
}

// The relations of a law.
const (
	sayInterprets    = "解释的法律"
	sayInterpretedBy = "相关司法解释"
)

// sayGraph is the picture of what cites an article, and of what it cites, in words.
func sayGraph(name string) string { return name + "：被下列条文引用，或引用下列条文" }

// What is to be said of a provision that is cited.
const (
	sayUnsureWhichLaw = "不能确定是哪部法律"
	sayLawNotLoaded   = "没有收录"
	sayNoSuchPlace    = "已收录的文本里没有这一处"
	sayRepealedToday  = "今天已废止"
	sayNotInForce     = "尚未生效"
	sayCites          = "引用的条文"
	sayAnsweringCites = "回答这个问题的条文"
)

func sayMaybeLaw(key string) string { return "可能是《" + key + "》" }

// sayAndOthers follows the first of n provisions that one citation names.
func sayAndOthers(n int) string { return " 等 " + strconv.Itoa(n) + " 处" }

// sayEarlierMeant and sayTextOfDayMissing say that another text than the cited one
// is shown, with the date that it goes by.
func sayEarlierMeant(label string) string {
	return "文中指修改前的文本，没有收录；这里是 " + label + " 的文本"
}

func sayTextOfDayMissing(label string) string {
	return "引用时的文本没有收录；这里是 " + label + " 的文本，条号可能已变"
}

func sayAmendedSince(label string) string { return label + " 的文本，今天已修改" }

// The kinds of texts that cite an article.
const (
	sayCitingCommentary     = "解读"
	sayCitingCase           = "案例"
	sayCitingLaw            = "法律"
	sayCitingInterpretation = "司法解释"
	sayCitingRegulation     = "行政法规"
	sayCitingRule           = "规章等"
	sayCitingLocal          = "地方性法规"
	sayCitingConsultation   = "咨询"
)

// sayEtc ends a list that is cut off.
const sayEtc = "等"

// sayParagraph is the number of a paragraph as laws write it: 第二款.
func sayParagraph(n int) string { return "第" + cnnum.Format(n) + "款" }

// sayInDigits writes a provision of a law with its numbers in digits:
// 第1036条第1款第2项.
func sayInDigits(p statute.Provision) string {
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
	sayCopyText     = "正文"
	sayCopyJudgment = "裁判文书引用"
	sayCopyScholar  = "学术引注"
	sayCopyLink     = "链接"
)

// The facts in the head of a case.
const (
	sayCaseNumber = "案号"
	sayCaseCourt  = "法院"
	sayInstance   = "审级"
	sayJudgedOn   = "裁判日期"
	sayCause      = "案由"
	sayCharges    = "罪名"
	sayParties    = "当事人"
	sayJudges     = "审判人员"
	sayClerk      = "书记员"
	sayKeywords   = "关键词"
	sayBatch      = "所属批次"
)

// sayFine is a fine among the sentences.
func sayFine(fine string) string { return "罚金" + fine }

// The facts of a case that a news report tells.
const (
	sayToldPlace   = "地点"
	sayToldOrgan   = "机关"
	sayToldDate    = "时间"
	sayToldOutcome = "结果"
	sayToldFigures = "数字"
)

// reportColumns are the columns of a report on a draft.
var reportColumns = []string{"序号", "引用", "结论", "所指条文", "说明", "引文", "上下文"}

// sayCount is how many citations of a draft got a verdict.
func sayCount(verdict string, n int) string { return fmt.Sprintf("%s %d 处", verdict, n) }

// sayAllTargets ends a list of provisions that is cut off with how many there are.
func sayAllTargets(n int) string { return fmt.Sprintf("……共 %d 条", n) }

// The comparison of a quotation with the provision in plain text.
const sayQuoteSame = "与条文相符"

func sayInDraft(text string) string { return "〔文书：" + text + "〕" }

func sayInProvision(text string) string { return "〔条文：" + text + "〕" }

// sayDefinition is the title of the words that define a term.
func sayDefinition(place string) string { return "定义　" + place }
