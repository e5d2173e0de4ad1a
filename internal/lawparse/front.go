package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// frontKind says what a line before the first article is.
type frontKind uint8

const (
	frontUnknown frontKind = iota // not looked at
	frontOther
	frontTitle     // complete, or the first part of one over several lines
	frontPart      // words that may go on with a title
	frontIssuer    // 最高人民法院
	frontNumber    // 法释〔2010〕12号, 第504号
	frontDate      // 2010年9月13日
	frontCaption   // （2010年7月12日…通过）
	frontKey       // 发布日期：…
	frontHead      // 中华人民共和国国务院令, 某省人民政府文件
	frontFurniture // 共7页第1页
	frontCover     // a sentence of the cover
	frontSigner    // 总理 某某某
)

var (
	letterhead = regexp.MustCompile(`(?:令|文件|公告|公报|通告)$|^中华人民共和国(?:国家|[\p{Han}]{1,10}行业|[\p{Han}]{2,10})标准$`)
	// letterheadNumber is a letterhead with its number in the same line.
	letterheadNumber = regexp.MustCompile(`^.{2,40}(?:令|公告|通告)[（(]?(?:19|20\d\d)?\s*年?\s*第?\s*[\d零〇○一二三四五六七八九十百]+\s*号[）)]?$`)
	bareNumber       = regexp.MustCompile(`^[（(]?(?:(?:19|20)\d\d年)?(?:第|[A-Z]{2,5}[/／]?T?)[\d零〇○一二三四五六七八九十百—.\-]+号?[）)]?$`)
	furniture        = regexp.MustCompile(`^(?:[\p{Han}]{2,20}公报[（(]?(?:(?:19|20)\d\d年?)?第?\d{1,3}[期号][）)]?|` +
		`共\d+页第\d+页|第\d+页共\d+页|第?\d+页|[-—–－－]?\d+[-—–－]?|\d+/\d+|page\d+(?:of\d+)?|` +
		`[（()）]|ICS[\d.]+|CCS[A-Z\d]+|备案号.*|来源|返回|打印|关闭|扫一扫.*|分享到.*|` +
		`(?:【?字体】?[:：]?)?(?:大|中|小)+|【.{0,8}(?:打印|关闭|字号).*|https?://\S+|签发人.*|特急|加急|机密|秘密|内部资料|此件公开发布|（此件公开发布）|首页.*>.*)$`)
	signer = regexp.MustCompile(`^(?:国务院)?(?:总理|主席|委员长|部长|局长|署长|主任|市长|省长|州长|县长|行长|会长|` +
		`院长|检察长|自治区主席|国家主席)[\s\x{3000}：:]{0,4}[\p{Han}·]{2,4}(?:[\s\x{3000}][\p{Han}]{1,3})?$`)
	isCover = regexp.MustCompile(`现予以?公布|现公布|予以公布|现予以?发布|现予以?印发|现将|印发给你们|请认真贯彻|请遵照执行|请结合实际|已经?于?[\s\d年月日]*由?.{0,60}(?:通过|批准)|` +
		`遵照执行|公布施行|自治区、直辖市|各省|现发布|同意|附件`)
	// coverEnds is how a sentence of a cover ends behind which a number and the title follow.
	coverEnds = regexp.MustCompile(`(?:施行|实施|生效|执行|公布|发布)。$`)
	organEnd  = regexp.MustCompile(`(?:院|部|委员会|常委会|总局|局|署|厅|政府|办公室|办公厅|大会|银行|总会|协会|组织部|中央|军委|主席团|中共中央|联合会)$`)
)

// pageNumber is a line that a page has at its end, among the articles.
var pageNumber = regexp.MustCompile(`^(?:共\d+页[，,/]?第\d+页|第\d+页[，,/]?共\d+页|第\d+页|[-—–－－]+\d+[-—–－]+|\d+/\d+页?|[Pp]age\d+(?:of\d+)?)$`)

// maxPageNumber bounds it, in bytes.
const maxPageNumber = 40

// isPageNumber reports whether a line is no more than the number of its page.
func isPageNumber(line string) bool {
	return len(line) <= maxPageNumber && strings.ContainsAny(line, "0123456789") && pageNumber.MatchString(squeeze(line))
}

// editorLine is the line with which a page on the web says who edited it.
var editorLine = regexp.MustCompile(`^[\[［【(（]?(?:责任编辑|责编|编辑)[:：][\p{Han}·]{0,12}[\]］】)）]?$`)

