package enginetest

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/statute"
)

// Document is an invented document that an engine has to have. It is plain data; whoever
// opens an engine makes of it what the engine is made of.
type Document struct {
	Kind statute.DocumentKind
	// Category is the folder in which a law stands: 法律, 行政法规 …
	Category string
	Title    string
	Date     statute.Date
	Text     string          // of other kinds a passage a line, of which the heading stands before a tab
	Facts    *casefile.Facts // of a case
	Notes    *casefile.Notes // of a commentary
	Answers  []string        // of a consultation: addresses of provisions
	// Name is what the contract calls a document that is no law, Only what no other text has.
	Name, Only string
}

// Collection are the documents of the contract.
func Collection() []Document {
	return append(laws(), others()...)
}

func laws() []Document {
	law := func(category, title, text string) Document {
		return Document{Kind: statute.DocLaw, Category: category, Title: title, Text: title + "\n\n" + text}
	}
	return []Document{
		law("法律", "中华人民共和国玩具法", `2018年1月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 玩具应当牢固，不得伤人。

第二条 制造玩具的人对玩具造成的损害负责。

第三条 本法自2018年3月1日起施行。
`),
		law("行政法规", "风筝管理条例", `（2015年2月1日国务院令第9001号公布 自2015年3月1日起施行）

第一条 放飞风筝应当远离电线和铁路。

第二条 风筝丢失的，失主应当在十五日内登记。

第三条 本条例自2015年3月1日起施行。
`),
		law("行政法规", "风筝管理条例", `（2015年2月1日国务院令第9001号公布 2019年3月1日国务院令第9002号修订 自2019年4月1日起施行）

第一条 放飞风筝应当远离电线。

风筝线不得缠绕树木。

第二条 风筝丢失的，失主应当在三十日内登记。

第三条 违反本条例第一条的，处以罚款。

第四条 依照《中华人民共和国玩具法》第一条、第二条，风筝应当牢固。

第五条 本条例自2019年4月1日起施行。
`),
		law("部门规章", "灯笼管理规定", `（2021年6月1日虚构部令第8号公布，自2021年7月1日起施行）

第一条 根据《中华人民共和国玩具法》第二条，制定本规定。悬挂灯笼应当牢固，并远离电线。

第二条 灯笼破损的，应当及时修补或者更换。

第三条 悬挂灯笼不登记的，处以罚款。

第四条 灯笼一二三四五六七八九十甲乙丙丁戊己庚辛壬癸蜡烛。

第五条 灯笼一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子火柴。
`),
		law("部门规章", "陀螺管理办法", `（2026年1月1日虚构部令第9号公布，自2026年7月1日起施行）

第一条 抽打陀螺应当远离行人和电线。
`),
	}
}

