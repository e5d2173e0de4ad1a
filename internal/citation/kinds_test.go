package citation

import (
	"strings"
	"testing"
)

// More names and keys of the tests.
const (
	evidenceKey   = ofCourt + "民事诉讼证据的若干规定"
	adminEvidence = ofCourt + "行政诉讼证据若干问题的规定"
	worksKey      = ofCourt + "审理建设工程施工合同纠纷案件适用法律问题的解释（一）"
	marriageOne   = ofCourt + "适用《中华人民共和国民法典》婚姻家庭编的解释（一）"
	foreignOne    = ofCourt + "适用《中华人民共和国涉外民事关系法律适用法》若干问题的解释（一）"
	timeKey       = ofCourt + "适用《中华人民共和国民法典》时间效力的若干规定"
	luxuryKey     = ofCourt + "限制被执行人高消费的若干规定"
)

// A bare article with a number beside those of the law that the text is on, behind one cited once by a far number.
func TestLawByItsNumbers(t *testing.T) {
	testTargets(t, map[string]string{
		"依《建设工程施工合同解释（一）》第四十三条第二款起诉，转包无效见上述解释第一条第二款；参照民法典第七百九十三条第一款折价补偿。至于优先受偿权，第三十五条限定为承包人。": "" +
			worksKey + "/43/k2 " + worksKey + "/1/k2 民法典/793/k1 " + worksKey + "/35",
		"《劳动合同法》第三十九条第二项、第四十条都要求举证，民法典第一千一百六十五条不能代替。第四十三条还要求先通知工会。": "劳动合同法/39/x2 劳动合同法/40 民法典/1165 劳动合同法/43",
		"破产法第31条、第32条管撤销，与民法典第538条竞合。第33条管无效行为。":                    "企业破产法/31 企业破产法/32 民法典/538 企业破产法/33",
		// The law cited last goes on where its numbers are near, or nothing tells.
		"劳动合同法第38条、第46条。民法典第13条、第14条、第20条。第19条管八周岁以上。": "劳动合同法/38 劳动合同法/46 民法典/13 民法典/14 民法典/20 民法典/19",
		"公司法第15条，民法典第504条。第153条也要看。":                   "公司法/15 民法典/504 民法典/153",
		"公司法第20条、第21条；民法典第577条、第35条。第36条另说":            "公司法/20 公司法/21 民法典/577 民法典/35 民法典/36",
	})
}

// 同法 is the law whose article was cited last, 法 before a number the statute of the notes.
func TestSameStatute(t *testing.T) {
	testTargets(t, map[string]string{
		"依《民事诉讼法》第二百零七条第二项申请再审。保险法第十七条第二款要求提示。不符合前述第二百零七条的情形，依照同法第二百一十一条第一款裁定。": "" +
			"民事诉讼法/207/x2 保险法/17/k2 民事诉讼法/207 民事诉讼法/211/k1",
		"刑法第二百六十六条，刑事诉讼法第十五条。第二百六十六条不变，该法第六十七条另看。": "刑法/266 刑事诉讼法/15 刑法/266 刑法/67",
		"一、邮寄（民诉法91条）。\n二、不能公告，民诉法解释257条（一）项。\n三、简易四个月（解释258条1款）；小额2+1（法168条）。": "" +
			"民事诉讼法/91 " + procedureKey + "/257/x1 " + procedureKey + "/258/k1 民事诉讼法/168",
		"民诉法解释257条，法162条，解释258条，法第163条":       procedureKey + "/257 民事诉讼法/162 " + procedureKey + "/258 民事诉讼法/163",
		"公司法15条（担保）、担保解释7条（越权）；同法21条管滥用":      "公司法/15 " + securityKey + "/7 公司法/21",
		"民法典577条；办法168条，宪法168条的话，方法38条，执法12条": "民法典/577 宪法/168",
	})
}

