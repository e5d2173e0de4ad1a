// Package news reads the cases and the figures that a news report tells: paragraphs
// about one organ of a place, somebody in them and what became of it.
//
// Start with [Cases] and [Figures].
package news

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// organ is a court, prosecutor's office or police of a place.
	organ = regexp.MustCompile(`(\p{Han}{1,14}?(?:自治县|自治州|自治旗|新区|省|市|区|县|旗))(?:人民)?(中级人民法院|中级法院|法院|检察院|检察机关|公安局|公安机关|公安分局)`)
	// somebody is named in a report of a case, and not in one of work in general.
	somebody = regexp.MustCompile(`\p{Han}某|女士|先生|村民|举报热线|一起[^。，]{0,24}案|系列[^。，]{0,12}案|起案例`)
	// handles is what an organ does with a case.
	handles = regexp.MustCompile(`办理|审理|判决|判处|立案|起诉|调查|反映|发现|接到|抓获|建议|调解`)
	// general is in reports of work in general.
	general     = regexp.MustCompile(`最高人民|最高检|最高法|全国|各级|下一步|据悉|告诉记者.{0,4}将`)
	dateWords   = regexp.MustCompile(`(?:今年|去年|前年|(?:19|20)\d{2}年)(?:初|末|底|以来|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|近日|日前|前不久`)
	resultWords = regexp.MustCompile(`判决|判处|整改|整治|承诺|完成|处理|履行了职责|明确|规范信息|支持|赔偿|移送|改造`)
	goesOn      = regexp.MustCompile(`^(?:经查|目前|当前|随后|同时|收到|完成|今年|该|这|经过|此后|对此|其后|\p{Han}{0,12}的)`)
	figure      = regexp.MustCompile(`(?:同比(?:上升|下降|增加|增长|减少))?\d[\d.,×]*(?:万|亿)?(?:余|多)?(?:件|起|人次|人|名|家|个|条|倍|处|份|元|天|小时|项|%|％|公里|吨)`)
	placeName   = regexp.MustCompile(`\p{Han}{2,3}省|\p{Han}{2,3}市|\p{Han}{2,8}(?:自治州|自治县)|\p{Han}{1,4}(?:区|县|旗)`)
)

// Figures are the numbers with a unit in a text: 4098件, 同比上升60.2%.
func Figures(r *casefile.Publication) []casefile.Field {
	var list []casefile.Field
	for _, p := range r.Passages {
		for _, q := range p.Paragraphs {
			list = append(list, figuresIn(q)...)
		}
	}
	return list
}

func figuresIn(q casefile.Paragraph) []casefile.Field {
	var list []casefile.Field
	for _, m := range figure.FindAllStringIndex(q.Text, -1) {
		list = append(list, q.Field(m[0], m[1]))
	}
	return list
}

// Cases reads the cases that a news report tells, in its order.
func Cases(r *casefile.Publication) []casefile.Reported {
	var list []casefile.Reported
	var open *account
	end := func() {
		if open != nil {
			if c, ok := open.reported(r); ok {
				list = append(list, c)
			}
		}
		open = nil
	}
	for _, p := range r.Passages {
		for _, q := range p.Paragraphs {
			o := organIn(q)
			switch {
			case open != nil && open.speaksOf(q):
				open.add(q, casefile.Field{})
			case open != nil && o.Text != "" && sameOrgan(open.key, keyOf(o.Text)):
				open.add(q, o)
			case open != nil && open.named && o.Text != "" && !samePlace(open.key, keyOf(o.Text)) && !somebody.MatchString(q.Text):
				open.left = true // what goes on from here is of the organ of another place
			case o.Text != "" && (somebody.MatchString(q.Text) || open == nil && handles.MatchString(q.Text)):
				if open != nil && !open.named && !general.MatchString(q.Text) {
					open.add(q, o) // somebody was named before the organ
					continue
				}
				end()
				open = &account{key: keyOf(o.Text)}
				open.add(q, o)
			case o.Text == "" && open == nil && somebody.MatchString(q.Text) && !general.MatchString(q.Text):
				open = &account{}
				open.add(q, casefile.Field{})
			case open != nil && !open.left && o.Text == "" && !general.MatchString(q.Text) && goesOn.MatchString(q.Text):
				open.add(q, casefile.Field{})
			case open != nil && general.MatchString(q.Text) && !somebody.MatchString(q.Text):
				// A remark between the beginning of a case and the rest of it.
				if !open.named {
					end()
				}
			}
		}
		end()
	}
	nameByReport(r, list)
	return list
}

