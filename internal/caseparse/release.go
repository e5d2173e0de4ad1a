package caseparse

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// The parts of a case as courts release it.
const (
	PartKeywords     PartKind = "关键词"
	PartPoints       PartKind = "裁判要点"
	PartCase         PartKind = "基本案情"
	PartRequest      PartKind = "诉讼请求"
	PartResult       PartKind = "裁判结果"
	PartReasons      PartKind = "裁判理由"
	PartSignificance PartKind = "典型意义"
	PartProvisions   PartKind = "相关法条"
)

// sectionKinds are the parts by the headings that releases use for them.
var sectionKinds = map[string]PartKind{
	"关键词": PartKeywords, "裁判要点": PartPoints, "裁判要旨": PartPoints, "案例要旨": PartPoints,
	"基本案情": PartCase, "简要案情": PartCase, "案情回顾": PartCase, "案情简介": PartCase, "事实": PartCase,
	"原告诉讼请求": PartRequest, "申请人请求": PartRequest,
	"裁判结果": PartResult, "法院裁判": PartResult, "裁判内容": PartResult, "审理结果": PartResult, "处理结果": PartResult, "结果": PartResult,
	"裁判理由": PartReasons,
	"典型意义": PartSignificance, "案例分析": PartSignificance, "适用解析": PartSignificance, "法官解读": PartSignificance, "意义": PartSignificance,
	"相关法条": PartProvisions, "司法解释相关法条": PartProvisions, "司法解释相关条文": PartProvisions,
}

var (
	suit = regexp.MustCompile(`^(.+?)(申请执行|诉|与)(.+)$`)
	// endsParty is what a party's name in a title ends in.
	endsParty = regexp.MustCompile(`(?:公司|银行|支行|分行|医院|学校|大学|幼儿园|局|政府|委员会|办事处|办公室|中心|店|影楼|广场|集团|合作社|村民小组|经营部|机构|网站|报社|协会|某某|某[甲乙丙丁0-9]?|[张王李刘陈][甲乙丙丁])(?:等(?:[一二三四五六七八九十\d]+人|人)?)?`)
	caseEnd   = regexp.MustCompile(`(?:一案|案)$`)
	decidedBy = regexp.MustCompile(`(\p{Han}{2,30}?法院)(?:经审理)?(?:于(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:依法)?作出`)
	anyCourt  = regexp.MustCompile(`(\p{Han}{3,30}?(?:最高|高级|中级|区|县|市|旗|州)?人民法院|\p{Han}{2,12}(?:海事|互联网|知识产权|金融|铁路运输)(?:中级)?法院|最高人民法院)`)
	onDay     = regexp.MustCompile(`于((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)作出$`)
	publishes = regexp.MustCompile(`^(最高人民法院|最高人民检察院|\p{Han}{2,20}人民法院|\p{Han}{2,20}人民检察院)(?:发布|公布)$`)
	batchLine = regexp.MustCompile(`^[^。，]{4,60}(?:典型案例|指导性案例|公报案例|参考案例|案例选)(?:（[^）]*）)?$`)
	guiding   = regexp.MustCompile(`指导(?:性)?案例(?:第)?\d+号`)
)

// Release reads what a case released by a court says of itself: its title, its
// sections, and the decision that they tell.
func (r *Report) Release() *Facts {
	f := &Facts{Tier: TierTypical}
	v := newView(r.Text)
	switch head := v.c[:min(len(v.c), maxHead)]; {
	case guiding.MatchString(head):
		f.Tier = TierGuiding
	case strings.Contains(head, "公报案例"), strings.Contains(head, "最高人民法院公报"):
		f.Tier = TierGazette
	case strings.Contains(head, "入库编号"), strings.Contains(head, "人民法院案例库"):
		f.Tier = TierSelected
	}
	r.releasedBy(f)
	for _, p := range r.Passages {
		kind, ok := sectionKinds[strings.Trim(p.Heading, "【】[]:：　 ")]
		if !ok {
			continue
		}
		f.Parts = append(f.Parts, Part{kind, statute.Span{Start: p.HeadingSpan.Start, End: p.Span.End}})
		switch kind {
		case PartKeywords:
			for _, q := range p.Paragraphs {
				f.Keywords = append(f.Keywords, strings.FieldsFunc(q.Text, func(r rune) bool { return strings.ContainsRune("、。，,;；/ 　", r) })...)
			}
		case PartResult:
			r.decided(f, v, p)
		}
	}
	if f.Number.IsZero() && f.Court.IsZero() {
		for _, p := range r.Passages {
			if sectionKinds[p.Heading] == PartCase || sectionKinds[p.Heading] == PartReasons {
				r.decided(f, v, p)
			}
		}
	}
	r.titled(f)
	f.Kind = releasedKind(f, r)
	f.Court.Level, f.Court.Province = levelOf(f.Court.Text), provinceOf(f.Court.Text, f.Number)
	return f
}

