package release

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
)

// head is a part of a released case by the headings that releases use for it.
type head struct {
	kind casefile.PartKind
	// alone says that the words are common ones: they are a heading only where nothing
	// else stands on their line.
	alone bool
	names []string
}

// heads are all headings of parts of released cases.
var heads = [...]head{
	{casefile.PartKeywords, false, []string{"关键词", "关键字"}},
	{casefile.PartPoints, false, []string{"裁判要点", "裁判要旨", "裁判摘要", "案例要旨", "要旨", "裁判规则", "案件要旨", "参考要点", "要旨提示"}},
	{casefile.PartCase, false, []string{"基本案情", "简要案情", "案情回顾", "案情简介", "案件事实", "案情概要", "案情摘要", "案件基本情况", "案例概述", "主要案情", "基本案情及诉讼过程"}},
	{casefile.PartCase, true, []string{"事实", "案情", "案件概况", "案情概述", "基本情况"}},
	{casefile.PartRequest, true, []string{"原告诉讼请求", "申请人请求", "诉讼请求", "仲裁请求"}},
	{casefile.PartResult, false, []string{"裁判结果", "法院裁判", "裁判内容", "审理结果", "处理结果", "判决结果", "诉讼结果", "裁决结果", "仲裁结果", "案件结果", "监督结果",
		"审判结果", "审理情况", "裁判情况", "执行结果", "调解结果"}},
	{casefile.PartResult, true, []string{"结果", "裁判", "判决"}},
	{casefile.PartReasons, false, []string{"裁判理由", "裁判意见", "判决理由", "裁判理由及法律适用", "本案争议焦点及裁判理由"}},
	{casefile.PartReasons, true, []string{"理由", "争议焦点"}},
	{casefile.PartDuty, false, []string{"检察机关履职过程", "检察机关履职情况", "检察履职情况", "检察履职过程", "履职情况", "履职过程", "检察机关监督情况", "检察机关监督过程", "检察机关监督",
		"指控与证明犯罪", "指控和证明犯罪", "诉讼过程和结果", "诉讼过程", "调查和督促履职", "检察机关工作情况", "检察工作情况", "检察机关办案过程", "办案过程", "监督意见", "监督过程",
		"检察机关履行职责情况", "检察机关履行职责过程", "检察建议情况", "诉前程序", "诉讼过程及结果", "监督情况", "检察机关审查过程", "检察机关审查情况", "抗诉理由",
		"调查和诉讼", "检察机关履职", "公益诉讼检察履职情况", "审查起诉", "抗诉与监督意见"}},
	{casefile.PartGuidance, false, []string{"指导意义", "指导价值", "案例指导意义"}},
	{casefile.PartSignificance, false, []string{"典型意义", "案例分析", "适用解析", "法官解读", "案例意义", "社会意义", "案例评析", "案件评析", "法官说法", "裁判意义", "专家点评",
		"法官寄语", "法官提示", "法官提醒"}},
	{casefile.PartSignificance, true, []string{"意义", "评析", "点评", "案评"}},
	{casefile.PartProvisions, false, []string{"相关法条", "相关规定", "相关法律规定", "相关条文", "相关法律条文", "司法解释相关法条", "司法解释相关条文", "民法典条文",
		"参考法条", "法条链接", "相关法律", "适用法条", "法律依据", "关联法条", "裁判依据"}},
	{casefile.PartIndex, false, []string{"关联索引", "相关索引", "案号", "案件索引"}},
}

// named are the headings by their words.
var named = func() map[string]*head {
	m := map[string]*head{}
	for i := range heads {
		for _, n := range heads[i].names {
			m[n] = &heads[i]
		}
	}
	return m
}()

// longestHead is the length of the longest heading, in characters.
var longestHead = func() int {
	longest := 0
	for n := range named {
		longest = max(longest, utf8.RuneCountInString(n))
	}
	return longest
}()

// heading is a heading that a line begins with.
type heading struct {
	kind       casefile.PartKind
	start, end int  // its words in the line
	step       bool // it is numbered （一）, as steps inside of a part are
	rest       int  // where the text begins that stands behind it on the line
}

var (
	// marksBefore are the marks and numbers that stand before a heading:
	// **, ##, 【, （一）, 一、, 1.
	marksBefore = regexp.MustCompile(`^[#*【〔\[“"●■◆▶·☆★ \t　]*` +
		`(?:（[一二三四五六七八九十]{1,2}）|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[、.．])?[#*【〔\[ \t　]*`)
	marksBehind = regexp.MustCompile(`^[*】〕\]”"#:：\s　]+`)
)

// headingOf reads the heading that a line begins with, whatever marks stand around it
// (**关键词**, 【裁判要点】, 关 键 词, 关键词：民事); ok is false where it begins with none.
func headingOf(line string) (h heading, ok bool) {
	h.start = len(marksBefore.FindString(line))
	found := ""
	var word strings.Builder
	n := 0
	for i, r := range line[h.start:] {
		if unicode.IsSpace(r) {
			continue
		}
		word.WriteRune(r)
		if n++; n > longestHead {
			break
		}
		if named[word.String()] != nil {
			found, h.end = word.String(), h.start+i+utf8.RuneLen(r)
		}
	}
	if found == "" {
		return heading{}, false
	}
	t := named[found]
	h.step = strings.ContainsAny(line[:h.start], "（(")
	h.kind, h.rest = t.kind, h.end+len(marksBehind.FindString(line[h.end:]))
	if h.rest == len(line) {
		return h, true
	}
	marks := line[h.end:h.rest]
	switch {
	case marks == "" || t.alone && !strings.ContainsAny(marks, "】〕]*"):
		return heading{}, false
	case strings.ContainsAny(marks, "】〕]*:：\t　"):
		return h, true
	}
	return h, t.kind == casefile.PartKeywords // 关键词 民事 合同
}
