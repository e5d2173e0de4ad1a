package citation

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// What numbers its parts and is no law of ours: products with these cite nothing.
var unlawfulNames = []struct{ class, text string }{
	{"contract", "合同"}, {"contract", "本合同"}, {"contract", "双方签订的房屋租赁合同"}, {"contract", "《股权转让协议》"}, {"contract", "补充协议"},
	{"contract", "本协议"},
	{"contract", "劳动合同"}, {"contract", "购房合同"}, {"contract", "《技术服务合同》"}, {"contract", "保险条款"}, {"contract", "竞业限制协议"},
	{"contract", "主合同"},
	{"charter", "公司章程"}, {"charter", "《公司章程》"}, {"charter", "章程"}, {"charter", "合伙协议"}, {"charter", "基金会章程"},
	{"house rules", "员工手册"}, {"house rules", "《员工手册》"}, {"house rules", "公司考勤制度"}, {"house rules", "业主管理规约"}, {"house rules", "村规民约"},
	{"house rules", "宿舍管理规定"}, {"house rules", "班规"},
	{"platform", "平台规则"}, {"platform", "《平台用户服务协议》"}, {"platform", "群规"}, {"platform", "版规"}, {"platform", "本吧吧规"}, {"platform", "社区公约"},
	{"foreign", "德国民法典"}, {"foreign", "日本民法"}, {"foreign", "《法国民法典》"}, {"foreign", "《日本公司法》"}, {"foreign", "美国《统一商法典》"},
	{"foreign", "韩国刑法"},
	{"foreign", "欧盟《通用数据保护条例》"}, {"foreign", "GDPR"}, {"foreign", "我国台湾地区“民法”"}, {"foreign", "英国2006年公司法"}, {"foreign", "香港《公司条例》"},
	{"plan", "“十四五”规划"}, {"plan", "《某市发展纲要》"}, {"plan", "行动计划"}, {"place", "本市指导意见"}, {"place", "我省实施办法"}, {"place", "当地裁量基准"},
	{"paper", "招标文件"}, {"paper", "起诉状"}, {"paper", "判决书"}, {"paper", "《会议纪要》"}, {"paper", "裁决书主文"}, {"paper", "和解协议"}, {"paper", "调解书"},
	{"standard", "ISO 9001"}, {"standard", "GB/T 19001"},
}

// numberedParts are numbers of their parts; %d is a number.
var numberedParts = []string{"第%d条", "第%s条", "第%d条第2款", "第%s条第一款", "第%d条第（二）项", "第%d-%d条", "第%d条、第%d条", "第%s条至第%s条", "%d条", "第%d.2条"}

// thingsCounted count things; they cite nothing wherever they stand.
var thingsCounted = []struct{ class, text string }{
	{"advice", "我给你%d条建议"}, {"advice", "第%s条建议是先取证"}, {"advice", "经验之谈，第%s条：别急"}, {"count", "群里一共发了%d条消息"}, {"count", "他买了%d条鱼"},
	{"count", "这条评论有%d个赞"}, {"count", "该制度共%d条"}, {"count", "全文%d条，分五章"}, {"page", "见教材第%d页"}, {"page", "讲义P%d"}, {"page", "第%d题选C"},
	{"page", "第%d讲很难"}, {"money", "押金%d元"}, {"money", "赔了%d万"}, {"money", "月薪%d"}, {"day", "要等%d天"}, {"day", "判了%d个月"}, {"room", "我住%d室"},
	{"phone", "打12348或者%d"}, {"model", "第%d款手机"}, {"model", "新出的第%s款车型"}, {"road", "坐第%d条地铁线"}, {"case", "（2023）京%d民初18号"},
	{"case", "指导案例%d号"},
	{"score", "考了%d分"}, {"age", "我今年%d"}, {"floor", "%d楼说得对"}, {"year", "2019年的事"}, {"item", "清单第%d项没带"}, {"item", "第%d项工作"},
}

var aroundUnlawful = []string{"根据%s，可以解除。", "- %s：另行协商", "%s约定了期限。", "（%s）", "楼主看看%s怎么写的", "他说“%s”写得不清楚。", "1. %s，注意例外；",
	"| 期限 | %s |", "Q：依据？\nA：%s。",
	"违反%s的，应当赔偿。"}

// lawsBefore stand before what cites nothing; what they cite is counted.
var lawsBefore = []struct{ text, cites string }{
	{"", ""}, {"", ""}, {"依照《民法典》第五百七十七条，违约应当赔偿。", "民法典/577"}, {"劳动合同法39条说得清楚。", "劳动合同法/39"}, {"民法典第496条讲格式条款，", "民法典/496"},
	{"## 民法典笔记\n- 第509条：全面履行\n", "民法典/509"}, {"这个要看公司法。", ""},
}

// unlawful makes products that cite no more than the law before them.
func unlawful(n int) []product {
	g := &combiner{Rand: rand.New(rand.NewPCG(17, 2026))}
	var list []product
	for len(list) < n {
		before := pick(g, lawsBefore)
		p := product{cells: []string{"no law before: " + before.text}}
		if before.cites != "" {
			p.want = []string{before.cites}
		}
		if g.IntN(4) == 0 {
			c := pick(g, thingsCounted)
			p.text = before.text + numbered3(c.text, 2+g.IntN(18)) + "。"
			p.cells = append(p.cells, "no law: "+c.class, "count: "+c.text)
		} else {
			name, part, around := pick(g, unlawfulNames), pick(g, numberedParts), pick(g, aroundUnlawful)
			p.text = before.text + strings.Replace(around, "%s", name.text+numbered3(part, 2+g.IntN(28)), 1)
			p.cells = append(p.cells, "no law: "+name.class, "no law named: "+name.text, "no law part: "+part, "no law around: "+around)
		}
		list = append(list, p)
	}
	return list
}

// numbered3 fills numbers into a part, each two above the one before.
func numbered3(part string, n int) string {
	for {
		i := strings.IndexByte(part, '%')
		if i < 0 {
			return part
		}
		number := fmt.Sprint(n)
		if part[i+1] == 's' {
			number = cn(n)
		}
		part = part[:i] + number + part[i+2:]
		n += 2
	}
}
