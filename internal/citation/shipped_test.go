package citation

import (
	"strings"
	"sync"
	"testing"

	"github.com/fatiao/fatiao/internal/lawnames"
)

// shippedLaws are the names that ship alone, with their dictionary, made once.
type shippedLaws struct {
	names shippedNames
	dict  *Dictionary
}

var shipped = sync.OnceValues(func() (shippedLaws, error) {
	names, err := lawnames.Shipped()
	if err != nil {
		return shippedLaws{}, err
	}
	return shippedLaws{shippedNames{names}, NewDictionary(names.Norms())}, nil
})

// targetsOf writes what a paragraph cites with the names that ship alone, in the order of the text.
func targetsOf(t *testing.T, p formSet) string {
	t.Helper()
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	doc, from := p.document()
	var list []string
	for _, c := range Cite(doc, s.dict, s.names) {
		if c.Kind != KindProvision || c.Span.Start < from {
			continue
		}
		for _, target := range c.Targets {
			list = append(list, target.Address.String())
		}
		if len(c.Candidates) > 0 {
			list = append(list, "?"+strings.Join(c.Candidates, "|"))
		}
	}
	return strings.Join(list, " ")
}

// testTargets compares what texts cite.
func testTargets(t *testing.T, texts map[string]string) {
	t.Helper()
	for text, want := range texts {
		if got := targetsOf(t, formSet{Text: text}); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// Names and keys of the tests.
const (
	ofCourt       = "最高人民法院关于"
	ofBoth        = "最高人民法院、最高人民检察院关于"
	loansKey      = ofCourt + "审理民间借贷案件适用法律若干问题的规定"
	procedureKey  = ofCourt + "适用《中华人民共和国民事诉讼法》的解释"
	securityKey   = ofCourt + "适用《中华人民共和国民法典》有关担保制度的解释"
	contractsKey  = ofCourt + "适用《中华人民共和国民法典》合同编通则若干问题的解释"
	marriageTwo   = ofCourt + "适用《中华人民共和国民法典》婚姻家庭编的解释（二）"
	labourOne     = ofCourt + "审理劳动争议案件适用法律问题的解释（一）"
	labourTwo     = ofCourt + "审理劳动争议案件适用法律问题的解释（二）"
	punitiveKey   = ofCourt + "审理侵害知识产权民事案件适用惩罚性赔偿的解释"
	payWhenPaid   = ofCourt + "大型企业与中小企业约定以第三方支付款项为付款前提条款效力问题的批复"
	drivingKey    = "最高人民法院、最高人民检察院、公安部、司法部关于办理醉酒危险驾驶刑事案件的意见"
	defenceKey    = "最高人民法院、最高人民检察院、公安部关于依法适用正当防卫制度的指导意见"
	leniencyKey   = "最高人民法院、最高人民检察院、公安部、国家安全部、司法部关于适用认罪认罚从宽制度的指导意见"
	fraudKey      = ofBoth + "办理诈骗刑事案件具体应用法律若干问题的解释"
	theftKey      = ofBoth + "办理盗窃刑事案件适用法律若干问题的解释"
	propertyCrime = ofBoth + "办理侵犯知识产权刑事案件适用法律若干问题的解释"
)

// Decisions that change a regulation which is not loaded: what they number are its articles.
func TestDecisionsOnOthers(t *testing.T) {
	for _, c := range []struct{ law, article, text, want string }{
		{"某市人民代表大会常务委员会关于修改《某市停车条例》的决定", "", "一、将第十八条第二款修改为：“依照《中华人民共和国公司法》第三十条备案。”\n二、删去第二十四条第三项。",
			"某市停车条例/18/k2 公司法/30 某市停车条例/24/x3"},
		{"某市人民代表大会常务委员会关于修改《某市停车条例》等两部地方性法规的决定", "", "一、对《某市停车条例》作如下修改：\n（一）将第五条第二款修改为：“依照本条例第八条缴费。”\n" +
			"二、对《某市养犬条例》作如下修改：\n（一）第三条增加一款，作为第二款。", "某市停车条例/5/k2 某市停车条例/8 某市养犬条例/3 某市养犬条例/3/k2"},
		{"某省人民政府关于修改《某省供水办法》的决定", "", "将第十二条改为第十三条。", "某省供水办法/12 某省供水办法/13"},
		{"停车条例", "第十条", "有下列行为的，处罚款：\n（一）甲；\n（二）乙。\n有前款第二项行为的，从重。\n前两款规定的罚款，由某局决定。", "停车条例/10/k1/x2 停车条例/10/k1 停车条例/10/k2"},
		{"停车条例", "第十条", "违反本条例第三条的，处罚款。\n违反前款规定的，依照前条处罚。\n单位犯前两款行为的，依照第一款处罚。",
			"停车条例/3 停车条例/10/k1 停车条例/9 停车条例/10/k1 停车条例/10/k2 停车条例/10/k1"},
	} {
		p := formSet{Law: c.law, Article: c.article, Text: c.text}
		if c.article != "" {
			p.Paragraph = 1
		}
		if got := targetsOf(t, p); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.law, c.text, got, c.want)
		}
	}
}

