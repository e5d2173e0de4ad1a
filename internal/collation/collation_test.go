package collation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/collation"
)

// copyOf makes a copy of a law of the articles; what is in replaced is written otherwise.
func copyOf(voice string, n int, replaced map[int]string) collation.Copy {
	c := collation.Copy{Voice: voice, Headings: []string{"第一章 总则", "第二章 罚则"}}
	for i := 1; i <= n; i++ {
		text, ok := replaced[i]
		if !ok {
			text = article(i)
		}
		c.Units = append(c.Units, collation.Unit{Address: fmt.Sprint(i), Label: "第" + cnnum.Format(i) + "条", Text: text})
	}
	return c
}

func article(i int) string {
	if i == 40 {
		return "本法自2021年1月1日起施行。"
	}
	return "第" + cnnum.Format(i) + "号渡口的摆渡人应当向登记机关申请登记，登记机关应当在三十日内答复。"
}

const misprint = "第三号渡口的摆渡人应当向登已机关申请登记，登记机关应当在三十日内答复。"

// The order of the rules: each decides only among those that the rules before it left.
func TestChoose(t *testing.T) {
	t.Parallel()
	plain := func() collation.Copy { return copyOf("a", 40, nil) }
	with := func(voice string, replaced map[int]string, change ...func(*collation.Copy)) collation.Copy {
		c := copyOf(voice, 40, replaced)
		for _, f := range change {
			f(&c)
		}
		return c
	}
	official := func(c *collation.Copy) { c.Official = true }
	inferred := func(c *collation.Copy) { c.Inferred = true }
	wrong, other := map[int]string{3: misprint}, map[int]string{5: "第五号渡口停用。"}
	signs := map[int]string{2: strings.ReplaceAll(article(2), "，", ", ")}
	cut := copyOf("cut", 30, nil)
	glued := with("g", map[int]string{40: article(40) + "\n附件1 渡口名录\n一号渡口"})
	annexed := with("x", nil, func(c *collation.Copy) {
		c.Units = append(c.Units, collation.Unit{Address: "附件1", Label: "附件1", Text: "渡口名录\n一号渡口"})
	})
	lost, kept := map[int]string{5: "渡人应当穿救生衣。"}, map[int]string{5: "摆渡人应当穿救生衣。"}
	twoLines := map[int]string{5: "摆渡人应当穿救生衣。\n摆渡人不得饮酒后摆渡。"}
	lostLine := map[int]string{5: "摆渡人应当穿救生衣。\n渡人不得饮酒后摆渡。"}
	labelled := map[int]string{5: "摆渡人应当穿救生衣。\n二摆渡人不得饮酒后摆渡。"}
	naming := map[int]string{6: "渡口的名录由本法附件一规定。"}
	namingAnnexed := with("x", naming, func(c *collation.Copy) {
		c.Units = append(c.Units, collation.Unit{Address: "附件1", Label: "附件1", Text: "渡口名录\n一号渡口"})
	})
	emptyAnnex := with("x", naming, func(c *collation.Copy) {
		c.Units = append(c.Units, collation.Unit{Address: "附件1", Label: "附件1", Text: "\n"})
	})
	officialCut := copyOf("oc", 30, nil)
	officialCut.Official, officialCut.Lacks = true, []collation.Lack{{Kind: collation.LackClosing}}
	officialFewer := with("of", nil, official)
	officialFewer.Units = slices.Delete(officialFewer.Units, 1, 5)
	for name, c := range map[string]struct {
		copies []collation.Copy
		chosen int
		rule   collation.Rule
	}{
		"one":                               {[]collation.Copy{plain()}, 0, collation.RuleNone},
		"the same but for signs":            {[]collation.Copy{plain(), with("b", signs)}, 0, collation.RuleNone},
		"two, a misprint in the first":      {[]collation.Copy{with("b", wrong), plain()}, 0, collation.RuleFirst},
		"a cut one first":                   {[]collation.Copy{cut, plain()}, 1, collation.RuleWhole},
		"a glued annex first":               {[]collation.Copy{glued, annexed}, 1, collation.RuleSeparate},
		"official before others":            {[]collation.Copy{plain(), with("b", wrong, official)}, 1, collation.RuleOfficial},
		"official with fewer articles":      {[]collation.Copy{plain(), officialFewer}, 1, collation.RuleOfficial},
		"official but cut by what it tells": {[]collation.Copy{officialCut, plain()}, 1, collation.RuleWhole},
		"the start of an article is lost":   {[]collation.Copy{with("b", lost), with("c", kept)}, 1, collation.RuleStarts},
		"the start of a line is lost":       {[]collation.Copy{with("b", lostLine), with("c", twoLines)}, 1, collation.RuleStarts},
		"a label of an item is no start":    {[]collation.Copy{with("b", twoLines), with("c", labelled)}, 0, collation.RuleFirst},
		"annexes that it names are lacking": {[]collation.Copy{with("b", naming), namingAnnexed}, 1, collation.RuleWhole},
		"an annex without a text":           {[]collation.Copy{with("b", naming), emptyAnnex}, 0, collation.RuleFirst},
		"annexes that it does not name":     {[]collation.Copy{with("b", other), annexed}, 0, collation.RuleFirst},
		"a majority of three":               {[]collation.Copy{with("b", wrong), plain(), with("c", other)}, 1, collation.RuleShared},
		"official before the majority": {[]collation.Copy{with("b", wrong, official), plain(), with("c", nil)}, 0,
			collation.RuleOfficial},
		"two copies of one file are no voices": {[]collation.Copy{with("b", wrong), with("a", nil), plain()}, 0, collation.RuleFirst},
		"one without a day of its own":         {[]collation.Copy{with("b", nil, inferred), with("c", wrong)}, 1, collation.RuleDated},
	} {
		if chosen, rule := collation.Choose(c.copies); chosen != c.chosen || rule != c.rule {
			t.Errorf("%s: %d by %q; want %d by %q", name, chosen, rule, c.chosen, c.rule)
		}
	}
}

