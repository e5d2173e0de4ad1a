package lawparse

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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

// aboutWhat is what a letterhead says of its act, before the word for its kind: 某局关于发布某标准的公告.
var aboutWhat = regexp.MustCompile(`关于.+(公告|通告|令)$`)

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

// keyedEvents reads the lines 发布日期：2020年5月28日 and the rows of a table that say the
// same, and returns the other lines. ended says that one tells that the text is no longer
// in force.
func keyedEvents(meta string) (found []Event, rest string, ended bool) {
	if !strings.ContainsAny(meta, ":：|】]=＝") && !strings.Contains(meta, "日期") && !strings.Contains(meta, "时间") {
		return nil, meta, false
	}
	var other strings.Builder
	for line := range strings.Lines(meta) {
		tight := squeeze(line)
		if !metaKey.MatchString(tight) && !dayKey.MatchString(tight) {
			other.WriteString(line)
			continue
		}
		if note, ok := strings.CutPrefix(strings.TrimLeft(tight, "【["), "题注"); ok {
			other.WriteString(strings.TrimLeft(note, "】]：:") + "\n")
			continue
		}
		ended = ended || statusKey.MatchString(tight)
		for _, m := range keyedDate.FindAllStringSubmatch(tight, -1) {
			kind := eventKind(m[1])
			if strings.HasPrefix(m[1], "成文") {
				kind = EventAdopted // it is published later
			}
			if kind == EventOther && issuedKey.MatchString(m[1]) {
				kind = EventPromulgated
			}
			d, n := statute.DateAt(m[2])
			if n == 0 {
				if day, ok := plainDay(m[2]); ok {
					d, n = day, len(m[2])
				}
			}
			switch {
			case n == 0 || kind == EventOther && pageTime.MatchString(tight): // of the page
			case strings.Contains(m[1], "失效") || strings.Contains(m[1], "废止"):
				found = append(found, Event{Date: d, Kind: EventEnded, Text: m[1]})
			default:
				found = append(found, Event{Date: d, Kind: kind, Text: m[1]})
			}
		}
	}
	return found, other.String(), ended
}

// events reads every date with the words that follow it. Words before the
// next date that name no event (two committees that adopted one text) take
// the kind of the next.
func events(meta string) []Event {
	var found []Event
	for _, line := range joinedLines(meta) {
		first := len(found)
		if day, ok := plainDay(strings.TrimSpace(line)); ok {
			found = append(found, Event{Date: day})
			continue
		}
		behind := 0 // where the words of the last date begin
		for at := 0; at < len(line); {
			d, n := statute.DateAt(line[at:])
			if n == 0 {
				_, size := utf8.DecodeRuneInString(line[at:])
				at += size
				continue
			}
			if len(found) > first {
				found[len(found)-1].Text = line[behind:at]
			}
			found = append(found, Event{Date: d})
			at += n
			behind = at
		}
		if len(found) > first {
			found[len(found)-1].Text = line[behind:]
		}
		for i := len(found) - 1; i >= first; i-- {
			e := &found[i]
			if e.Kind = eventKind(e.Text); e.Kind == EventOther && i+1 < len(found) && !strings.Contains(e.Text, "令") {
				e.Kind = found[i+1].Kind
			} else if e.Kind == EventAdopted && i+1 < len(found) && found[i+1].Kind == EventAmended &&
				strings.Contains(withoutLead(e.Text), "根据") {
				e.Kind = EventAmended
			} else if e.Kind == EventOther && strings.Contains(e.Text, "令") && strings.Contains(e.Text, "号") {
				e.Kind = EventPromulgated // 主席令第四十五号, without a verb
			}
			e.Text = withoutLead(e.Text)
		}
	}
	return found
}

// withoutLead takes off an event what belongs to the next date.
func withoutLead(s string) string {
	s = strings.Trim(s, " 　，、；（）()")
	for _, lead := range [...]string{"根据", "自", "依据"} {
		s = strings.TrimRight(strings.TrimSuffix(s, lead), " 　，、；")
	}
	return s
}