// namesEditor reports whether a line is that of an editor: no text of a law.
func namesEditor(line string) bool {
	return len(line) <= 2*maxPageNumber && strings.Contains(line, "编") && editorLine.MatchString(squeeze(line))
}

// front tells what a line of the front is.
func (p *parser) front(s *segment) frontKind {
	if s.front == frontUnknown {
		s.front = p.lookFront(s)
	}
	return s.front
}

func (p *parser) lookFront(s *segment) frontKind {
	t := strings.TrimSpace(s.text(p.text))
	tight := squeeze(t)
	switch {
	case s.form == formBlank || tight == "":
		return frontFurniture
	case s.form == formTable:
		return frontOfRow(t)
	case s.hashes > 0:
		return frontTitle
	case furniture.MatchString(tight) || isForeign(t) || isPageLine(tight):
		return frontFurniture
	case isDateOnly(tight):
		return frontDate
	}
	if wholeNumber.MatchString(tight) || bareNumber.MatchString(tight) || oldNumber.MatchString(tight) {
		return frontNumber
	}
	runes := utf8.RuneCountInString(tight)
	if strings.HasSuffix(tight, "）") && s.form == formText && runes <= 80 {
		if name, marks := splitMarks(t); len(marks) > 0 && titleEnds(name) && !strings.ContainsAny(name, "，。；：") {
			return frontTitle // 渡口法（主席令第二十一号）
		}
	}
	switch {
	case isKeyed(tight), isSpacedKey(t), isBareKey(tight):
		return frontKey
	case isFactsOnly(tight):
		return frontCaption
	case runes <= 45 && letterheadNumber.MatchString(tight) && !strings.ContainsAny(tight, "，。"):
		return frontHead
	case runes <= 40 && letterhead.MatchString(tight) && !strings.ContainsAny(tight, "，。《") && !strings.Contains(tight, "关于"):
		return frontHead
	case isCaption(t):
		return frontCaption
	case signer.MatchString(t):
		return frontSigner
	case isOrgans(t):
		return frontIssuer
	case s.form == formItem || strings.ContainsAny(tight, "。；") || strings.HasSuffix(tight, "：") || strings.HasSuffix(tight, ":"):
		if isCover.MatchString(tight) || strings.HasSuffix(tight, "：") || strings.HasSuffix(tight, ":") {
			return frontCover
		}
		return frontOther
	case titleLike(s, t) && titleEnds(withoutMarks(t)):
		return frontTitle
	case titleLike(s, t) && runes <= 60:
		return frontPart
	}
	return frontOther
}

// isOrgans reports whether a line names organs and no more.
func isOrgans(t string) bool {
	fields := strings.FieldsFunc(t, func(r rune) bool { return r == ' ' || r == '\u3000' || r == '、' || r == '\u00a0' || r == '\t' })
	if len(fields) == 0 || utf8.RuneCountInString(t) > 80 {
		return false
	}
	for _, f := range fields {
		if !organEnd.MatchString(f) || strings.ContainsAny(f, "，。；：《》（）“”") || strings.Contains(f, "关于") || utf8.RuneCountInString(f) > 24 {
			return false
		}
	}
	return true
}

// maxFront bounds the lines that are looked at for a title.
const maxFront = 120

// frontEnd returns the index of the segment where the body of the law begins at the
// latest: its table of contents, its first heading or article.
func (p *parser) frontEnd() int {
	for i := range p.segments {
		s := &p.segments[i]
		if i >= maxFront {
			return i
		}
		switch {
		case s.form == formContents, s.form == formArticle && !s.label.guessed && s.label.number.Main < 10,
			s.form == formHeading && s.kind != "":
			return i
		}
	}
	return len(p.segments)
}

// splitFront cuts the lines of the front in which number, date, caption and title stand
// one behind the other.
func (p *parser) splitFront() {
	end := min(p.frontEnd(), len(p.segments))
	var segments []segment
	for i := range p.segments {
		s := p.segments[i]
		var pieces []statute.Span
		if i < end && (s.form == formText || s.form == formItem) && s.hashes == 0 && !isWholeLine(s.text(p.text)) {
			pieces = p.frontPieces(s.span)
		}
		if len(pieces) < 2 {
			if segments != nil {
				segments = append(segments, s)
			}
			continue
		}
		if segments == nil {
			segments = append(make([]segment, 0, len(p.segments)+8), p.segments[:i]...)
		}
		for _, piece := range pieces {
			segments = append(segments, p.classify(piece.Start, piece.End, 0))
		}
	}
	if segments != nil {
		p.segments = segments
	}
}

