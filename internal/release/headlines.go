package release

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
)

// headNamed is a line of the head of a case that names what it tells: 机关：云溪市人民检察院.
var headNamed = regexp.MustCompile(`^(办理机关|审理机关|审理法院|机关|法院|类别|层级|案由)[:：]\s*(\S[^。]{0,60})$`)

// kindsNamed are the kinds of cases that a line can name.
var kindsNamed = [...]string{"刑事", "民事", "行政", "执行", "国家赔偿", "检察公益诉讼"}

// headLines reads the lines before the first part of a case that name what they tell. What the text tells
// elsewhere stays as it is.
func (r reader) headLines(f *casefile.Facts) {
	for _, p := range r.Passages {
		if isPart(p) {
			return
		}
		for _, q := range p.Paragraphs {
			m := headNamed.FindStringSubmatchIndex(q.Text)
			if m == nil {
				continue
			}
			value := q.Field(m[4], m[5])
			switch name := q.Text[m[2]:m[3]]; {
			case name == "类别":
				for _, kind := range kindsNamed {
					if value.Text == kind {
						f.Kind = kind
					}
				}
			case name == "层级":
				if strings.HasPrefix(value.Text, casefile.TierNews.Chinese()) && f.Tier == casefile.TierTypical {
					f.Tier = casefile.TierNews
				}
			case name == "案由":
				if f.Cause.IsZero() {
					f.Cause = value
				}
			case f.Court.IsZero():
				f.Court.Field = value
			}
		}
	}
}
