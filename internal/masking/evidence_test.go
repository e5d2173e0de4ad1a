package masking

import (
	"strings"
	"testing"
)

// What several places of a text say together, and what is said of a family, tells of people whom no word introduces.
func TestEvidence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text         string
		gone, stands []string
	}{
		"speakers of a chat": {
			"苗小满：钱到了没\n柯大勇：没到，他说转给二妞了\n苗小满：二妞是我妹呀\n柯大勇：那就怪了\n苗小满：你再问问",
			[]string{"苗小满", "柯大勇"}, []string{"那就怪了"}},
		"labels of a form are no speakers": {
			"姓名：苗小满\n电话：88\n金额：5元\n姓名：柯大勇\n电话：89\n金额：6元\n以上金额均已核对。",
			nil, []string{"电话：88", "金额：5元", "以上金额均已核对"}},
		"addressees of a notice": {
			"柯有道、苗经验：\n本院受理原告羊文亮诉你们追偿权纠纷一案，现依法公告送达起诉状副本。自公告之日起三十日视为送达。",
			[]string{"柯有道", "苗经验"}, []string{"追偿权纠纷"}},
		"a title of courtesy": {
			"致：柯农夫先生\n本所接受零星星女士委托，就返还原物一事致函。零星星女士将手镯交由您的母亲保管。",
			[]string{"柯农夫", "零星星"}, []string{"返还原物", "各位"}[:1]},
		"whose relative a bracket says": {
			"2023年4月2日，被害人柯吉利报警。经了解，柯吉利与柯吉祥系堂兄弟，因柯小庆（柯吉祥之父）宅基地产生纠纷。被告人柯吉祥。",
			[]string{"柯小庆"}, []string{"宅基地"}},
		"who stands for a child": {
			"被告人柯城璧，男，2006年出生。\n法定代理人柯建业，系柯城璧父亲。\n本院认为，犯盗窃罪。",
			[]string{"柯建业"}, []string{"盗窃罪"}},
		"a given name that is a word": {
			"被告人柯大勇，男，1980年出生。公诉机关指控，柯大勇与唐荷花发生争吵，失手将荷花推入水库。被害人唐荷花死亡。水库里种有荷花。",
			[]string{"将荷花推入"}, []string{"种有荷花"}},
		"a surname before a given name is the end of a word": {
			"原告柯小芳与被告施耐安离婚纠纷一案。双方婚生女施心怡（2014年6月出生）由原告抚养，施耐安每月支付心怡抚养费1500元。\n本院认为，准予离婚。",
			[]string{"支付心怡"}, []string{"抚养费1500元"}},
		"sums with cash": {
			"被告人柯大勇，男。经审理查明，柯大勇窃得李批斗现金860元、马则福现金1200元、白玉忠现金900元。",
			[]string{"李批斗", "马则福", "白玉忠"}, []string{"现金860元"}},
		"part of a judgment without its head": {
			"经审理查明，孟和因苏日娜欠酒钱，遂持木棍打其左肩。上述事实，有证人苏日娜的证言证实。本院认为，孟和的行为构成故意伤害罪。",
			[]string{"苏日娜"}, []string{"故意伤害罪"}},
		"what stands inside of words": {
			"被告柯大勇，男。广电公司将数字电视付费节目费捆绑在一起收取，升级增加了不同的收费节目，消费者只需付费节目之一。广电公司提供付费节目。",
			[]string{"柯大勇"}, []string{"付费节目费捆绑", "收费节目", "提供付费节目"}},
		"a lawyer with the surname of a client": {
			"致：瞿小塘先生\n本所接受您的委托，指派杜远声律师、瞿上白律师出具本法律意见书。\n经办律师：杜远声　瞿上白",
			[]string{"瞿小塘"}, []string{"瞿上白律师"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shown := maskOf(c.text).Text()
			for _, s := range c.gone {
				if strings.Contains(shown, s) {
					t.Errorf("%s is left: %s", s, shown)
				}
			}
			for _, s := range c.stands {
				if !strings.Contains(shown, s) {
					t.Errorf("%s is changed: %s", s, shown)
				}
			}
		})
	}
}
