package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// isLaw tells a norm from a text about norms: an article, a discipline case, notes. A
// title alone is no proof where it ends in a word that other texts end in, too (规则,
// 标准, 规定, 意见): the text has articles that count up from the first, or says who
// issued it, when or under which number.
func isLaw(law *lawparse.Law, category string) bool {
	title := law.Header.Title
	issued := isIssued(law, category)
	articles := law.Articles()
	counted := countedFromOne(articles)
	switch {
	case law.Header.Quoted && (len(articles) == 0 || law.Header.Section && counted < 3):
		return false // ## 《渡口法》 above notes on some of its articles
	case issued && (len(articles) > 0 || lawparse.IsTitle(title) || law.Header.Draft):
		return true
	case lawparse.IsTitle(title) && strongTitle.MatchString(title) && !weakTitle.MatchString(title):
		return len(articles) > 0 || decrees(law.Text) || lacksArticles(law)
	case lawparse.IsTitle(title) || law.Header.Draft:
		return counted > 0 || decrees(law.Text)
	}
	return counted > 2
}

var (
	// strongTitle are the words for kinds of norm that hardly anything else is called.
	strongTitle = regexp.MustCompile(`(?:法|法典|条例|办法|细则|解释|修正案|决定|决议|批复|公约|协定)(?:（[^（）]*）)*$`)
	// weakTitle ends in such a word and names something else, or speaks about a norm.
	weakTitle = regexp.MustCompile(`[？！?!：:|]|(?:方法|看法|做法|想法|说法|书法|司法|执法|守法|普法|违法|用法|手法|非法|合法|学法|语法|想方设法)(?:（[^（）]*）)?$|` +
		`^(?:浅谈|浅析|试论|论|谈|再论|也谈|简析|解读|学习|聊聊|一文|如何|怎么|什么|为什么|关注)`)
	// issuedBy is the title of an organ's paper.
	issuedBy = regexp.MustCompile(`^[\p{Han}、 ]{2,60}(?:院|部|委员会|局|署|厅|政府|办公室|办公厅|大会|银行|常委会)(?:关于|印发|《).+`)
)

// isIssued reports whether something besides the name says that a text was issued: the
// folder it lies in, its number, a dated note of the header, or the organ in its title.
func isIssued(law *lawparse.Law, category string) bool {
	h := law.Header
	if lawparse.IsCategory(category) || h.DocNumber != "" || issuedBy.MatchString(h.Title) {
		return true
	}
	for _, e := range h.Events {
		switch e.Kind {
		case lawparse.EventAdopted, lawparse.EventApproved, lawparse.EventPromulgated, lawparse.EventAmended:
			return true
		}
	}
	return false
}

var (
	// adoptedBy is how the head of an interpretation tells who adopted it. A guiding case
	// names no session.
	adoptedBy = regexp.MustCompile(`(?:审判|检察)委员会第[^。，；\n]{1,14}次会议(?:讨论|审议)?通过`)
	issues    = regexp.MustCompile(`现予公布|法释|高检发释字|制定本(?:规定|解释|办法|规则)`)
)

// opensAsInterpretation reports whether a text begins as those do by which a court or
// procuratorate interprets the law, which speak of judgments and cases.
func opensAsInterpretation(text string) bool {
	head := text[:min(len(text), maxOpening)]
	return adoptedBy.MatchString(head) && issues.MatchString(head)
}

// maxOpening bounds the head of a text, in bytes.
const maxOpening = 1800

// lacksArticles reports whether the parser saw labels and found no articles: such a text
// is shown as a law that is incomplete, and not passed over.
func lacksArticles(law *lawparse.Law) bool {
	return slices.ContainsFunc(law.Diagnostics, func(d statute.Diagnostic) bool { return d.Code == "articles_missing" })
}

// countedFromOne is how many articles stand in a row from the first on.
func countedFromOne(articles []*lawparse.Node) int {
	last := statute.Number{}
	for i, a := range articles {
		if !a.Number.Follows(last) {
			return i
		}
		last = a.Number
	}
	return len(articles)
}

// decrees reports whether a text says that it sets rules.
func decrees(text string) bool {
	for _, w := range [...]string{"规定如下", "通知如下", "决定如下", "解释如下", "批复如下", "答复如下", "决定：", "制定本", "现予公布", "现予发布", "起施行",
		"之日起实施", "公布之日起", "印发给你们", "如下规定", "如下解释", "答复意见如下", "修改为：", "特作如下", "作如下", "提出如下意见", "意见如下", "遵照执行"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// contractMarks are found at the head of contracts and plans.
var contractMarks = regexp.MustCompile(`(?m)^[\s#*>]*(?:甲方|乙方|合同编号|协议编号|委托方|受托方|出租方|承租方|发包方|承包方|供方|需方|买方|卖方|转让方|受让方)` +
	`[（(\s：:_]`)

// isContract reports whether a text is a contract or the like, whatever its title says.
func isContract(text string) bool {
	head := text[:min(len(text), 1500)]
	return len(contractMarks.FindAllStringIndex(head, 3)) > 1 || strings.Contains(head, "合同编号") && contractMarks.MatchString(head)
}
