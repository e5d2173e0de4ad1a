package masking

import (
	"strings"
	"testing"
)

// Texts about the law that are no papers stay as they are where they name nobody.
func TestNobody(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a question": "劳动仲裁和劳动诉讼怎么打？\n唯有此，劳动者才可在仲裁之后起诉，劳动者仲裁和诉讼时要交证据。\n加班费按七成算（俗称“打七折”）。\n",
		"news":       "某外贸公司诉某商业信息社名誉权案\n某日，某商业信息社登了报道。某公司认为该文对被申请人商业信誉造成损害，某法院、某网站、某律师、某专家均有意见。\n",
		"commentary": "某甲公司为经营者和唯一的供货人，保证被执行人原有住房，经营者“明知”的含义不清。\n张甲的遗产归儿子张甲和配偶赵某，原告凌晨2点出车，某某主张何况自己患病。\n",
	} {
		if shown := Of(text, false).Text(); shown != text {
			t.Errorf("%s:\n%swant\n%s", name, shown, text)
		}
	}
}

// Who is the only one called so has no number, whatever stands behind the name.
func TestOnlyOne(t *testing.T) {
	t.Parallel()
	shown := maskOf(loanA + "经审理查明，2020年5月，牛大宝2次转账。\n" + held_).Text()
	if !strings.Contains(shown, "牛某某2次转账") || strings.Contains(shown, "牛某某甲") {
		t.Errorf("牛大宝 has a number in\n%s", shown)
	}
}

// Places and offices in papers stay, officials whose names are spaced keep them.
func TestStays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, kept string }{
		{"未经权利人许可，被告叫代驾，法定代表人郝运来委托他人。输变电工程高压线路经过丙区。", "权利人许可|叫代驾|郝运来委托|电工程高压线路"},
		{"联系人：青石州中级人民法院执行局。阿鲁科尔沁旗人民法院、阿鲁科尔沁旗公安局到场，小鲁不在。", "青石州中级人民法院|阿鲁科尔沁旗人民法院|阿鲁科尔沁旗公安局"},
		{"被告盗窃黄铜阀门、白布若干，又盗窃车架，销往黎巴嫩。", "黄铜阀门、白布若干|车架|黎巴嫩"},
		{"被告损害债权人利益。该合同侵害了股东权益，保证人连带负责，原告连续，被告连续三年未还，买受方权利、投资者利益受损。", "债权人利益|股东权益|原告连续|被告连续|买受方权利|投资者利益"},
		{"经检查人员白 顺、阿 贵、柳 林核实，见证人羊小双，送达人白 顺、柳 林。", "检查人员白 顺、阿 贵、柳 林核实|送达人白 顺、柳 林"},
	} {
		shown := maskOf(loanA + "第三人：过朝鲁，男，1980年1月2日出生。\n经审理查明，" + c.said + "\n" + held_).Text()
		for _, kept := range strings.Split(c.kept, "|") {
			if !strings.Contains(shown, kept) {
				t.Errorf("%s is missing in\n%s", kept, shown)
			}
		}
	}
}
