package release

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// leadingNumber is what stands before the name of a case on its line: 案例一, 指导案例24号：, 三、.
	leadingNumber = regexp.MustCompile(`^[#*【〔\[ \t　]*(?:(?:案例|案件)?名称[】：:]*|标题[】：:]+)?` +
		`(?:(?:最高人民(?:法院|检察院))?【?(?:典型|指导性?|公报|参考|入库)?案例[ 　]*第?[ 　]*(?:[一二三四五六七八九十百]+|\d+)[ 　]*(?:号|之[一二三四五六七八九十]+)?】?|` +
		`检例第\d+号|(?:第?[一二三四五六七八九十]{1,3}|\d{1,3})[、.．])?[】〕\]、：:　 *]*[.]?[　 ]*`)
	// behindName is what stands behind the name of a case on its line.
	behindName = regexp.MustCompile(`(?:[*】〕\] \t　]|[（(](?:检例第\d+号|指导性?案例第?\d+号|[^（）()]{0,40}(?:发布|公布)|典型案例[一二三四五六七八九十\d]*)[）)])+$`)
	endsCase   = regexp.MustCompile(`(?:案|纠纷)(?:（[^（）]{1,30}）)?$`)
	// noCase ends in 案 and names none: 立案, 方案.
	noCase = regexp.MustCompile(`(?:^|[^设成])立案$|(?:^|[^申举通])报案$|(?:^|[^合])同案$|(?:^|[^经撤注营传包])销案$|(?:^|[^合著工])作案$|(?:^|` +
		`[^开批揭颁])发案$|(?:^|[^复再重])审案$|(?:^|[^垄])断案$|(?:^|[^协决异复争])议案$|` +
		`[办破结涉个本该备预方档提草类撤答文图专教翻错旧此多串窝要命积悬每各原另]案$|(?:典型|重大|疑难|上述|以下|相关|有关|如下|关联)案$|` +
		`关于|[？！?!。；]|如何|怎样`)
	// brokenTitle is the first line of a name that goes on in the next.
	brokenTitle = regexp.MustCompile(`(?:^|[^起上反公自申抗应])诉[^讼].*[^。：；，）案号]$`)

	// releaseNo are the numbers under which cases are released, in a view.
	releaseNo = regexp.MustCompile(`(指导(?:性)?案例第?\d+号|检例第\d+号)|(?:入库编号：?)(\d{4}-\d{1,2}-\d{1,2}-\d{3}-\d{3})|` +
		`^(\d{4}-\d{1,2}-\d{1,2}-\d{3}-\d{3})$`)
	library = regexp.MustCompile(`(?:^|[^\d-])(\d{4}-\d{1,2}-\d{1,2}-\d{3}-\d{3})(?:[^\d-]|$)`)
	ofBatch = regexp.MustCompile(`第[一二三四五六七八九十百\d]+批指导性案例`)
	issue   = regexp.MustCompile(`公报》?(?:第)?((?:19|20)\d{2}年第?\d{1,2}期)|((?:19|20)\d{2}年第?\d{1,2}期)[^。]{0,12}公报`)
	// releasedOn is the day on which a case was released, as a bracket under its name says.
	releasedOn = regexp.MustCompile(`((?:19|20|二[〇0])[\d〇一二三四五六七八九]{2}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日)(?:公布|发布)`)
	// entered is the day on which a case came into the library.
	entered  = regexp.MustCompile(`入库日期：?((?:19|20)\d{2})[.\-年](\d{2})[.\-月](\d{2})`)
	adopting = regexp.MustCompile(`(最高人民法院|最高人民检察院)(?:审判委员会|检察委员会)`)
)

