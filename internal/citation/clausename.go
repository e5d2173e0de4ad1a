package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Clauses of papers that are numbered 一、（一） and have no 条: 《某某意见》四、（六）, 某某纪要第二部分第（三）项.

// numbersClauses reports whether a name is that of a kind of paper that is often numbered so.
func numbersClauses(name string) bool {
	name = strings.TrimRight(bareKey(strings.TrimRight(name, "》")), "》")
	for _, w := range [...]string{"意见", "纪要", "通知", "批复", "答复", "解答", "公告", "通告", "方案", "决定", "复函", "规定", "解释"} {
		if strings.HasSuffix(name, w) {
			return true
		}
	}
	return false
}

// clauseOfPaper reads 四、（六） or 第二部分第（三）项 right behind the name of such a paper.
func (f *finder) clauseOfPaper() bool {
	if f.name.Kind == NoName || f.name.NoLaw || f.name.Span.End > f.at || f.at-f.name.Span.End > len("的") || !numbersClauses(f.name.Text) {
		return false
	}
	if between := f.text[f.name.Span.End:f.at]; between != "" && between != "的" && between != "中" {
		return false
	}
	rest := f.text[f.at:f.end]
	of, part := strings.CutPrefix(rest, "第")
	n, size := cnnum.Prefix(of)
	if size == 0 || n < 1 || n > maxClause {
		return false
	}
	of = of[size:]
	mark := "、"
	if part {
		mark = "部分"
	}
	of, ok := strings.CutPrefix(of, mark)
	if !ok {
		return false
	}
	if part {
		of = strings.TrimPrefix(strings.TrimPrefix(of, "的"), "第")
	}
	k, more := itemAt(of)
	if more == 0 || k > maxClause || !part && (!bracketed(of) || numeralLength(of, more) == 0) {
		return false
	}
	of = of[more:]
	word := ""
	for _, w := range [...]string{"项", "条", "点", "款"} {
		if strings.HasPrefix(of, w) {
			word = w
		}
	}
	if part && word == "" && !bracketed(rest[len(rest)-len(of)-more:]) {
		return false
	}
	end := f.end - len(of) + len(word)
	p := statute.Provision{Article: statute.Number{Main: n}, Item: k}
	f.list(Mention{Kind: KindProvision, Name: f.takeName(f.at), Refs: []Ref{{From: p}}}, f.at, end)
	return true
}
