package release

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// sectionKinds are the parts by the headings that releases use for them.
var sectionKinds = map[string]casefile.PartKind{
	"关键词": casefile.PartKeywords, "裁判要点": casefile.PartPoints, "裁判要旨": casefile.PartPoints, "案例要旨": casefile.PartPoints,
	"基本案情": casefile.PartCase, "简要案情": casefile.PartCase, "案情回顾": casefile.PartCase, "案情简介": casefile.PartCase, "事实": casefile.PartCase,
	"原告诉讼请求": casefile.PartRequest, "申请人请求": casefile.PartRequest,
	"裁判结果": casefile.PartResult, "法院裁判": casefile.PartResult, "裁判内容": casefile.PartResult, "审理结果": casefile.PartResult,
	"处理结果": casefile.PartResult, "结果": casefile.PartResult,
	"裁判理由": casefile.PartReasons,
	"典型意义": casefile.PartSignificance, "案例分析": casefile.PartSignificance, "适用解析": casefile.PartSignificance,
	"法官解读": casefile.PartSignificance, "意义": casefile.PartSignificance,
	"相关法条": casefile.PartProvisions, "司法解释相关法条": casefile.PartProvisions, "司法解释相关条文": casefile.PartProvisions,
}

var (
	suit = regexp.MustCompile(`^(.+?)(申请执行|诉|与)(.+)$`)
	// endsParty is what a party's name in a title ends in.
	endsParty = regexp.MustCompile(`(?:公司|银行|支行|分行|医院|学校|大学|幼儿园|局|政府|委员会|办事处|办公室|中心|店|影楼|广场|集团|合作社|村民小组|经营部|机构|网站|报社|协会|某某|某[甲乙丙丁0-9]?|` +
		`[张王李刘陈][甲乙丙丁])(?:等(?:[一二三四五六七八九十\d]+人|人)?)?`)
	caseEnd   = regexp.MustCompile(`(?:一案|案)$`)
	decidedBy = regexp.MustCompile(`(\p{Han}{2,30}?法院)(?:经审理)?(?:于(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:依法)?作出`)
	anyCourt  = regexp.MustCompile(`(\p{Han}{3,30}?(?:最高|高级|中级|区|县|市|旗|州)?人民法院|\p{Han}{2,12}(?:海事|互联网|知识产权|金融|铁路运输)(?:中级)?法院|最高人民法院)`)
	onDay     = regexp.MustCompile(`于((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)作出$`)
	publishes = regexp.MustCompile(`^(最高人民法院|最高人民检察院|\p{Han}{2,20}人民法院|\p{Han}{2,20}人民检察院)(?:发布|公布)$`)
	batchLine = regexp.MustCompile(`^[^。，]{4,60}(?:典型案例|指导性案例|公报案例|参考案例|案例选)(?:（[^）]*）)?$`)
	guiding   = regexp.MustCompile(`指导(?:性)?案例(?:第)?\d+号`)
)

// ReadFacts reads what a case released by a court says of itself: its title, its
// sections, and the decision that they report. It fills in publisher and date of the
// publication where only lines of the text give them.
func ReadFacts(p *casefile.Publication) *casefile.Facts {
	r := reader{p}
	f := &casefile.Facts{Tier: casefile.TierTypical}
	v := textview.New(r.Text)
	switch head := v.Text[:min(len(v.Text), headLength)]; {
	case guiding.MatchString(head):
		f.Tier = casefile.TierGuiding
	case strings.Contains(head, "公报案例"), strings.Contains(head, "最高人民法院公报"):
		f.Tier = casefile.TierGazette
	case strings.Contains(head, "入库编号"), strings.Contains(head, "人民法院案例库"):
		f.Tier = casefile.TierSelected
	}
	r.releasedBy(f)
	for _, p := range r.Passages {
		kind, ok := sectionKinds[strings.Trim(p.Heading, "【】[]:：　 ")]
		if !ok {
			continue
		}
		f.Parts = append(f.Parts, casefile.Part{Kind: kind, Span: statute.Span{Start: p.HeadingSpan.Start, End: p.Span.End}})
		switch kind {
		case casefile.PartKeywords:
			for _, q := range p.Paragraphs {
				f.Keywords = append(f.Keywords,
					strings.FieldsFunc(q.Text, func(r rune) bool { return strings.ContainsRune("、。，,;；/ 　", r) })...)
			}
		case casefile.PartResult:
			r.decided(f, v, p)
		}
	}
	if f.Number.IsZero() && f.Court.IsZero() {
		for _, p := range r.Passages {
			if sectionKinds[p.Heading] == casefile.PartCase || sectionKinds[p.Heading] == casefile.PartReasons {
				r.decided(f, v, p)
			}
		}
	}
	r.titled(f)
	f.Kind = releasedKind(f, p)
	court.Describe(&f.Court, f.Number)
	return f
}