// Replies have no articles of their own.
func TestRepliesHaveNoArticles(t *testing.T) {
	p := formSet{Law: "最高人民检察院关于某行为适用法律的批复", Text: "对符合刑法第二百八十条之二第一款规定的，依照该款定罪；同时符合第三百八十九条的，从一重。"}
	if got, want := targetsOf(t, p), "刑法/280-2/k1 刑法/389"; got != want {
		t.Errorf("got %s; want %s", got, want)
	}
}

// Texts of a law by their year or their age, with a note behind the word or not.
func TestTextsByYear(t *testing.T) {
	testTargets(t, map[string]string{
		"依《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第三十一条，适用2015年规定第二十六条；此后适用现行规定第二十五条": loansKey + "/31 " + loansKey + "/26 " + loansKey + "/25",
		"《反洗钱法》已修订。2006年法第三十二条罚得轻，2024年的法第五十二条重":                           "反洗钱法/32 反洗钱法/52",
		"《政府信息公开条例》第十五条\n▲ 旧条例（2007年）第二十四条第二款是15日":                         "政府信息公开条例/15 政府信息公开条例/24/k2",
		"行政处罚法第51条\n比较：旧法（2017）第42条是3日":                                    "行政处罚法/51 行政处罚法/42",
		"现行规定第二十五条，2015年规定第二十六条":                                           "",
	})
}

// Paragraphs of an article cited before, by their number alone.
func TestParagraphsAlone(t *testing.T) {
	testTargets(t, map[string]string{
		"依著作权法第五十四条第二款酌定；律师费属于第三款所称开支":         "著作权法/54/k2 著作权法/54/k3",
		"答了公司法第88条，但没有分款。应落在第1款：受让人；届满未缴才是第2款": "公司法/88 公司法/88/k1 公司法/88/k2",
		"刑法20条1款看正在进行；3款无限防卫只对行凶":              "刑法/20/k1 刑法/20/k3",
		"刑法67条：1款自首，2款特别自首，3款坦白":               "刑法/67 刑法/67/k1 刑法/67/k2 刑法/67/k3",
		"刑法63条（两款：1款法定，2款特殊，须核准）":              "刑法/63 刑法/63/k1 刑法/63/k2",
		"刑法77条。漏罪新罪1款，违规2款。":                   "刑法/77 刑法/77/k1 刑法/77/k2",
		"保证期间看民法典692条2款；没约定的6个月，起算点在3款。":       "民法典/692/k2 民法典/692/k3",
		"@甲：看刑法20条1款\n@乙：那过当呢\n@甲：2款，减轻":       "刑法/20/k1 刑法/20/k2",
		"民诉法解释208条，收材料（1款）；七日内决定（2款）":          procedureKey + "/208 " + procedureKey + "/208/k1 " + procedureKey + "/208/k2",
		"刑诉法174条（三种不用签，在2款）":                   "刑事诉讼法/174 刑事诉讼法/174/k2",
		"劳动合同法39条。记法：试（一项）、章（二项）、失（三项）":        "劳动合同法/39 劳动合同法/39/x1 劳动合同法/39/x2 劳动合同法/39/x3",
		"刑法20条；卖了3款手机，2款产品":                    "刑法/20",
		"劳动合同法39条（六项），共2款。":                    "劳动合同法/39",
	})
}

