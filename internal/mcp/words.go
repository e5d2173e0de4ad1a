package mcp

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// What models and their users read, for lawyers and translators to read and correct.

// toolWords are the words of a tool.
type toolWords struct{ title, about string }

const (
	textTitle        = "法条：中国法律检索"
	textInstructions = "检索中国法律：条文、历次文本、引用关系、案例，并核对引用。先用 search_law 或 resolve_name 找到地址，再用 get_article 读原文；" +
		"引用条文前务必读原文，不要凭记忆。地址带文本日期（民法典@2020-05-28/1036），引用时一并写明。" +
		"每个答复都有 outcome：not_loaded 是没有收录，不等于不存在；none 只说明收录的范围里没有。collection_until 之后的修改不在内。" +
		"工具报错（isError）是没有查成，不能当作没有结果。内容供检索参考，以官方公布的文本为准。"
)

// The tools.
var (
	wordsSearchLaw  = toolWords{"检索法律", "按词、问题或条件检索条文和法律，给出地址和节选。要案例用 search_cases；知道条号直接用 get_article。"}
	wordsGetArticle = toolWords{"读一条", "按地址读一条、一款、一项或一章的原文，及其效力、所引用的和被引用的次数。地址怎样写都可以；as_of 或 @日期 读旧文本。" +
		"整部法律先用 get_law 看目录。"}
	wordsGetLaw         = toolWords{"看一部法律", "一部法律的效力、历次文本和目录；articles 给出要原文的条（1034-1038）或一章（b4/z6）。"}
	wordsGetHistory     = toolWords{"看沿革", "一条在历次文本、以及被取代的法律里是第几条、怎样写；或一部法律的历次文本各改了几条。"}
	wordsGetCitedBy     = toolWords{"谁引用了它", "引用一条（或一款、一部法律）的法律、司法解释、案例，按种类计数，分页列出。"}
	wordsSearchCases    = toolWords{"检索案例", "按案情、适用条文、案由、法院等检索案例：指导性案例、公报、典型案例和裁判文书。全文用 get_case。"}
	wordsGetCase        = toolWords{"读一件案例", "按编号读案例、解读或咨询的全文（分段）、案号、法院、结果和所引用的条文。"}
	wordsCheckCitations = toolWords{"核对引用", "核对一篇文书引用的条文，按文书当日的法律逐处给出结果：存在、其后已修改、已废止、条号已变、没有这一条、引文不符、没有收录等。" +
		"日期用 as_of，没有时用文中写明的。"}
	wordsResolveName = toolWords{"认法名", "一个名称、简称、旧称或文号指哪部法律；有几部时都列出。"}
	wordsGetCoverage = toolWords{"收录范围", "收录了什么、截至哪一天、知道缺什么；law 只问一部法律收录了哪些文本。下结论说“没有规定”之前先看它。"}
)

// What goes wrong.
const (
	textNoAddress = "请写明地址，例如 民法典1036"
	textLoading   = "正在装入数据，请稍后再试。这不表示没有结果"
	textDeadline  = "这次用时太长，已经停止；请缩小范围再试。这不表示没有结果"
	textInternal  = "服务器出错了，没有查成；请稍后再试。这不表示没有结果"
)

func textArguments(what string) string {
	return "参数不对，没有查：" + what + "。取值见这个工具的 inputSchema"
}

// What an answer says of itself.
const (
	textNotLoaded    = "（没有收录，不等于不存在）"
	textNothingFound = "这里没有，不等于法律没有规定：get_coverage 说明收录了什么、截至哪一天"
	textNoCases      = "收录的案例不全，这里没有不等于没有这样的案例"
	textNobodyCites  = "收录的文本里没有引用它的"
	textNoCitations  = "文中没有找到对条文的引用"
	textNoSuchCase   = "没有收录这个编号的案例、解读或咨询。编号由 search_cases、search_law 给出，换了数据可能变"
	textNearest      = "您要找的可能是："
	textStandsIn     = "；当日的文本没有收录，这是最接近的文本"
	textIncomplete   = "；文本不完整"
)

func textComputed(by string) string {
	return "（按" + by + "推算，不是公布的文本）"
}