// The law that stands behind several articles in brackets: （48条、87条均指劳动合同法）.
func TestLawBehindList(t *testing.T) {
	testTargets(t, map[string]string{
		"劳动合同法39条不受限；一年内仲裁（调解仲裁法27条）；恢复或2N（48条、87条均指劳动合同法）": "劳动合同法/39 劳动争议调解仲裁法/27 劳动合同法/48 劳动合同法/87",
		"行政复议法23条；保全（103条、104条都是民诉法）":                       "行政复议法/23 民事诉讼法/103 民事诉讼法/104",
		"行政复议法23条。查封看第103条、第104条（均为民事诉讼法）；另见第20条第1款":        "行政复议法/23 民事诉讼法/103 民事诉讼法/104 民事诉讼法/20/k1",
		"公司法54条，清算赔偿（第46条第2款，指企业破产法）":                       "公司法/54 企业破产法/46/k2",
		"公司法54条；追加（第35条、第75条，均见企业破产法）":                      "公司法/54 企业破产法/35 企业破产法/75",
		"行政处罚法33条1款（下同），听证63条、64条（以上两条是行政处罚法的）":             "行政处罚法/33/k1 行政处罚法/63 行政处罚法/64",
	})
}

// Articles of two laws on the two sides of arrows, instruments of the statute above, English series.
func TestSidesAndInstruments(t *testing.T) {
	four := ofCourt + "适用《中华人民共和国公司法》若干问题的规定（四）"
	testTargets(t, map[string]string{
		"合同法52(1)→民法典148/149；52(2)→154；52(4)→153Ⅱ": "合同法/52/x1 民法典/148 民法典/149 合同法/52/x2 民法典/154 合同法/52/x4 民法典/153/k2",
		"旧法对照：公司法16条→民法典61条；20条→83条":               "公司法/16 民法典/61 公司法/20 民法典/83",
		"流程：民诉法126条→128条→137条；再看民诉法解释208条":         "民事诉讼法/126 民事诉讼法/128 民事诉讼法/137 " + procedureKey + "/208",
		"招投标法：3条必招，18条\n条例8条可邀请，9条可不招":             "招标投标法/3 招标投标法/18 招标投标法实施条例/8 招标投标法实施条例/9",
		"per Art. 71 PRC Company Law, see also Interpretation IV, arts. 16-22, and Interpretation (4), Art. 7": "" +
			"公司法/71 " + four + "/16 " + four + "/17 " +
			four + "/18 " + four + "/19 " + four + "/20 " + four + "/21 " + four + "/22 " + four + "/7",
		"《个人信息保护法》第13条第1款：（一）同意；（二）合同。被告援引第（二）项，不成立": "个人信息保护法/13/k1 个人信息保护法/13/k1/x2",
	})
}

// A law set aside as an old one does not go on.
func TestOldLawAside(t *testing.T) {
	testTargets(t, map[string]string{
		"1102：使用维修资金属民法典278条1款五项\n301：物业拿的是旧规定\n1102：那是原物权法76条2款，2021年起不用了。紧急情况走应急，281条2款": "" +
			"民法典/278/k1/x5 物权法/76/k2 民法典/281/k2",
		"民法典第533条写了情势变更。原合同法没有，当时靠原《合同法》第五条，已经废止。第五百三十四条管监督。": "民法典/533 合同法/5 民法典/534",
		"原合同法第52条第5项，2018年的案子照用。第54条管撤销。":                     "合同法/52/x5 合同法/54",
	})
}

