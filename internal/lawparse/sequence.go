package lawparse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// chooseArticles decides which of the places that look like 第N条 are articles of this
// law. The others are wording that the text quotes or cites, or articles of an annex.
//
// The articles of a law are numbered upwards: of all increasing sequences the one with
// the most weight is taken (chain.go), whatever stands behind the labels.
func (p *parser) chooseArticles() {
	if p.law.Amending {
		p.markQuoted()
		if p.hasClauses() {
			return // 一、将第二条修改为：第二条 …
		}
	}
	end := p.annexWithArticles()
	found := p.candidates(end)
	chosen := p.choose(found)
	if p.quotesOnly(found, chosen) {
		return
	}
	inline := false
	for _, i := range chosen {
		c := &found[i]
		if c.at > 0 {
			inline = true
			continue
		}
		s := &p.segments[c.segment]
		s.own, s.label = true, c.label
		switch {
		case c.label.guessed:
			p.diagnose("label_guessed", "条号“"+squeeze(s.text(p.text)[:c.label.length])+"”中有认不准的字，按顺序认作第"+
				cnnum.Format(c.label.number.Main)+"条", s.span)
		case !c.label.strong:
			p.diagnose("label_glued", "条号与正文之间没有空格，按条号顺序认定", s.span)
		}
	}
	if len(chosen) < len(found) && !p.restarts {
		p.keepMisplaced(found, chosen)
	}
	p.unreadable(end)
	p.checkGaps(found, chosen)
	if inline {
		p.splitInline(found, chosen)
	}
}

// choose takes the heaviest sequence, or that of each 编 where the numbers begin anew in
// each.
func (p *parser) choose(found []candidate) []int {
	starts := p.restartsOf(found)
	if len(starts) < 2 {
		return heaviest(found)
	}
	p.restarts = true
	p.diagnose("numbers_restart", "条号在各编里重新编排，后面各编里重号的条没有地址，只能按编阅读", p.segments[found[starts[1]].segment].span)
	var chosen []int
	for k, from := range starts {
		to := len(found)
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		for _, i := range heaviest(found[from:to]) {
			chosen = append(chosen, from+i)
		}
	}
	return chosen
}

// restartsOf returns the candidates 第一条 each of which is the first in a 编.
func (p *parser) restartsOf(found []candidate) []int {
	var starts []int
	at := p.body
	for i := range found {
		c := &found[i]
		part := false
		for ; at < c.segment; at++ {
			part = part || p.segments[at].form == formHeading && p.segments[at].kind == statute.KindPart
		}
		if part && c.label.strong && c.label.number == (statute.Number{Main: 1}) && c.weight == weightClear {
			starts = append(starts, i)
		}
	}
	if len(starts) > 0 {
		starts[0] = 0
	}
	return starts
}

// quotesOnly reports whether the labels are those of another law: the first is not 第一条,
// hardly one stands next to another, and they label no sentences (a table of crimes by
// article), or the text decides on another law.
func (p *parser) quotesOnly(found []candidate, chosen []int) bool {
	if len(chosen) == 0 || found[chosen[0]].label.number.Main == 1 {
		return false
	}
	next, listed := 0, 0
	for k, i := range chosen {
		if k > 0 && found[i].label.number.Follows(found[chosen[k-1]].label.number) {
			next++
		}
		if found[i].weight == weightListed {
			listed++
		}
	}
	name := p.law.Header.Key
	if i := strings.LastIndex(name, "（"); i > 0 {
		name = name[:i]
	}
	decides := strings.Contains(name, "关于") &&
		(strings.HasSuffix(name, "决定") || strings.HasSuffix(name, "决议") || strings.HasSuffix(name, "补充规定"))
	return next*2 < len(chosen) && (listed*2 > len(chosen) || decides)
}