// caseNameIn is the name of a case that a line has, without the number before it; at is
// where the line stands in the text.
func caseNameIn(line string, at statute.Span) (casefile.Field, bool) {
	start := len(leadingNumber.FindString(line))
	end := len(line)
	if m := behindName.FindStringIndex(line); m != nil && m[0] > start {
		end = m[0]
	}
	name := line[start:end]
	if len(name) < len("甲某案") || len(name) > maxTitle || !endsCase.MatchString(name) || noCase.MatchString(name) {
		return casefile.Field{}, false
	}
	f := casefile.Field{Text: name}
	if at.Len() > 0 {
		f.Span = statute.Span{Start: at.Start + start, End: at.Start + end}
	}
	return f, true
}

// maxTitle bounds the name of a case, in bytes.
const maxTitle = 360

// preface reads what stands before the first part of a case: the number under which it
// was released, by whom and when, and with it what tier it is.
func (r reader) preface(f *casefile.Facts, v *textview.View) {
	end := len(v.Text)
	for i, p := range r.Passages {
		if isPart(p) && (i+1 == len(r.Passages) || r.Passages[i+1].Heading != "") {
			end = v.Place(p.Span.Start)
			break
		} else if isPart(p) { // the name stands below the keywords
			end = v.Place(r.Passages[i+1].Span.End)
			break
		}
	}
	end = min(end, maxPreface)
	head := v.Text[:end]
	field := func(m []int, groups ...int) casefile.Field {
		for _, g := range groups {
			if m != nil && m[2*g] >= 0 {
				return v.Field(m[2*g], m[2*g+1])
			}
		}
		return casefile.Field{}
	}
	tail := tailOf(v.Text)
	switch {
	case releaseNo.MatchString(head):
		f.Release = field(releaseNo.FindStringSubmatchIndex(head), 1, 2, 3)
	case library.MatchString(head):
		f.Release = field(library.FindStringSubmatchIndex(head), 1)
	case issue.MatchString(head):
		f.Release = field(issue.FindStringSubmatchIndex(head), 1, 2)
	case v.Find(issue, tail, len(v.Text)) != nil:
		f.Release = field(v.Find(issue, tail, len(v.Text)), 1, 2)
	default:
		if m := releaseNo.FindStringSubmatch(textview.New(r.Title).Text); m != nil {
			f.Release = casefile.Field{Text: m[1] + m[2] + m[3]}
		}
	}
	switch n := f.Release.Text; {
	case strings.Contains(n, "案例"), strings.Contains(n, "检例"), ofBatch.MatchString(head):
		f.Tier = casefile.TierGuiding
	case strings.Contains(n, "-"), strings.Contains(head, "人民法院案例库"), strings.Contains(head, "入库编号"):
		f.Tier = casefile.TierSelected
	case strings.Contains(n, "期"), strings.Contains(head, "公报案例"), strings.Contains(head, "最高人民法院公报"), r.summed():
		f.Tier = casefile.TierGazette
	}
	if m := releasedOn.FindStringSubmatch(head); m != nil {
		if day, _ := statute.DateAt(m[1]); day != "" {
			r.Date = day
		}
	}
	if m := entered.FindStringSubmatch(head); m != nil {
		r.Date = validDate(m[1] + "-" + m[2] + "-" + m[3])
	}
	if m := adopting.FindStringSubmatch(head); m != nil && r.Publisher == "" {
		r.Publisher = m[1]
	}
	for _, at := range [...][2]int{{0, end}, {tail, len(v.Text)}} {
		if f.Tier != casefile.TierGuiding {
			break
		}
		if said, ok := withdrawn(v, at[0], at[1], f.Release.Text); ok {
			f.Withdrawn = said
			break
		}
	}
}

// summed reports whether a case opens with 裁判摘要, as those of the gazette do.
func (r reader) summed() bool {
	for _, p := range r.Passages {
		if isPart(p) {
			return p.Heading == "裁判摘要"
		}
	}
	return false
}

// tailOf is where the last lines of a view begin.
func tailOf(s string) int {
	at := max(0, len(s)-maxTail)
	for at < len(s) && s[at]&0xC0 == 0x80 {
		at++
	}
	return at
}

// maxTail bounds the last lines of a case, in bytes of a view.
const maxTail = 450
