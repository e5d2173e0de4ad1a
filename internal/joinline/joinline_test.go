package joinline

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// Lines that were broken are joined, whatever broke them.
func TestJoin(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a number": {"被告未按约定付清仓库租金，依照仓库租赁办法第五百七\n十七条、第五百八十四条的规定，判决如\n下：\n一、被告付清租金。",
			"被告未按约定付清仓库租金，依照仓库租赁办法第五百七十七条、第五百八十四条的规定，判决如下：\n一、被告付清租金。"},
		"a title": {"本院依照《中华人民共和国仓库租赁合同管理\n办法》第三条和《某某市养犬管理条例》第九\n条，判决如下：",
			"本院依照《中华人民共和国仓库租赁合同管理办法》第三条和《某某市养犬管理条例》第九条，判决如下："},
		"a title over three lines": {"《某某市人民政府关于进一步加强仓库安全管理工\n作落实各方面主体责任切实防范重大事故发生的若干规\n定》第二条", "《某某市人民政府关于进一步加强仓库安全管理工" +
			"作落实各方面主体责任切实防范重大事故发生的若干规定》第二条"},
		"an article that is no label": {"仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记，依照本办法第二条和\n第三条规定的期限办理；没有登记的，依照\n第四条处理。",
			"仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记，依照本办法第二条和第三条规定的期限办理；没有登记的，依照第四条处理。"},
		"page numbers": {"仓库的所有人应当把仓库的名称、地址和负责人向主管\n第1页 共7页\n部门登记；没有登记的，由主管部门责令改正，处以\n- 2 -\n罚款；情节严重的，责令停业，\n\n3\n\n并公告。",
			"仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记；没有登记的，由主管部门责令改正，处以罚款；情节严重的，责令停业，并公告。"},
		"running heads": {"仓库的所有人应当把仓库的名称、地址和负责人向主管\n— 1 —\n某某仓库章程\n部门登记；没有登记的，由主管部门责令改正，处以罚款；情节严\n— 2 —\n某某仓库章程\n重的，责令停业。",
			"仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记；没有登记的，由主管部门责令改正，处以罚款；情节严重的，责令停业。"},
		"characters with spaces": {"三、 仓 库 租 金\n《仓 库 法》第 五 百 八 十 五 条 第 二 款规 定 的“过 高”, 以 30% 为 准 。" +
			"参 见 解 释 第 六 十\n五 条 第 二 款。超 过 的 不 减 ( 第 3 款 ) 。\n依 Civil Code 第 3 条 办 理 仓 库 登 记 的 手 续 。",
			"三、 仓 库 租 金\n《仓库法》第五百八十五条第二款规定的“过高”,以30%为准。参见解释第六十五条第二款。超过的不减(第3款)。\n依 Civil Code 第3条办理仓库登记的手续。"},
		"a mail": {"> 仓库的所有人应当把仓库的名称、地址和负责人向主管\n> 部门登记；没有登记的，由主管部门责令改正，处以罚款，\n> 并公告。",
			"> 仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记；没有登记的，由主管部门责令改正，处以罚款，并公告。"},
		"words": {"The owner of a ware-\nhouse shall register the name, the\naddress and the person in charge, and\nreport changes.",
			"The owner of a warehouse shall register the name, the address and the person in charge, and report changes."},
		"paragraphs with indents": {"　　仓库的所有人应当把仓库的名称、地址和负责人向主管\n部门登记。没有登记的，由主管部门责令改正，处以罚款。\n情节严重的，由主管部门责令停业，并且在报纸上予以\n" +
			"公告。\n　　仓库有变更" +
			"的，应当报告主管部" +
			"门。",
			"　　仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记。没有登记的，由主管部门责令改正，处以罚款。情节严重的，由主管部门责令停业，并且在报纸上予以公告。\n　　仓库有变更的，应当报告主管部门。"},
		"the next paragraph": {"第一条　仓库的所有人应当把仓库的名称、地址和负责人向主\n管部门登记。\n第二条　没有登记的，由主管部门责令改正，处以罚款；情节严\n重的，责令停业。\n第三条　本办法自公布之日起施行。",
			"第一条　仓库的所有人应当把仓库的名称、地址和负责人向主管部门登记。\n第二条　没有登记的，由主管部门责令改正，处以罚款；情节严重的，责令停业。\n第三条　本办法自公布之日起施行。"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Join(c.text).Joined; got != c.want {
				t.Errorf("joined as\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Lines that are paragraphs stay.
func TestStay(t *testing.T) {
	for name, text := range map[string]string{
		"a law":      "仓库管理办法\n\n（2020年1月1日某某市人民政府发布）\n\n第一章　总则\n\n第一条　为了管理仓库，制定本办法。\n\n第二条　仓库应当登记：\n（一）名称；\n（二）地址。\n\n第三条　本办法自公布之日起施行。\n",
		"contents":   "目录\n第一章　仓库的所有人和使用人的权利\n第二章　仓库的登记和登记事项变更\n第三章　仓库安全和消防设施的要求\n第四章　法律责任\n第五章　附则\n",
		"signatures": "审判长　张某某\n审判员　李某某\n人民陪审员　王某某\n二〇二〇年一月二日\n书记员　赵某某\n",
		"a list":     "某某市某某区甲仓库有限公司\n某某市某某区乙仓库有限公司\n某某市某某区丙仓库有限公司\n某某市某某区丁仓库有限公司\n",
		"a table":    "| 项目 | 金额的上限以及计算 |\n| 仓库的租金以及管理 | 一百元，\n| 仓库 | 二百元 |\n",
		"heads":      "原告：甲仓库有限公司，住所地某某市某某区某某路一号\n法定代表人：张某某，总经理\n被告：乙，男，住某某市\n",
		"dates":      "1994年10月27日　某某市人民政府第三次常务会议通过并公布\n2004年3月1日　根据某某市人民政府第五次常务会议的决定修正\n2010年5月1日　第二次修正\n",
		"bullets":    "□ 仓库的名称（登记法51条，由仓库所有人登记）\n□ 仓库的管辖：24条以及登记解释18条\n□ 登记的条件：122条四项逐一核对\n□ 仓库的保全：103-105条\n",
		"numbers before days": "甲的身份证号：330599198001011234\n2020年3月1日，被告向原告借用仓库一间。\n联系电话：13804491234\n2023年4月3日\n电话：0571-88881234\n" +
			"二〇二三年一月九日\n",
		"one line": "仓库",
		"no prose": strings.Repeat("甲，\n", manyLines+1),
		"nothing":  "",
	} {
		if got := Join(text); got.Joined != text || got.Cuts() > 0 {
			t.Errorf("%s: joined as\n%.200s", name, got.Joined)
		}
	}
}

// Every character of the joined text leads back to itself.
func TestBack(t *testing.T) {
	source := "甲乙 The owner of a ware-\nhouse shall register the name, the\n　- 1 -\n　address and the person in charge, and\nreport《" +
		"甲\n乙》changes.\n完。"
	j := Join(source)
	if j.Cuts() < 4 {
		t.Fatalf("joined as %q", j.Joined)
	}
	checkBack(t, j)
	at := strings.Index(j.Joined, "《甲乙》")
	if got := j.Back(statute.Span{Start: at, End: at + len("《甲乙》")}).Of(source); got != "《甲\n乙》" {
		t.Errorf("led back to %q", got)
	}
	traditional := j.With(strings.ReplaceAll(source, "乙", "𠮷"), strings.ReplaceAll(j.Joined, "乙", "𠮷"))
	checkBack(t, traditional)
}

func checkBack(t *testing.T, j *Text) {
	t.Helper()
	last := 0
	for i, r := range j.Joined {
		s := j.Back(statute.Span{Start: i, End: i + len(string(r))})
		if s.Start < last || s.End > len(j.Source) || s.End < s.Start {
			t.Fatalf("byte %d leads back to %+v behind %d", i, s, last)
		}
		last = s.Start
		if got := s.Of(j.Source); got != string(r) && r != ' ' {
			t.Fatalf("%q leads back to %q", r, got)
		}
		if f := j.Forward(s); r != ' ' && f.Start != i {
			t.Fatalf("byte %d leads back to %+v and from there to %+v", i, s, f)
		}
	}
}

// FuzzJoin joins any text: what is left out is white space, page numbers, running heads,
// hyphens and marks of quoting, and the text comes back.
func FuzzJoin(f *testing.F) {
	for _, s := range []string{"被告依照《仓库\n办法》第五百七\n十七条，", "> a-\n> b\n- 1 -\n甲，\n\n3\n乙", "\n\n　\u200b\n甲第\n一条\r\n\xff\n"} {
		f.Add(s, false)
		f.Add(strings.Repeat(s, 4), true)
	}
	f.Fuzz(func(t *testing.T, s string, page bool) {
		j := join(s, page)
		if j.Source != s {
			t.Fatal("another source")
		}
		at := 0
		for _, c := range j.cuts {
			if c.start < at || c.end <= c.start || c.end > len(s) || !strings.Contains(s[c.start:c.end], "\n") {
				t.Fatalf("a cut %+v behind %d in %q", c, at, s)
			}
			at = c.end
		}
		if strings.ToValidUTF8(s, "") == s {
			checkBack(t, j)
		}
		j.With(s, j.Joined)
	})
}

// Prose in lines of one length is broken, though no line breaks where only the middle of a word can be.
func TestUniformLines(t *testing.T) {
	wrapped := func(text string, width int) string {
		var b strings.Builder
		for i, r := range []rune(text) {
			if i > 0 && i%width == 0 {
				b.WriteByte('\n')
			}
			b.WriteRune(r)
		}
		return b.String()
	}
	prose := "本院认为，双方自某年三月起建立仓储关系，某仓库未在交付之日起一个月内与乙订立书面合同，根据仓库管理办法第十条第二款的规定，应向其支付二倍差额。该差额不属于租金，" +
		"时效适用仓库管理办法第二十七条第一款，而非该条第四款。"
	for _, width := range []int{20, 26, 30, 33} {
		if got := Join(wrapped(prose, width)).Joined; got != prose {
			t.Errorf("%d: joined as\n%s", width, got)
		}
	}
	filler := []rune(strings.ReplaceAll(prose, "。", "，"))
	clause := string(filler[:59]) + "；第六十五条第二款沿用了参考线，" + string(filler[:70]) // the line ends behind the clause
	if got := Join(wrapped(clause, 30)).Joined; got != clause {
		t.Errorf("joined as\n%s", got)
	}
	list := "某某市某某区甲仓库有限公司的经理\n某某市某某区乙仓库有限公司的经理\n某某市某某区丙仓库有限公司的经理\n某某市某某区丁仓库有限公司的经理\n"
	verse := "仓库的门前有一条河，河上没有桥和船\n仓库的门后有一座山，山上没有路和灯\n仓库的主人有一把锁，锁上没有锈和名\n仓库的客人有一盏灯，灯里没有油和芯\n"
	for _, text := range []string{list, strings.ReplaceAll(verse, "\n", "。\n")} {
		if got := Join(text).Joined; got != text {
			t.Errorf("joined as\n%s", got)
		}
	}
}