// A line of the front has few words by themselves, and a title is not long.
const (
	maxWords      = 400
	maxTitleBytes = 600
)

// frontPieces cuts a line at the spaces around what stands by itself: numbers, dates,
// captions, organs. Other words stay together.
func (p *parser) frontPieces(span statute.Span) []statute.Span {
	text := span.Of(p.text)
	if end := captionEnd(text); end > 0 && end < len(text) { // （2020年5月28日…通过）为了…
		start, stop := trim(p.text, span.Start+end, span.End)
		return []statute.Span{{Start: span.Start, End: span.Start + end}, {Start: start, End: stop}}
	}
	if !strings.ContainsAny(text, spaces) {
		return nil
	}
	type word struct {
		span  statute.Span
		alone bool
	}
	var words []word
	lead := -1 // where 根据 stands by itself, which belongs to the day behind it
	depth, start := 0, 0
	flush := func(end int) {
		s, e := trim(p.text, span.Start+start, span.Start+end)
		if s < e {
			if lead >= 0 {
				s, lead = lead, -1
			}
			t := p.text[s:e]
			tight := squeeze(t)
			if loc := datedLead.FindString(t); loc == t && end < len(text) {
				lead, start = s, end
				return
			}
			alone := isDateOnly(tight) || wholeNumber.MatchString(tight) || oldNumber.MatchString(tight) ||
				len(tight) > 24 && isCaption(t) ||
				coverEnds.MatchString(tight) && isCover.MatchString(tight)
			words = append(words, word{statute.Span{Start: s, End: e}, alone})
		}
		start = end
	}
	for at, r := range text {
		switch {
		case r == '（' || r == '(' || r == '《' && closesSoon(text[at:]):
			depth++
		case r == '）' || r == ')' || r == '》':
			depth = max(0, depth-1)
		case depth == 0 && strings.ContainsRune(spaces, r):
			flush(at)
		}
		if len(words) > maxWords {
			break
		}
	}
	flush(len(text)) // the rest of a line with too many words is one
	alone := 0
	for _, w := range words {
		if w.alone {
			alone++
		}
	}
	if alone == 0 || len(words) < 2 {
		return nil
	}
	var pieces []statute.Span
	joined := false // the last piece is of words that go on
	deed := false   // it says what an organ did on a day
	for _, w := range words {
		t := w.span.Of(p.text)
		_, isArticle := articleAt(t)
		long := len(pieces) > 0 && pieces[len(pieces)-1].Len() > maxTitleBytes
		if isArticle || long || !w.alone && strings.Contains(t, "。") {
			return append(pieces, statute.Span{Start: w.span.Start, End: span.End}) // the text begins
		}
		if k := len(pieces) - 1; k >= 0 && !w.alone && isDeed(t) && (isDateOnly(squeeze(pieces[k].Of(p.text))) || deed) {
			pieces[k].End = w.span.End // 1986年9月15日 国务院 发布
			deed = true
			continue
		}
		deed = false
		if joined && !w.alone && (!p.titleIsComplete(pieces[len(pieces)-1]) || goesOnWith(t)) {
			pieces[len(pieces)-1].End = w.span.End
			continue
		}
		pieces = append(pieces, w.span)
		joined = !w.alone
	}
	return pieces
}

// deedOf is what an organ did: 国务院发布, 通过.
var deedOf = regexp.MustCompile(`^(?:[\p{Han}]{2,20}?)?(?:发布|公布|颁布|颁发|印发|批准|通过|修订|修正|施行)$`)

// isDeed reports whether a word behind a day says who did something then.
func isDeed(t string) bool { return deedOf.MatchString(t) && !strings.Contains(t, "关于") }

// goesOnWith reports whether a title whose first line ends like one goes on: 关于废止部分司法解释
// 和司法解释性质文件的决定.
func goesOnWith(t string) bool {
	for _, w := range [...]string{"和", "及", "与", "以及", "性质文件"} {
		if strings.HasPrefix(t, w) {
			return titleEnds(t)
		}
	}
	return false
}

// closesSoon reports whether a title in 《》 ends within what a title is long.
func closesSoon(s string) bool {
	i := strings.Index(s, "》")
	return i > 0 && i < maxTitleBytes/2
}

// titleIsComplete reports whether a piece is a title to which nothing is to be added.
func (p *parser) titleIsComplete(s statute.Span) bool {
	t := s.Of(p.text)
	return titleEnds(t) && utf8.RuneCountInString(squeeze(t)) > 8 // 最 高 人 民 法 ends in 法
}
