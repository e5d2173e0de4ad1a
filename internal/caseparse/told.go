package caseparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Told is a case that a news report tells.
type Told struct {
	Place   Field // 吉林省长春市南关区
	Organ   Field // 南关区人民检察院
	Date    Field // as told: 今年初, 2021年8月
	Brief   Field // how it began
	Outcome Field
	Figures []Field // 5000余人次, 15家
	Span    statute.Span
}

var (
	// organ is a court, prosecutor's office or police of a place.
	organ = regexp.MustCompile(`(\p{Han}{1,14}?(?:自治县|自治州|自治旗|新区|省|市|区|县|旗))(?:人民)?(中级人民法院|中级法院|法院|检察院|检察机关|公安局|公安机关|公安分局)`)
	// somebody is in a report that tells a case, and not only of work.
	somebody = regexp.MustCompile(`\p{Han}某|女士|先生|村民|举报热线|一起[^。，]{0,24}案|系列[^。，]{0,12}案|起案例`)
	// handles is what an organ does with a case.
	handles = regexp.MustCompile(`办理|审理|判决|判处|立案|起诉|调查|反映|发现|接到|抓获|建议|调解`)
	// general is what work in general is told with.
	general   = regexp.MustCompile(`最高人民|最高检|最高法|全国|各级|下一步|据悉|告诉记者.{0,4}将`)
	toldDate  = regexp.MustCompile(`(?:今年|去年|前年|(?:19|20)\d{2}年)(?:初|末|底|以来|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|近日|日前|前不久`)
	toldEnd   = regexp.MustCompile(`判决|判处|整改|整治|承诺|完成|处理|履行了职责|明确|规范信息|支持|赔偿|移送|改造`)
	goesOn    = regexp.MustCompile(`^(?:经查|目前|当前|随后|同时|收到|完成|今年|该|这|经过|此后|对此|其后|\p{Han}{0,12}的)`)
	figureRe  = regexp.MustCompile(`(?:同比(?:上升|下降|增加|增长|减少))?\d[\d.,×]*(?:万|亿)?(?:余|多)?(?:件|起|人次|人|名|家|个|条|倍|处|份|元|天|小时|项|%|％|公里|吨)`)
	placeName = regexp.MustCompile(`\p{Han}{2,3}省|\p{Han}{2,3}市|\p{Han}{2,8}(?:自治州|自治县)|\p{Han}{1,4}(?:区|县|旗)`)
)

// Notes are what commentary and news reports have beside their passages.
type Notes struct {
	Statements []Statement
	Quotations []Field
	Figures    []Field
	Told       []Told
}

// ReadNotes reads what commentary has beside its passages; cases and figures only
// of a news report.
func (r *Report) ReadNotes(news bool) *Notes {
	n := &Notes{Statements: r.Statements(), Quotations: r.Quotations()}
	if news {
		n.Figures, n.Told = r.Figures(), r.Told()
	}
	return n
}

// Figures are the numbers with a unit in a text: 4098件, 同比上升60.2%.
func (r *Report) Figures() []Field {
	var list []Field
	for _, p := range r.Passages {
		for _, q := range p.Paragraphs {
			list = append(list, figuresIn(q)...)
		}
	}
	return list
}

func figuresIn(q Paragraph) []Field {
	var list []Field
	for _, m := range figureRe.FindAllStringIndex(q.Text, -1) {
		list = append(list, part(q, m[0], m[1]))
	}
	return list
}

// Told reads the cases that a news report tells: paragraphs about one organ of a
// place, somebody in them and what became of it.
func (r *Report) Told() []Told {
	var told []Told
	var open *tale
	end := func() {
		if open != nil {
			if t, ok := open.told(); ok {
				told = append(told, t)
			}
		}
		open = nil
	}
	for _, p := range r.Passages {
		for _, q := range p.Paragraphs {
			o := organIn(q)
			switch {
			case open != nil && open.tellsOf(q):
				open.add(q, Field{})
			case open != nil && o.Text != "" && sameOrgan(open.key, keyOf(o.Text)):
				open.add(q, o)
			case o.Text != "" && (somebody.MatchString(q.Text) || open == nil && handles.MatchString(q.Text)):
				if open != nil && !open.named && !general.MatchString(q.Text) {
					open.add(q, o) // somebody was told of before the organ
					continue
				}
				end()
				open = &tale{key: keyOf(o.Text)}
				open.add(q, o)
			case o.Text == "" && open == nil && somebody.MatchString(q.Text) && !general.MatchString(q.Text):
				open = &tale{}
				open.add(q, Field{})
			case open != nil && o.Text == "" && !general.MatchString(q.Text) && goesOn.MatchString(q.Text):
				open.add(q, Field{})
			case open != nil && general.MatchString(q.Text) && !somebody.MatchString(q.Text):
				// A remark between the beginning of a case and the rest of it.
				if !open.named {
					end()
				}
			}
		}
		end()
	}
	return told
}

