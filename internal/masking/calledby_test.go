package masking

import "testing"

// Who is called otherwise is hidden by all names.
func TestCalledOtherwise(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, gone, kept string }{
		{"牛大宝的妻子当归（系外号，本名黄小莲）到场，平时在海埂（绰号，真名普小某）家。", "当归 黄小莲 海埂", "平时在"},
		{"羊小双用过“陈大山”“刘满仓”两个化名，在工地干活。", "陈大山 刘满仓", "两个化名"},
		{"第三人阮小兰（越南名Nguyễn Thị Lan）在场。", "阮小兰 Nguyễn Thị", "越南名"},
		{"该车卖给河南的原野、齐小安夫妇，河南的车辆、房屋均已卖。齐小安签字。", "原野 齐小安", "车辆、房屋"},
		{"羊小双以代办为由：1.骗得牛大宝人民币2万元；2.骗得万里人民币3万元；3.骗得阚小阳人民币1万元；又骗得货款人民币5万元。",
			"万里 阚小阳", "骗得货款人民币5万元"},
		{"羊小双先说给了丽丽，天天如此，女儿果果在哭。", "丽丽 果果", "天天如此"},
		{"“益心·益行”公益项目由丙区开展，邻居古丽·买买提到场。", "古丽·买买提", "“益心·益行”"},
	} {
		checkShown(t, maskOf(loanA+"经审理查明，"+c.said+"\n"+held_).Text(), c.gone, c.kept)
	}
}
