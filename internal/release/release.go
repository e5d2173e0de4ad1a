package release

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	publishes = regexp.MustCompile(`^(最高人民法院|最高人民检察院|\p{Han}{2,20}人民法院|\p{Han}{2,20}人民检察院)(?:发布|公布)$`)
	batchLine = regexp.MustCompile(`^[^。，]{4,60}(?:典型案例|指导性案例|公报案例|参考案例|案例选)(?:（[^）]*）)?$`)
)

// ReadFacts reads what a released case says of itself: its head, its parts, and the
// decision that they report. It fills in publisher and date of the publication where only
// lines of the text give them.
func ReadFacts(p *casefile.Publication) *casefile.Facts {
	r := reader{p}
	f := &casefile.Facts{Tier: casefile.TierTypical}
	v := textview.New(r.Text)
	r.preface(f, v)
	r.releasedBy(f)
	for _, p := range r.Passages {
		h, ok := named[p.Heading]
		if !ok {
			continue
		}
		part := casefile.Part{Kind: h.kind, Span: statute.Span{Start: p.HeadingSpan.Start, End: p.Span.End}}
		if n := len(f.Parts); n > 0 && f.Parts[n-1].Kind == h.kind { // a part under two headings
			f.Parts[n-1].Span.End = part.Span.End
		} else {
			f.Parts = append(f.Parts, part)
		}
		switch h.kind {
		case casefile.PartKeywords:
			for _, q := range p.Paragraphs {
				if len(q.Text) > maxKeywords {
					break
				}
				f.Keywords = append(f.Keywords, keywordsIn(q.Text)...)
			}
		case casefile.PartProvisions, casefile.PartIndex:
			f.Basis = within(p, f.Basis)
		case casefile.PartReasons:
			f.Reasoning = within(p, f.Reasoning)
		}
	}
	r.titled(f)
	r.rolesTold(f, v)
	if f.Tier == casefile.TierGazette {
		r.gazetteParts(f)
	}
	r.headLines(f)
	if f.Kind == "" {
		f.Kind = releasedKind(f, p)
	}
	r.decisions(f, v)
	if k := court.KindOf("", f.Number.Type); k != "" {
		f.Kind = k
	}
	court.Describe(&f.Court, f.Number)
	return f
}

// keywordsIn cuts a line of keywords at the marks that it has between them: a keyword may
// have 、 inside of it where others are cut at spaces or strokes.
func keywordsIn(line string) []string {
	marks := "/／|｜;；,，。"
	if !strings.ContainsAny(line, "/／|｜;；") {
		marks += " 　\t\u00a0\u2003\u3000"
	}
	if !strings.ContainsAny(strings.TrimSpace(line), marks) {
		marks += "、"
	}
	list := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(marks, r) })
	for i := range list {
		list[i] = strings.TrimFunc(list[i], unicode.IsSpace)
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// within is where the paragraphs of a passage stand, with those of the passage before.
func within(p casefile.Passage, before statute.Span) statute.Span {
	if len(p.Paragraphs) == 0 {
		return before
	}
	s := statute.Span{Start: p.Paragraphs[0].Span.Start, End: p.Paragraphs[len(p.Paragraphs)-1].Span.End}
	if before.Len() > 0 {
		s.Start = before.Start
	}
	return s
}

// maxKeywords bounds a line of keywords, in bytes.
const maxKeywords = 300

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
	if r.Facts.Tier == casefile.TierTypical && (ofBatch.MatchString(r.Facts.Batch.Text) || strings.HasSuffix(r.Facts.Batch.Text,
		"指导性案例")) {
		r.Facts.Tier = casefile.TierGuiding
	}
}

// releasedKind is the kind of a released case by the number of its decision, its
// keywords, or what its title says.
func releasedKind(f *casefile.Facts, r *casefile.Publication) string {
	if k := court.KindOf("", f.Number.Type); k != "" {
		return k
	}
	if len(f.Charges) > 0 {
		return "刑事"
	}
	for _, w := range f.Keywords {
		for _, k := range [...]string{"民事", "刑事", "行政", "执行", "国家赔偿"} {
			if w == k || strings.HasPrefix(w, k+"公益诉讼") || strings.HasPrefix(w, k+"检察") || strings.HasPrefix(w, k+"诉讼") {
				return k
			}
		}
		if len(f.Charges) == 0 && strings.HasSuffix(w, "罪") && crimes().At(w) == w {
			return "刑事"
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
	if len(f.Charges) > 0 {
		return "刑事"
	}
	switch c := f.Cause.Text; {
	case strings.Contains(c, "行政"):
		return "行政"
	case strings.HasSuffix(c, "罪"):
		return "刑事"
	case strings.Contains(c, "国家赔偿"):
		return "国家赔偿"
	case civil.MatchString(c), cause.Known(c):
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
