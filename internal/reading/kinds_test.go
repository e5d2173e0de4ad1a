package reading

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// Papers and gazette cases in forms that are seldom: what they are, who gave them, and what for.
func TestSeldomForms(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, court, number, charge, cause string
		tier                               casefile.Tier
		gone                               []string
	}{
		"review of a death sentence": {
			text: "中华人民共和国最高人民法院\n刑 事 裁 定 书\n（2021）最高法刑核99123号\n被告人羊双彪，男，汉族，1984年10月26日出生。因涉嫌犯故意杀人罪被逮捕。现在押。\n" +
				"某省高级人民法院以故意杀人罪判处羊双彪死刑，剥夺政治权利终身，依法报请本院核准。本院依法组成合议庭，对本案进行了复核。现已复核终结。\n" +
				"本院认为，被告人羊双彪故意非法剥夺他人生命，其行为已构成故意杀人罪。裁定如下：\n核准对被告人羊双彪以故意杀人罪判处死刑的刑事裁定。\n审判长　孙公正\n二〇二一年五月一日\n书记员　李记录\n",
			court: "最高人民法院", number: "（2021）最高法刑核99123号", charge: "故意杀人罪", tier: casefile.TierOrdinary, gone: []string{"羊双彪"}},
		"notice of enforcement": {
			text: "甲省乙县人民法院\n执 行 通 知 书\n（2021）甲0101执7号\n羊文亮：\n申请执行人羊双彪与被执行人羊文亮民间借贷纠纷一案，本院作出的（2020）甲0101民初3号民事判决书已经发生法律效力。" +
				"责令你自收到本通知之日起即履行义务。\n二〇二一年五月一日\n",
			court: "甲省乙县人民法院", number: "（2021）甲0101执7号", cause: "民间借贷纠纷", tier: casefile.TierOrdinary, gone: []string{"羊双彪", "羊文亮"}},
		"decision on detention": {
			text: "甲省乙县人民法院\n拘 留 决 定 书\n（2021）甲0101司惩2号\n被拘留人：羊文亮，男，1980年1月2日出生，汉族，住甲省乙县青石镇东街3号。\n本院在执行羊双彪与羊文亮民间借贷纠纷一案中，" +
				"查明被拘留人羊文亮隐藏财产。决定如下：\n对羊文亮拘留十五日。\n二〇二一年五月一日\n",
			court: "甲省乙县人民法院", number: "（2021）甲0101司惩2号", tier: casefile.TierOrdinary, gone: []string{"羊双彪", "羊文亮", "东街3号"}},
		"gazette case in brackets": {
			text: "羊双彪诉羊文亮民间借贷纠纷案\n【裁判摘要】\n借款人还款时没有说明的，先抵充利息。\n原告：羊双彪，男，36岁。\n被告：羊文亮，男，40岁。\n" +
				"原告羊双彪因与被告羊文亮发生民间借贷纠纷，向甲省乙县人民法院提起诉讼。\n甲省乙县人民法院一审认为：应当还款。据此，乙县人民法院于2015年5月1日判决：羊文亮返还一万元。\n",
			cause: "民间借贷纠纷", tier: casefile.TierGazette, gone: []string{"羊双彪", "羊文亮"}},
		"gazette case with wide spaces": {
			text: "羊双彪诉羊文亮民间借贷纠纷案\n　　裁 判 摘 要：借款人还款时没有说明的，先抵充利息。\n　　原告：羊双彪，男，36岁。\n　　被告：羊文亮，男，40岁。\n" +
				"　　原告羊双彪因与被告羊文亮发生民间借贷纠纷，向甲省乙县人民法院提起诉讼。\n　　甲省乙县人民法院一审认为：应当还款。据此，乙县人民法院于2015年5月1日判决：羊文亮返还一万元。\n",
			cause: "民间借贷纠纷", tier: casefile.TierGazette, gone: []string{"羊双彪", "羊文亮"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := ReadAll(&corpus.Document{Text: c.text}, Hidden)
			if len(all) != 1 || all[0].Kind != statute.DocCase || all[0].Publication.Facts == nil {
				t.Fatalf("it is %d texts, the first of kind %s", len(all), all[0].Kind)
			}
			f := all[0].Publication.Facts
			if c.court != "" && f.Court.Text != c.court || c.number != "" && f.Number.Text != c.number {
				t.Errorf("court %q, number %q", f.Court.Text, f.Number.Text)
			}
			if f.Tier != c.tier {
				t.Errorf("tier %q; want %q", f.Tier, c.tier)
			}
			if c.cause != "" && f.Cause.Text != c.cause {
				t.Errorf("cause %q; want %q", f.Cause.Text, c.cause)
			}
			if c.charge != "" && (len(f.Charges) != 1 || f.Charges[0].Text != c.charge) {
				t.Errorf("charges %v; want %s", f.Charges, c.charge)
			}
			for _, s := range c.gone {
				if strings.Contains(all[0].Text, s) {
					t.Errorf("%s is left: %s", s, all[0].Text)
				}
			}
		})
	}
}
