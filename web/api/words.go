package api

import (
	"fmt"
	"strings"
)

// What the API says, in its description and in its errors. The words that it shares
// with the pages, and why they stand apart from the handlers, are in words.go.

// The API.
const (
	textAPITitle = "法条 Fatiao"
	textAPIAbout = "检索中国法律的 JSON 接口。键为英文，说明与错误为中文。位置按 Unicode 码点计。"
)

// What can be asked.
const (
	textAPICite     = "找出一篇文字引用的条文"
	textAPICheck    = "核对一篇草稿引用的条文"
	textAPICheckHow = "按文书当日的法律逐处给出结果（verdict）和说明：exists 存在，changed_since 其后已修改，repealed_since 其后已废止，" +
		"repealed 已废止，not_yet 尚未生效，no_provision 没有这一条，unverifiable 当日的文本没有收录、不能核对，not_loaded 没有收录，" +
		"renumbered 条号已变（文中说的是原来的条文），misquoted 引文不符，name_mismatch 法名与文号不符，ambiguous 不能确定。" +
		"日期用 date，没有时用文中写明的，都没有时是今天。正文的写法与 /api/v1/citations 相同。文字不保存。"
	textAPICiteHow       = "正文可以是 JSON（text，另可有 date），也可以是纯文本（text/plain）。文字不保存。"
	textAPIArticle       = "一条的正文、位置、引用"
	textAPICitedBy       = "谁引用了一条"
	textAPICitedByHow    = "计数按种类给出，款、项、目的引用计入条。article 写成 1036 或 287-2；at 只看其中的一款一项，如 k1/x2。"
	textAPICases         = "案例列表"
	textAPICase          = "一件案例"
	textAPIStatistics    = "案例的统计"
	textAPIStatisticsHow = "参数同案例列表。给出件数、结果、刑期、金额，全部的、按法院级别的、按年份的。"
	textAPIHolding       = "收录了什么、还缺什么"
	textAPIHoldingHow    = "各级别、各年的法律和文本，来源和日期；引用了而没有收录的法律和文本，目录里有而没有收录的文本。"
	textAPILaws          = "法律法规列表"
	textAPILaw           = "一部法律法规：要素、历次文本、目录、条文"
	textAPIVersions      = "一部法律法规的历次文本，各改了几条"
	textAPIHistory       = "一条在历次文本、以及被取代的法律里是哪一条"
	textAPIDiff          = "两个文本、或者两条的差别"
	textAPIDiffHow       = "前后相继的文本按条文的去向对照，不按条号；其他的按条号。默认列出全部差别，both 和 from 连起来是前一个文本，both 和 to 连起来" +
		"是后一个文本；用 ignore 略去的差别，写法以后一个文本为准，前一个文本的在 was。"
	textAPIChanges    = "法律何时施行、修改、废止，以及即将施行的"
	textAPIChangesHow = "按施行的日子，新的在前，同一天的按法名；即将施行的另列，近的在前。只含收录的文本，截至哪一天见 until。" +
		"updates 是最近的装入：新增、修改、废止的法律，更正的文本。写了 since 时只答 log：这一代之后、或者这一天起的装入新增、改动、移出了什么，" +
		"各有对照的路径；complete 为 false 时应当全部重取。"
	textAPIConcordance    = "条文对照：旧文本的一条，或一部法律的每一条，后来是哪一条"
	textAPIConcordanceHow = "不写文本日期时，指最近一个已被取代的文本。"
	textAPIDangling       = "没有着落的引用：所引的法律收录了，条文没有，各有原因"
	textAPIDanglingHow    = "原因：renumbered 条号已变（now 是现在的条文），removed 旧文本有而现在没有对应，later 后来的文本才有，text_not_loaded 当日的文本没有收录，" +
		"part 该条没有这一款、项，amending 修改决定所增删的条文，annex 附件没有收录，heading 没有这一编章节，incomplete 来源文本不完整，misprint 疑为笔误，no_article 没有这一条。"
	textAPIOutdated        = "引用一部法律里已变、已废的条文的现行规定"
	textAPIOutdatedHow     = "列出当天有效的法律、司法解释、行政法规、规章、地方性法规里的引用：所引的条文条号变、内容改、分为多条、合并或没有对应，或者本来就没有。"
	textAPILawRelated      = "与一部法律相关的：解释它的、据它制定的、被它取代的、取代它的，和引用它的解读"
	textAPIArticleRelated  = "与一条相关的：用到的定义，常一起引用的条文，引用关系里相邻的条文"
	textAPICommentaries    = "解读列表"
	textAPICommentariesHow = "新闻发布会、答记者问、报道等，新的在前；speaker 只列一个人发言的。"
	textAPICommentary      = "一篇解读：文字、引用、谁回答了什么、报道的案件"
	textAPIConsultations   = "咨询列表"
	textAPIConsultation    = "一件咨询：问题和所引的条文"
	textAPIFigures         = "解读里的数据：数值、单位、变化、时期、地区和所在的句子"
	textAPIFiguresHow      = "q 里的每个词都要在句子、标题或者地区里。"
	textAPIOverview        = "收录的统计：各类有多少，引用的结果，引用最多的条文，各年的变动"
	textAPIOverviewHow     = "案例的统计见 /api/v1/cases/statistics；收录了什么、还缺什么见 /api/v1/collection。"
	textAPISubjects        = "按主题：每个主题收录的主要法律和常问的问题"
	textAPIAnswer          = "答复"
	textAPIServer          = "这个网站"
	textAPIHeader          = "网站设了令牌时"
	textAPIName            = "网站设了名单时，名字和密码"
	textAPIProblem         = "出错了"
	textAPISearch          = "检索"
	textAPISearchHow       = "q 的写法与网页相同：地址、词、问题、“逐字”、AND OR NOT、law: title: court: cause: level: status: date: issuer: " +
		"party: judge: lawyer: firm: reasons: amount: sentence: 等，亦可写中文名称，如 法官：、理由：。"
	textAPISuggest    = "输入时的提示"
	textAPISuggestHow = "按开头补全法律名称、简称、条文地址，拼音和拼音首字母亦可。"
)

// Errors.
const (
	textNotJSON        = "正文不是有效的 JSON，应为 {\"text\": \"……\"}"
	textNotUTF8        = "正文不是 UTF-8 编码"
	textNoText         = "请给出文字"
	textNoSuchCase     = "没有这件案例"
	textNoSuchDocument = "没有这篇文字"
	textNoSuchSubject  = "没有这个主题，有哪些见 /api/v1/subjects"
	textNoArticle      = "这里不是一条"
)

// textNearest names what is near to something that is not there.
func textNearest(addresses []string) string {
	return "。您要找的可能是：" + strings.Join(addresses, "、")
}

// textRefused names the parameters that were refused, each in the words of textCannotBe.
func textRefused(wrong []string) string {
	return "参数不对：" + strings.Join(wrong, "，") + "。取值见 /api/openapi.json"
}

func textCannotBe(parameter string, value any) string {
	return fmt.Sprintf("%s 不能是 %v", parameter, value)
}

// textUnknownGeneration says that nothing is known of a generation, and what to do.
func textUnknownGeneration(name string) string {
	return "不知道“" + name + "”这一代：它属于别的数据目录，或者是旧的程序做的。请改用日期，或全部重取"
}

func textNoSuchType(kind string) string {
	return "没有“" + kind + "”这一类，请用 article、law、case、commentary 或 consultation"
}