// Numbers of documents and papers of several organs.
func TestPapersByNumberAndOrgan(t *testing.T) {
	testTargets(t, map[string]string{
		"最高法2024年批复（法释〔2024〕11号）第一条认定；该批复第二条":               payWhenPaid + "/1 " + payWhenPaid + "/2",
		"司法解释：法释〔2021〕4号第3条、第6条第2款":                         punitiveKey + "/3 " + punitiveKey + "/6/k2",
		"法释【2020】26号第32条，法释2025年12号第1条":                     labourOne + "/32 " + labourTwo + "/1",
		"两高两部2023年《关于办理醉酒危险驾驶刑事案件的意见》第十二条第一款第四项":            drivingKey + "/12/k1/x4",
		"两高三部《关于某事的指导意见》第三条":                                "最高人民法院、最高人民检察院、公安部、国家安全部、司法部关于某事的指导意见/3",
		"“正当防卫”上热搜\n两高一部2020年的指导意见第13条讲过":                   defenceKey + "/13",
		"三、认罪认罚，依指导意见第9条从宽":                                 leniencyKey + "/9",
		"某厂停电\n两高一部2020年的指导意见第13条":                          "",
		"答记者问：《解释》第五条明确，第六条列举（《关于办理侵犯知识产权刑事案件适用法律若干问题的解释》）": propertyCrime + "/5 " + propertyCrime + "/6",
		"现在有劳动争议解释二第19条":                                    labourTwo + "/19",
	})
}

// Rules of houses, drafts, subjects of study.
func TestNoLawsOfStudy(t *testing.T) {
	testTargets(t, map[string]string{
		"本版版规第三条；刑法253条之一。违反版规第五条的禁言，群规第二条":                                "刑法/253-1",
		"合同审查：1. 第三条“背靠背”无效（法释〔2024〕11号第一条）；2. 第七条违约金（民法典585条2款）；3. 第九条管辖": payWhenPaid + "/1 民法典/585/k2",
		"公司法第9条。采购合同模板第7条删去":                                               "公司法/9",
		"草原法第四十六条\n招聘公告第二条有年龄要求，修订草案第三条":                                   "草原法/46",
		"《行政法》课堂笔记\n行政处罚法第51条\n普通程序：法制审核（第58条）":                            "行政处罚法/51 行政处罚法/58",
		"《国际私法》讲义第三条；《税法》总论\n个人所得税法第6条":                                    "个人所得税法/6",
	})
}