// Short names with a day, an age or a topic that tells which text they are of.
func TestNamesByDayAndTopic(t *testing.T) {
	testTargets(t, map[string]string{
		"按照去年9月施行的劳动争议司法解释（二）第十九条，一律无效":              labourTwo + "/19",
		"2025年9月1日起施行的劳动争议解释（二）第6条":                  labourTwo + "/6",
		"今年九月一日生效的《劳动争议解释（二）》第三条":                    labourTwo + "/3",
		"2025年12月入职，没交社保。劳动争议解释（二）第19条支持你":           labourTwo + "/19",
		"劳动争议解释（二）第2条":                               "?" + ofCourt + "审理劳动争议案件适用法律若干问题的解释（二）|" + labourTwo,
		"2008年入职，劳动争议解释（二）第2条":                       "?" + ofCourt + "审理劳动争议案件适用法律若干问题的解释（二）|" + labourTwo,
		"依民法典第621条；自认可按证据规定第三条主张，电子数据（第十四条第（二）项）":    "民法典/621 " + evidenceKey + "/3 " + evidenceKey + "/14/x2",
		"行政诉讼法第34条，证据规定第一条":                          "行政诉讼法/34 " + adminEvidence + "/1",
		"证据规定第90条：书面证言":                              evidenceKey + "/90",
		"时间效力规定第一条第二款：民法典施行前的事实，用当时的法。例外溯及（第二条、第三条）": timeKey + "/1/k2 " + timeKey + "/2 " + timeKey + "/3",
		"限高规定第三条第一款第（一）项；限消令看限制高消费规定第1条":             luxuryKey + "/3/k1/x1 " + luxuryKey + "/1",
		"国务院的注册资本登记管理规定第二条第一款给了三年过渡期":                "国务院关于实施《中华人民共和国公司法》注册资本登记管理制度的规定/2/k1",
		"《关于确立劳动关系有关事项的通知》（劳社部发〔2005〕12号）第一条的三项":     "劳动和社会保障部关于确立劳动关系有关事项的通知/1",
		"司法部《律师和律师事务所违法行为处罚办法》第七条":                   "律师和律师事务所违法行为处罚办法/7",
		"某某部《乡村仓储安全管理办法》第三条、《关于仓储的规定》第2条":            "乡村仓储安全管理办法/3 关于仓储的规定/2",
	})
}

// Words that end as names of papers do.
func TestNoPapers(t *testing.T) {
	testTargets(t, map[string]string{
		"├─ 原则：刑诉法第15条\n├─ 审查起诉：听取意见第173条2款；具结书第174条（例外见该条2款）": "刑事诉讼法/15 刑事诉讼法/173/k2 刑事诉讼法/174 刑事诉讼法/174/k2",
		"刑诉法：征求意见第10条、量刑意见第176条":                               "刑事诉讼法/10 刑事诉讼法/176",
		"会议纪要第5、6条系贵司代表签字确认":                                   "",
		"会议纪要第三条不是法律依据；上次的纪要第2条":                               "",
		"《九民纪要》第31条，纪要第36条":                                    "全国法院民商事审判工作会议纪要/31 全国法院民商事审判工作会议纪要/36",
		"公告第三条、工作方案第4条、会议纪要第1条":                                "",
	})
}

// Items and articles that go on over the lines of a list, and in circles in a line.
func TestListsGoOn(t *testing.T) {
	testTargets(t, map[string]string{
		"再审对应《民事诉讼法》第二百一十一条第一项。\n（1）未经质证——第211条第（四）项；\n（2）剥夺辩论——第（九）项；\n（3）漏判利息——第（十一）项。": "" +
			"民事诉讼法/211/x1 民事诉讼法/211/x4 民事诉讼法/211/x9 民事诉讼法/211/x11",
		"- 试用期不符：劳动合同法第39条第1项\n- 严重违纪：第2项\n- 兼职：第4项": "劳动合同法/39/x1 劳动合同法/39/x2 劳动合同法/39/x4",
		"├─ 法律保留：《立法法》第十一条\n│  └─ 绝对保留：第（四）项犯罪、第（五）项人身自由\n├─ 省级：第八十条": "" +
			"立法法/11 立法法/11/x4 立法法/11/x5 立法法/80",
		"- 公司法第52条\n  - 催缴：第1款\n  - 失权：第2款\n  - 异议：第3款": "公司法/52 公司法/52/k1 公司法/52/k2 公司法/52/k3",
		"- 公司法第52条\n- 合同第1款要改\n- 付款：第2款":                "公司法/52",
		"①民法典538条无偿；②540条范围；③541条一年＋五年；④542条自始":         "民法典/538 民法典/540 民法典/541 民法典/542",
		"1）民法典538条无偿；2）540条范围；3）541条一年":                 "民法典/538 民法典/540 民法典/541",
		"❶民法典第538条；❷540条撤销范围；❸542条":                     "民法典/538 民法典/540 民法典/542",
		"①民法典538条；②12条建议":                               "民法典/538",
		"《涉外民事关系法律适用法》第3条、第41条\n例外1 消费者：Art. 42 经常居所地\n例外2 劳动：Art. 43\n例外3：民法典467条2款": "" +
			"涉外民事关系法律适用法/3 涉外民事关系法律适用法/41 涉外民事关系法律适用法/42 涉外民事关系法律适用法/43 民法典/467/k2",
		"《涉外民事关系法律适用法》第3条\n例外：民法典467条2款\n直接适用：第4条＋司法解释（一）第8条": "涉外民事关系法律适用法/3 民法典/467/k2 涉外民事关系法律适用法/4 " + foreignOne + "/8",
		"回1：道交法47条1款，行人“正在通过”才让\n回2：处罚依据应该是90条+实施条例":          "道路交通安全法/47/k1 道路交通安全法/90",
		"《劳动合同法》第四条；第四十条第二项要求培训；而且四十二条四项还挡着":                  "劳动合同法/4 劳动合同法/40/x2 劳动合同法/42/x4",
		"刑诉法二百八十条三项制度，一百七十六条两款都要看":                            "刑事诉讼法/280 刑事诉讼法/176",
		"不要引解释一的第二十九条第二款，用婚姻家庭编解释（二）第八条":                      marriageOne + "/29/k2 " + marriageTwo + "/8",
		"婚姻家庭编解释（二）第八条第一款。不要再引解释一的第二十九条第二款；解释二的第七条":           marriageTwo + "/8/k1 " + marriageOne + "/29/k2 " + marriageTwo + "/7",
	})
}