// keepMisplaced looks at clear labels that the sequence left out. One whose number is
// nowhere else in the law is an article at a wrong place and stays one; one whose number
// is there already was printed twice, and is kept beside the articles.
func (p *parser) keepMisplaced(found []candidate, chosen []int) {
	have := make(map[statute.Number]int, len(chosen))
	taken := make(map[int]bool, len(chosen))
	var last statute.Number
	for _, i := range chosen {
		have[found[i].label.number] = i
		taken[i] = true
		last = found[i].label.number
	}
	for i := range found {
		c := &found[i]
		s := &p.segments[c.segment]
		if taken[i] || c.at > 0 || !c.label.strong || c.label.guessed {
			continue
		}
		n := c.label.number
		name := "第" + cnnum.Format(n.Main) + "条"
		if n.Sub > 0 {
			name += "之" + cnnum.Format(n.Sub)
		}
		before, twice := have[n]
		switch {
		case !twice && (n.Sub > 0 || n.Less(last)):
			have[n] = i
			s.own = true
			p.diagnose("article_misplaced", name+"不在应在的位置，按原处保留为一条", s.span)
		case twice && p.sameWords(s, &p.segments[found[before].segment]):
			s.form = formRepeated
			p.diagnose("article_twice", name+"重复出现，只取一处", s.span)
		default:
			p.diagnose("article_out_of_order", "条号与前后不连贯，按正文保留，未当作本法的条", s.span)
		}
	}
}

// sameWords reports whether two articles are one printed twice: they begin alike.
func (p *parser) sameWords(a, b *segment) bool {
	x, y := a.afterLabel(p.text).Of(p.text), b.afterLabel(p.text).Of(p.text)
	n := min(len(x), len(y), 36)
	return n > 0 && x[:n] == y[:n]
}

// unreadable says where a line begins with a label whose number cannot be read.
func (p *parser) unreadable(end int) {
	for i := p.body; i < end; i++ {
		s := &p.segments[i]
		if s.form != formText && (s.form != formArticle || !s.label.guessed || s.own) {
			continue
		}
		t := s.text(p.text)
		if n, ok := behindMarks(t); ok && !s.quoted && !p.hasArticle(n) {
			p.diagnose("label_unreadable", "行首的“"+squeeze(excerptOf(t))+"”像是条号而前面有别的符号，按正文保留", s.span)
			continue
		}
		if rest, ok := strings.CutPrefix(t, "第"); ok && !s.quoted {
			if at := strings.Index(rest, "条"); at > 0 && at <= 12 && !unlikeNumber(rest[:at]) {
				p.diagnose("label_unreadable", "行首的“"+squeeze(t[:len("第条")+at])+"”像是条号而认不出，按正文保留", s.span)
			}
		}
	}
}

// behindMarks reads the label of an article behind marks that no other line begins with:
// §§第七条, （第七条）.
func behindMarks(t string) (statute.Number, bool) {
	marks := strings.IndexFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if marks <= 0 || marks > maxMarks || strings.HasPrefix(t, "“") || strings.HasPrefix(t, "《") {
		return statute.Number{}, false
	}
	l, ok := articleAt(t[marks:])
	return l.number, ok && (l.strong || !looksCited(t[marks+l.length:]) || strings.HasPrefix(t[marks+l.length:], "）"))
}

// maxMarks bounds the marks before a label, in bytes.
const maxMarks = 12

// hasArticle reports whether an article of that number was chosen.
func (p *parser) hasArticle(n statute.Number) bool {
	for i := p.body; i < len(p.segments); i++ {
		if s := &p.segments[i]; s.own && s.label.number == n {
			return true
		}
	}
	return false
}

// excerptOf is the beginning of a line.
func excerptOf(t string) string {
	for at := range t {
		if at >= 30 {
			return t[:at]
		}
	}
	return t
}

// unlikeNumber reports whether the words between 第 and 条 are words.
func unlikeNumber(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) && !strings.ContainsRune("零〇一二三四五六七八九十百千两囗口曰", r) {
			return true
		}
	}
	return utf8.RuneCountInString(s) > 4
}

