package query

import (
	"strings"
	"testing"
)

func TestParseList(t *testing.T) {
	for s, want := range map[string]string{
		"民法典1036、1038":                   "民法典 1036, 民法典 1038",
		"刑法264和治安管理处罚法49":                "刑法 264, 治安管理处罚法 49",
		"《民法典》第五百七十七条及第五百八十四条第一款":        "民法典 577, 民法典 584/k1",
		"公司法@2018-10-26/16，17":           "公司法@2018-10-26 16, 公司法@2018-10-26 17",
		"民法典第1034-1036条":                 "民法典 1034, 民法典 1035, 民法典 1036",
		"《公司法》第二十条至第二十二条":                "公司法 20, 公司法 21, 公司法 22",
		"民法典577、584—585":                 "民法典 577, 民法典 584, 民法典 585",
		"刑法133-1":                        "",
		"公司法2018-2023":                   "",
		"民法典1036":                        "",
		"合同、租金":                          "",
		"关于买卖和租赁的规定3":                    "",
		"民法典第十条第一款、第二款":                  "", // 第二款 is no article; whoever reads sentences finds it
		strings.Repeat("刑法1、", 50) + "2": "",
	} {
		var got []string
		for _, r := range parseList(s) {
			name := r.Name
			if r.Version != "" {
				name += "@" + r.Version
			}
			got = append(got, name+" "+r.Provision.String())
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("parseList(%q) = %q; want %q", s, strings.Join(got, ", "), want)
		}
	}
}

func TestCutYear(t *testing.T) {
	for s, want := range map[string]string{
		"公司法2018": "公司法 2018", "公司法（2018修正）": "公司法 2018", "公司法(2018年修正)": "公司法 2018", "《公司法》（2018）": "公司法 2018", "公司法2018版": "公司法 2018",
		"2018年修正的公司法": "公司法 2018", "2018年《公司法》": "公司法 2018", "2018公司法": "公司法 2018",
		"公司法": "", "2018": "", "国务院令第2018号": "", "公司法18": "",
	} {
		law, year, ok := CutYear(s)
		if got := strings.TrimSpace(law + " " + year); got != want || ok != (want != "") {
			t.Errorf("CutYear(%q) = %q, %v; want %q", s, got, ok, want)
		}
	}
}

func TestDocumentNumber(t *testing.T) {
	for s, want := range map[string]bool{"法释〔2021〕15号": true, "法释(2021)15号": true, "国发[1998]第3号": true, "法释2021年15号": true,
		"国务院令第586号": true, "主席令第四十五号": true, "中华人民共和国主席令第45号": true, "国务院令第号": false, "（2021）京01民终123号": false,
		"法释2021": false, "法释〔2021〕15号第10条": false} {
		if q := Parse(s); (q.Mentions != nil) != want {
			t.Errorf("Parse(%q).Mentions is %v; want one: %v", s, q.Mentions, want)
		}
	}
}

// Numbers of cases as people write them; several serials that share the beginning mean
// each of the cases.
func TestCaseNumber(t *testing.T) {
	for s, want := range map[string]string{
		"（2025）川 0191 民初 338 号": `"(2025)川0191民初338号" "〔2025〕川0191民初338号"`,
		"2019京01民终1234号":        `"(2019)京01民终1234号" "〔2019〕京01民终1234号"`,
		"（2020）浙0108民初9号、10号":   `"(2020)浙0108民初9号" "〔2020〕浙0108民初9号" "(2020)浙0108民初10号" "〔2020〕浙0108民初10号"`,
		"（2021）云0103民初4-5号": `"(2021)云0103民初4-5号" "〔2021〕云0103民初4-5号" "(2021)云0103民初4号" "〔2021〕云0103民初4号" ` +
			`"(2021)云0103民初5号" "〔2021〕云0103民初5号"`,
		"指导案例24号":    `"指导案例24号" "指导性案例24号" "指导案例第24号" "指导性案例第24号"`,
		"检例第39号":     `"检例第39号" "检例39号"`,
		"检例第三十九号":    `"检例第39号" "检例39号"`,
		"检例39":       `"检例第39号" "检例39号"`,
		"最高检指导案例39号": `"检例第39号" "检例39号"`,
		"最高人民检察院第39号指导性案例":       `"检例第39号" "检例39号"`,
		"最高法指导案例24号":             `"指导案例24号" "指导性案例24号" "指导案例第24号" "指导性案例第24号"`,
		"最高法第24号指导性案例":           `"指导案例24号" "指导性案例24号" "指导案例第24号" "指导性案例第24号"`,
		"指导案例2018":               "",
		"入库编号：2024-18-2-053-001": `"2024-18-2-053-001"`,
		"2019年民事第3号":             "",
		"指导案例":                   "",
		"2019京城会议第3号":            "",
	} {
		q := Parse(s)
		got := ""
		if q.IsCaseNumber {
			var words []string
			for _, w := range q.Must.Words() {
				words = append(words, `"`+w+`"`)
			}
			got = strings.Join(words, " ")
		}
		if got != want {
			t.Errorf("Parse(%q) asks for %s; want %s", s, got, want)
		}
	}
}
