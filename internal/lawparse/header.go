package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Header holds the facts that a text gives about itself. What it does not
// give is empty.
type Header struct {
	Title string // as printed, white space folded
	Key   string // the law key made from Title
	// Marks are what stood in brackets behind the title and tells a version of the law:
	// 2015修正, 已失效, 主席令第二十一号.
	Marks []string
	// Draft says that the text is a draft (草案, 征求意见稿) and was never in force.
	Draft bool
	// Ended says that a mark behind the title tells that the text is no longer in force.
	Ended bool
	// Quoted says that the title stands in 《》, as where a text speaks of a law or quotes it.
	Quoted bool
	// Section says that such a title heads a section (## 《渡口法》), not the text.
	Section   bool
	Subtitle  string // the part of a law that this text holds (人格权编)
	Issuers   []string
	DocNumber string // 法释〔2021〕15号, 国务院令第712号
	Level     statute.Level
	Events    []Event
	Effective statute.Date // 施行 date: header, else final article
	Label     string       // version label (DESIGN section 8)
	// EffectiveUnread says that the text tells from when it is in force in words from
	// which no day can be told.
	EffectiveUnread bool
	told            string   // year of a caption without a day, for a text without a date
	Interprets      []string // keys of the laws named in the title of an interpretation
	Basis           []string // keys of the laws that the preamble gives as basis
}

// EventKind says what happened to a law on a day.
type EventKind string

// The kinds of event in a law's header.
const (
	EventAdopted     EventKind = "通过"
	EventAmended     EventKind = "修正" // also 修订
	EventApproved    EventKind = "批准"
	EventPromulgated EventKind = "公布"
	EventEffective   EventKind = "施行"
	EventEnded       EventKind = "失效" // without a date where only a mark says so
	EventOther       EventKind = ""
)

// Event is one dated line of a header.
type Event struct {
	Date statute.Date
	Kind EventKind
	Text string // what happened, as written
}

// InForceFrom is the day from which this text is in force, as far as it tells itself: its
// 施行 date. The final article of an amended law gives that of the first text, a day before
// the date of this one; then it is assumed that this one is in force from its own date.
func (h Header) InForceFrom() timeline.Day {
	label := statute.Date(h.Label)
	if statute.IsUndated(h.Label) {
		label = ""
	}
	switch {
	case h.EffectiveUnread || h.Draft || h.Ended,
		label == "" && h.Effective != "" && h.Year() > string(h.Effective[:4]): // 2018修正: the clause speaks of the first text
		return timeline.DayOf("", timeline.Unknown)
	case h.Effective < label:
		return timeline.DayOf(label, timeline.Assumed)
	}
	return timeline.DayOf(h.Effective, timeline.FromText)
}

// Year is the latest year that the marks behind the title tell, or a caption without a
// day, "" for none.
func (h Header) Year() string {
	year := h.told
	for _, m := range h.Marks {
		year = max(year, yearInMark.FindString(m))
	}
	return year
}

// yearInMark finds the year of 2015修正 and 20150424.
var yearInMark = regexp.MustCompile(`(?:19|20)\d\d`)

// narrowBrackets are those of (一) and (试行) behind a name, which is the same with wide ones.
var narrowBrackets = regexp.MustCompile(`\(([\p{Han}]+)\)$`)

// firstTitle is the index of the segment with the title, or -1.
func (p *parser) firstTitle() int {
	for i := p.titleAt; i < p.body; i++ {
		if p.segments[i].form != formBlank {
			return i
		}
	}
	return -1
}