// Nicknames that an older and a newer interpretation share mean the newer.
func TestNicknamesOfNewer(t *testing.T) {
	admin := ofCourt + "适用《中华人民共和国行政诉讼法》的解释"
	testTargets(t, map[string]string{
		"依照行政诉讼法司法解释第五十六条第一款；行诉司法解释第68条": admin + "/56/k1 " + admin + "/68",
		"《人民检察院刑事诉讼规则》第十条；侵犯知识产权解释第3条":   "人民检察院刑事诉讼规则/10 " + propertyCrime + "/3",
	})
}

// A draft of a law that the text names.
func TestDrafts(t *testing.T) {
	testTargets(t, map[string]string{
		"《江海市养犬管理条例》修订草案二审：一是草案第十四条增加标识；二是罚款下限改为50元（第三十六条第一款）；三是依照民法典第一千二百四十七条担责。草案第二十条再研究。": "" +
			"江海市养犬管理条例/14 江海市养犬管理条例/36/k1 民法典/1247 江海市养犬管理条例/20",
		"《江海市停车条例（草案）》公开征求意见，草案第八条引发热议，二审稿第九条删去": "江海市停车条例（草案）/8 江海市停车条例（草案）/9",
		"商标法修订草案第十五条，草案第二十条，征求意见稿第三条":            "商标法修订草案/15 商标法修订草案/20 商标法修订草案/3",
		"合同草案第五条、草案第六条不公平":                       "",
	})
}

// Interpretations and laws that are no longer in force in English.
func TestEnglishKinds(t *testing.T) {
	testTargets(t, map[string]string{
		"Under Article 585(2) of the PRC Civil Code. The benchmark sits in Article 65 of the SPC's 2023 Interpretation on the " +
			"General Part of the Contracts Book. The old rule, i.e. Article 114 of the Contract Law (repealed), was alike: " +
			"see Article 64, para. 3 of the same Interpretation.": "" +
			"民法典/585/k2 " + contractsKey + "/65 合同法/114 " + contractsKey + "/64/k3",
		"Article 76 of the Property Law; Art. 6 of the Tort Liability Law; Article 135 of the General Principles of the Civil Law": "" +
			"物权法/76 侵权责任法/6 民法通则/135",
		"Article 23 of the Interpretation of the Civil Procedure Law, Article 3 of the Interpretations on Private Lending": "" +
			procedureKey + "/23 " + loansKey + "/3",
		"clause 14.3 of your draft; Article 5 of the Interpretation Agreement": "",
	})
}