// releasedBy reads the lines of the head: what the batch is called, who published
// it and when.
func (r *Report) releasedBy(f *Facts) {
	if len(r.Passages) == 0 || r.Passages[0].Heading != "" {
		return
	}
	for _, q := range r.Passages[0].Paragraphs {
		switch {
		case publishes.MatchString(q.Text) && r.Publisher == "":
			r.Publisher = publishes.FindStringSubmatch(q.Text)[1]
		case batchLine.MatchString(q.Text) && f.Batch.IsZero():
			f.Batch = Field(q)
		default:
			if d, n := statute.DateAt(q.Text); n == len(q.Text) && n > 0 && r.Date == "" {
				r.Date = d
			}
		}
	}
}

// PartOf takes from the preface of a batch what holds for its cases: what it is
// called, who published it and when.
func (r *Report) PartOf(preface *Report) {
	if r.Facts == nil {
		return
	}
	head := *preface
	f := &Facts{}
	head.releasedBy(f)
	if r.Facts.Batch.IsZero() {
		r.Facts.Batch = Field{Text: f.Batch.Text}
		if f.Batch.IsZero() {
			r.Facts.Batch.Text = preface.Title
		}
	}
	if r.Publisher == "" {
		r.Publisher = head.Publisher
	}
	if r.Date == "" {
		r.Date = head.Date
	}
}

// titled reads parties and cause from a title: 甲诉乙公司买卖合同纠纷案.
func (r *Report) titled(f *Facts) {
	title := caseEnd.ReplaceAllString(r.Title, "")
	if title == r.Title {
		return
	}
	at := func(s string) Field {
		i := strings.Index(r.Title, s)
		if i < 0 || s == "" {
			return Field{}
		}
		span := statute.Span{}
		if r.TitleSpan.Len() > 0 {
			span = statute.Span{Start: r.TitleSpan.Start + i, End: r.TitleSpan.Start + i + len(s)}
		}
		return Field{s, span}
	}
	m := suit.FindStringSubmatch(title)
	if m == nil {
		return
	}
	left, right := m[1], m[3]
	cause := ""
	if all := endsParty.FindAllStringIndex(right, -1); all != nil {
		end := all[len(all)-1][1]
		right, cause = right[:end], right[end:]
	} else if i := causeAtEnd(right); i > 0 {
		right, cause = right[:i], right[i:]
	} else {
		return
	}
	roles := [2]string{"原告", "被告"}
	if m[2] == "申请执行" {
		roles = [2]string{"申请执行人", "被执行人"}
	}
	for i, side := range [2]string{left, right} {
		for _, name := range strings.Split(side, "、") {
			if name = andOthers.ReplaceAllString(name, ""); name != "" {
				f.Parties = append(f.Parties, Party{Field{Text: roles[i]}, at(name)})
			}
		}
	}
	if cause = strings.Trim(cause, "、，"); cause != "" {
		f.Cause = at(cause)
	}
}

var andOthers = regexp.MustCompile(`等(?:[一二三四五六七八九十\d]+人|人)?$`)

// decided reads court, number, day and outcome from a section that tells what was
// decided; the last decision told is the one that counts.
func (r *Report) decided(f *Facts, v *view, p Passage) {
	if len(p.Paragraphs) == 0 {
		return
	}
	from, to := v.place(p.Paragraphs[0].Span.Start), v.place(p.Span.End)
	made := false
	for _, m := range v.findAll(number, from, to) {
		if strings.HasSuffix(v.c[:m[0]], "作出") {
			made = true
		} else if made {
			continue // the number of a decision that this one annuls or leaves
		}
		f.Number = Number{Field: v.field(m[0], m[1]), Year: v.c[m[2]:m[3]], CourtCode: v.c[m[4]:m[5]], Type: v.c[m[6]:m[7]], Serial: v.c[m[8]:m[9]]}
		f.Instance, f.Court.Field, f.Date, f.DateSpan = instanceOf(f.Number.Type), Field{}, "", statute.Span{}
		before := max(from, m[0]-maxToNumber*3)
		for before < m[0] && v.c[before]&0xC0 == 0x80 {
			before++
		}
		all := v.findAll(decidedBy, before, m[0])
		if len(all) > 0 {
			c := all[len(all)-1]
			f.Court.Field = v.courtIn(c[2], c[3])
			if d := onDay.FindStringSubmatchIndex(v.c[c[0]:m[0]]); d != nil {
				if day, _ := statute.DateAt(v.c[c[0]+d[2] : c[0]+d[3]]); day != "" {
					f.Date, f.DateSpan = day, v.span(c[0]+d[2], c[0]+d[3])
				}
			}
		}
	}
	if f.Court.IsZero() {
		all := v.findAll(anyCourt, from, to)
		for _, c := range all {
			if field := v.courtIn(c[2], c[3]); !generalCourt.MatchString(field.Text) {
				f.Court.Field = field
			}
		}
	}
	told := v.c[from:to]
	for _, o := range toldOutcomes {
		if all := o.says.FindAllStringIndex(told, -1); all != nil {
			m := all[len(all)-1]
			f.Outcome = Outcome{o.name, v.span(from+m[0], from+m[1])}
			return
		}
	}
}