// readHeader finds the title and the end of the header, so that the body can
// be told from it; the facts are filled in by finishHeader.
func (p *parser) readHeader(hint Hint) {
	h := &p.law.Header
	at := 0
	if p.infoEnd >= 0 {
		for ; at < p.infoEnd; at++ {
			s := &p.segments[at]
			if s.hashes == 0 || s.span.Len() == 0 {
				continue
			}
			if h.Title == "" {
				h.Title = fold(s.text(p.text))
			} else if h.Subtitle == "" {
				h.Subtitle = fold(s.text(p.text))
			}
		}
	} else {
		at = p.plainTitle()
	}
	if h.Title == "" {
		h.Title = nameOfFile(hint.Title)
		if h.Title != "" {
			p.titleOfName = true
			p.diagnose("title_from_name", "正文没有标题，取自网页标题或文件名", statute.Span{})
		}
	}
	h.Title, h.Marks = splitMarks(h.Title)
	if inner := statute.QuotedTitles(h.Title); len(inner) == 1 && strings.HasPrefix(h.Title, "《") && strings.HasSuffix(h.Title, "》") {
		h.Title = strings.TrimSuffix(strings.TrimPrefix(h.Title, "《"), "》") // an excerpt under 《…》
		h.Quoted = true
		h.Section = p.titleAt < len(p.segments) && p.segments[p.titleAt].hashes > 1
		var marks []string
		h.Title, marks = splitMarks(h.Title)
		h.Marks = append(h.Marks, marks...)
	}
	if i := strings.Index(h.Title, "《关于"); i > 0 && strings.HasSuffix(h.Title, "》") && isOrgans(h.Title[:i]) {
		h.Title = h.Title[:i] + strings.TrimSuffix(h.Title[i+len("《"):], "》") // 最高人民法院《关于…的解释》
	}
	p.marksOfName(hint.Title)
	h.Draft = statute.IsDraft(h.Title)
	if h.Draft {
		p.diagnose("draft", "标题写明是草案或者征求意见稿，不算现行有效", statute.Span{})
	}
	for _, m := range h.Marks {
		if strings.Contains(m, "失效") || strings.Contains(m, "废止") || m == "无效" {
			h.Ended = true
			p.diagnose("marked_ended", "标题注明“"+m+"”，不算现行有效", statute.Span{})
		}
	}
	h.Title = narrowBrackets.ReplaceAllString(h.Title, "（$1）")
	p.title = h.Title
	h.Key = statute.Key(h.Title)
	bare := strings.ReplaceAll(squeeze(h.Title), "、", "")
	for at < len(p.segments) && (p.isMeta(&p.segments[at], bare) || p.isValue(at)) {
		at++
	}
	p.body = at
	p.law.Amending = strings.Contains(h.Key, "修正案") || strings.Contains(h.Key, "修改") && strings.HasSuffix(h.Key, "决定") ||
		strings.Contains(h.Key, "解释") && strings.HasSuffix(h.Key, "补充规定")
}

// plainTitle reads the title of a text without the Markdown header and returns the index
// of the segment after it.
func (p *parser) plainTitle() int {
	h := &p.law.Header
	if g := p.frontTitle(); g.to > g.from {
		h.Title, p.titleAt = tidyTitle(g.title), g.from
		return g.to
	}
	if at, title := p.coveredTitle(); title != "" {
		h.Title, p.titleAt = title, len(p.segments)
		p.diagnose("title_from_cover", "正文没有标题，取自公布它的文字", p.segments[at].span)
		return at + 1
	}
	for i := range p.segments[:p.frontEnd()] {
		if m := keyedTitle.FindStringSubmatch(squeeze(p.segments[i].text(p.text))); m != nil && titleEnds(withoutMarks(m[1])) {
			h.Title, p.titleAt = m[1], len(p.segments)
			return 0
		}
	}
	// Not a law's title: the first line is one, if it is no part of a header.
	for at := range p.segments {
		s := &p.segments[at]
		kind := p.front(s)
		if kind == frontFurniture || kind == frontKey {
			continue
		}
		if t := fold(s.text(p.text)); s.hashes > 0 || kind <= frontPart && titleLike(s, t) {
			h.Title, p.titleAt = t, at
			return at + 1
		}
		break
	}
	p.titleAt = len(p.segments)
	return 0
}