// Lists of articles in English whose law stands behind the last.
func TestEnglishLists(t *testing.T) {
	testTargets(t, map[string]string{
		"relies on Article 17 and Article 29 of the PRC Personal Information Protection Law, holding": "个人信息保护法/17 个人信息保护法/29",
		"Art. 13, Art. 14 and Art. 15 PIPL apply": "" +
			"个人信息保护法/13 个人信息保护法/14 个人信息保护法/15",
		"Article 16(1) or Article 21 of the Company Law; Article 5 and Article 6 of the Shareholders Pact": "公司法/16/k1 公司法/21",
		"Article 3 of the NDA and Article 577 of the Civil Code":                                           "民法典/577",
		"Under Article 54 of the Personal Information Protection Law. Article 64 allows an order. " +
			"配套的《个人信息保护合规审计管理办法》自2025年5月1日起施行，其第四条有频次。Fines follow under Article 66.": "" +
			"个人信息保护法/54 个人信息保护法/64 个人信息保护合规审计管理办法/4 个人信息保护法/66",
	})
}

// A number that the law named last has not: papers of courts and of the government have few articles.
func TestMoreArticlesThanPapersHave(t *testing.T) {
	juvenile := ofCourt + "审理未成年人刑事案件具体应用法律若干问题的解释"
	capital := "国务院关于实施《中华人民共和国公司法》注册资本登记管理制度的规定"
	testTargets(t, map[string]string{
		"依据刑法第二百六十九条定罪。注意最高法《关于审理未成年人刑事案件具体应用法律若干问题的解释》第十条第一款：致人死亡的按故意杀人（第二百三十二条）。": "刑法/269 " + juvenile +
			"/10/k1 刑法/232",
		"适用公司法第二百六十六条第二款，国务院据此出台的《关于实施〈中华人民共和国公司法〉注册资本登记管理制度的规定》第二条给出过渡期，“224条的程序省不了”": "公司法/266/k2 " + capital + "/2 公司法/224",
		"民诉法第122条，民诉法解释第247条，第300条也是": "民事诉讼法/122 " + procedureKey + "/247 " + procedureKey + "/300",
		"担保制度解释第七条，第六十八条，第七十一条":       securityKey + "/7 " + securityKey + "/68 " + securityKey + "/71",
	})
}

// Lists of points below the source that they are on.
func TestPointsBelowSource(t *testing.T) {
	testTargets(t, map[string]string{
		"规则来源：《建工解释（一）》第四十三条第二款。\n延伸：\n- 折价补偿？民法典793条1款（验收合格）；\n- 优先受偿权：第三十五条限于承包人，期限看第四十一条；\n- 代位权：第四十四条+民法典535。": "" +
			worksKey + "/43/k2 民法典/793/k1 " + worksKey + "/35 " + worksKey + "/41 " + worksKey + "/44 民法典/535",
		"一、担保。依《公司法》第十五条第二款，须经决议；同条第三款要求回避。\n二、披露。依《民法典担保制度解释》第九条第二款，担保不发生效力。\n三、建议。调取公告；第七条所称合理审查难以满足。": "" +
			"公司法/15/k2 公司法/15/k3 " + securityKey + "/9/k2 " + securityKey + "/7",
		"致：某某股份有限公司\n一、依《公司法》第十五条第二款；同条第三款要求回避。\n二、依《担保制度解释》第九条第二款，担保不发生效力。\n三、调取公告；第七条所称审查难以满足。": "" +
			"公司法/15/k2 公司法/15/k3 " + securityKey + "/9/k2 " + securityKey + "/7",
		"民诉·既判力\n民诉解释第247条“三同说”：当事人同。\n但书：发生新的事实——第248条。\n行诉解释第106条几乎照抄。": procedureKey + "/247 " + procedureKey + "/248 " + ofCourt +
			"适用《中华人民共和国行政诉讼法》的解释/106",
		"2004年旧建工解释第二十六条第二款没有这个表述；旧劳动争议解释第13条": ofCourt + "审理建设工程施工合同纠纷案件适用法律问题的解释/26/k2 " + ofCourt +
			"审理劳动争议案件适用法律若干问题的解释/13",
	})
}