// courtIn takes what stands before the name of a court off its front.
func (v *view) courtIn(from, to int) Field {
	for _, lead := range [...]string{"宣判后", "，", "后", "向", "由", "经", "被告", "原告", "委托"} {
		if i := strings.LastIndex(v.c[from:to], lead); i >= 0 && i+len(lead) < to-from-len("人民法院") {
			from += i + len(lead)
		}
	}
	return v.field(from, to)
}

// generalCourt is a court that is not named.
var generalCourt = regexp.MustCompile(`^(?:一审|二审|再审|原审|受诉|该|本|有管辖权的|某|生效|上级|当地)?(?:人民)?法院$|某(?:区|市|县)?(?:人民)?法院`)

// toldOutcomes are the outcomes as a report tells them, the last instance first.
var toldOutcomes = []outcomeRule{
	{"驳回上诉维持原判", regexp.MustCompile(`驳回上诉，维持(?:原|一审|原审)(?:判决?|裁定)|二审(?:法院)?(?:判决|裁定)?(?:驳回上诉，)?维持(?:原判|一审判决)|二审维持原判`), ""},
	{"改判", regexp.MustCompile(`(?:二审|再审|终审)[^。]{0,30}改判|撤销(?:一审|原审|二审)(?:民事|行政)?判决|1\.撤销.{0,40}判决`), ""},
	{"驳回再审申请", regexp.MustCompile(`驳回.{0,30}再审申请`), ""},
	{"调解", regexp.MustCompile(`达成(?:了)?(?:和解|调解)(?:协议)?|调解结案`), ""},
	{"撤诉", regexp.MustCompile(`(?:准许|准予).{0,20}撤(?:回起)?诉`), ""},
	{"部分支持", regexp.MustCompile(`部分支持|驳回.{0,20}其(?:他|余|它)(?:的)?(?:诉讼|仲裁)?请求`), ""},
	{"驳回", regexp.MustCompile(`(?:判决|裁定|裁决|依法)?驳回(?:了)?.{0,30}(?:全部)?(?:诉讼请求|诉请|仲裁请求|请求|起诉)`), ""},
	{"支持", regexp.MustCompile(`(?:判决|依法|予以|最终|法院)支持.{0,40}(?:诉讼请求|请求|主张)|(?:诉讼请求|诉请)[^。不]{0,20}予以支持`), ""},
}

// releasedKind is the kind of a released case by the number of its decision, its
// keywords, or what its title says.
func releasedKind(f *Facts, r *Report) string {
	if k := kindOf("", f.Number.Type); k != "" {
		return k
	}
	for _, w := range f.Keywords {
		for _, k := range [...]string{"民事", "刑事", "行政", "执行", "国家赔偿"} {
			if w == k {
				return k
			}
		}
	}
	for _, p := range f.Parties {
		switch {
		case p.Role.Text == "被执行人":
			return "执行"
		case p.Role.Text == "被告" && authority.MatchString(p.Name.Text) && !civil.MatchString(f.Cause.Text):
			return "行政"
		}
	}
	switch c := f.Cause.Text; {
	case strings.Contains(c, "行政"):
		return "行政"
	case strings.HasSuffix(c, "罪"):
		return "刑事"
	case civil.MatchString(c):
		return "民事"
	}
	for _, s := range [...]struct{ says, kind string }{{"民事判决", "民事"}, {"行政判决", "行政"}, {"刑事判决", "刑事"}} {
		if strings.Contains(r.Text, s.says) {
			return s.kind
		}
	}
	for _, m := range disputed.FindAllString(r.Text, -1) {
		if causes()[BareCause(m)] || causeAtEnd(m) > 0 {
			return "民事"
		}
	}
	return ""
}

// disputed is what may be a civil cause in a text.
var disputed = regexp.MustCompile(`\p{Han}{2,14}?纠纷`)

var civil = regexp.MustCompile(`(?:纠纷|合同|继承|侵权责任|名誉权|隐私权|离婚|婚姻家庭|财产损害赔偿)$`)

var authority = regexp.MustCompile(`(?:局|政府|委员会|办事处|办公室|厅|部|公安\p{Han}*队)$`)