// coveredTitle is the title of the law that a cover names, for a text without one of its
// own: 《…》已于…通过，现予公布. It returns the segment that names it.
func (p *parser) coveredTitle() (at int, title string) {
	end := p.frontEnd()
	if end == len(p.segments) {
		return 0, "" // nothing follows that it could be the cover of
	}
	for i := 0; i < end; i++ {
		s := &p.segments[i]
		t := s.text(p.text)
		if p.front(s) != frontCover || !strings.HasPrefix(t, "《") || !strings.Contains(t, "公布") && !strings.Contains(t, "印发") {
			continue
		}
		depth := 0
		for k, r := range t {
			switch r {
			case '《':
				depth++
			case '》':
				if depth--; depth == 0 {
					return i, fold(t[len("《"):k])
				}
			}
		}
	}
	return 0, ""
}

// joinTitle joins the lines of a title: with a space between two issuers, which
// the key makes a 、, else without.
func joinTitle(a, b string) string {
	if a == "" {
		return b
	}
	if c := a[len(a)-1]; c < utf8.RuneSelf && b[0] < utf8.RuneSelf {
		return a + " " + b
	}
	if statute.IssuersMeet(a, b) {
		return a + " " + b
	}
	return a + b
}

func titleLike(s *segment, t string) bool {
	if s.form != formText || utf8.RuneCountInString(t) > 80 || strings.ContainsAny(t, "。；：，:") || strings.HasPrefix(t, "（") {
		return false
	}
	if _, n := statute.DateAt(t); n > 0 {
		return false
	}
	return !docNumber.MatchString(t)
}

var titleSuffixes = [...]string{"法", "法典", "条例", "规定", "办法", "解释", "决定", "细则", "规则", "批复", "通知", "意见", "解答", "规范", "方案", "命令", "标准",
	"准则", "章程", "安排", "答复", "修正案", "纪要", "宪法", "公约", "协定", "复函", "规程", "暂行", "决议"}

// titleEnds reports whether a title is complete: it ends in the word for a
// kind of norm, perhaps with （试行） or （一） behind it.
func titleEnds(t string) bool {
	t = strings.TrimRightFunc(t, isJunk)
	if rest, ok := strings.CutSuffix(t, "》"); ok { // 最高人民法院《关于…的解释》, 《…》
		if i := strings.Index(t, "《"); i == 0 || i > 0 && isOrgans(t[:i]) && strings.HasPrefix(t[i:], "《关于") {
			t = rest
		}
	}
	for strings.HasSuffix(t, "）") || strings.HasSuffix(t, ")") {
		i := max(strings.LastIndex(t, "（"), strings.LastIndex(t, "("))
		if i <= 0 {
			return false
		}
		t = strings.TrimRight(t[:i], spaces)
	}
	for _, s := range titleSuffixes {
		if strings.HasSuffix(t, s) {
			return true
		}
	}
	return false
}

