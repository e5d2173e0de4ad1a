package judgment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// lawyers are those of a head with some lines.
func lawyers(lines string) string {
	f := &casefile.Facts{}
	ReadParticulars("云溪县人民法院\n民事判决书\n（2021）浙0599民初7号\n"+lines, f)
	var list []string
	for _, l := range f.Lawyers {
		list = append(list, l.Name+"/"+l.Firm)
	}
	return strings.Join(list, " ")
}

func TestLawyers(t *testing.T) {
	t.Parallel()
	for lines, want := range map[string]string{
		"委托诉讼代理人：钟望山，浙江白沙律师事务所律师。":                           "钟望山/浙江白沙律师事务所",
		"委托代理人钟望山，浙江白沙律师事务所律师，代理权限：特别授权。":                    "钟望山/浙江白沙律师事务所",
		"委托诉讼代理人：钟望山、柏临川，均系浙江白沙（石桥）律师事务所律师。":                 "钟望山/浙江白沙（石桥）律师事务所 柏临川/浙江白沙（石桥）律师事务所",
		"委托诉讼代理人（特别授权）：钟望山，柏临川，浙江白沙律师事务所（石桥分所）律师。":           "钟望山/浙江白沙律师事务所（石桥分所） 柏临川/浙江白沙律师事务所（石桥分所）",
		"辩护人钟望山（法律援助），男，1980年1月2日出生，云溪县法律援助中心指派浙江白沙律师事务所律师。": "钟望山/浙江白沙律师事务所",
		"委托诉讼代理人：钟望山，浙江白沙律师事务所律师；柏临川，浙江南岭律师事务所实习律师。":         "钟望山/浙江白沙律师事务所 柏临川/浙江南岭律师事务所",
		"委托诉讼代理人：钟望山，浙江白沙律师事务所律师。委托诉讼代理人：钟望山，浙江白沙律师事务所律师。":   "钟望山/浙江白沙律师事务所",
		"委 托 代 理 人：钟　望　山，浙江白沙律师事务所\n律师。":                     "钟望山/浙江白沙律师事务所",
		"指定辩护人于是之，浙江白沙律师事务所。":                                "于是之/浙江白沙律师事务所",
		"委托诉讼代理人：钟望山，该公司公司律师。":                               "钟望山/",
		"委托诉讼代理人：钟望山，该公司员工。":                                 "",
		"委托诉讼代理人：钟望山，云溪县石桥法律服务所法律工作者。":                       "",
		"委托诉讼代理人：钟望山，该公司法务，柏临川，浙江南岭律师事务所律师。":                 "钟望山/浙江南岭律师事务所", // the first name leads
		"委托诉讼代理人：乌云其木格，内蒙古白沙律师事务所律师。":                        "乌云其木格/内蒙古白沙律师事务所",
		"原告：云溪石桥建材有限公司。\n被告人请求由律师代为辩护。":                      "",
	} {
		if got := lawyers(lines); got != want {
			t.Errorf("%s\nhas the lawyers %s; want %s", lines, got, want)
		}
	}
}

