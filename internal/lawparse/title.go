package lawparse

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// group is a title over one or more lines of the front.
type group struct {
	from, to int // segments [from,to)
	title    string
}

// frontTitle finds the title of a text without the Markdown header and the end of what
// belongs to it. A cover (an order, a notice, an announcement) has a title of its own
// and names the act that follows: the title that stands last before the body is that of
// the act. It returns the segments of the title, from 0 to 0 where there is none.
func (p *parser) frontTitle() group {
	end := p.frontEnd()
	groups, covered := p.groups(end)
	if len(groups) == 0 || !covered && !p.opens(groups[0], end) {
		return group{}
	}
	best := groups[0]
	if t := squeeze(withoutMarks(best.title)); strings.HasSuffix(t, "决定") || strings.HasSuffix(t, "决议") || strings.HasSuffix(t, "补充规定") {
		return best // what it amends or approves is another text: see Republished
	}
	named := map[string]bool{}
	for _, key := range statute.QuotedTitles(best.title) {
		named[core(key)] = true
	}
	if covered {
		for i := 0; i < groups[len(groups)-1].from; i++ {
			for _, key := range statute.QuotedTitles(p.segments[i].text(p.text)) {
				named[core(key)] = true
			}
		}
	}
	for _, g := range groups[1:] {
		key := statute.Key(withoutMarks(g.title))
		switch {
		case named[core(key)] && (covered || isCarrier(best.title)):
			best = g
		case covered && isCarrier(best.title) && p.actBegins(g.to, end):
			best = g
		case covered && p.coverBefore(g.from) && p.actBegins(g.to, end):
			best = g
		}
	}
	return best
}

// opens reports whether a title stands where one does: nothing but what belongs to a
// header stands before it, or the body of the law right behind it.
func (p *parser) opens(g group, end int) bool {
	words := 0
	for k := 0; k < g.from; k++ {
		switch p.front(&p.segments[k]) {
		case frontOther:
			return p.actBegins(g.to, end)
		case frontTitle, frontPart:
			words++
		}
	}
	return words == 0 || p.actBegins(g.to, end)
}

// core is a key without the organs in front of it.
func core(key string) string {
	_, c := statute.SplitIssuers(statute.Key(key))
	return c
}

