package citation

import "testing"

// What people write to learn from: cards, trees, lists with pictures, numbers in characters.
func TestCards(t *testing.T) {
	laws := collection(t, lawyersLaws)
	for text, want := range map[string]string{
		// Cards.
		"【卡】罚则法\n正面：时效最长？\n反面：87\n正面：自首？\n反面：67Ⅰ":                 "87=罚则法/87; 67Ⅰ=罚则法/67/k1!",
		"正面：住宅法典 居住权？\n背面：366\n正面：设立？\n背面：368，登记时":                "366=住宅法典/366; 368=住宅法典/368",
		"背诵卡\n正面：直接适用？反面：车辆法4，要领证\n正面：公共秩序？反面：5\n正面：区际？反面：6最密切联系": "4=车辆法/4; 5=车辆法/5; 6=车辆法/6",
		"车辆法卡片\nQ1 期限——47Ⅰ，五年\nQ2 失权——52\nQ3 期间？ A：30日":           "47Ⅰ=车辆法/47/k1!; 52=车辆法/52",
		"题1：你叫什么？\n答：25\n": "",
		// Trees and lists.
		"├─ 诉讼法\n│  ├─ 管辖：第19条\n│  └─ 回避：第29条":              "第19条=诉讼法/19; 第29条=诉讼法/29",
		"诉讼法\n▸ 条件 → 122\n▸ 程序 → 160（范围）→ 164（审限）":          "122=诉讼法/122; 160=诉讼法/160; 164=诉讼法/164",
		"👉住宅法典第125条：甲\n👉第126条：乙\n⚠️罚则法第89条：丙":               "第125条=住宅法典/125; 第126条=住宅法典/126; 第89条=罚则法/89",
		"👉住宅法典第125条：甲\n👉第8条：乙方付款":                           "第125条=住宅法典/125",
		"诉讼法笔记\n2. 交付（22）——简易26、指示27；\n3. 对抗 25\n基层14，中院15": "22=诉讼法/22; 26=诉讼法/26; 27=诉讼法/27; 25=诉讼法/25; 14=诉讼法/14; 15=诉讼法/15",
		// Numbers in characters.
		"累犯看罚则法六十五、六十六；自首六十七，立功六十八。":    "六十五、六十六=罚则法/65 罚则法/66; 六十七=罚则法/67; 六十八=罚则法/68",
		"罚则法十七、十八、十九条讲能力，二十条讲防卫，提了五条建议": "十七、十八、十九条=罚则法/17 罚则法/18 罚则法/19; 二十条=罚则法/20",
		"罚则法六十年，罚则法二十讲；共计六十八，满六十":       "",
		"证据：罚则法108条1款，串通 109条排除怀疑":      "108条1款=罚则法/108/k1!; 109条=罚则法/109",
		"定义：罚则法4①　诉讼70　家庭72①":           "4①=罚则法/4/k1!; 70=罚则法/70; 72①=罚则法/72/k1!",
		"罚则法263⑦，26①-⑥":                 "263⑦，26①-⑥=罚则法/263/x7! 罚则法/26/k1! 罚则法/26/k2! 罚则法/26/k3! 罚则法/26/k4! 罚则法/26/k5! 罚则法/26/k6!",
	} {
		if got := cited(&CitingText{Text: text}, laws); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// Notes that cite the law of another note by its number.
func TestNoteReferences(t *testing.T) {
	laws := collection(t, lawyersLaws)
	for text, want := range map[string]string{
		"参见《车辆法》第3条[1]。前引[1]，第4条；同前注1，第5条。":                    "第3条=车辆法/3; 第4条=车辆法/4; 第5条=车辆法/5",
		"①《罚则法》第67条。\n②《车辆法》第1条。\n③同①，第68条。\n④同上注②，第5条。":       "第67条=罚则法/67; 第1条=车辆法/1; 第68条=罚则法/68; 第5条=车辆法/5",
		"1. 《罚则法》第13条。\n2. 《车辆法》第2条。\n3. 前注1，第55条；前注[2]，第30条。": "第13条=罚则法/13; 第2条=车辆法/2; 第55条=罚则法/55; 第30条=车辆法/30",
		"合同1第3条":    "",
		"同1第3条无关合同": "",
	} {
		if got := cited(&CitingText{Text: text}, laws); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// A law that a text says all articles without a name are of.
func TestDeclaredLaw(t *testing.T) {
	laws := collection(t, lawyersLaws)
	for text, want := range map[string]string{
		"甲占有房屋，311条；乙可依215条。以上法条均指住宅法典。":      "311条=住宅法典/311; 215条=住宅法典/215",
		"（未注明法名的都是《罚则法》）\n- 自首 67\n- 立功 第68条": "67=罚则法/67; 第68条=罚则法/68",
		"甲占有房屋，311条，各项费用均为住宅法典实施以后的":          "",
	} {
		if got := cited(&CitingText{Text: text}, laws); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// Clauses and rules that stand beside articles of laws.
func TestClausesBesideLaws(t *testing.T) {
	laws := collection(t, lawyersLaws)
	for text, want := range map[string]string{
		"保险条款第七条免责；依《车辆法》第十七条，第七条不产生效力。":         "第十七条=车辆法/17",
		"《甲乙集团采购管理办法》第十八条；车辆法第三条":                "第三条=车辆法/3",
		"数法第十三条；CCPA §1798.100也不同":               "第十三条=数据法/13",
		"依车辆法第十二条第一款，可以停放。前款所列以外，第二款另有要求":        "第十二条第一款=车辆法/12/k1; 第二款=车辆法/12/k2",
		"《停放法典》施行，第一千二百四十二条废止旧规":                 "第一千二百四十二条=停放法典/1242?",
		"车辆法第二条及其司法解释第九条（甲院关于审理租赁案件若干问题的规定）作了区分": "第二条=车辆法/2; 第九条=甲院关于审理租赁案件若干问题的规定/9",
	} {
		if got := cited(&CitingText{Text: text}, laws); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