// IsContract reports whether s reads like the title of a contract or the like,
// which has articles and is no law.
func IsContract(s string) bool {
	s = strings.TrimSpace(s)
	for _, w := range [...]string{"合同", "合同书", "协议", "协议书", "公司章程", "管理规约", "临时规约", "承诺书", "保证书"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	for _, w := range [...]string{"用户协议", "服务协议", "隐私政策", "隐私协议", "平台规则", "会员规则", "员工手册", "社区公约"} {
		if strings.Contains(s, w) {
			return true // 某平台用户协议规则
		}
	}
	return false
}

// IsTitle reports whether s reads like the title of a norm.
func IsTitle(s string) bool { return titleEnds(strings.TrimSpace(s)) }

const numberOfDocument = `[\p{Han}]{1,12}[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d+\s*号`

var (
	docNumber = regexp.MustCompile(numberOfDocument)
	// wholeNumber is a document number and no more.
	wholeNumber = regexp.MustCompile(`^` + numberOfDocument + `$`)
	// numberInLine finds a number among other words by its usual prefixes.
	numberInLine = regexp.MustCompile(`(?:法释|法发|法办|法明传|法函|法复|高检发释字|高检发研字|高检发|高检会|公通字|国发|国办发|国函|劳社部发|劳部发|人社部发|人社部函|财税|司发|` +
		`银发)[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d+号`)
	order = regexp.MustCompile(`((?:国家)?主席|国务院|[\p{Han}]{2,20}(?:部|局|委员会|总署|总局|银行|署))令\s*` +
		`(?:[（(]\p{Han}{2,5}届[）)])?\s*(?:第|〔\d{4}〕)?\s*[\d一二三四五六七八九十百]+\s*号`)
)

// localOrder is the order of a local government: 某省人民政府令第12号.
var localOrder = regexp.MustCompile(`\p{Han}{2,12}人民政府令\s*(?:第|〔\d{4}〕)?\s*[\d一二三四五六七八九十百]+\s*号`)

// isMeta reports whether a segment right after the title still belongs to the
// header: the title again, the number, a note on who adopted it when.
func (p *parser) isMeta(s *segment, core string) bool {
	if s.form == formBlank {
		return true
	}
	if s.hashes > 0 || s.form != formText && s.form != formTable && s.form != formItem {
		return false
	}
	t := s.text(p.text)
	tight := squeeze(t)
	if s.form != formText {
		kind := p.front(s)
		return kind == frontKey || kind == frontFurniture && s.form == formTable || kind == frontNumber && oldNumber.MatchString(tight) ||
			isCaption(t) || isFactsOnly(tight)
	}
	if bare := strings.ReplaceAll(tight, "、", ""); core != "" && utf8.RuneCountInString(bare) >= 2 && strings.Contains(core, bare) {
		return true
	}
	if wholeNumber.MatchString(tight) {
		return true
	}
	if runes := utf8.RuneCountInString(t); runes > 1500 {
		return false
	} else if runes > 60 && isKeyed(tight) && isWholeLine(t) {
		return true
	} else if _, date := statute.DateAt(t); date == 0 && runes > 60 && !strings.HasPrefix(t, "（") && !strings.HasPrefix(t, "(") &&
		!strings.HasPrefix(t, "根据") {
		return false
	} else if !strings.HasSuffix(t, "。") && !strings.HasSuffix(t, "：") && eventKind(t) != EventOther &&
		(date > 0 || strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(") || strings.HasSuffix(t, "施行）") || strings.HasSuffix(t, "通过）")) {
		return true
	}
	switch p.front(s) {
	case frontCaption, frontNumber, frontKey, frontFurniture:
		return true
	case frontDate, frontIssuer, frontSigner, frontHead:
		return utf8.RuneCountInString(tight) < 60
	}
	return false
}

// isJunk reports whether a character shows nothing: zero width, or of private use.
func isJunk(r rune) bool { return r == '\u200b' || r == '\ufeff' || r >= '\ue000' && r <= '\uf8ff' }

// fold joins the words of a title by single spaces.
func fold(s string) string {
	if strings.ContainsFunc(s, isJunk) {
		s = strings.Map(func(r rune) rune {
			if isJunk(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.Join(strings.Fields(stripComments(s)), " ")
}

// tidyTitle joins the words of a title as its lines are joined.
func tidyTitle(s string) string {
	title := ""
	for _, w := range strings.Fields(s) {
		title = joinTitle(title, w)
	}
	return title
}

// squeeze removes all white space, of which most lines have none.
func squeeze(s string) string {
	if hasSpace(s) {
		if s = strings.TrimSpace(s); hasSpace(s) { // not only at its end
			return strings.Join(strings.Fields(s), "")
		}
	}
	return s
}

// hasSpace reports whether white space may stand in s: it looks at what white space begins with in UTF-8.
func hasSpace(s string) bool {
	for at := 0; at < len(s); at++ {
		switch c := s[at]; {
		case c > ' ' && c < 0xC2 || c > 0xE3: // letters, what follows a first byte, most Chinese characters
		case c <= ' ', c == 0xC2, c == 0xE1:
			return true
		case c == 0xE2 && at+1 < len(s) && s[at+1] <= 0x81, c == 0xE3 && strings.HasPrefix(s[at:], "\u3000"):
			return true
		}
	}
	return false
}

func stripComments(s string) string {
	for {
		i := strings.Index(s, commentOpen)
		if i < 0 {
			return s
		}
		j := strings.Index(s[i:], commentClose)
		if j < 0 {
			return s[:i]
		}
		s = s[:i] + s[i+j+len(commentClose):]
	}
}