// The law in brackets behind a comma, and a version in the name.
func TestLawBehindComma(t *testing.T) {
	testTargets(t, map[string]string{
		"再看《促进和规范数据跨境流动规定》第五条第一款第（二）项。\n单独告知+影响评估（第五十五条、第五十六条，个保法）。": "促进和规范数据跨境流动规定/5/k1/x2 个人信息保护法/55 个人信息保护法/56",
		"公司法54条，撤销权（538条、540条，民法典）":                                "公司法/54 民法典/538 民法典/540",
		"公司法54条（第20条，民法典未规定）":                                      "公司法/54 公司法/20",
		"治安管理处罚法2012年版22条；公司法2018版第16条；刑法1979年第10条；公司法2018年修正第71条": "治安管理处罚法/22 公司法/16 刑法/10 公司法/71",
		"民法典2021年1条；公司法2018年15条建议":                                 "",
	})
}

// 前款 in texts about a law.
func TestPriorParagraphCited(t *testing.T) {
	testTargets(t, map[string]string{
		"公司法第五十七条第五款，前四款规则延伸适用":                         "公司法/57/k5 公司法/57/k1 公司法/57/k2 公司法/57/k3 公司法/57/k4",
		"依限高规定第三条第二款，单位被限制消费后，其法定代表人不得实施前款规定的行为。":       luxuryKey + "/3/k2 " + luxuryKey + "/3/k1",
		"刑法第三百八十四条第二款从重；前款的规定。刑法第十三条，前款规定，依前三款":         "刑法/384/k2 刑法/384/k1 刑法/13",
		"合同第三条第二款约定，前款规定的费用由乙方承担":                       "",
		"民法典第五百八十四条；第五百八十五条第三款：当事人就迟延履行约定违约金的，前两款规定也用。": "民法典/584 民法典/585/k3 民法典/585/k1 民法典/585/k2",
	})
}

// Paragraphs behind a dash in notes.
func TestParagraphsBehindDash(t *testing.T) {
	testTargets(t, map[string]string{
		"├ 协议解除　民法典562-1\n├ 约定解除权　562-2\n├ 法定解除　563\n│　├ 不可抗力 563-1-(1)\n│　└ 不定期 563-2\n├ 期限　564（1年）\n└ 终止　580-2 ← 不是解除权": "" +
			"民法典/562/k1 民法典/562/k2 民法典/563 民法典/563/k1/x1 民法典/563/k2 民法典/564 民法典/580/k2",
		"刑法120-1，民法典188-1，刑法287-2": "刑法/120-1 民法典/188/k1 刑法/287-2",
		"刑法第133条之一；公司法16-2、16-3":   "刑法/133-1 公司法/16/k2 公司法/16/k3",
		"民法典577-580；公司法51-53":      "民法典/577 民法典/578 民法典/579 民法典/580 公司法/51 公司法/52 公司法/53",
	})
}

// Talk: what a text says that all is of, numbers of answers, chats, crimes by their short names, one law in the news.
func TestTalk(t *testing.T) {
	testTargets(t, map[string]string{
		"1️⃣ 先催告，563条1款3项；\n2️⃣ 想要房子，申请查封（民诉法103、104）；\n3️⃣ 定金587，或者违约金（588条1款）。\n没写法名的都是民法典哈。": "" +
			"民法典/563/k1/x3 民事诉讼法/103 民事诉讼法/104 民法典/587 民法典/588/k1",
		"答1：新治安法136条，封存。\n答2：楼上+1，公务员法第26条没写。\n评论3：对":                           "治安管理处罚法/136 公务员法/26",
		"小林：判了不给钱咋整\n陈姐：申请执行，民诉法250条\n小林：还有什么招\n陈姐：利息别忘了写上，264条；转移财产，拒执罪313条伺候": "民事诉讼法/250 民事诉讼法/264 刑法/313",
		"帮信罪287条之二，掩隐罪312条，危驾罪133条之一，非吸罪176条，拒支罪276条之一":                         "刑法/287-2 刑法/312 刑法/133-1 刑法/176 刑法/276-1",
		"热评1：劳动合同法36条+46条(二)。\n热评2：别签。\n热评3：N怎么算看47条，前12个月":                     "劳动合同法/36 劳动合同法/46/x2 劳动合同法/47",
		"全国人大常委会会议表决通过新修订的反洗钱法。法律回应关切：第三十条要求措施相匹配。第四十条规定的特别预防措施适用于所有单位。":        "反洗钱法/30 反洗钱法/40",
		"新修订的反洗钱法施行。本行客户协议第三十条要求提供资料。第三十一条规定了费用。":                               "",
		"一、条文：刑法第20条\n　一般防卫\n　特殊防卫\n二、易错：\n　① 精神病人可以防卫；\n　③ 避险21条2款的过当，应当减免；\n　④ 主体看21Ⅲ。": "" +
			"刑法/20 刑法/21/k2 刑法/21/k3",
	})
}