// What differs is named by what is seen, with a piece of both readings.
func TestCompare(t *testing.T) {
	t.Parallel()
	long := article(7)
	for name, c := range map[string]struct {
		replaced map[int]string
		kind     collation.Kind
		here     string
		there    string
	}{
		"nothing":       {nil, "", "", ""},
		"white space":   {map[int]string{7: "　" + strings.ReplaceAll(long, "，", "， ")}, "", "", ""},
		"misprint":      {map[int]string{3: misprint}, collation.Misprint, "向登记机关", "向登已机关"},
		"lost letter":   {map[int]string{7: strings.Replace(long, "三十日", "三十", 1)}, collation.Misprint, "日", "三十内"},
		"signs":         {map[int]string{7: strings.Replace(long, "，", "；", 1)}, collation.Signs, "，", "；"},
		"digits":        {map[int]string{7: strings.Replace(long, "三十日", "30日", 1)}, collation.Signs, "三十日", "30日"},
		"paragraphs":    {map[int]string{7: strings.Replace(long, "，", "，\n", 1)}, collation.Paragraphs, "，", "，\n"},
		"cut":           {map[int]string{7: strings.TrimSuffix(long, "登记机关应当在三十日内答复。")}, collation.Shorter, "答复", ""},
		"more":          {map[int]string{7: long + "登记机关不答复的，视为同意。"}, collation.Longer, "", "视为同意"},
		"glued heading": {map[int]string{7: long + "\n第二章 罚则"}, collation.Glued, "", "罚则"},
		"glued annex":   {map[int]string{40: article(40) + "\n附：渡口名录"}, collation.Glued, "", "渡口名录"},
		"other words":   {map[int]string{7: "第七号渡口由村民委员会管理，任何人不得擅自改建。"}, collation.Words, "登记机关", "村民委员会"},
	} {
		shown, other := copyOf("a", 40, nil), copyOf("b", 40, c.replaced)
		found := collation.Compare(&shown, &other, false)
		if c.kind == "" {
			if len(found) > 0 {
				t.Errorf("%s: %+v", name, found)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%s: %+v", name, found)
			continue
		}
		if v := found[0]; v.Kind != c.kind || !strings.Contains(v.Here, c.here) || !strings.Contains(v.There, c.there) {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

// Units that follow each other and that only one copy has are one place; a copy of a part of a
// law lacks nothing.
func TestMissingAndExtra(t *testing.T) {
	t.Parallel()
	whole, cut := copyOf("a", 40, nil), copyOf("b", 30, nil)
	cut.Units = slices.Delete(cut.Units, 4, 5)
	found := collation.Compare(&whole, &cut, false)
	if len(found) != 2 || found[0].Place() != "第五条" || found[1].Place() != "第三十一条至第四十条" || found[1].Kind != collation.Missing {
		t.Errorf("%+v", found)
	}
	for address, covered := range map[string]bool{"30": false, "31": true, "35": true, "40": true, "41": false, "附件1": false} {
		if found[1].Covers(address) != covered {
			t.Errorf("%s is covered by %s: %t", address, found[1].Place(), !covered)
		}
	}
	if found := collation.Compare(&whole, &cut, true); len(found) != 0 {
		t.Errorf("of a part: %+v", found)
	}
	found = collation.Compare(&cut, &whole, false)
	if len(found) != 2 || found[0].Kind != collation.Extra || found[1].Through != "40" {
		t.Errorf("%+v", found)
	}
	var said []string
	for _, l := range collation.Beyond(&cut, found) {
		said = append(said, l.Said)
	}
	if want := []string{"另一来源还有第五条", "另一来源还有第三十一条至第四十条"}; !slices.Equal(said, want) {
		t.Errorf("%q; want %q", said, want)
	}
	longer := copyOf("b", 42, nil)
	if got := collation.Beyond(&whole, collation.Compare(&whole, &longer, false)); len(got) > 0 {
		t.Errorf("a text with its end lacks %v", got)
	}
}

// What tells that a text is cut, and what looks like it.
func TestLacks(t *testing.T) {
	t.Parallel()
	articles := func(n int, replaced map[int]string) []collation.Unit { return copyOf("", n, replaced).Units }
	cites := map[int]string{12: "违反本法第十一条、第三十五条规定的，处警告。"}
	contents := []string{"目录", "第一章 总则", "第二章 罚则"}
	for name, c := range map[string]struct {
		text collation.Whole
		want []collation.LackKind
	}{
		"whole": {collation.Whole{Articles: articles(40, cites), IsLaw: true, Adopted: "2020-12-26"}, nil},
		"cut": {collation.Whole{Articles: articles(30, nil),
			IsLaw: true, Adopted: "2020-12-26"}, []collation.LackKind{collation.LackClosing}},
		"cut, of before":             {collation.Whole{Articles: articles(30, nil), IsLaw: true, Adopted: "1979-07-01"}, nil},
		"cut, no law":                {collation.Whole{Articles: articles(30, nil), Adopted: "2020-12-26"}, nil},
		"cites itself beyond":        {collation.Whole{Articles: articles(30, cites)}, []collation.LackKind{collation.LackCited}},
		"cites another law":          {collation.Whole{Articles: articles(30, map[int]string{2: "依照渡船法第三十五条处罚。"})}, nil},
		"a citation that is too far": {collation.Whole{Articles: articles(40, map[int]string{2: "违反本法第四十一条的，处警告。"})}, nil},
		"contents go on": {collation.Whole{Articles: articles(30, nil), Contents: append(contents, "第三章 附则"),
			Headings: contents}, []collation.LackKind{collation.LackContents}},
		"contents are there": {collation.Whole{Articles: articles(30, nil), Contents: contents, Headings: contents}, nil},
		"a number left out": {collation.Whole{Articles: articles(40, nil),
			Gaps: []string{"第三条与第五条之间缺条"}}, []collation.LackKind{collation.LackGap}},
		"changes other laws": {collation.Whole{Articles: articles(30, cites), Changes: true}, nil},
		"a part of a law":    {collation.Whole{Articles: articles(30, cites), Part: true}, nil},
		"few articles":       {collation.Whole{Articles: articles(8, nil), IsLaw: true, Adopted: "2020-12-26"}, nil},
		"repeals at its end": {collation.Whole{Articles: articles(12, map[int]string{12: "渡口旧例同时废止。"}),
			IsLaw: true, Adopted: "2020-12-26"}, nil},
		"in force by a chief": {collation.Whole{Articles: articles(12, map[int]string{12: "本法的施行日期由国务院规定，自公布后施行。"}),
			IsLaw: true, Adopted: "2020-12-26"}, nil},
	} {
		var got []collation.LackKind
		for _, l := range collation.Lacks(c.text) {
			if got = append(got, l.Kind); l.Said == "" {
				t.Errorf("%s: %s says nothing", name, l.Kind)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q; want %q", name, got, c.want)
		}
	}
}

// What files keep of the programs and people that made them is no text: characters that do not
// show, the two ways to write a zero, and the remarks of editors, which are told apart.
func TestTraces(t *testing.T) {
	t.Parallel()
	years := map[int]string{6: "二〇〇七年以前登记的，不再登记。"}
	shown, other := copyOf("a", 40, years), copyOf("b", 40, map[int]string{6: "二００七年以前登记的，不再登记。"})
	shown.Headings = []string{"第一章 总则", "第二章 对摆渡人的罚则"}
	other.Units[2] = collation.NewUnit("3", "第三条", "\ue004"+article(3)+"\u200b")
	if found := collation.Compare(&shown, &other, false); len(found) != 1 || found[0].Kind != collation.Signs {
		t.Errorf("%+v", found)
	}
	renumbered := copyOf("b", 40, nil)
	renumbered.Units = slices.Delete(renumbered.Units, 7, 8)
	kept := copyOf("a", 40, map[int]string{8: article(8) + "（2019年8月27日删除）", 9: article(12)})
	if chosen, rule := collation.Choose([]collation.Copy{kept, renumbered}); chosen != 1 || rule != collation.RuleSeparate {
		t.Errorf("of a text that keeps what was left out: %d is chosen by %q", chosen, rule)
	}
	for _, remark := range []string{"\n责任编辑： 某某", "\n[责任编辑： 某某]", "（2019年8月27日删除）", "\n罚则"} {
		noted := copyOf("b", 40, map[int]string{6: years[6], 7: article(7) + remark})
		if found := collation.Compare(&shown, &noted, false); len(found) != 1 || found[0].Kind != collation.Glued {
			t.Errorf("%q: %+v", remark, found)
		}
		if chosen, rule := collation.Choose([]collation.Copy{noted, shown}); chosen != 1 || rule != collation.RuleSeparate {
			t.Errorf("%q: %d is chosen by %q", remark, chosen, rule)
		}
	}
}