// joinedLines are the lines of a header; a line without a date goes on the one
// before where that names no event yet.
func joinedLines(meta string) []string {
	var lines []string
	for _, line := range strings.Split(meta, "\n") {
		_, n := statute.DateAt(strings.TrimLeft(line, "（("))
		if last := len(lines) - 1; n == 0 && last >= 0 && eventVerb(lines[last]) == EventOther && eventVerb(line) != EventOther {
			lines[last] += line
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// versionLabel is the latest 通过, 修订 or 修正 date, else 公布 or 批准, else the date
// in the file's name, else one by itself under a cover.
func versionLabel(events []Event, fromName statute.Date) string {
	var adopted, signed, published, other statute.Date
	for _, e := range events {
		kind := e.Kind
		if kind == EventAdopted && !strings.Contains(e.Text, "通过") && (strings.Contains(e.Text, "签署") || strings.Contains(e.Text, "签订")) {
			signed = max(signed, e.Date) // an arrangement is adopted by a session, too
			continue
		}
		switch kind {
		case EventAdopted, EventAmended:
			adopted = max(adopted, e.Date)
		case EventPromulgated, EventApproved:
			published = max(published, e.Date)
		case EventOther:
			other = max(other, e.Date)
		}
	}
	for _, d := range [...]statute.Date{adopted, signed, published, fromName, other} {
		if d != "" {
			return string(d)
		}
	}
	return statute.Undated
}

func (p *parser) numberOf(meta string) string {
	var lines []string
	for line := range strings.Lines(meta) {
		if strings.ContainsAny(line, "号令告") { // the rest has no number
			lines = append(lines, line)
		}
	}
	for _, line := range lines {
		if !strings.ContainsAny(line, "〔[［（(【:：|】]") || !strings.Contains(line, "号") {
			continue
		}
		tight := squeeze(line)
		if wholeNumber.MatchString(tight) || oldNumber.MatchString(tight) {
			return normalizeNumber(tight)
		}
		if m := oldInLine.FindString(tight); m != "" && isFactsOnly(tight) {
			return normalizeNumber(m)
		}
		if m := numberInLine.FindString(tight); m != "" {
			return normalizeNumber(m)
		}
		if strings.ContainsAny(tight, ":：|】]") {
			if m := keyedNumber.FindStringSubmatch(tight); m != nil {
				if strings.Contains(m[1], "令") {
					return withoutRepublic(m[1])
				}
				return normalizeNumber(m[1])
			}
		}
	}
	for i, line := range lines { // 国务院令 and 第9号 on two lines of a cover, or on one
		tight := squeeze(line)
		if len(tight) > 150 || strings.HasPrefix(tight, "（") {
			continue
		}
		if i+1 < len(lines) && letterhead.MatchString(tight) && utf8.RuneCountInString(tight) < 40 {
			if next := strings.Trim(squeeze(lines[i+1]), "（）()"); bareNumber.MatchString(next) {
				return withoutRepublic(aboutWhat.ReplaceAllString(tight, "$1")) + next
			}
		}
		if p.isTitleWithMarks(tight) {
			continue
		}
		if utf8.RuneCountInString(tight) < 45 && letterheadNumber.MatchString(tight) && !strings.ContainsAny(tight, "，。《") {
			return withoutRepublic(afterDate(tight))
		}
	}
	best := ""
	for _, line := range lines {
		if !strings.Contains(line, "令") || !strings.Contains(line, "号") {
			continue
		}
		if p.isTitleWithMarks(squeeze(line)) {
			continue
		}
		all := order.FindAllString(line, -1)
		if all == nil {
			all = localOrder.FindAllString(line, -1)
		}
		if len(all) > 0 && (best == "" || strings.Contains(line, "公布")) {
			best = squeeze(afterDate(all[len(all)-1])) // of the last deed in a line
			if i := strings.LastIndex(best, "中华人民共和国"); i >= 0 {
				best = best[i+len("中华人民共和国"):]
			}
		}
	}
	for _, mark := range p.law.Header.Marks {
		if best == "" && (strings.Contains(mark, "令") && strings.HasSuffix(mark, "号") || docNumber.MatchString(mark)) {
			best = normalizeNumber(mark)
			if strings.Contains(mark, "令第") {
				best = mark
			}
		}
	}
	return best
}

// isTitleWithMarks reports whether a line is the title with the marks of a version behind
// it: 渡口法（主席令第二十一号） has its number in the mark.
func (p *parser) isTitleWithMarks(tight string) bool {
	h := &p.law.Header
	return len(h.Marks) > 0 && strings.HasPrefix(tight, squeeze(h.Title)) && strings.HasSuffix(tight, "）")
}

func withoutRepublic(s string) string { return strings.TrimPrefix(s, statute.Republic) }

// keyedNumber finds the number in 发文字号：国发〔2020〕1号.
var keyedNumber = regexp.MustCompile(`(?:文号|字号|编号)(?:[】\]][：:|]*|[：:|]+)([\p{Han}]{1,12}[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d+号|` +
	`[\p{Han}]{2,20}令第?[\d〇零一二三四五六七八九十百]+号)`)

// afterDate takes off what a greedy match of an issuer swallowed: the end of
// the date before it.
func afterDate(s string) string {
	if i := strings.LastIndex(s, "日"); i >= 0 {
		return s[i+len("日"):]
	}
	return s
}

var numberBrackets = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "（", "〔", "）", "〕", "(", "〔", ")", "〕",
	"【", "〔", "】", "〕", "第", "")

func normalizeNumber(s string) string { return numberBrackets.Replace(squeeze(s)) }

// unitsOfForce are the units the last of which may say from when the text is in force.
func (p *parser) unitsOfForce() []*Node {
	units := p.law.Articles()
	if len(units) == 0 {
		units = p.law.Clauses()
	}
	if len(units) == 0 {
		units = p.law.Root.Children
	}
	return units
}

// effectiveFromText reads 本法自2021年1月1日起施行 in the last units.
func (p *parser) effectiveFromText() statute.Date {
	units := p.unitsOfForce()
	for i := len(units) - 1; i >= 0 && i >= len(units)-4; i-- {
		if d := effectiveIn(squeeze(units[i].Span.Of(p.text))); d != "" { // 自 2020 年 9 月 1 日 起 施 行
			return d
		}
	}
	return ""
}

// daysOfForce are what stands behind the words before the day from which a text is in force: 自, 从, 本法于, 本法.
func daysOfForce(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; at < len(s); at++ {
			if c := s[at]; c != "自"[0] && c != "从"[0] && c != "本"[0] {
				continue
			}
			rest := s[at:]
			behind, ok := strings.CutPrefix(rest, "自")
			if !ok {
				behind, ok = strings.CutPrefix(rest, "从")
			}
			if !ok {
				behind, ok = behindSelf(rest)
			}
			if ok && !yield(behind) {
				return
			}
		}
	}
}

// behindSelf is what stands behind 本法, 本条例于 and the like at the start of s.
func behindSelf(s string) (behind string, ok bool) {
	rest, ok := strings.CutPrefix(s, "本")
	if !ok {
		return "", false
	}
	for _, w := range [...]string{"法", "条例", "规定", "办法", "解释", "细则", "规则", "规范", "规章", "决定", "标准", "规程", "章程", "意见"} {
		if behind, ok := strings.CutPrefix(rest, w); ok {
			return strings.TrimPrefix(strings.TrimPrefix(behind, "定于"), "于"), true
		}
	}
	return "", false
}

func effectiveIn(s string) statute.Date {
	if !speaksOfForce(s) {
		return ""
	}
	for behind := range daysOfForce(s) {
		day := strings.TrimLeft(behind, spaces)
		d, n := statute.DateAt(day)
		if n == 0 {
			continue
		}
		rest := strings.TrimLeft(day[n:], spaces)
		for _, w := range [...]string{"零时", "零点", "起", "开始"} {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, w), spaces)
		}
		for _, w := range [...]string{"施行", "实施", "生效", "执行", "试行"} {
			if after, ok := strings.CutPrefix(rest, w); ok && !strings.HasPrefix(after, "的") {
				return d
			}
		}
	}
	return ""
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
