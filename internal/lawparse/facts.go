package lawparse

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// finishHeader fills in the facts, some of which stand in the last article.
func (p *parser) finishHeader(hint Hint) {
	h := &p.law.Header
	meta, facts := p.metaText()
	keyed, plain, ended := keyedEvents(meta)
	h.Events = append(events(plain), keyed...)
	if p.breaksOff(plain) && hint.Date > lastDay(h.Events) {
		h.Events = append(h.Events, Event{Date: hint.Date, Kind: EventAmended, Text: "题注没有写完，日期见文件名"})
		p.diagnose("caption_breaks_off", "题注以“根据”结尾，没有写完，文本日期取文件名的 "+string(hint.Date), statute.Span{})
	}
	p.correctTitle()
	p.markEnded(ended)
	h.DocNumber = p.numberOf(meta)
	for _, e := range h.Events {
		if e.Kind == EventEffective {
			h.Effective = max(h.Effective, e.Date)
		}
	}
	h.Label = versionLabel(h.Events, hint.Date)
	if day := dayInMarks(h.Marks); h.Label == statute.Undated && day != "" {
		h.Label = string(day)
	}
	if h.Label == statute.Undated {
		h.Label = p.closingLabel()
	}
	if day := p.coverDay(); h.Label == statute.Undated && day != "" {
		h.Label = string(day)
	}
	if label := exportedLabel(p.text); label != "" {
		h.Label = label
	}
	if d := string(hint.Date); d != "" && h.Label != statute.Undated && d[:4] > h.Label[:4] {
		p.diagnose("header_older_than_name", "文件名的日期 "+d+" 晚于正文题注的最后日期 "+h.Label+"，题注可能不全", statute.Span{})
	}
	if h.Effective == "" {
		h.Effective = p.effectiveFromText()
	}
	if h.Effective == "" {
		h.Effective = p.onPublication(meta)
	}
	p.unreadEffective()
	tight := squeezeLines(meta)
	p.checkDays(tight, hint)
	h.Level = levelOf(h.Key, tight, squeezeLines(facts), hint.Category)
	h.Issuers = issuersOf(h, tight)
	if len(h.Issuers) == 0 {
		h.Issuers = p.signers(facts)
	}
	if h.Level == statute.LevelOther && hint.Category == "" && slices.ContainsFunc(h.Issuers, isMinistry) {
		h.Level = statute.LevelRule // an 办法 behind a notice
	}
	if h.Level == statute.LevelInterpretation {
		h.Interprets = statute.QuotedTitles(h.Key)
	}
	h.Basis = p.basis()
	if h.Label == statute.Undated {
		h.told = readsYear(facts)
		p.diagnose("undated", "没有找到通过、公布或者修订的日期，文本日期不明", statute.Span{})
	}
}

// squeezeLines removes the white space inside of lines: 国 务 院 公 布.
func squeezeLines(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		line, rest, more := strings.Cut(s, "\n")
		b.WriteString(squeeze(line))
		if !more {
			return b.String()
		}
		b.WriteByte('\n')
		s = rest
	}
}

// metaText is the text of the header; facts leaves out the sentences of a cover, which
// name other organs and laws.
func (p *parser) metaText() (meta, facts string) {
	var all, some strings.Builder
	for i := 0; i < p.body; i++ {
		s := &p.segments[i]
		if s.hashes > 0 && i >= p.titleAt {
			continue
		}
		kind := frontUnknown
		if p.infoEnd < 0 { // a Markdown header has no cover
			kind = p.front(s)
		}
		if isPageNumber(s.text(p.text)) {
			continue
		}
		for _, t := range p.metaLines(i) {
			all.WriteString(t)
			all.WriteByte('\n')
			if kind != frontCover && kind != frontOther {
				some.WriteString(t)
				some.WriteByte('\n')
			}
		}
	}
	return all.String(), some.String()
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