func others() []Document {
	field := func(s string) casefile.Field { return casefile.Field{Text: s} }
	court := func(name, level, province string) casefile.Court {
		return casefile.Court{Field: field(name), Level: level, Province: province}
	}
	number := func(s string) casefile.Number { return casefile.Number{Field: field(s)} }
	parties := func(names ...string) []casefile.Party {
		list := []casefile.Party{{Role: field("公诉机关"), Name: field("虚构人民检察院")}}
		for _, n := range names {
			list = append(list, casefile.Party{Role: field("当事人"), Name: field(n)})
		}
		return list
	}
	aCase := func(name, title string, date statute.Date, text string, f casefile.Facts) Document {
		return Document{Kind: statute.DocCase, Title: title, Date: date, Text: name + "号案件\n" + text + "\n", Facts: &f,
			Name: name, Only: name + "号案件"}
	}
	return []Document{
		aCase("甲", "风筝伤人案", "2020-05-06", "原告被风筝线割伤，被告放飞风筝没有远离电线。\n依照《风筝管理条例》第一条、第三条，判决如下：驳回诉讼请求。",
			casefile.Facts{Tier: casefile.TierGuiding, Kind: "民事", Court: court("云溪省高级人民法院", "高级", "云溪"), Instance: "二审",
				Number: number("（2020）虚民终3号"), Earlier: []string{"（2019）虚02民初9号"}, Parties: parties("风筝公司", "羊某某"),
				Judges: []casefile.Field{field("闵怀远")}, Lawyers: []casefile.Lawyer{{Name: "钟望山", Firm: "白沙律师事务所"}},
				Cause: field("产品责任纠纷"), Outcome: casefile.Outcome{Name: "驳回"}}),
		aCase("乙", "灯笼被盗案", "2021-03-04", "经审理查明\t被告人盗窃灯笼三十只，又诈骗货款。\n裁判结果\t依照《风筝管理条例》第三条，判决如下：被告人有罪。",
			casefile.Facts{Tier: casefile.TierTypical, Kind: "刑事", Court: court("石桥市中级人民法院", "中级", "石桥"), Instance: "一审",
				Number: number("（2021）虚01刑初5号"), Parties: parties("牛某"), Judges: []casefile.Field{field("娄思齐"), field("某某某")},
				Sentences: []casefile.Sentence{{Months: 30}, {Months: 20}, {Months: 42, Total: true}}, Amount: 1000,
				Charges: []casefile.Field{field("盗窃罪"), field("诈骗罪")}, Outcome: casefile.Outcome{Name: "有罪"}}),
		aCase("丙", "风筝线断裂案", "2021-07-08", "经审理查明\t原告的风筝线断裂，风筝缠绕树木，原告请求赔偿。\n"+
			"本院认为\t依照《风筝管理条例》第一条第二款、《灯笼管理规定》第一条，判决如下：\n裁判结果\t赔偿一半。",
			casefile.Facts{Tier: casefile.TierOrdinary, Kind: "民事", Court: court("云溪省白沙县人民法院", "基层", "云溪"), Instance: "一审",
				Number: number("（2021）虚02民初5号"), Parties: parties("风筝公司", "纸鸢商店", "某公司"),
				Judges:  []casefile.Field{field("闵怀远"), field("娄思齐")},
				Lawyers: []casefile.Lawyer{{Name: "柏临川", Firm: "南岭律师事务所"}, {Name: "钟望山", Firm: "白沙律师事务所"}, {Name: "马某", Firm: "某律师事务所"}},
				Amount:  52_000, Cause: field("产品责任纠纷"), Outcome: casefile.Outcome{Name: "部分支持"}}),
		aCase("丁", "灯笼登记案", "2019-09-10", "基本案情\t原告悬挂灯笼没有登记，被处以罚款，不服处罚。",
			casefile.Facts{Tier: casefile.TierOrdinary, Kind: "行政", Court: court("石桥市中级人民法院", "中级", "石桥"), Instance: "二审",
				Number: number("（2019）虚01行终2号"), Earlier: []string{"（2019）虚02行初8号", "（2018）虚02行初1号"}, Amount: 200_000,
				Cause: field("行政处罚"), Outcome: casefile.Outcome{Name: "驳回"}}),
		aCase("戊", "电线起火案", "", "电线起火，案由和法院都没有写明。", casefile.Facts{Tier: casefile.TierOrdinary,
			Number: number("（2018）虚01刑初7号"), Kind: "刑事", Charges: []casefile.Field{field("失火罪")},
			Sentences: []casefile.Sentence{{Months: 12}, {Life: true}}}),
		{Kind: statute.DocCommentary, Title: "放风筝的讲究", Date: "2019-06-07", Name: "讲", Only: "基本要求",
			Text: "《风筝管理条例》第一条要求远离电线，这是对放飞风筝的基本要求。\n", Notes: &casefile.Notes{}},
		{Kind: statute.DocCommentary, Title: "节日里的案件", Date: "2022-02-03", Name: "报", Only: "报道如下",
			Text: "节日里有两起案件，报道如下。\n",
			Notes: &casefile.Notes{Reported: []casefile.Reported{
				{Place: field("吉林省长春市"), Organ: field("长春市某检察院"), Brief: field("有人在河边倾倒废渣。")},
				{Place: field("浙江省杭州市"), Organ: field("杭州市某法院"), Brief: field("有人偷了一辆自行车。")}}}},
		{Kind: statute.DocConsultation, Title: "风筝丢了多久要登记？", Text: "风筝丢了多久要登记？", Name: "问", Only: "丢了多久",
			Answers: []string{"风筝管理条例/2"}},
	}
}

// many is how many cases [Many] has.
const many = 300

// Many are cases by the hundred, alike but for their courts, of which there are more
// than a facet counts.
func Many() []Document {
	list := make([]Document, many)
	for i := range list {
		n := strconv.Itoa(i)
		text := "第" + n + "号案件，" + strings.Repeat("原告请求赔偿，被告拒绝赔偿，", 20) + "判决如下。\n"
		court := casefile.Field{Text: "第" + strconv.Itoa(i%(2*engine.MaxCounts)) + "法院"}
		list[i] = Document{Kind: statute.DocCase, Title: "赔偿案" + n, Date: "2020-01-02", Text: text,
			Facts: &casefile.Facts{Tier: casefile.TierOrdinary, Court: casefile.Court{Field: court},
				Number: casefile.Number{Field: casefile.Field{Text: "（2020）虚02民初" + n + "号"}}}}
	}
	return list
}