// tale is a case that is being told.
type tale struct {
	key   string
	named bool // an organ was named
	organ Field
	list  []Paragraph
}

func (t *tale) add(q Paragraph, o Field) {
	t.list = append(t.list, q)
	if o.Text != "" {
		if t.key == "" {
			t.key = keyOf(o.Text)
		}
		if !t.named || utf8.RuneCountInString(o.Text) > utf8.RuneCountInString(t.organ.Text) && sameOrgan(t.key, keyOf(o.Text)) {
			t.organ = o
		}
		t.named = true
	}
}

// tellsOf reports whether a paragraph speaks of somebody of whom the case tells.
func (t *tale) tellsOf(q Paragraph) bool {
	for _, name := range someName.FindAllString(q.Text, -1) {
		for _, before := range t.list {
			if strings.Contains(before.Text, name) {
				return true
			}
		}
	}
	return false
}

var someName = regexp.MustCompile(`\p{Han}某某?|\p{Han}(?:女士|先生)`)

// told is the case, where there is somebody in it and an organ that handles it.
func (t *tale) told() (Told, bool) {
	if !t.named {
		return Told{}, false
	}
	all := ""
	for _, q := range t.list {
		all += q.Text + "\n"
	}
	if !somebody.MatchString(all) || !handles.MatchString(all) {
		return Told{}, false
	}
	x := Told{Organ: t.organ, Span: statute.Span{Start: t.list[0].Span.Start, End: t.list[len(t.list)-1].Span.End}}
	x.Place = t.place()
	for _, q := range t.list {
		if m := toldDate.FindStringIndex(q.Text); m != nil && x.Date.IsZero() {
			x.Date = part(q, m[0], m[1])
		}
		x.Figures = append(x.Figures, figuresIn(q)...)
		from := 0
		for _, s := range strings.SplitAfter(q.Text, "。") {
			if s != "" && (x.Brief.IsZero() && somebody.MatchString(s)) {
				x.Brief = part(q, from, from+len(s))
			}
			if toldEnd.MatchString(s) && !general.MatchString(s) {
				x.Outcome = part(q, from, from+len(s))
			}
			from += len(s)
		}
	}
	if x.Brief.IsZero() {
		x.Brief = Field{t.list[0].Text, t.list[0].Span}
	}
	return x, true
}

// place is the fullest name of the organ's place: 吉林省长春市南关区 for 南关区人民检察院.
func (t *tale) place() Field {
	m := organ.FindStringSubmatch(t.organ.Text)
	if m == nil {
		return Field{}
	}
	short := m[1]
	if i := placeName.FindAllStringIndex(short, -1); len(i) > 0 {
		short = short[i[len(i)-1][0]:]
	}
	stem := []rune(short)
	if len(stem) > 2 {
		stem = stem[:len(stem)-1]
	}
	best := Field{}
	for _, q := range t.list {
		for _, m := range fullPlace.FindAllStringIndex(q.Text, -1) {
			if s := q.Text[m[0]:m[1]]; strings.Contains(s, string(stem)) && len(s) > len(best.Text) {
				best = part(q, m[0], m[1])
			}
		}
	}
	if best.IsZero() {
		i := strings.Index(t.organ.Text, m[1])
		best = Field{m[1], statute.Span{Start: t.organ.Span.Start + i, End: t.organ.Span.Start + i + len(m[1])}}
	}
	return best
}

// fullPlace is a place from its province down.
var fullPlace = regexp.MustCompile(`(?:` + strings.Join(provinceNames(), "|") + `)(?:省|市|自治区)?(?:\p{Han}{2,6}?(?:市|自治州|地区|盟))?(?:\p{Han}{1,8}?(?:自治县|县|区|市|旗))?`)

// organIn is the first organ of a place that a paragraph names.
func organIn(q Paragraph) Field {
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
		return part(q, start, m[1])
	}
	return Field{}
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