func TestEarlier(t *testing.T) {
	t.Parallel()
	for _, x := range []struct{ instance, head, want string }{
		{"二审", "上诉人甲因与被上诉人乙买卖合同纠纷一案，不服云溪县人民法院（2020）浙0599民初5号民事判决，向本院提起上诉。", "（2020）浙0599民初5号"},
		{"二审", "云溪县人民法院审理甲盗窃一案，于2020年1月2日作出（2019）浙0599刑初3号刑事附带民事判决。甲不服，提出上诉。", "（2019）浙0599刑初3号"},
		{"再审", "甲不服石桥市中级人民法院(2018)浙05民终9号民事判决，申请再审。本院于2019年3月4日作出（2019）浙民申8号民事裁定，提审本案。", "（2018）浙05民终9号 （2019）浙民申8号"},
		{"执行", "本院依据已经发生法律效力的（2017）浙0599民初7号民事调解书，责令被执行人履行。", "（2017）浙0599民初7号"},
		{"二审", "不服云溪县人民法院（2012）云民初字第33号民事判决，提起上诉。", "（2012）云民初33号"},
		{"一审", "原告甲依据（2017）浙0599民初7号民事判决主张权利。", ""},
		{"一审", "石桥市中级人民法院作出（2018）浙05民终9号民事裁定，撤销（2017）浙0599民初7号民事判决，发回重审。", "（2018）浙05民终9号 （2017）浙0599民初7号"},
		{"二审", "被告人甲曾因盗窃被（2010）浙0599刑初1号刑事判决判处拘役。甲不服（2020）浙0599刑初5号刑事判决，提出上诉。", "（2020）浙0599刑初5号"},
		{"二审", "石检刑诉〔2020〕7号起诉书指控甲犯盗窃罪。", ""},
		{"二审", "（2021）浙05民终1号民事裁定书。", ""}, // its own
	} {
		f := &casefile.Facts{Instance: x.instance, Number: casefile.Number{Field: casefile.Field{Text: "(2021)浙05民终1号"}}}
		ReadParticulars(x.head, f)
		if got := strings.Join(f.Earlier, " "); got != x.want {
			t.Errorf("%s\nis upon %s; want %s", x.head, got, x.want)
		}
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	for decision, want := range map[string]int64{
		"被告于十日内支付原告货款120000元。":                      120_000,
		"支付医疗费5,030.50元、误工费1.2万元，共计17,030.5元。":      17_030,
		"支付人民币叁拾万元整。":                               300_000,
		"支付一百二十三万四千五百元。":                            1_234_500,
		"返还投资款1.5亿元。":                               150_000_000,
		"判处有期徒刑一年，并处罚金人民币五万元；退赔被害人三千元。":             3_000,
		"判处有期徒刑一年，并处罚金人民币五万元。":                      0,
		"支付利息（以500000元为基数，自2020年1月1日起计算）和违约金2000元。": 2_000,
		"以现金支付8000元。":                               8_000,
		"支付羊某某15000元。":                              15_000, "支付羊某某15000元，由羊某某1承担。": 5_000, "支付羊某某5000元。": 5_000,
		"支付1.13万余元。": 11_300,
		"准许原告撤回起诉。案件受理费50元，由原告负担。": 0,
		"驳回上诉，维持原判。":               0,
		"支付99999999999999999999元。": 0,
	} {
		f := &casefile.Facts{Parts: []casefile.Part{{Kind: casefile.PartDecision}}}
		text := "经审理查明，标的9000000元。判决如下：" + decision
		f.Parts[0].Span.Start, f.Parts[0].Span.End = strings.Index(text, decision), len(text)
		ReadParticulars(text, f)
		if f.Amount != want {
			t.Errorf("%s awards %d; want %d", decision, f.Amount, want)
		}
	}
	beyond := &casefile.Facts{Parts: []casefile.Part{{Kind: casefile.PartDecision}}}
	beyond.Parts[0].Span.End = 100
	ReadParticulars("支付8元。", beyond) // a part of another text
	if beyond.Amount != 0 {
		t.Errorf("a part that is not there awards %d", beyond.Amount)
	}
}

// A head of any size takes time proportional to it.
func TestParticularsOfMuch(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "委托诉讼代理人：钟望山、柏临川，浙江白沙律师事务所律师，不服（2020）浙0599民初%d号民事判决，", i)
	}
	f := &casefile.Facts{Instance: "二审", Parts: []casefile.Part{{Kind: casefile.PartHead}, {Kind: casefile.PartDecision}}}
	f.Parts[0].Span.End, f.Parts[1].Span.End = b.Len(), b.Len()
	ReadParticulars(b.String(), f)
	if len(f.Earlier) > maxEarlier || len(f.Lawyers) > maxLawyers || !slices.Contains(f.Earlier, "（2020）浙0599民初0号") {
		t.Errorf("%d numbers, %d lawyers", len(f.Earlier), len(f.Lawyers))
	}
}