// releasedBy reads the lines of the head: what the batch is called, who published
// it and when.
func (r reader) releasedBy(f *casefile.Facts) {
	if len(r.Passages) == 0 || r.Passages[0].Heading != "" {
		return
	}
	for _, q := range r.Passages[0].Paragraphs {
		switch {
		case publishes.MatchString(q.Text) && r.Publisher == "":
			r.Publisher = publishes.FindStringSubmatch(q.Text)[1]
		case batchLine.MatchString(q.Text) && f.Batch.IsZero():
			f.Batch = casefile.Field(q)
		default:
			if d, n := statute.DateAt(q.Text); n == len(q.Text) && n > 0 && r.Date == "" {
				r.Date = d
			}
		}
	}
}

// AddPreface takes from the preface of a batch what holds for a case of it: what the
// batch is called, who published it and when.
func AddPreface(r, preface *casefile.Publication) {
	if r.Facts == nil {
		return
	}
	head := *preface
	f := &casefile.Facts{}
	reader{&head}.releasedBy(f)
	if r.Facts.Batch.IsZero() {
		r.Facts.Batch = casefile.Field{Text: f.Batch.Text}
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
func (r reader) titled(f *casefile.Facts) {
	title := caseEnd.ReplaceAllString(r.Title, "")
	if title == r.Title {
		return
	}
	at := func(s string) casefile.Field {
		i := strings.Index(r.Title, s)
		if i < 0 || s == "" {
			return casefile.Field{}
		}
		span := statute.Span{}
		if r.TitleSpan.Len() > 0 {
			span = statute.Span{Start: r.TitleSpan.Start + i, End: r.TitleSpan.Start + i + len(s)}
		}
		return casefile.Field{Text: s, Span: span}
	}
	m := suit.FindStringSubmatch(title)
	if m == nil {
		return
	}
	left, right := m[1], m[3]
	dispute := ""
	if all := endsParty.FindAllStringIndex(right, -1); all != nil {
		end := all[len(all)-1][1]
		right, dispute = right[:end], right[end:]
	} else if i := cause.AtEnd(right); i > 0 {
		right, dispute = right[:i], right[i:]
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
				f.Parties = append(f.Parties, casefile.Party{Role: casefile.Field{Text: roles[i]}, Name: at(name)})
			}
		}
	}
	if dispute = strings.Trim(dispute, "、，"); dispute != "" {
		f.Cause = at(dispute)
	}
}

var andOthers = regexp.MustCompile(`等(?:[一二三四五六七八九十\d]+人|人)?$`)

// decided reads court, number, day and outcome from a section that reports what was
// decided; the last decision of it is the one that counts.
func (r reader) decided(f *casefile.Facts, v *textview.View, p casefile.Passage) {
	if len(p.Paragraphs) == 0 {
		return
	}
	from, to := v.Place(p.Paragraphs[0].Span.Start), v.Place(p.Span.End)
	made := false
	for _, n := range court.Numbers(v, from, to) {
		if strings.HasSuffix(v.Text[:n.Start], "作出") {
			made = true
		} else if made {
			continue // the number of a decision that this one annuls or leaves
		}
		f.Number = n.Number
		f.Instance, f.Court.Field, f.Date, f.DateSpan = court.InstanceOf(f.Number.Type), casefile.Field{}, "", statute.Span{}
		before := max(from, n.Start-beforeNumber)
		for before < n.Start && v.Text[before]&0xC0 == 0x80 {
			before++
		}
		all := v.FindAll(decidedBy, before, n.Start)
		if len(all) > 0 {
			c := all[len(all)-1]
			f.Court.Field = courtIn(v, c[2], c[3])
			if d := onDay.FindStringSubmatchIndex(v.Text[c[0]:n.Start]); d != nil {
				if day, _ := statute.DateAt(v.Text[c[0]+d[2] : c[0]+d[3]]); day != "" {
					f.Date, f.DateSpan = day, v.Span(c[0]+d[2], c[0]+d[3])
				}
			}
		}
	}
	if f.Court.IsZero() {
		all := v.FindAll(anyCourt, from, to)
		for _, c := range all {
			if field := courtIn(v, c[2], c[3]); !generalCourt.MatchString(field.Text) {
				f.Court.Field = field
			}
		}
	}
	section := v.Text[from:to]
	for _, o := range outcomeRules {
		if all := o.says.FindAllStringIndex(section, -1); all != nil {
			m := all[len(all)-1]
			f.Outcome = casefile.Outcome{Name: o.name, Span: v.Span(from+m[0], from+m[1])}
			return
		}
	}
}

