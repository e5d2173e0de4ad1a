package lawparse

import (
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// chooseArticles decides which of the segments that look like 第N条 are
// articles of this law. The others are wording that the text quotes or cites,
// or articles of an annex.
//
// The articles of a law are numbered upwards, so the longest increasing
// sequence of the clear labels (white space behind them) is taken. A label
// with the text glued to it counts only where it fills a gap exactly.
func (p *parser) chooseArticles() {
	if p.law.Amending {
		p.markQuoted()
		if p.hasClauses() {
			return // 一、将第二条修改为：第二条 …
		}
	}
	end := p.annexWithArticles()
	var strong []int
	weak := false
	for i := p.body; i < end; i++ {
		s := &p.segments[i]
		if s.form != formArticle || s.quoted {
			continue
		}
		if s.label.strong {
			strong = append(strong, i)
		} else {
			weak = true
		}
	}
	for _, i := range p.increasing(strong) {
		p.segments[i].own = true
	}
	if weak {
		p.fillGaps(end)
	}
	p.checkGaps(end)
}

// increasing returns the longest strictly increasing subsequence of the
// article numbers of the segments.
func (p *parser) increasing(segments []int) []int {
	number := func(i int) statute.Number { return p.segments[i].label.number }
	ordered := true
	for i := 1; i < len(segments) && ordered; i++ {
		ordered = number(segments[i-1]).Less(number(segments[i]))
	}
	if ordered {
		return segments
	}
	var tails []int // tails[k]: index in segments of the smallest end of a sequence of length k+1
	prev := make([]int, len(segments))
	for i, s := range segments {
		k := sort.Search(len(tails), func(k int) bool { return !number(segments[tails[k]]).Less(number(s)) })
		prev[i] = -1
		if k > 0 {
			prev[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	chosen := make([]int, len(tails))
	for k, i := len(tails)-1, tails[len(tails)-1]; k >= 0; k, i = k-1, prev[i] {
		chosen[k] = segments[i]
	}
	taken := make(map[int]bool, len(chosen))
	for _, i := range chosen {
		taken[i] = true
	}
	for _, i := range segments {
		if !taken[i] {
			p.diagnose("article_out_of_order", "条号与前后不连贯，按正文保留，未当作本法的条", p.segments[i].span)
		}
	}
	return chosen
}

// fillGaps accepts labels with the text glued to them (第一百二十八 条侦查人员)
// where they continue the sequence exactly.
func (p *parser) fillGaps(end int) {
	next := make([]statute.Number, end+1) // the accepted number at or after a segment
	for i := end - 1; i >= p.body; i-- {
		next[i] = next[i+1]
		if p.segments[i].own {
			next[i] = p.segments[i].label.number
		}
	}
	last := statute.Number{}
	for i := p.body; i < end; i++ {
		s := &p.segments[i]
		if s.own {
			last = s.label.number
			continue
		}
		if s.form != formArticle || s.quoted || s.label.strong {
			continue
		}
		n := s.label.number
		after := s.afterLabel(p.text).Of(p.text)
		if n.Follows(last) && (next[i].IsZero() || n.Less(next[i])) && !looksCited(after) {
			s.own = true
			last = n
			p.diagnose("label_glued", "条号与正文之间没有空格，按条号顺序认定", s.span)
		}
	}
}

func (p *parser) checkGaps(end int) {
	last := statute.Number{}
	for i := p.body; i < end; i++ {
		s := &p.segments[i]
		if !s.own {
			continue
		}
		if n := s.label.number; !last.IsZero() && !n.Follows(last) && !p.law.Amending {
			p.law.Incomplete = true
			p.diagnose("article_gap", "第"+cnnum.Format(last.Main)+"条与第"+cnnum.Format(n.Main)+"条之间缺条", s.span)
		}
		last = s.label.number
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
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		switch {
		case s.form == formAnnex:
			if annex < 0 || articles > 0 {
				annex = i
			}
		case s.form == formArticle && s.label.strong && !s.quoted:
			if annex >= 0 && (articles == 0 && !p.titleFollows(annex) || articles > 0 && s.label.number == statute.Number{Main: 1}) {
				return annex
			}
			if annex >= 0 && articles > 0 && s.label.number.Main > articles {
				annex = -1 // an 附件 line among the articles
			}
			articles = s.label.number.Main
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