// Clauses of papers that have no 条.
func TestClausesOfPapers(t *testing.T) {
	robbery := ofCourt + "审理抢劫、抢夺刑事案件适用法律若干问题的意见"
	testTargets(t, map[string]string{
		"《关于办理醉酒危险驾驶刑事案件的意见》四、（六）项规定；《两抢意见》一、（二）":      drivingKey + "/4/x6 " + robbery + "/1/x2",
		"两抢意见第九部分第1项；《两抢意见》第三部分的（二）":                   robbery + "/9/x1 " + robbery + "/3/x2",
		"两抢意见一、二项没写；《两抢意见》第一部分讲入户；民法典一、（二）；公司法第二部分第三点": "",
		"依据如下：《两抢意见》\n一、（二）另案处理":                       "",
	})
}

// Which text of its law an article is of, by the words before its number.
func TestArticlesOfOtherTexts(t *testing.T) {
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"公司法2023年大修。修订后的第88条规定担责，修订前的第28条没有":          "88 28former",
		"公司法88条对比：旧28→新49；旧72→新84":                    "88 28former 49 72former 84",
		"2005年公司法第28条；05年公司法第28条；2018版公司法第28条":        "282005 282005 282018",
		"2017年民诉法第119条，现122条；原第一百一十三条、第一百一十四条":        "1192017 122 113former 114former",
		"新行政处罚法36条，旧法29条；2017年版29条；现行36条":             "36 29former 292017 36",
		"草原法第四十六条，草原第五条；公司法2018年第5条建议，公司法经2005年10月8条": "46 5",
		"新治安管理处罚法第103条；旧法第42条第6项改到第50条第6项":            "103 42/x6former 50/x6",
		"79年刑法第10条、97版刑法第20条、满18年公司法第1条":              "101979 201997 1",
	} {
		got := ""
		for _, c := range Cite(&CitingText{Text: text}, s.dict, s.names) {
			for _, target := range c.Targets {
				if c.Kind == KindProvision {
					got += " " + target.Address.Provision.String() + c.Stated
				}
			}
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// Sentences that say of what law all articles of a text are, and paragraphs that are no more than a word with their number.
func TestDeclaredAndWords(t *testing.T) {
	testTargets(t, map[string]string{
		"试用期：19条（期限）20条（工资）21条（限制）——都是劳动合同法":                   "劳动合同法/19 劳动合同法/20 劳动合同法/21",
		"第142条（规则）、143条（要件）、146条（虚假），152条除斥，均《民法典》":            "民法典/142 民法典/143 民法典/146 民法典/152",
		"担保物权：390条（代位性），391条；担保解释13条（追偿）——以上除注明外为民法典":          "民法典/390 民法典/391 " + securityKey + "/13",
		"消法二十五条一款四项除外，定制的不算，二款还有个确认程序":                         "消费者权益保护法/25/k1/x4 消费者权益保护法/25/k2",
		"劳动争议调解仲裁法第27条，一年；同条第4款；中断2款，中止3款":                     "劳动争议调解仲裁法/27 劳动争议调解仲裁法/27/k4 劳动争议调解仲裁法/27/k2 劳动争议调解仲裁法/27/k3",
		"刑法第67条第3款；商场里手机卖2款，电脑买5款":                             "刑法/67/k3",
		"保证合同：681定义 682从属 686方式 687先诉 693失权（民法典，下同）；担保解释25条":   "民法典/681 民法典/682 民法典/686 民法典/687 民法典/693 " + securityKey + "/25",
		"(1)起诉条件：§122；(2)起诉状：§124Ⅰ；(3)立案：§126。——民诉法":           "民事诉讼法/122 民事诉讼法/124/k1 民事诉讼法/126",
		"民法典1254条（三款）：一款禁止；二款物业；三款调查":                          "民法典/1254 民法典/1254/k1 民法典/1254/k2 民法典/1254/k3",
		"一、违约责任（原合同第12条）\n建议：按民法典第584条、585条重写；\n二、争议解决（原第15条）": "民法典/584 民法典/585",
		"劳动合同法63条1款；10%看《劳务派遣暂行规定》4条；违法转正66条、92条2款":            "劳动合同法/63/k1 劳务派遣暂行规定/4 劳动合同法/66 劳动合同法/92/k2",
		"老师划的重点：自首67、立功68、累犯65/66、缓刑72-73、假释81（刑法）":            "刑法/67 刑法/68 刑法/65 刑法/66 刑法/72 刑法/73 刑法/81",
		"争点1——管辖（民诉法24条/35条）；争点2——违约金（585Ⅱ）；争点3":               "民事诉讼法/24 民事诉讼法/35 民法典/585/k2",
		"合同审查意见：3.2条，建议下调（民法典第585条第2款）；第7条管辖与民诉法第35条不符":        "民法典/585/k2 民事诉讼法/35",
		"劳动合同法38条1款3项被迫离职，按46条1项、47条；书面说明38条理由，5条理由":           "劳动合同法/38/k1/x3 劳动合同法/46/x1 劳动合同法/47 劳动合同法/38",
		"民法典第一千零七十九条第三款管离婚。该款列举了五种情形，其中第一项是重婚，第二项是家庭暴力":        "民法典/1079/k3 民法典/1079/k3/x1 民法典/1079/k3/x2",
		"《刑法》第二百六十三条作了修改：一是在第一款增加一项；二是在第二款删去两个字":               "刑法/263 刑法/263/k1 刑法/263/k2",
		"《行政复议法》第24条第1款。复议期限60日，§20第1款；§27第2款至第3款":             "行政复议法/24/k1 行政复议法/20/k1 行政复议法/27/k2 行政复议法/27/k3",
		"违反动物防疫法第三十条，依照民法典第1245条担责。法院依据同法第1183条第1款支持了2000元":    "动物防疫法/30 民法典/1245 民法典/1183/k1",
		"行政复议法20条给了60天，医药费3,700另外要，按民法典1179条":                  "行政复议法/20 民法典/1179",
		"《刑事诉讼法》第十六条规定了六种情形。其中第（二）项、第（五）项，与《刑法》第八十七条相关":        "刑事诉讼法/16 刑事诉讼法/16/x2 刑事诉讼法/16/x5 刑法/87",
		"一、依据：《建筑法》二十八条、二十九条第三款；民法典791条2款\n二、结论：参照793条1款折价":    "建筑法/28 建筑法/29/k3 民法典/791/k2 民法典/793/k1",
		"公司法第15条。这些都是公司法的老问题，大家都是民法典的学生":                       "公司法/15",
		"《浙江省行政处罚裁量基准》第5条":                                     "浙江省行政处罚裁量基准/5",
	})
}

// Numbers below a heading in lines that are numbered themselves.
func TestNumberedNotes(t *testing.T) {
	testTargets(t, map[string]string{
		"劳动合同法重点条文：\n1. 14条 无固定期限\n2. 38、39、40条 解除\n3. 46 经济补偿\n4. 82 双倍工资\n5. 87 赔偿金": "" +
			"劳动合同法/14 劳动合同法/38 劳动合同法/39 劳动合同法/40 劳动合同法/46 劳动合同法/82 劳动合同法/87",
		"劳动合同法清单：\n1. 合同\n2. 工资\n3. 社保\n12. 其他": "",
	})
}