// isCarrier reports whether a title is that of a paper which carries another act.
func isCarrier(title string) bool {
	t := withoutMarks(squeeze(title))
	for _, w := range [...]string{"印发", "公布", "发布", "颁布", "批转", "转发", "批准", "下发"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	return strings.HasSuffix(t, "令") || strings.HasSuffix(t, "公告")
}

// coverBefore reports whether a line before segment i is the letterhead or a sentence of
// a cover.
func (p *parser) coverBefore(i int) bool {
	for k := 0; k < i; k++ {
		if f := p.front(&p.segments[k]); f == frontHead || f == frontCover {
			return true
		}
	}
	return false
}

// actBegins reports whether the body of an act begins at segment i: its captions, then
// its contents, its first chapter or article.
func (p *parser) actBegins(i, end int) bool {
	for ; i < end && i < len(p.segments); i++ {
		switch p.front(&p.segments[i]) {
		case frontCaption, frontNumber, frontDate, frontIssuer, frontFurniture, frontKey:
		default:
			return false
		}
	}
	return i < len(p.segments)
}

// groups finds the titles before segment end, and whether a cover stands among them.
func (p *parser) groups(end int) (groups []group, covered bool) {
	for i := 0; i < end; {
		kind := p.front(&p.segments[i])
		if kind == frontHead || kind == frontCover {
			covered = true
		}
		if kind != frontTitle && kind != frontPart && kind != frontIssuer {
			i++
			continue
		}
		g := p.titleFrom(i, end)
		if g.to == g.from {
			i++
			continue
		}
		covered = covered || isCarrier(g.title)
		groups = append(groups, g)
		i = g.to
	}
	return groups, covered
}

// maxTitleLines bounds the lines of a title.
const maxTitleLines = 5

// titleFrom joins the lines from segment i on to a title: to the one that ends in the
// word for a kind of norm. It is empty where there is none.
func (p *parser) titleFrom(i, end int) group {
	g := group{from: i, to: i}
	title := ""
	for k := i; k < end && k < i+maxTitleLines; k++ {
		s := &p.segments[k]
		kind := p.front(s)
		if kind == frontIssuer && k > i && !isOrgans(title) || kind != frontTitle && kind != frontPart && kind != frontIssuer {
			break
		}
		t := fold(s.text(p.text))
		if s.hashes > 0 && k > i || kind != frontIssuer && k > i && standsAlone(title, t) {
			break
		}
		title = joinTitle(title, t)
		if s.hashes == 0 && k+1 < end && goesOnWith(strings.TrimSpace(p.segments[k+1].text(p.text))) {
			continue
		}
		if s.hashes > 0 || kind == frontTitle && titleEnds(withoutMarks(title)) {
			g.to, g.title = k+1, title
			break
		}
	}
	if g.to > g.from && g.to < end {
		if t := p.segments[g.to].text(p.text); p.segments[g.to].hashes == 0 && isTitleTail(t) {
			g.title += t // （试行） on a line of its own
			g.to++
		}
	}
	return g
}

// goesOn begins the rest of a title whose organ stands in the line above.
var goesOn = regexp.MustCompile(`^《?(?:关于|印发|批转|转发|对|就)|^(?:令|公告|通告|通知|公报)$|` +
	`^(?:[\p{Han}]{0,4})?(?:议事规则|组织法|组织条例|工作规则|工作条例|工作制度|选举法|选举条例|章程|会议规则|办公规则)`)

// standsAlone reports whether the organs in the lines above are no part of the title that
// begins with t: 国务院 above 渡口条例 issued it. Courts begin the titles of what they issue.
func standsAlone(above, t string) bool {
	return isOrgans(above) && !goesOn.MatchString(t) && !strings.Contains(above, "人民法院") && !strings.Contains(above, "人民检察院")
}

func isTitleTail(t string) bool {
	if !strings.HasPrefix(t, "（") || !strings.HasSuffix(t, "）") {
		return false
	}
	switch strings.Trim(squeeze(t), "（）") {
	case "试行", "暂行", "草案", "征求意见稿", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "修订草案", "修正草案", "送审稿":
		return true
	}
	return false
}

var (
	// versionMark is what stands in brackets behind a title and tells a version of it.
	versionMark = regexp.MustCompile(`^(?:(?:19|20)\d\d[年.\-/]?(?:\d{1,2}[月.\-/]?\d{0,2}日?)?)?(?:[\p{Han}\d]{0,30}(?:第[一二三四五六七八九十\d]+次)?` +
		`(?:修正|修订|修改|公布|发布|颁布|施行|通过|制定|实施|生效)(?:版|本|文本|文)?)$|^(?:19|20)\d\d(?:年?版?本?|[年.\-/]\d{1,2}[月.\-/]?\d{0,2}日?)(?:版|最新版)?$|` +
		`^(?:19|20)\d{6}$|^.{0,20}令(?:第|〔\d{4}〕|\d{4}年|\d{1,2}届)?\s*第?[\d〇零一二三四五六七八九十百]+号$|` +
		`^(?:已|已经|现已|全文|已被)?(?:失效|废止|修改|修订|修正|被修改|被修订|现行有效|有效|无效|尚未生效|尚未施行)$|` +
		`^(?:最新|最新版|最新修订|全文|完整版|正式版|现行|现行有效|单行本|学习宣传文本|官方版|文字版|修订版|修正版|修正本|修订本|新|旧|新版|旧版|原文|标准文本|公报版本?)$`)
	spacedMark = regexp.MustCompile(`[\s\x{3000}_\-—·](?:(?:19|20)\d\d年?(?:\d{1,2}月\d{1,2}日)?(?:第[一二三四五六七八九十]次)?` +
		`(?:修正|修订|修改|公布|施行|通过|版|最新版|修正版|修订版|修正本|文本)?)$|` +
		`(?:19|20)\d\d年?(?:修正|修订|修正版|修订版|版)$`)
	annexNumber = regexp.MustCompile(`^附件?\s*[\d一二三四五六七八九十]{0,3}\s*[：:]\s*`)
)

// narrowDigits writes the digits of a mark as others are written: （２０１５修正）.
var narrowDigits = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

var markBrackets = [...][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}, {"〔", "〕"}, {"［", "］"}, {"(", "）"}, {"（", ")"}}

