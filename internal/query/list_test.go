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
	for s, want := range map[string]bool{"法释〔2021〕15号": true, "法释(2021)15号": true, "国发[1998]第3号": true, "（2021）京01民终123号": false,
		"法释2021": false, "法释〔2021〕15号第10条": false} {
		if q := Parse(s); (q.Mentions != nil) != want {
			t.Errorf("Parse(%q).Mentions is %v; want one: %v", s, q.Mentions, want)
		}
	}
}
