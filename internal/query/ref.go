package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Ref is a name that may be a law, with the provision behind it.
type Ref struct {
	Name      string // as typed, without 《》
	Version   string // label, or ""
	Provision statute.Provision
	// Day or Year say that the text of a day, or of a year, is meant; "" where the query does
	// not tell.
	Day  statute.Date
	Year string
}

// ParseRef reads a name with a provision behind it, in the grammar of
// addresses or in any other spelling. It returns nil for an empty string; a
// string without a provision is all name.
func ParseRef(s string) *Ref {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	if a, err := statute.ParseAddress(s); err == nil && (strings.Contains(s, "/") || a.Version != "") {
		return &Ref{Name: a.Law, Version: a.Version, Provision: a.Provision}
	}
	if r := parseClause(s); r != nil {
		return r
	}
	if rest, day, ok := cutDay(trimAroundAddress(s)); ok {
		r := ParseRef(rest)
		if r != nil && r.Version == "" && r.Day == "" {
			r.Day = day
			return r
		}
	}
	if rest, year, ok := cutYear(s); ok {
		if r := ParseRef(rest); r != nil && r.Version == "" && !r.Provision.IsZero() {
			r.Year = year
			return r
		}
	}
	name, provision := splitProvision(trimAroundAddress(strings.ReplaceAll(s, "§", "")))
	name, version, _ := strings.Cut(name, "@")
	version = strings.TrimSpace(version)
	if version != "" && !statute.IsUndated(version) {
		d, err := statute.ParseDate(version)
		if err != nil {
			return nil
		}
		version = string(d)
	}
	name = strings.TrimSpace(strings.Trim(strings.TrimSpace(name), "《》/ 　"))
	const special = "分则"
	if law, ok := strings.CutSuffix(name, special); ok && law != "" && provision.Article.IsZero() && provision.Annex == 0 {
		name, provision.Named = strings.Trim(law, "《》 　"), special // 刑法分则第四章
	}
	if name == "" {
		return nil
	}
	return &Ref{Name: name, Version: version, Provision: provision}
}

// aroundAddress is what people write around an address.
var aroundAddress = struct{ before, behind []string }{
	[]string{"根据", "依据", "依照", "按照", "请问", "查询", "查"},
	[]string{"怎么规定的", "怎么规定", "是怎么规定的", "是什么", "的具体内容", "的内容", "的规定", "规定", "内容", "原文", "全文", "？", "?", "。"},
}

// trimAroundAddress takes words around an address away: 根据民法典第1036条的规定. It leaves
// a string that does not end in a provision then.
func trimAroundAddress(s string) string {
	t := s
	for _, b := range aroundAddress.before {
		t = strings.TrimPrefix(t, b)
	}
	for range 2 {
		for _, b := range aroundAddress.behind {
			t = strings.TrimSpace(strings.TrimSuffix(t, b))
		}
	}
	if r, _ := utf8.DecodeLastRuneInString(t); t != s && (unicode.IsDigit(r) || strings.ContainsRune("条款项目", r)) {
		return t
	}
	return s
}

// splitProvision takes the longest provision off the end of s.
func splitProvision(s string) (name string, p statute.Provision) {
	for at, r := range s {
		if at == 0 || !startsProvision(r, s[:at]) {
			continue
		}
		if isChineseDigit(r) && utf8.RuneCountInString(s[at:]) < 2 {
			continue // 张三 is no third article
		}
		if p, ok := readProvision(s[at:]); ok {
			return s[:at], p
		}
	}
	return s, statute.Provision{}
}

// startsProvision reports whether a provision may begin with r behind before.
func startsProvision(r rune, before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case r == '第' || r == '附' || r == '/':
		return true
	case r >= '0' && r <= '9', r >= '０' && r <= '９':
		return !unicode.IsDigit(last) && last != '〔' && last != '[' && last != '（' && last != '(' && last != '第'
	case isChineseDigit(r):
		return !isChineseDigit(last) && !strings.ContainsRune("第（(", last)
	}
	return false
}

func isChineseDigit(r rune) bool {
	return strings.ContainsRune("一二三四五六七八九十百千", r)
}

// reader reads a provision step by step.
type reader struct {
	s string
}

// readProvision reads the whole of s as a provision: 第1036条第一款第（二）项,
// 1036 1 款, 287之二, 287-2, 133条之一.
func readProvision(s string) (statute.Provision, bool) {
	var p statute.Provision
	r := &reader{strings.TrimLeft(s, "/ 　")}
	if rest, ok := strings.CutPrefix(r.s, statute.AnnexPrefix); ok {
		n, size := cnnum.Prefix(rest)
		if rest == "" {
			return statute.Provision{Annex: 1}, true
		}
		if size < len(rest) && n > 0 { // 附件一第七条
			inside, ok := readProvision(rest[size:])
			inside.Annex = n
			return inside, ok && !inside.Article.IsZero()
		}
		return statute.Provision{Annex: n}, size == len(rest) && n > 0
	}
	if division(r, &p) {
		return p, r.done()
	}
	n, ok := r.number("条", true)
	if !ok {
		return p, false
	}
	p.Article.Main = n
	if sub, ok := r.sub(); ok {
		p.Article.Sub = sub
		r.skip("条")
	}
	if k, ok := r.number("款", false); ok {
		p.Paragraph = k
	}
	if x, ok := r.number("项", false); ok {
		p.Item = x
	}
	if m, ok := r.number("目", false); ok {
		p.Subitem = m
	}
	return p, r.done()
}

// division reads 第四编第六章.
func division(r *reader, p *statute.Provision) bool {
	any := false
	for _, level := range [...]struct {
		unit string
		into *statute.Number
	}{{"分编", &p.Subpart}, {"编", &p.Part}, {"分编", &p.Subpart}, {"章", &p.Chapter}, {"节", &p.Section}} {
		if n, ok := r.number(level.unit, false); ok {
			level.into.Main = n
			any = true
		}
	}
	return any
}

func (r *reader) space() { r.s = strings.TrimLeft(r.s, " 　") }

func (r *reader) done() bool {
	r.space()
	return r.s == ""
}

func (r *reader) skip(word string) { r.s = strings.TrimPrefix(r.s, word) }

// number reads 第N<unit>, with or without 第 and brackets; for articles the
// unit may be missing.
func (r *reader) number(unit string, optional bool) (int, bool) {
	r.space()
	s := strings.TrimLeft(strings.TrimPrefix(r.s, "第"), " 　")
	s = s[label.Open(s):]
	n, size := cnnum.Prefix(s)
	if size == 0 || n == 0 {
		return 0, false
	}
	s = s[size:]
	s = strings.TrimLeft(s[label.Close(s):], " 　")
	if rest, ok := strings.CutPrefix(s, unit); ok {
		r.s = rest
		return n, true
	}
	if optional {
		for _, other := range [...]string{"款", "项", "目", "章", "节", "编", "分", "号", "年"} {
			if strings.HasPrefix(s, other) {
				return 0, false
			}
		}
		r.s = s
		return n, true
	}
	return 0, false
}

// sub reads 之二 or -2.
func (r *reader) sub() (int, bool) {
	r.space()
	n, length := label.Sub(r.s, cnnum.Prefix, label.SubMark, "-", "－")
	if length == 0 || n > maxSub { // 1036-1038 is no article with a number behind it
		return 0, false
	}
	r.s = r.s[length:]
	return n, true
}

// maxSub is the highest 之N that laws have, and more.
const maxSub = 50
