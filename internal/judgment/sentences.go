package judgment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cnnum"
)

var (
	punishment = regexp.MustCompile(`(?:判处|决定执行|处以?|改判|合并执行|执行)(死刑，缓期[二两]年执行|死刑|无期徒刑|(?:有期徒刑|拘役|` +
		`管制)(?:[〇一二两三四五六七八九十百\d]+年)?(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?(?:[〇又]?[〇一二两三四五六七八九十\d]+[日天])?)`)
	suspended = regexp.MustCompile(`^(?:，?并处[^，。；]{0,60})?，?(?:依法)?(?:宣告)?(缓刑(?:[〇一二两三四五六七八九十\d]+年)?(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?)`)
	fine      = regexp.MustCompile(`罚金(?:计|共计|为)?((?:人民币)?[〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟\d.，]+万?元)`)
	duration  = regexp.MustCompile(`(?:([〇一二两三四五六七八九十百\d]+)年)?[〇又]?(?:([〇一二两三四五六七八九十\d]+)个?月)?`)
)

// readSentences reads the punishments of a decision.
func (j *Judgment) readSentences(start, end int) {
	v := j.View
	found := v.FindAll(punishment, start, end)
	committed, from := -1, start // where the last 犯 before a punishment stands
	for i, m := range found {
		if c := strings.LastIndex(v.Text[from:m[0]], "犯"); c >= 0 {
			committed = from + c
		}
		from = m[0]
		upTo := end
		if i+1 < len(found) {
			upTo = found[i+1][0]
		}
		if !strings.HasPrefix(v.Text[m[0]:], "判处") && !strings.HasPrefix(v.Text[m[0]:], "决定执行") &&
			!strings.HasPrefix(v.Text[m[0]:], "改判") && len(j.Sentences) == 0 && committed < 0 {
			continue
		}
		s := casefile.Sentence{Text: v.Field(m[2], m[3]), Total: strings.HasPrefix(v.Text[m[0]:], "决定执行") ||
			strings.Contains(v.Text[m[0]:m[2]], "合并执行")}
		switch text := v.Text[m[2]:m[3]]; {
		case strings.HasPrefix(text, "死刑"):
			s.Death = true
		case text == "无期徒刑":
			s.Life = true
		default:
			s.Months = monthsIn(text)
		}
		if p := suspended.FindStringSubmatchIndex(v.Text[m[3]:upTo]); p != nil {
			f := v.Field(m[3]+p[2], m[3]+p[3])
			s.Suspended = monthsIn(v.Text[m[3]+p[2] : m[3]+p[3]])
			s.Text.Text += "，" + f.Text
			s.Text.Span.End = f.Span.End
		}
		if f := v.Find(fine, m[3], upTo); f != nil {
			s.Fine = v.Field(f[2], f[3])
		}
		if committed >= 0 && !s.Total {
			s.Charge = j.crimes.At(v.Text[committed+len("犯"):])
		}
		j.Sentences = append(j.Sentences, s)
	}
	upTo := end
	if len(found) > 0 {
		upTo = found[0][0]
	}
	if m := v.Find(fine, start, upTo); m != nil && j.Kind == "刑事" { // a fine alone, of a body perhaps
		j.Sentences = append([]casefile.Sentence{{Fine: v.Field(m[2], m[3])}}, j.Sentences...)
	}
}

// monthsIn reads 有期徒刑一年零三个月.
func monthsIn(s string) int {
	for _, w := range [...]string{"有期徒刑", "拘役", "管制", "缓刑"} {
		s = strings.TrimPrefix(s, w)
	}
	m := duration.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	years, _ := cnnum.Parse(strings.ReplaceAll(m[1], "两", "二"))
	months, _ := cnnum.Parse(strings.ReplaceAll(m[2], "两", "二"))
	return years*12 + months
}
