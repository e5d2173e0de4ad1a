package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// finishHeader fills in the facts, some of which stand in the last article.
func (p *parser) finishHeader(hint Hint) {
	h := &p.law.Header
	meta := p.metaText()
	h.Events = events(meta)
	h.DocNumber = numberOf(meta)
	for _, e := range h.Events {
		if e.Kind == EventEffective {
			h.Effective = max(h.Effective, e.Date)
		}
	}
	h.Label = versionLabel(h.Events, hint.Date)
	if d := string(hint.Date); d != "" && h.Label != statute.Undated && d[:4] > h.Label[:4] {
		p.diagnose("header_older_than_name", "文件名的日期 "+d+" 晚于正文题注的最后日期 "+h.Label+"，题注可能不全", statute.Span{})
	}
	if h.Effective == "" {
		h.Effective = p.effectiveFromText()
	}
	h.Level = levelOf(h.Key, meta, hint.Category)
	h.Issuers = issuersOf(h, meta)
	if h.Level == statute.LevelInterpretation {
		h.Interprets = statute.QuotedTitles(h.Key)
	}
	h.Basis = p.basis()
}

func (p *parser) metaText() string {
	var b strings.Builder
	for i := range p.segments[:p.body] {
		s := &p.segments[i]
		if s.hashes == 0 {
			b.WriteString(s.text(p.text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// events reads every date with the words that follow it. Words before the
// next date that name no event (two committees that adopted one text) take
// the kind of the next.
func events(meta string) []Event {
	var found []Event
	for _, line := range joinedLines(meta) {
		first := len(found)
		for at := 0; at < len(line); {
			d, n := statute.DateAt(line[at:])
			if n == 0 {
				_, size := utf8.DecodeRuneInString(line[at:])
				if len(found) > first {
					found[len(found)-1].Text += line[at : at+size]
				}
				at += size
				continue
			}
			found = append(found, Event{Date: d})
			at += n
		}
		for i := len(found) - 1; i >= first; i-- {
			e := &found[i]
			if e.Kind = eventKind(e.Text); e.Kind == EventOther && i+1 < len(found) {
				e.Kind = found[i+1].Kind
			} else if e.Kind == EventAdopted && i+1 < len(found) && found[i+1].Kind == EventAmended && strings.Contains(e.Text, "根据") {
				e.Kind = EventAmended
			}
			e.Text = strings.Trim(e.Text, " 　，、；（）()")
			for _, lead := range [...]string{"根据", "自", "依据"} { // belongs to the next date
				e.Text = strings.TrimRight(strings.TrimSuffix(e.Text, lead), " 　，、；")
			}
		}
	}
	return found
}

// joinedLines are the lines of a header; a line without a date goes on the one
// before where that names no event yet.
func joinedLines(meta string) []string {
	var lines []string
	for _, line := range strings.Split(meta, "\n") {
		_, n := statute.DateAt(strings.TrimLeft(line, "（("))
		if last := len(lines) - 1; n == 0 && last >= 0 && eventKind(lines[last]) == EventOther && eventKind(line) != EventOther {
			lines[last] += line
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// versionLabel is the latest 通过, 修订 or 修正 date, else 公布 or 批准, else the date
// in the file's name.
func versionLabel(events []Event, fromName statute.Date) string {
	var adopted, published statute.Date
	for _, e := range events {
		switch e.Kind {
		case EventAdopted, EventAmended:
			adopted = max(adopted, e.Date)
		case EventPromulgated, EventApproved:
			published = max(published, e.Date)
		}
	}
	for _, d := range [...]statute.Date{adopted, published, fromName} {
		if d != "" {
			return string(d)
		}
	}
	return statute.Undated
}

func numberOf(meta string) string {
	for _, line := range strings.Split(meta, "\n") {
		tight := squeeze(line)
		if loc := docNumber.FindStringIndex(tight); loc != nil && loc[0] == 0 && loc[1] == len(tight) {
			return normalizeNumber(tight)
		}
		if m := numberInLine.FindString(tight); m != "" {
			return normalizeNumber(m)
		}
	}
	if lines := strings.SplitN(meta, "\n", 3); len(lines) == 3 && cover.MatchString(squeeze(lines[0])) {
		if m := order.FindString(squeeze(lines[0] + lines[1])); m != "" { // 国务院令 and 第9号 on two lines of a cover
			return strings.TrimPrefix(m, "中华人民共和国")
		}
	}
	best := ""
	for _, line := range strings.Split(meta, "\n") {
		if m := order.FindString(line); m != "" && (best == "" || strings.Contains(line, "公布")) {
			best = squeeze(afterDate(m))
			if i := strings.LastIndex(best, "中华人民共和国"); i >= 0 {
				best = best[i+len("中华人民共和国"):]
			}
		}
	}
	return best
}

// afterDate takes off what a greedy match of an issuer swallowed: the end of
// the date before it.
func afterDate(s string) string {
	if i := strings.LastIndex(s, "日"); i >= 0 {
		return s[i+len("日"):]
	}
	return s
}

var numberBrackets = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "（", "〔", "）", "〕", "(", "〔", ")", "〕", "第", "")

func normalizeNumber(s string) string { return numberBrackets.Replace(squeeze(s)) }

// effectiveFromText reads 本法自2021年1月1日起施行 in the last units.
func (p *parser) effectiveFromText() statute.Date {
	units := p.law.Articles()
	if len(units) == 0 {
		units = p.law.Clauses()
	}
	if len(units) == 0 {
		units = p.law.Root.Children
	}
	for i := len(units) - 1; i >= 0 && i >= len(units)-4; i-- {
		if d := effectiveIn(units[i].Span.Of(p.text)); d != "" {
			return d
		}
	}
	return ""
}

func effectiveIn(s string) statute.Date {
	for at := 0; ; {
		i := strings.Index(s[at:], "自")
		if i < 0 {
			return ""
		}
		at += i + len("自")
		if d, n := statute.DateAt(s[at:]); n > 0 {
			rest := strings.TrimLeft(s[at+n:], spaces)
			for _, w := range [...]string{"起施行", "起实施", "起生效", "起执行", "施行", "开始施行"} {
				if strings.HasPrefix(rest, w) {
					return d
				}
			}
		}
	}
}

// basis reads the laws that the preamble or the first article names after 根据.
func (p *parser) basis() []string {
	var found []string
	seen := map[string]bool{p.law.Header.Key: true}
	for _, n := range p.law.Root.Children {
		if n.Kind != statute.KindPreamble {
			continue
		}
		s := n.Span.Of(p.text)
		if i := strings.Index(s, "根据"); i >= 0 {
			for _, key := range statute.QuotedTitles(s[i:]) {
				if !seen[key] {
					seen[key] = true
					found = append(found, key)
				}
			}
		}
	}
	return found
}
