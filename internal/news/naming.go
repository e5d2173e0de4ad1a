package news

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
)

var (
	// called is how a report names a case: 办理了一起…刑事案件, 这起涉及…的案件, 审结系列…案.
	called = regexp.MustCompile(`(?:一起|这起|该起|办理了|办结了|审结了|审理了)(?:一起|多起)?([“\p{Han}][“”\p{Han}、]{2,40}?案(?:件)?)`)
	// namesNone are words with 案 that name no case, notOfCase what makes another word of it: 案例.
	namesNone = regexp.MustCompile(`^(?:[^案]{0,3}|.*(?:相关|此类|类似|这类|同类|有关))案件?$`)
	notOfCase = regexp.MustCompile(`^[例情卷由源发]`)
	// decided is what a court decided, up to the end of the clause.
	decided = regexp.MustCompile(`判决[^，,。；;]{6,50}`)
	// provinceBefore is the province before a place in it.
	provinceBefore = regexp.MustCompile(`^(?:` + strings.Join(court.Provinces(), "|") + `)(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区)?(\p{Han}{2,})$`)
	criminal       = regexp.MustCompile(`判处|有期徒刑|拘役|被告人|抓获|犯\p{Han}{1,12}罪`)
)

// The kinds of cases that reports tell.
const (
	kindCriminal = "刑事"
	kindCivil    = "民事"
	kindPublic   = "检察公益诉讼"
)

// heading is what a report calls a case, with its place, and of what kind it is by the sentences that are
// about it; "" where the report does not say it.
func (a *account) heading(x *casefile.Reported, own string) (name, kind string) {
	for _, m := range called.FindAllStringSubmatchIndex(own, -1) {
		if s := own[m[2]:m[3]]; !namesNone.MatchString(s) && !notOfCase.MatchString(own[m[3]:]) {
			name = strings.TrimLeft(s, "、")
			break
		}
	}
	kind = kindOf(x.Organ.Text, name, own)
	if name == "" {
		if m := decided.FindString(own); m != "" && strings.HasSuffix(x.Organ.Text, "法院") {
			return x.Organ.Text + m, kind
		}
		return "", kind
	}
	if s, ok := strings.CutSuffix(name, "的案件"); ok && kind == kindPublic {
		name = s + "的" + suitOf(own) + "案"
	}
	if s, ok := strings.CutSuffix(name, "案件"); ok {
		name = s + "案"
	}
	if place := shortPlace(x.Place.Text); !strings.Contains(name, place) {
		name = place + name
	}
	return name, kind
}

// kindOf is the kind of a case by who handles it, what it is called and what is told of it.
func kindOf(organ, name, own string) string {
	switch {
	case strings.Contains(name, kindCriminal):
		return kindCriminal
	case strings.Contains(organ, "检察") && strings.Contains(own, "公益诉讼"):
		return kindPublic
	case criminal.MatchString(own):
		return kindCriminal
	case strings.HasSuffix(organ, "法院") && strings.Contains(own, kindCivil):
		return kindCivil
	}
	return ""
}

// suitOf is the kind of suit of a procuratorate.
func suitOf(own string) string {
	for _, kind := range [...]string{"行政公益诉讼", "民事公益诉讼"} {
		if strings.Contains(own, kind) {
			return kind
		}
	}
	return "公益诉讼"
}

// shortPlace is a place without its province: 云溪市石桥区.
func shortPlace(place string) string {
	if m := provinceBefore.FindStringSubmatch(place); m != nil {
		return m[1]
	}
	return place
}

// nameByReport gives the one case of a report that is about nothing else the title of the report.
func nameByReport(r *casefile.Publication, list []casefile.Reported) {
	if len(list) == 1 && list[0].Heading == "" && 2*list[0].Span.Len() > len(r.Text) && utf8.RuneCountInString(r.Title) > 4 {
		list[0].Heading = r.Title
	}
}