// account is what a report says of one case, while it is being read.
type account struct {
	key        string // of the organ, see keyOf
	named      bool   // an organ was named
	left       bool   // the report went on to the organ of another place
	organ      casefile.Field
	paragraphs []casefile.Paragraph
}

func (a *account) add(q casefile.Paragraph, o casefile.Field) {
	a.left = false
	a.paragraphs = append(a.paragraphs, q)
	if o.Text != "" {
		if a.key == "" {
			a.key = keyOf(o.Text)
		}
		if !a.named || utf8.RuneCountInString(o.Text) > utf8.RuneCountInString(a.organ.Text) && sameOrgan(a.key, keyOf(o.Text)) {
			a.organ = o
		}
		a.named = true
	}
}

// speaksOf reports whether a paragraph names somebody whom the account has named.
func (a *account) speaksOf(q casefile.Paragraph) bool {
	for _, name := range someName.FindAllString(q.Text, -1) {
		for _, before := range a.paragraphs {
			if strings.Contains(before.Text, name) {
				return true
			}
		}
	}
	return false
}

var someName = regexp.MustCompile(`\p{Han}某某?|\p{Han}(?:女士|先生)`)

// reported is the case, where there is somebody in it and an organ that handles it. whole is the report.
func (a *account) reported(whole *casefile.Publication) (casefile.Reported, bool) {
	if !a.named {
		return casefile.Reported{}, false
	}
	all := ""
	for _, q := range a.paragraphs {
		all += q.Text + "\n"
	}
	if !somebody.MatchString(all) || !handles.MatchString(all) {
		return casefile.Reported{}, false
	}
	x := casefile.Reported{Organ: a.organ, Span: statute.Span{Start: a.paragraphs[0].Span.Start,
		End: a.paragraphs[len(a.paragraphs)-1].Span.End}}
	x.Place = a.place(whole)
	own := ""
	for _, s := range a.sentences() {
		if s.ofAnother || batch.MatchString(s.Text) {
			continue
		}
		own += s.Text + "\n"
		x.Figures = append(x.Figures, figuresIn(s.Paragraph)...)
		if m := dateWords.FindStringIndex(s.Text); m != nil && x.Date.IsZero() {
			x.Date = s.Field(m[0], m[1])
		}
		if x.Brief.IsZero() && somebody.MatchString(s.Text) {
			x.Brief = casefile.Field(s.Paragraph)
		}
		if resultWords.MatchString(s.Text) && !general.MatchString(s.Text) {
			x.Outcome = casefile.Field(s.Paragraph)
		}
	}
	if x.Brief.IsZero() {
		x.Brief = casefile.Field(a.paragraphs[0])
	}
	x.Heading, x.Kind = a.heading(&x, own)
	return x, true
}

// sentence is a sentence of an account.
type sentence struct {
	casefile.Paragraph
	ofAnother bool // it speaks of the organ of another place
}

// sentences are the sentences of an account in its order.
func (a *account) sentences() []sentence {
	var list []sentence
	for _, q := range a.paragraphs {
		from := 0
		for _, s := range strings.SplitAfter(q.Text, "。") {
			if s != "" {
				list = append(list, sentence{part(q, from, from+len(s)), ofAnother(a, q, from, from+len(s))})
			}
			from += len(s)
		}
	}
	return list
}