// splitMarks takes the marks of a version off a title: （2015修正）, （已失效）, 2018修正.
func splitMarks(title string) (name string, marks []string) {
	name = strings.TrimRightFunc(strings.TrimSpace(title), isJunk)
	for {
		var inner string
		at := -1
		for _, pair := range markBrackets {
			if body, ok := strings.CutSuffix(name, pair[1]); ok {
				if i := strings.LastIndex(body, pair[0]); i > 0 {
					at, inner = i, squeeze(body[i+len(pair[0]):])
					break
				}
			}
		}
		inner = narrowDigits.Replace(inner)
		switch {
		case at > 0 && strings.HasSuffix(name[:at], "修正案"): // 宪法修正案（1988年）: one of several
			return name, marks
		case at > 0 && (areMarks(inner) || wholeNumber.MatchString(inner)):
			name, marks = strings.TrimRight(name[:at], spaces), append(marks, inner)
			continue
		case at < 0:
			const between = spaces + "_-—·"
			if loc := spacedMark.FindStringIndex(name); loc != nil && loc[0] > 0 && titleEnds(strings.TrimRight(name[:loc[0]], between)) {
				marks = append(marks, strings.Trim(name[loc[0]:], between))
				name = strings.TrimRight(name[:loc[0]], between)
				continue
			}
		}
		return name, marks
	}
}

// areMarks reports whether what stands in brackets tells of a version, each of its parts:
// 2023年12月29日修订，2024年7月1日起施行.
func areMarks(inner string) bool {
	for _, part := range strings.FieldsFunc(inner, func(r rune) bool { return r == '，' || r == ',' }) {
		if !versionMark.MatchString(part) {
			return false
		}
	}
	return inner != ""
}

// marksOfName adds what only the name of the file tells of the version: 渡口法（2015修正）.txt
// with the text of 渡口法, 渡口法（草案）.txt.
func (p *parser) marksOfName(name string) {
	h := &p.law.Header
	name, marks := splitMarks(nameOfFile(name))
	if statute.Key(name) == statute.Key(h.Title) {
		for _, m := range marks {
			if !slices.Contains(h.Marks, m) {
				h.Marks = append(h.Marks, m)
			}
		}
	} else if statute.IsDraft(name) && !statute.IsDraft(h.Title) && strings.HasPrefix(statute.Key(name), statute.Key(h.Title)) {
		h.Title += strings.TrimPrefix(statute.Key(name), statute.Key(h.Title))
	}
}

// dayInMarks is the day that a mark behind the title tells: 2015年4月24日修正, 20150424.
func dayInMarks(marks []string) (day statute.Date) {
	for _, m := range marks {
		if d, n := statute.DateAt(m); n > 0 {
			day = max(day, d)
		} else if d, ok := plainDay(m); ok {
			day = max(day, d)
		}
	}
	return day
}

var eightDigits = regexp.MustCompile(`^(?:19|20)\d{6}`)

// withoutMarks is a title without the marks of a version.
func withoutMarks(title string) string {
	name, _ := splitMarks(title)
	return name
}

// nameOfFile makes a title of the name of a file: without （1), 附8：, 《》 and what else a
// name carries.
func nameOfFile(name string) string {
	name = strings.Trim(fold(strings.ReplaceAll(name, "_", " ")), "\u200b\ufeff ")
	if rest := annexNumber.ReplaceAllString(name, ""); utf8.RuneCountInString(rest) > 3 {
		name = rest
	}
	return name
}