// courtIn takes what stands before the name of a court off its front.
func courtIn(v *textview.View, from, to int) casefile.Field {
	for _, lead := range [...]string{"宣判后", "，", "后", "向", "由", "经", "被告", "原告", "委托"} {
		if i := strings.LastIndex(v.Text[from:to], lead); i >= 0 && i+len(lead) < to-from-len("人民法院") {
			from += i + len(lead)
		}
	}
	return v.Field(from, to)
}

// Bounds, in bytes of a view: of the head that says with what authority a case is
// published, and of what stands before the number of a decision with its court.
const (
	headLength   = 1500
	beforeNumber = 180
)

// generalCourt is a court that is not named.
var generalCourt = regexp.MustCompile(`^(?:一审|二审|再审|原审|受诉|该|本|有管辖权的|某|生效|上级|当地)?(?:人民)?法院$|某(?:区|市|县)?(?:人民)?法院`)

// outcomeRule names what a decision comes to where a section says something.
type outcomeRule struct {
	name string
	says *regexp.Regexp
}

// outcomeRules are the outcomes as sections report them, the last instance first.
var outcomeRules = [...]outcomeRule{
	{"驳回上诉维持原判", regexp.MustCompile(`驳回上诉，维持(?:原|一审|原审)(?:判决?|裁定)|二审(?:法院)?(?:判决|裁定)?(?:驳回上诉，)?维持(?:原判|一审判决)|二审维持原判`)},
	{"改判", regexp.MustCompile(`(?:二审|再审|终审)[^。]{0,30}改判|撤销(?:一审|原审|二审)(?:民事|行政)?判决|1\.撤销.{0,40}判决`)},
	{"驳回再审申请", regexp.MustCompile(`驳回.{0,30}再审申请`)},
	{"调解", regexp.MustCompile(`达成(?:了)?(?:和解|调解)(?:协议)?|调解结案`)},
	{"撤诉", regexp.MustCompile(`(?:准许|准予).{0,20}撤(?:回起)?诉`)},
	{"部分支持", regexp.MustCompile(`部分支持|驳回.{0,20}其(?:他|余|它)(?:的)?(?:诉讼|仲裁)?请求`)},
	{"驳回", regexp.MustCompile(`(?:判决|裁定|裁决|依法)?驳回(?:了)?.{0,30}(?:全部)?(?:诉讼请求|诉请|仲裁请求|请求|起诉)`)},
	{"支持", regexp.MustCompile(`(?:判决|依法|予以|最终|法院)支持.{0,40}(?:诉讼请求|请求|主张)|(?:诉讼请求|诉请)[^。不]{0,20}予以支持`)},
}

// releasedKind is the kind of a released case by the number of its decision, its
// keywords, or what its title says.
func releasedKind(f *casefile.Facts, r *casefile.Publication) string {
	if k := court.KindOf("", f.Number.Type); k != "" {
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
		if cause.Known(m) || cause.AtEnd(m) > 0 {
			return "民事"
		}
	}
	return ""
}

// disputed is what may be a civil cause in a text.
var disputed = regexp.MustCompile(`\p{Han}{2,14}?纠纷`)

var civil = regexp.MustCompile(`(?:纠纷|合同|继承|侵权责任|名誉权|隐私权|离婚|婚姻家庭|财产损害赔偿)$`)

var authority = regexp.MustCompile(`(?:局|政府|委员会|办事处|办公室|厅|部|公安\p{Han}*队)$`)
