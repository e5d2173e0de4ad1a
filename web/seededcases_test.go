package web_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cnnum"
)

// seeded is an invented judgment: what whoever wrote it knows of it, and its text.
type seeded struct {
	number, year, court, level, province string
	kind, instance, cause, outcome       string
	charges                              []string
	parties                              []string // bodies, which keep their names
	hidden                               []string // people, whose names are hidden
	judges, lawyers, firms               []string
	article                              string // that the decision cites
	amount                               int64
	months                               int
	facts, reasons, result               string // texts of these parts
	earlier                              string // number of the decision that it is upon
	text                                 string
}

// seeder invents judgments, the same for the same seed.
type seeder struct{ rng *rand.Rand }

func one[T any](s *seeder, list []T) T { return list[s.rng.IntN(len(list))] }

// some are up to n of a list, each once.
func (s *seeder) some(list []string, n int) []string {
	var chosen []string
	for len(chosen) < n {
		if x := one(s, list); !slices.Contains(chosen, x) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

// Names of the invented world. People who are hidden have other surnames than those who keep
// their names.
var (
	seedJudges = names("闵 娄 庄 祝 阮", "怀远 思齐 景行 明达 知秋")
	seedLawyer = names("钟 柏 茅 司徒", "望山 临川 听雨 观澜 鹤鸣")
	seedPeople = names("羊 牛 马 熊 龙 梅 柳 杨 林 花 鲍 庞", "双彪 建国 志强 秀兰 玉珍 海燕 永福 桂香")
	seedFirms  = []string{"浙江白沙律师事务所", "江苏南岭律师事务所", "河南金塘（石桥）律师事务所", "四川安平律师事务所"}
	seedBodies = bodies("石桥 金塘 东屏 安平 望江 临湖 青石 白鹭", "建材有限公司 装饰工程有限公司 物流有限公司 食品厂 商贸有限公司")
	seedPlaces = []string{"云溪县", "清河县", "东屏区", "南岭市", "白沙县", "金塘区"}
	seedRegion = [][3]string{{"浙江省", "浙江", "浙"}, {"江苏省", "江苏", "苏"}, {"河南省", "河南", "豫"}, {"四川省", "四川", "川"}}
	seedThings = []string{"蓝色帆布", "黄铜阀门", "旧式磅秤", "仓库钥匙", "送货单据", "集装箱"}
	seedWhy    = []string{"诚实信用", "过错程度", "公序良俗", "举证责任", "社会危害", "自首情节"}
	seedCauses = []string{"买卖合同", "民间借贷", "房屋租赁合同", "劳动争议", "离婚", "机动车交通事故责任"}
	seedCrimes = [][2]string{{"盗窃罪", "第二百六十四条"}, {"诈骗罪", "第二百六十六条"}, {"故意伤害罪", "第二百三十四条"}, {"故意杀人罪", "第二百三十二条"},
		{"寻衅滋事罪", "第二百九十三条"}}
)

func names(family, given string) []string {
	var list []string
	for _, f := range strings.Fields(family) {
		for _, g := range strings.Fields(given) {
			list = append(list, f+g)
		}
	}
	return list
}

func bodies(first, second string) []string { return names(first, second) }

// seededCases invents n judgments and rulings, later instances of some of them among them.
func seededCases(n int) []*seeded {
	s := &seeder{rand.New(rand.NewPCG(16, 2000))}
	var list, civil []*seeded
	for i := 0; len(list) < n; i++ {
		var x *seeded
		switch {
		case i%5 == 4 && len(civil) > 10:
			x = s.appeal(i, one(s, civil))
		case i%2 == 0:
			x = s.criminal(i)
		default:
			x = s.civil(i)
			civil = append(civil, x)
		}
		list = append(list, x)
	}
	return list
}

// base fills in what all have.
func (s *seeder) base(i int, kind, numberType string) *seeded {
	region, place := one(s, seedRegion), one(s, seedPlaces)
	year := 2016 + s.rng.IntN(9)
	x := &seeded{year: strconv.Itoa(year), kind: kind, instance: "一审", level: "基层", province: region[1], court: region[0] + place + "人民法院",
		judges: s.some(seedJudges, 1+2*s.rng.IntN(2))}
	x.number = fmt.Sprintf("（%d）%s%04d%s%d号", year, region[2], 1000+s.rng.IntN(900), numberType, i+1)
	return x
}

// counsel is the line of the lawyers of a party, "" where it has none.
func (s *seeder) counsel(x *seeded, word string) string {
	if s.rng.IntN(3) == 0 {
		return ""
	}
	who, firm := s.some(seedLawyer, 1+s.rng.IntN(2)), one(s, seedFirms)
	for _, w := range who {
		x.lawyers = addOnce(x.lawyers, w)
	}
	x.firms = addOnce(x.firms, firm)
	line := word + "：" + strings.Join(who, "、") + "，" + firm + "律师。\n"
	switch s.rng.IntN(3) {
	case 0:
		line = word + strings.Join(who, "，") + "，均系" + firm + "律师。\n"
	case 1:
		line = word + "（特别授权）：" + strings.Join(who, "、") + "，" + firm + "律师。\n"
	}
	return line
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// party is the line of a party, a body or somebody who is hidden.
func (s *seeder) party(x *seeded, role string) (line, name string) {
	if s.rng.IntN(2) == 0 {
		name = one(s, seedBodies)
		for slices.Contains(x.parties, name) {
			name = one(s, seedBodies)
		}
		x.parties = append(x.parties, name)
		return role + "：" + name + "，住所地" + one(s, seedPlaces) + "。\n", name
	}
	name = one(s, seedPeople)
	for slices.Contains(x.hidden, name) {
		name = one(s, seedPeople)
	}
	x.hidden = append(x.hidden, name)
	return role + "：" + name + "，男，1980年3月5日出生，汉族，住" + one(s, seedPlaces) + "。\n", name
}

// sum is an amount and how it may be written.
func (s *seeder) sum() (n int64, written string) {
	n = int64(1+s.rng.IntN(99)) * []int64{100, 1_000, 10_000, 100_000}[s.rng.IntN(4)]
	switch digits := strconv.FormatInt(n, 10); {
	case s.rng.IntN(3) == 0 && n%10_000 == 0:
		return n, strconv.FormatInt(n/10_000, 10) + "万元"
	case s.rng.IntN(3) == 0 && len(digits) > 3 && len(digits) < 7:
		return n, digits[:len(digits)-3] + "," + digits[len(digits)-3:] + ".00元"
	case s.rng.IntN(3) == 0 && n < 100_000:
		return n, "人民币" + cnnum.Format(int(n)) + "元"
	default:
		return n, digits + "元"
	}
}

func (s *seeder) civil(i int) *seeded {
	x := s.base(i, "民事", "民初")
	x.cause = one(s, seedCauses)
	title := x.cause + "纠纷"
	if x.cause == "劳动争议" {
		title = x.cause
	}
	first, plaintiff := s.party(x, "原告")
	first += s.counsel(x, "委托诉讼代理人")
	second, defendant := s.party(x, "被告")
	second += s.counsel(x, "委托诉讼代理人")
	amount, written := s.sum()
	x.article = one(s, []string{"民法典/577", "民法典/675", "民法典/509"})
	x.facts = "经审理查明，双方为" + one(s, seedThings) + "发生争议，" + defendant + "没有按约履行。"
	x.reasons = "本院认为，本案应当考虑" + one(s, seedWhy) + "。"
	switch s.rng.IntN(3) {
	case 0:
		x.outcome, x.result = "驳回", "驳回原告"+plaintiff+"的诉讼请求。"
	case 1:
		x.outcome, x.amount = "支持", amount
		x.result = "被告" + defendant + "于本判决生效之日起十日内支付原告" + plaintiff + written + "。"
	default:
		x.outcome, x.amount = "部分支持", amount
		x.result = "一、被告" + defendant + "于本判决生效之日起十日内支付原告" + plaintiff + written + "及利息（以" + written + "为基数计算）；\n二、驳回原告" +
			plaintiff + "的其他诉讼请求。"
	}
	x.text = x.court + "\n民 事 判 决 书\n" + x.number + "\n" + first + second +
		fmt.Sprintf("原告%s与被告%s%s一案，本院立案后，依法公开开庭进行了审理。本案现已审理终结。\n", plaintiff, defendant, title) +
		"原告" + plaintiff + "诉称，被告应当赔偿999999999元。\n" + x.facts + "\n" + x.reasons +
		"依照《中华人民共和国民法典》" + article(x.article) + "规定，判决如下：\n" + x.result +
		"\n案件受理费50元，由被告负担。\n如不服本判决，可在判决书送达之日起十五日内提出上诉。\n" + s.signed(x)
	return x
}

// article writes the number of an address: 民法典/577 is 第五百七十七条.
func article(address string) string {
	n, _ := strconv.Atoi(address[strings.LastIndex(address, "/")+1:])
	return "第" + cnnum.Format(n) + "条"
}

func (s *seeder) criminal(i int) *seeded {
	x := s.base(i, "刑事", "刑初")
	x.outcome, x.article = "有罪", ""
	accused := one(s, seedPeople)
	x.hidden = append(x.hidden, accused)
	crime := one(s, seedCrimes)
	x.charges = []string{crime[0]}
	number, _ := cnnum.Parse(strings.TrimSuffix(strings.TrimPrefix(crime[1], "第"), "条"))
	x.article = "刑法/" + strconv.Itoa(number)
	x.facts = "经审理查明，被告人" + accused + "拿走" + one(s, seedThings) + "。"
	x.reasons = "本院认为，被告人" + accused + "的行为已构成" + crime[0] + "，应当考虑" + one(s, seedWhy) + "。"
	second := one(s, seedCrimes)
	switch months := 6 + s.rng.IntN(170); {
	case crime[0] == "故意杀人罪" && s.rng.IntN(3) == 0:
		x.months, x.result = casefile.MonthsOfDeath, "被告人"+accused+"犯"+crime[0]+"，判处死刑，剥夺政治权利终身。"
	case crime[0] == "故意杀人罪":
		x.months, x.result = casefile.MonthsOfLife, "被告人"+accused+"犯"+crime[0]+"，判处无期徒刑，剥夺政治权利终身。"
	case s.rng.IntN(4) == 0 && second[0] != crime[0] && second[0] != "故意杀人罪":
		x.months, x.charges = months+5, append(x.charges, second[0])
		x.result = fmt.Sprintf("被告人%s犯%s，判处%s；犯%s，判处%s，决定执行%s。", accused, crime[0], term(months), second[0], term(6), term(months+5))
	default:
		x.months = months
		x.result = "被告人" + accused + "犯" + crime[0] + "，判处" + term(months) + "，并处罚金人民币九千九百元。"
	}
	if s.rng.IntN(3) == 0 {
		amount, written := s.sum()
		x.amount, x.result = amount, "一、"+x.result+"\n二、责令被告人"+accused+"退赔被害人"+written+"。"
	}
	place := strings.TrimSuffix(x.court, "人民法院")
	x.text = x.court + "\n刑 事 判 决 书\n" + x.number + "\n公诉机关" + place + "人民检察院。\n被告人" + accused +
		"，男，1985年3月5日出生，汉族，住" + one(s, seedPlaces) + "。\n" + s.counsel(x, "辩护人") +
		fmt.Sprintf("%s人民检察院指控被告人%s犯%s，于%s年3月1日向本院提起公诉。本院依法公开开庭审理了本案。现已审理终结。\n", place, accused,
			strings.Join(x.charges, "、"), x.year) + x.facts + "\n" + x.reasons + "依照《中华人民共和国刑法》" + crime[1] + "之规定，判决如下：\n" + x.result +
		"\n如不服本判决，可在接到判决书的第二日起十日内提出上诉。\n" + s.signed(x)
	return x
}

// term writes a sentence.
func term(months int) string {
	t := "有期徒刑"
	if months >= 12 {
		t += cnnum.Format(months/12) + "年"
	}
	if months%12 > 0 {
		t += cnnum.Format(months%12) + "个月"
	}
	return t
}

// appeal is the second instance of a civil case.
func (s *seeder) appeal(i int, below *seeded) *seeded {
	x := s.base(i, "民事", "民终")
	x.instance, x.level, x.cause, x.province = "二审", "中级", below.cause, below.province
	x.court = below.court[:strings.Index(below.court, "省")+len("省")] + one(s, []string{"石桥市", "临湖市"}) + "中级人民法院"
	x.earlier, x.outcome, x.article = below.number, "驳回上诉维持原判", "民事诉讼法/177"
	first, appellant := s.party(x, "上诉人（原审被告）")
	first += s.counsel(x, "委托诉讼代理人")
	second, appellee := s.party(x, "被上诉人（原审原告）")
	second += s.counsel(x, "委托诉讼代理人")
	x.facts = "本院经审理查明，一审查明的" + one(s, seedThings) + "一节属实。"
	x.reasons = "本院认为，一审已经考虑" + one(s, seedWhy) + "。"
	x.result = "驳回上诉，维持原判。"
	title := x.cause + "纠纷"
	if x.cause == "劳动争议" {
		title = x.cause
	}
	x.text = x.court + "\n民 事 判 决 书\n" + x.number + "\n" + first + second +
		fmt.Sprintf("上诉人%s因与被上诉人%s%s一案，不服%s%s民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。本案现已审理终结。\n", appellant, appellee, title,
			below.court, x.earlier) + appellant + "上诉请求：撤销原判。\n" + x.facts + "\n" + x.reasons +
		"依照《中华人民共和国民事诉讼法》第一百七十七条规定，判决如下：\n" + x.result + "\n本判决为终审判决。\n" + s.signed(x)
	return x
}

// signed is how a judgment ends.
func (s *seeder) signed(x *seeded) string {
	var b strings.Builder
	for i, j := range x.judges {
		office := "审判员"
		if i == 0 && len(x.judges) > 1 {
			office = "审判长"
		}
		b.WriteString(office + "　" + j + "\n")
	}
	digits := ""
	for _, d := range x.year {
		digits += string([]rune("〇一二三四五六七八九")[d-'0'])
	}
	return b.String() + fmt.Sprintf("%s年%s月%s日\n书记员　%s\n", digits,
		cnnum.Format(1+s.rng.IntN(12)), cnnum.Format(1+s.rng.IntN(28)), one(s, seedJudges))
}

// writeSeeded writes each judgment into a file of its own.
func writeSeeded(t *testing.T, list []*seeded) string {
	t.Helper()
	dir := t.TempDir()
	for i, x := range list {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(x.text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
