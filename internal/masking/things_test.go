package masking

import (
	"strings"
	"testing"
)

// What begins as names do and is part of what a sentence says of things stays.
func TestThings(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"当前，越来越多的消费者选择该店，其中最难确认的是合同关系。",
		"消费者明知其所购买的食品不合格，在市场交易中购买商品。",
		"丙区国土局作出温国土资发（2018）366号决定，北房内，门开在东墙。",
		"得知该机构主刀医生师出名门，遂前往。张某看见丈夫左眼被打伤，右手流血。",
		"牛大宝在本组陈家湾处集体林内砍伐林木，发现陈家湾集体林被砍。",
		"羊小双拉赌客进群，提供安卓端下载量的截屏。",
		"关于原告方所主张的利息，输变电工程高压走廊压覆该地块。",
		"被告尚欠3万元，被告方面未到庭，原告常驻上海，被告单方违约，被害人严重受伤，证人全部到庭。",
		"出租人未按约定交付，申请人施工后离开，被害人何时到达，被害人高声呼救，原告安葬费2万元，申请人安全生产。",
		"青公（城）行罚决字〔2023〕88号、温公(治)行罚决字[2022]5号，该人系哈萨克斯坦共和国公民。",
		"甲省秦大建设有限公司（以下简称秦大公司）成立秦大第一项目部。",
	} {
		shown := maskOf(loanA + "经审理查明，" + said + "\n" + held_).Text()
		want := strings.NewReplacer("牛大宝", "牛某某", "羊小双", "羊某某").Replace(said)
		if !strings.Contains(shown, want) {
			t.Errorf("%s is not in\n%s", want, shown)
		}
	}
}

// Who is told of by a calling, as somebody's relative or as one from whom something was taken is hidden.
func TestCallings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, gone, kept string }{
		{"装卸工问小军证实，社区网格员伍小觉到场，分拣员伍小雪亦中毒，心理咨询师时小敏对其疏导。", "问小军 伍小觉 伍小雪 时小敏", "网格员 分拣员"},
		{"羊小双通过牌友栾小光结识水小莲，与女工尚小婕来往，委托其舅朴小浩代收，大学生村官季小蓉代写。", "栾小光 水小莲 尚小婕 朴小浩 季小蓉", "代收"},
		{"白领车小婷借款，老严的娃党小博跑出来，女儿公羊若水上学，备注给若水上学。", "车小婷 党小博 公羊若水 若水", "上学"},
	} {
		checkShown(t, maskOf(loanA+"经审理查明，"+c.said+"\n"+held_).Text(), c.gone, c.kept)
	}
}

// Lawyers in lists, officials who look after something, and who decides alone keep their names; so do places of peoples.
func TestOffices(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, gone, kept string }{
		{"四被告人的辩护人分别为柏小舟、文晓、谷雨生，均系甲省綦河律师事务所律师。", "", "柏小舟 文晓 谷雨生"},
		{"卫生监督员甘小青、杜仲平制作现场笔录，本案由白小玲独任审理。", "", "甘小青 杜仲平 白小玲"},
		{"青石司法鉴定所鉴定人孙公正、尚明出具意见，丙区评估公司评估师于勤到庭说明，鉴定人员水清未到。", "水清", "孙公正、尚明出具 评估师于勤"},
		{"牛大宝不服。（生效裁判审判人员：钟立平、柳如是、贺启明）", "牛大宝", "钟立平、柳如是、贺启明"},
		{"该所出具意见书：\n司法鉴定人：孙公正\n司法鉴定人：尚明\n牛大宝不服。", "牛大宝", "鉴定人：孙公正 鉴定人：尚明"},
		{"羊小双在“金嗓子”KTV与牛大宝喝酒，户籍在玉龙纳西族自治县，联系人为陇法官。", "羊小双", "“金嗓子”KTV 玉龙纳西族自治县 陇法官"},
	} {
		checkShown(t, maskOf(loanA+"经审理查明，"+c.said+"\n"+held_).Text(), c.gone, c.kept)
	}
}

// checkShown reports what is left of a masked text and what is missing in it.
func checkShown(t *testing.T, shown, gone, kept string) {
	t.Helper()
	for _, s := range strings.Fields(gone) {
		if strings.Contains(shown, s) {
			t.Errorf("%s is left in\n%s", s, shown)
		}
	}
	for _, s := range strings.Fields(kept) {
		if !strings.Contains(shown, s) {
			t.Errorf("%s is missing in\n%s", s, shown)
		}
	}
}
