package query

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
)

func TestParseRef(t *testing.T) {
	for s, want := range map[string]string{
		"民法典/1036/k1/x2": "民法典 1036/k1/x2", "民法典1036": "民法典 1036", "民法典 1036": "民法典 1036", "《民法典》第1036条": "民法典 1036",
		"民法典第一千零三十六条第一款第（二）项": "民法典 1036/k1/x2", "刑法/133-1": "刑法 133-1", "刑法133-1": "刑法 133-1", "刑法287之二": "刑法 287-2",
		"《刑法》第287条之二": "刑法 287-2", "刑法第一百三十三条之一第一款": "刑法 133-1/k1", "人脸识别规定第10条第1款": "人脸识别规定 10/k1", "人脸识别规定 10": "人脸识别规定 10",
		"PIPL 13": "PIPL 13", "法释〔2021〕15号": "法释〔2021〕15号 ", "法释〔2021〕15号第10条": "法释〔2021〕15号 10", "民法典": "民法典 ",
		"公司法@2018-10-26/16":  "公司法@2018-10-26 16",
		"公司法@2018-10-26第16条": "公司法@2018-10-26 16", "民法典第四编第六章": "民法典 b4/z6", "刑法附件一": "刑法 附件1", "刑法分则第四章": "刑法 分则/z4", "《刑法》分则": "刑法 分则",
		"中华人民共和国民法典第10条": "中华人民共和国民法典 10",
		"刑法修正案（十一）":      "刑法修正案（十一） ", "民法典一千零三十六": "民法典 1036", "劳动法四十四": "劳动法 44", "民法典１０３６": "民法典 1036",
		"张三": "张三 ", "统一": "统一 ", "小区能不能强制刷脸": "小区能不能强制刷脸 ", "2023年的劳动合同": "2023年的劳动合同 ",
		"两抢意见一、（二）": "两抢意见 1/x2", "05年公司法28条": "05年公司法 28", // whoever knows the names of laws cuts the year
		"民法典第1036条第2项": "民法典 1036/x2", "民法典§577": "民法典 577", "基本法附件一第七条": "基本法 附件1/7",
	} {
		r := ParseRef(s)
		if r == nil {
			t.Errorf("ParseRef(%q) = nil", s)
			continue
		}
		got := r.Name
		if r.Version != "" {
			got += "@" + r.Version
		}
		if got += " " + r.Provision.String(); got != want {
			t.Errorf("ParseRef(%q) = %q; want %q", s, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		// as typed: text | must | filters
		"小区能不能强制刷脸":              "小区能不能强制刷脸 | - | ",
		"合同 “不可抗力” \"定金\" “没有关上": "合同 不可抗力 定金 没有关上 | \"不可抗力\" \"定金\" | ",
		"违约金 AND 定金":             "违约金 定金 | \"违约金\" \"定金\" | ",
		"违约金 OR 定金":              "违约金 定金 | (\"违约金\" OR \"定金\") | ",
		"违约金 -定金":                "违约金 | -\"定金\" | ",
		"违约金 NOT 定金":             "违约金 | \"违约金\" -\"定金\" | ",
		"(违约金 OR 定金) AND 合同":     "违约金 定金 合同 | (\"违约金\" OR \"定金\") AND \"合同\" | ",
		"违约金 同款 定金":              "违约金 定金 | (\"违约金\" 同款 \"定金\") | ",
		"违约金 同条 定金 同条 合同":        "违约金 定金 合同 | (\"违约金\" 同条 \"定金\" 同条 \"合同\") | ",
		"违约*支付":                  "违约 支付 | *违约*支付* | ",
		"law:民法典 违约金":            "违约金 | - | law:民法典",
		"法律：《民法典》 违约金":           "违约金 | - | law:民法典",
		"违约金 -level:部门规章":        "违约金 | - | -level:部门规章",
		"title:\"买卖 合同\"":        " | - | title:\"买卖 合同\"",
		"date:2020..2021-06 处罚":  "处罚 | - | date:2020..2021-06",
		"什么叫law：合同":              "什么叫law：合同 | - | ",
		"AND":                    "AND | - | ",
		"违约金 AND":                "违约金 AND | - | ",
		"\"\"":                   " | - | ",
		"(((":                    "((( | - | ",
		"a AND (b OR":            "a b | \"a\" \"b\" | ",
		"勞動合同 解除":                "劳动合同 解除 | - | ",
		"什么情形构成“帮助信息网络犯罪活动罪”，怎么量刑":        "什么情形构成 帮助信息网络犯罪活动罪 ，怎么量刑 | - | ",
		"合同里的“不可抗力”":                      "合同里的 不可抗力 | \"不可抗力\" | ",
		"什么情形下可以主张合同无效 “不可抗力”":            "什么情形下可以主张合同无效 不可抗力 | \"不可抗力\" | ",
		"违约金 AND （定金 OR 押金）":              "违约金 定金 押金 | \"违约金\" AND (\"定金\" OR \"押金\") | ",
		"违约＊支付":                           "违约 支付 | *违约*支付* | ",
		"违约金 or 定金":                       "违约金 定金 | (\"违约金\" OR \"定金\") | ",
		"🙂":                               "🙂 | - | ",
		"(2021)京01民终123号":                 "(2021)京01民终123号 | (\"(2021)京01民终123号\" OR \"〔2021〕京01民终123号\" OR \"2021京01民终123号\") | ",
		"〔 2021 〕 京 01 民终 123 号":          "〔 2021 〕 京 01 民终 123 号 | (\"(2021)京01民终123号\" OR \"〔2021〕京01民终123号\" OR \"2021京01民终123号\") | ",
		"法释(2021)15号":                     "法释(2021)15号 | - | ",
		"2020-2021年":                      "2020-2021年 | - | ",
		"法官：闵怀远 违约金":                      "违约金 | - | judge:闵怀远",
		"案号:(2018)浙0521刑初267号 刑期：3年..10年": " | - | number:\"(2018)浙0521刑初267号\" sentence:3年..10年",
		"理由：“诚实 信用” -当事人：石桥公司 金额：..1万": " | - | reasons:\"诚实 信用\" -party:石桥公司 amount:..1万",
		"案号:(年)民终": "案号:(年)民终 | - | ",

		// Stories and pasted texts have no operators, unless something is set apart.
		"店里写着\"概不退换\"，刚买两天就坏了，老板说自己认倒霉，我能退货吗":  "店里写着 概不退换 ，刚买两天就坏了，老板说自己认倒霉，我能退货吗 | - | ",
		"“他先动的手。”王某一直这样说，可监控拍到的是另外一回事，法院会怎么看":  "他先动的手。 王某一直这样说，可监控拍到的是另外一回事，法院会怎么看 | - | ",
		"租房在**小区*栋*单元，房东收了钱不给钥匙，也一直不接电话，能报警吗":  "租房在**小区*栋*单元，房东收了钱不给钥匙，也一直不接电话，能报警吗 | - | ",
		"我借了钱 -利息太高，对方天天打电话来，说要告诉我单位，该怎么办呢":    "我借了钱 -利息太高，对方天天打电话来，说要告诉我单位，该怎么办呢 | - | ",
		"买的鞋坏了不给退，刚买两天，老板说自己认倒霉，我能退吗 \"概不退换\"": "买的鞋坏了不给退，刚买两天，老板说自己认倒霉，我能退吗 概不退换 | \"概不退换\" | ",
	} {
		q := Parse(s)
		must := "-"
		if q.Must != nil {
			must = formatExpr(*q.Must)
		}
		var filters []string
		for _, f := range q.Filters {
			filters = append(filters, f.String())
		}
		if got := q.Text + " | " + must + " | " + strings.Join(filters, " "); got != want {
			t.Errorf("Parse(%q) = %q; want %q", s, got, want)
		}
	}
}

func TestRange(t *testing.T) {
	for value, want := range map[string]string{
		"2020": "2020-01-01 2020-12-31", "2020-05": "2020-05-01 2020-05-31", "2020-05-01": "2020-05-01 2020-05-01",
		"2020..2021-06": "2020-01-01 2021-06-31", "2020..": "2020-01-01 ", "..2021": " 2021-12-31",
	} {
		from, to, err := Filter{Field: engine.FieldDate, Value: value}.Range()
		if got := string(from) + " " + string(to); err != nil || got != want {
			t.Errorf("date:%s is %q, %v; want %q", value, got, err, want)
		}
	}
	for _, value := range []string{"", "..", "去年", "20", "2021..2020", "2020/05/01", "2020-5", "2020-13", "2020-05-40"} {
		if _, _, err := (Filter{Field: engine.FieldDate, Value: value}).Range(); err == nil || !strings.Contains(err.Error(), value) {
			t.Errorf("date:%s: error %v; want one that repeats it", value, err)
		}
	}
}

// What is printed is understood as it was.
func checkPrint(t *testing.T, s string) {
	t.Helper()
	q := Parse(s)
	again := Parse(q.String())
	if len(q.String()) > MaxLength {
		return
	}
	if again.String() != q.String() {
		t.Errorf("Parse(%q) prints %q, which prints %q", s, q.String(), again.String())
	}
	if (again.Must == nil) != (q.Must == nil) || len(again.Filters) != len(q.Filters) {
		t.Errorf("Parse(%q) prints %q, which is understood otherwise", s, q.String())
	}
}

func TestPrint(t *testing.T) {
	for _, s := range []string{"合同 “不可抗力”", "违约金 -定金", "(违约金 OR 定金) AND 合同 -押金", "违约金 同款 定金", "违约*支付 合同", "law:民法典 -level:部门规章 违约金",
		"a NOT (b OR c)"} {
		checkPrint(t, s)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"民法典1036", "“”", "\"", "第", "刑法第(", "a@b/1", "附件"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := Parse(s)
		if q.Must != nil && len(q.Must.Words()) > MaxLength {
			t.Fatalf("Parse(%q) has more words than characters", s)
		}
		if q.Ref != nil && q.Ref.Name == "" {
			t.Fatalf("Parse(%q) has a reference without a name", s)
		}
	})
}