// Which law a bare article of a later line is of.
func TestLawBesideTheLast(t *testing.T) {
	testTargets(t, map[string]string{
		"破产债权申报\n《企业破产法》第四十六条第二款。别引旧案，《担保制度解释》第二十二条已统一。\n行权依据是第109条；重整期间看第75条第1款": "" +
			"企业破产法/46/k2 " + securityKey + "/22 企业破产法/109 企业破产法/75/k1",
		"《婚姻家庭编解释（二）》第六条，另可依民法典第1066条。\n换个赛道：第七条第一款说无效，依民法典第153条第2款，再按第157条": marriageTwo + "/6 民法典/1066 " + marriageTwo +
			"/7/k1 民法典/153/k2 民法典/157",
		"《担保制度解释》第十二条；食品安全法第148条第2款\nQ2：瑕疵呢？\nA：看148条2款的但书":              securityKey + "/12 食品安全法/148/k2 食品安全法/148/k2",
		"1楼：劳动合同法38条一款三项，再按46条\n2楼：现在有劳动争议解释二第19条\n3楼：发《解除通知书》！否则变成37条了": "劳动合同法/38/k1/x3 劳动合同法/46 " + labourTwo + "/19 劳动合同法/37",
		"1楼：写了就等于37条主动辞职\n2楼：走劳动合同法38条1款2项":                              "劳动合同法/37 劳动合同法/38/k1/x2",
		"@小李：你属于14条2款3项，给双倍（82条2款），劳动合同法都写着":                             "劳动合同法/14/k2/x3 劳动合同法/82/k2",
		"消费者权益保护法55条退一赔三，食品是148条退一赔十（食品安全法）":                             "消费者权益保护法/55 食品安全法/148",
		"民间借贷规定第25条，民法典188条\n楼主：没借条行吗\n答：规定16条说的是举证":                     loansKey + "/25 民法典/188 " + loansKey + "/16",
		"最高法发布的合同编通则解释，回应了困惑。一位法官说，过去只能照判，现在第六十六条第二款给了机会；但第三款不支持":        contractsKey + "/66/k2 " + contractsKey + "/66/k3",
		"出资：公司法54条，不再要求破产。\n失权：52条1款，书面通知（52条3款）。\n人格否认：纵向23条1款":         "公司法/54 公司法/52/k1 公司法/52/k3 公司法/23/k1",
		"别说笔录不对，民诉法150条2款。\n别问何时判，六个月，152条，我也想归档":                        "民事诉讼法/150/k2 民事诉讼法/152",
		"看了下新公司法，24条允许电子通信":                                              "公司法/24",
		"胎儿利益→16条；监护顺序→27、28条（均民法典）":                                     "民法典/16 民法典/27 民法典/28",
		"175条之一（骗贷），175条（单位犯罪在2款），以上均为刑法":                                "刑法/175-1 刑法/175 刑法/175/k2",
		"写了就等于37条，共37条建议": "",
	})
}

// Articles behind the crimes that they punish, and parts of the civil code.
func TestCrimesAndParts(t *testing.T) {
	testTargets(t, map[string]string{
		"诈骗罪（266条）、盗窃罪（264条）的界限":             "刑法/266 刑法/264",
		"【要点】诈骗罪（266）三档；合同诈骗罪：224":           "刑法/266 刑法/224",
		"一、诈骗罪 第266条\n二、职务侵占罪（第271条第1款）":     "刑法/266 刑法/271/k1",
		"认定为诈骗罪，涉案266名被害人；盗窃罪（264起），盗窃罪5条":   "",
		"侵权责任编第三章，民法典物权编第十四章居住权，本章第四节没有":     "民法典/b7/z3 民法典/b2/z14 民法典/b2/z14/j4",
		"盗窃罪司法解释第三条，诈骗罪解释第1条":                theftKey + "/3 " + fraudKey + "/1",
		"食安法实施条例第75条，市场主体登记条例第30条，网约车办法第16条": "食品安全法实施条例/75 市场主体登记管理条例/30 网络预约出租汽车经营服务管理暂行办法/16",
	})
}

// Of two laws that share a name the one that has the article.
func TestNamesBySharedArticle(t *testing.T) {
	laws := collection(t, "甲院解释@2006-01-01 = 争议解释 : 1~18\n乙院解释@2025-01-01 = 争议解释 : 1~21\n")
	want := "第二条=?甲院解释|乙院解释; 第十九条=乙院解释/19"
	if got := cited(&CitingText{Text: "争议解释第二条，争议解释第十九条"}, laws); got != want {
		t.Errorf("got %s; want %s", got, want)
	}
}
