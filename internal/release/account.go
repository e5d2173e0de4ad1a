package release

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// gazetteOpeners are how the parts of an account of the gazette begin, which has no
// headings behind its summary.
var gazetteOpeners = [...]struct {
	kind  casefile.PartKind
	opens *regexp.Regexp
}{
	{casefile.PartDecision, regexp.MustCompile(`^[^。]{0,400}(?:判决|裁定)(?:如下)?：|(?:判决|裁定)(?:驳回|准许|撤销|维持)`)},
	{casefile.PartReasoning, regexp.MustCompile(`^.{2,60}(?:一审|二审|再审|经审理|审理|审查)?认为[：，]|^本案[^。]{0,20}争议焦点`)},
	{casefile.PartFacts, regexp.MustCompile(`^.{0,60}(?:查明|确认了?)[：，]|^上述事实`)},
	{casefile.PartClaims, regexp.MustCompile(`^.{0,40}(?:诉称|起诉称|请求判令|提起公诉|指控)`)},
}

// gazetteParts cuts the account of a case of the gazette, which stands in one piece
// behind its summary, into parts as judgments have them.
func (r reader) gazetteParts(f *casefile.Facts) {
	summed := false
	for _, p := range r.Passages {
		summed = summed || isPart(p)
		if !summed || isPart(p) {
			continue
		}
		for _, q := range p.Paragraphs {
			text := textview.New(q.Text).Text
			for _, o := range gazetteOpeners {
				if !o.opens.MatchString(text) {
					continue
				}
				if n := len(f.Parts); o.kind != f.Parts[n-1].Kind {
					f.Parts = append(f.Parts, casefile.Part{Kind: o.kind, Span: q.Span})
				}
				break
			}
			if m := decides.FindAllStringIndex(q.Text, -1); m != nil && f.Parts[len(f.Parts)-1].Kind != casefile.PartDecision { // 据此，判决：
				at := q.Span.Start + m[len(m)-1][0]
				f.Parts[len(f.Parts)-1].Span.End = max(f.Parts[len(f.Parts)-1].Span.Start, at)
				f.Parts = append(f.Parts, casefile.Part{Kind: casefile.PartDecision, Span: statute.Span{Start: at, End: q.Span.End}})
			}
			f.Parts[len(f.Parts)-1].Span.End = max(f.Parts[len(f.Parts)-1].Span.End, q.Span.End)
		}
	}
}

// decides is how an account announces a decision inside of a paragraph.
var decides = regexp.MustCompile(`(?:判决|裁定)(?:如下)?[:：]|(?:判决|裁定)(?:驳回上诉|准许)`)

// accusedAs is how a text calls those who are accused, before their names.
var accusedAs = regexp.MustCompile(`(原审被告人|原审被告单位|被告人|被告单位|犯罪嫌疑人|犯罪嫌疑单位|被不起诉人|被不起诉单位)`)

// rolesTold gives those whom the title names the roles that the account gives them first.
func (r reader) rolesTold(f *casefile.Facts, v *textview.View) {
	for i, p := range f.Parties {
		if p.Role.Text != "被告人" && p.Role.Text != "被告单位" {
			continue
		}
		for _, x := range r.Passages {
			h := named[x.Heading]
			if h == nil || h.kind != casefile.PartCase || len(x.Paragraphs) == 0 {
				continue
			}
			from, to := v.Place(x.Paragraphs[0].Span.Start), v.Place(x.Span.End)
			for _, m := range v.FindAll(accusedAs, from, to) {
				if strings.HasPrefix(v.Text[m[1]:to], textview.New(p.Name.Text).Text) {
					f.Parties[i].Role = v.Field(m[2], m[3])
					break
				}
			}
			break
		}
	}
}

// sentences reads the punishments that a stretch of text tells; charges are those of the
// case.
func sentences(f *casefile.Facts, v *textview.View, from, to int) {
	text := v.Text[from:to]
	at := 0
	for _, p := range charge.Penalties(text) {
		if p.Verb == "执行" || p.Verb == "处" || p.Verb == "处以" {
			continue
		}
		s := casefile.Sentence{Text: v.Field(from+p.From, from+p.To), Months: p.Months, Life: p.Life, Death: p.Death,
			Suspended: p.Suspended,
			Total:     p.Cumulative}
		if p.Probation[0] > 0 {
			probation := v.Field(from+p.Probation[0], from+p.Probation[1])
			s.Text.Text += "，" + probation.Text
			s.Text.Span = statute.Span{Start: s.Text.Span.Start, End: probation.Span.End}
		}
		if !s.Total {
			s.Charge = lastCrime(text[at:p.Start])
			if n := len(f.Sentences); s.Charge == "" && n > 0 {
				s.Charge = f.Sentences[n-1].Charge
			} else if s.Charge == "" && len(f.Charges) == 1 {
				s.Charge = f.Charges[0].Text
			}
		}
		at = p.To
		f.Sentences = append(f.Sentences, s)
	}
}

// crimeBefore are the words before the name of a crime that somebody is punished for.
var crimeBefore = regexp.MustCompile(`犯|以|构成|认定为`)

// lastCrime is the last crime that a text names as committed, "" where it names none.
func lastCrime(s string) string {
	found := ""
	for _, m := range crimeBefore.FindAllStringIndex(s, -1) {
		name := crimes().At(s[m[1]:])
		if name == "" {
			name = crimes().PartAt(s[m[1]:])
		}
		if name != "" {
			found = name
		}
	}
	return found
}