// batch is a sentence about the cases among which one was released, not about that one.
var batch = regexp.MustCompile(`(?:发布|公布)[^。]{0,30}案例`)

// ofAnother reports whether a sentence speaks of the organ of another place, so that its figures are not
// of the case: 南通市检察机关办理此类案件101件 in a case of 如皋市检察机关.
func ofAnother(a *account, q casefile.Paragraph, from, to int) bool {
	o := organIn(part(q, from, to))
	return a.named && o.Text != "" && !sameOrgan(a.key, keyOf(o.Text))
}

// part is a stretch of a paragraph.
func part(q casefile.Paragraph, from, to int) casefile.Paragraph {
	return casefile.Paragraph(q.Field(from, to))
}

// place is the fullest name of the organ's place in a report: 浙江省云溪市石桥区 for 石桥区人民检察院.
func (a *account) place(whole *casefile.Publication) casefile.Field {
	m := organ.FindStringSubmatch(a.organ.Text)
	if m == nil {
		return casefile.Field{}
	}
	short := m[1]
	if i := placeName.FindAllStringIndex(short, -1); len(i) > 0 {
		short = short[i[len(i)-1][0]:]
	}
	stem := []rune(short)
	if len(stem) > 2 {
		stem = stem[:len(stem)-1]
	}
	best := casefile.Field{}
	for _, p := range whole.Passages {
		for _, q := range p.Paragraphs {
			for _, m := range fullPlace.FindAllStringIndex(q.Text, -1) {
				if s := q.Text[m[0]:m[1]]; strings.Contains(s, string(stem)) && len(s) > len(best.Text) {
					best = q.Field(m[0], m[1])
				}
			}
		}
	}
	if best.IsZero() {
		i := strings.Index(a.organ.Text, m[1])
		best = casefile.Field{Text: m[1], Span: statute.Span{Start: a.organ.Span.Start + i, End: a.organ.Span.Start + i + len(m[1])}}
	}
	return best
}

// fullPlace is a place from its province down.
var fullPlace = regexp.MustCompile(`(?:` + strings.Join(court.Provinces(), "|") +
	`)(?:省|市|自治区)?(?:\p{Han}{2,6}?(?:市|自治州|地区|盟))?(?:\p{Han}{1,8}?(?:自治县|县|区|市|旗))?`)

// organIn is the first organ of a place that a paragraph names.
func organIn(q casefile.Paragraph) casefile.Field {
	for _, m := range organ.FindAllStringSubmatchIndex(q.Text, -1) {
		text := q.Text[m[0]:m[1]]
		if general.MatchString(text) {
			continue
		}
		start := m[0]
		for _, lead := range [...]string{"向", "家住", "由", "来自", "经", "和", "与", "到", "在", "邀请", "反映至", "，", ","} {
			if i := strings.LastIndex(q.Text[start:m[1]], lead); i > 0 && i < m[3]-start {
				start += i + len(lead)
			} else if i == 0 {
				start += len(lead)
			}
		}
		return q.Field(start, m[1])
	}
	return casefile.Field{}
}

// keyOf is what an organ is recognised by: its place without what that is in, and
// what it is.
func keyOf(organText string) string {
	m := organ.FindStringSubmatch(organText)
	if m == nil {
		return organText
	}
	place := m[1]
	if all := placeName.FindAllString(place, -1); len(all) > 0 {
		place = all[len(all)-1]
	}
	runes := []rune(place)
	kind := "公安"
	switch {
	case strings.Contains(m[2], "检察"):
		kind = "检察"
	case strings.Contains(m[2], "法院"):
		kind = "法院"
	}
	return string(runes[:min(2, len(runes))]) + kind
}

func sameOrgan(a, b string) bool { return a != "" && a == b }

// samePlace reports whether two keys are of organs of one place: its police and its court.
func samePlace(a, b string) bool {
	const kind = len("公安") // which each key ends with
	return len(a) > kind && len(b) > kind && a[:len(a)-kind] == b[:len(b)-kind]
}