// GapBetween says that articles are left out between two others.
func GapBetween(before, behind statute.Number) string {
	return "第" + cnnum.Format(before.Main) + "条与第" + cnnum.Format(behind.Main) + "条之间缺条"
}

// checkGaps says where the numbers of the chosen articles leave one out.
func (p *parser) checkGaps(found []candidate, chosen []int) {
	last := statute.Number{}
	for _, i := range chosen {
		c := &found[i]
		n := c.label.number
		if p.restarts && n == (statute.Number{Main: 1}) {
			last = statute.Number{}
		}
		if !n.Follows(last) && !p.law.Amending && !(last.IsZero() && p.law.Header.Subtitle != "") {
			p.law.Incomplete = true
			at := p.segments[c.segment].span
			if last.IsZero() {
				p.diagnose("article_gap", "正文从第"+cnnum.Format(n.Main)+"条开始，前面缺条", at)
			} else {
				p.diagnose("article_gap", GapBetween(last, n), at)
			}
		}
		if last = n; c.label.to > n.Main {
			last = statute.Number{Main: c.label.to}
		}
	}
}

// markQuoted marks the segments inside “…”. Each quoted paragraph opens with
// “ and only the last closes with ”. The next clause label ends a quotation
// that was never closed.
func (p *parser) markQuoted() {
	open := false
	clause := 0
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		text := s.text(p.text)
		if s.form == formItem && s.style == styleCN && s.label.number.Main == clause+1 {
			clause++
			if open {
				p.diagnose("quote_unclosed", "引号没有闭合，到下一项为止", s.span)
				open = false
			}
		}
		s.quoted = open || strings.HasPrefix(text, "“")
		for at := 0; at < len(text); {
			j := strings.Index(text[at:], "\xe2\x80") // the lead bytes of “ and ”
			if j < 0 {
				break
			}
			at += j
			switch {
			case strings.HasPrefix(text[at:], "“"):
				open = true
			case strings.HasPrefix(text[at:], "”"):
				open = false
			}
			at += 2
		}
	}
}

// hasClauses reports whether the body is numbered 一、二、.
func (p *parser) hasClauses() bool {
	for _, s := range p.segments[p.body:] {
		if s.form == formItem && s.style == styleCN && s.label.number.Main == 1 && !s.quoted {
			return true
		}
	}
	return false
}

// annexWithArticles returns the index of the annex after which labels 第N条
// belong to the annex, or the number of segments. That is an annex after which
// the numbers start again at 1, or one before any article unless it holds the
// very law that the title names.
func (p *parser) annexWithArticles() int {
	annex, articles := -1, 0
	last := statute.Number{}
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		switch {
		case s.form == formAnnex:
			if annex < 0 || articles > 0 {
				annex = i
			}
		case s.form == formArticle && s.label.strong && !s.quoted:
			if annex >= 0 && (articles == 0 && !p.titleFollows(annex) || articles > 0 && !s.label.number.Follows(last)) {
				return annex // it begins anew, or quotes another law
			}
			if annex >= 0 && articles > 0 {
				annex = -1 // an 附件 line among the articles
			}
			articles, last = s.label.number.Main, s.label.number
		}
	}
	return len(p.segments)
}

// titleFollows reports whether the law's own title stands within the lines
// after segment i, as in a notice that is only the cover of the law.
func (p *parser) titleFollows(i int) bool {
	_, core := statute.SplitIssuers(statute.Key(p.title))
	if core == "" || strings.Contains(core, "印发") || strings.Contains(core, "公布") {
		return true
	}
	var b strings.Builder
	for j := i; j < len(p.segments) && j < i+8; j++ {
		if p.segments[j].form == formArticle {
			break
		}
		writeCharacters(&b, p.segments[j].text(p.text))
	}
	return strings.Contains(statute.Key(b.String()), core)
}