func textAmbiguous(name string) string {
	return "“" + name + "”可能指几部法律，请写全名"
}

// textFoot ends each answer with what it rests on.
func textFoot(b *Basis) string {
	return fmt.Sprintf("（按 %s 的法律；收录的文本截至 %s；数据 %s）", b.AsOf, b.Until, b.Generation)
}

func textTotal(n int) string { return fmt.Sprintf("共 %d 条", n) }

func textOutline(articles, texts int) string {
	return fmt.Sprintf("共 %d 条；收录文本 %d 个", articles, texts)
}

func textHolding(laws, texts int) string {
	return fmt.Sprintf("法律法规 %d 部，文本 %d 个", laws, texts)
}

func textChecked(n int, day statute.Date, counts string) string {
	return fmt.Sprintf("按 %s 的法律核对 %d 处：%s", day, n, counts)
}

func textChange(x *TextChange) string {
	said := fmt.Sprintf("%s@ %s 改 %d 条、增 %d 条、删 %d 条", x.Version, x.StatusText, x.Changed, x.Added, x.Dropped)
	if len(x.AmendedBy) > 0 {
		said += "（" + strings.Join(x.AmendedBy, "、") + "）"
	}
	return said
}

func textCitedBy(total int, kinds map[string]int) string {
	said := fmt.Sprintf("被引用 %d 处", total)
	for _, k := range [...]string{"law", "interpretation", "regulation", "rule", "local", "case", "commentary", "consultation"} {
		if kinds[k] > 0 {
			said += fmt.Sprintf("，%s %d", k, kinds[k])
		}
	}
	return said
}

// How to get what was left out.
const (
	textCutCites    = "引用太多，只列了前面的"
	textCutContext  = "篇幅所限，前后的条没有列全：把 context 改小，或逐条用 get_article"
	textCutContents = "目录太长，只列了前面的：用 get_article 读一编（如 b4）看其下的条"
	textCutNames    = "可能的法律太多，只列了前 20 部：请写得更全"
	textCutStages   = "篇幅所限，较早的文本没有列出原文：用 get_article 逐个读（地址里有文本日期）"
	textCutMissing  = "只列了被引用最多的 20 部"
)

func textCutLaw(address string) string {
	return "篇幅所限，没有列全：用 get_law 看 " + address + " 的目录，再按 articles 分段读（如 1034-1038）"
}

func textCutFrom(article string) string {
	return "篇幅所限，第 " + article + " 条起没有列全：用 articles 从这一条起再读"
}

func textCutPage(next, total int) string {
	return fmt.Sprintf("共 %d 条，下一页 page=%d，或缩小范围", total, next)
}

func textCutCase(next int) string { return fmt.Sprintf("全文没有完，下一段 offset=%d", next) }

func textCutChecked(n int) string {
	return fmt.Sprintf("只列了前 %d 处：用 wrong_only，或把文书分成几份", n)
}

func textUnchecked(n int) string {
	return fmt.Sprintf("另有 %d 处引用没有核对：把文书分成几份", n)
}

const textResource = "一条、一章或一部法律的原文，带效力、文本日期。地址如 law://民法典/1036@2020-05-28"

// The prompt.
const (
	textPromptTitle     = "引用核查"
	textPromptAbout     = "核对一篇文书引用的法律条文，按文书当日的法律"
	textPromptText      = "文书"
	textPromptTextAbout = "文书的全文或一段"
	textPromptDate      = "日期"
	textPromptDateAbout = "文书的日期，如 2018-06-01；没有时用文中写明的"
	textPromptEmpty     = "请给出文书"
)

func textPrompt(text, date string) string {
	said := "请核对下面这篇文书引用的法律条文。用 check_citations 一次核对全文"
	if date = strings.TrimSpace(date); date != "" {
		said += "（as_of=" + date + "）"
	}
	return said + "；逐处列出有问题的引用：原文、结果、当日的条文、应改成什么。没有收录的、不能核对的如实写明，不要猜测；" +
		"条号已变、已废止的，用 get_history 或 get_article 读现在的条文再给建议。最后写明按哪一天的法律、收录截至哪一天。\n\n文书：\n" + text
}
