package amendment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

const numeral = `[零〇一二两三四五六七八九十百千0-9]+`

// lawName is a name of the law before a provision.
const lawName = `(?:刑法|宪法|本法|本解释|本规定|该法|《[^《》]*(?:〈[^〉]*〉[^《》]*|《[^》]*》[^《》]*)*》)`

var (
	leadOf     = regexp.MustCompile(`^(?:原|修改后的?|其中的?|` + lawName + `(?:中的?|的)?)+`)
	plainName  = regexp.MustCompile(`^(\p{Han}{1,18}?法)第` + numeral + `[条章编节]`) // 刑法第…条
	articleOf  = regexp.MustCompile(`^(?:第(` + numeral + `)|(十[一二三四五六七八九]))条(?:之(` + numeral + `))?`)
	levelOf    = regexp.MustCompile(`^第[（(]?(` + numeral + `)[）)]?([款项目])`)
	headingOf  = regexp.MustCompile(`^第(` + numeral + `)([编章节])(?:[章节编]名|标题|名称)?`)
	preambleOf = regexp.MustCompile(`^序言第(` + numeral + `)自然段`)
	bodyOf     = regexp.MustCompile(`^(?:正文)?第(` + numeral + `)段`)
	sectionOf  = regexp.MustCompile(`^第(` + numeral + `)部分标题`)
	sameOf     = regexp.MustCompile(`^(?:该|这一|本)([条款项])`)
	joinOf     = regexp.MustCompile(`^(?:、|和|以及|及)`)
	untilOf    = regexp.MustCompile(`^至`)
)

// named are the parts that a clause calls by name.
var named = []struct {
	word string
	part Part
}{{"名称", PartTitle}, {"题目", PartTitle}, {"标题", PartTitle}, {"引言", PartLead}}

// places reads a list of places at the start of s, as far as there is one. base gives what a
// place leaves out; law is the last law that a place names, "" for none.
func places(s string, base statute.Provision) (list []Place, law, rest string) {
	for {
		name := ""
		if m := leadOf.FindString(s); m != "" {
			name, s = m, s[len(m):]
		}
		if m := plainName.FindStringSubmatch(s); m != nil {
			s = s[len(m[1]):]
		}
		place, size := placeAt(s, base)
		if size == 0 {
			if len(list) == 0 {
				return nil, "", s
			}
			return list, law, rest
		}
		if keys := statute.QuotedTitles(name); len(keys) > 0 {
			law = keys[len(keys)-1]
		}
		list = append(list, place)
		s, base, rest = s[size:], place.Provision, s[size:]
		if m := untilOf.FindString(s); m != "" {
			if last, size := placeAt(s[len(m):], base); size > 0 {
				list = append(list, between(place, last)...)
				s, base = s[len(m)+size:], last.Provision
				rest = s
			}
		}
		m := joinOf.FindString(s)
		if m == "" {
			return list, law, rest
		}
		s = s[len(m):]
	}
}

// placeAt reads one place. size is 0 where there is none.
func placeAt(s string, base statute.Provision) (place Place, size int) {
	for _, n := range named {
		if strings.HasPrefix(s, n.word) {
			return Place{Part: n.part}, len(n.word)
		}
	}
	if m := preambleOf.FindStringSubmatch(s); m != nil {
		return Place{Part: PartPreamble, Provision: statute.Provision{Paragraph: number(m[1])}}, len(m[0])
	}
	if m := bodyOf.FindStringSubmatch(s); m != nil {
		return Place{Part: PartBody, Provision: statute.Provision{Paragraph: number(m[1])}}, len(m[0])
	}
	if m := sectionOf.FindStringSubmatch(s); m != nil {
		return Place{Part: PartHeading, Provision: statute.Provision{Section: statute.Number{Main: number(m[1])}}}, len(m[0])
	}
	if m := sameOf.FindStringSubmatch(s); m != nil {
		switch m[1] {
		case "条":
			base = base.AtArticle()
		case "款":
			base.Item, base.Subitem = 0, 0
		}
		return Place{Provision: base}, len(m[0])
	}
	return provisionAt(s, base)
}

// provisionAt reads 第二十三条之一第二款第（三）项, 第二款, 第四章章名.
func provisionAt(s string, base statute.Provision) (place Place, size int) {
	p := base
	if m := articleOf.FindStringSubmatch(s); m != nil {
		main := m[1]
		if main == "" {
			main = m[2] // 将十一条: 第 was left out
		}
		p = statute.Provision{Article: statute.Number{Main: number(main), Sub: number(m[3])}}
		size = len(m[0])
	} else if m := headingOf.FindStringSubmatch(s); m != nil {
		n := statute.Number{Main: number(m[1])}
		place.Part = PartHeading
		switch m[2] {
		case "编":
			place.Provision.Part = n
		case "章":
			place.Provision.Chapter = n
		case "节":
			place.Provision.Section = n
		}
		return place, len(m[0])
	}
	for {
		m := levelOf.FindStringSubmatch(s[size:])
		if m == nil {
			break
		}
		switch n := number(m[1]); m[2] {
		case "款":
			p.Paragraph, p.Item, p.Subitem = n, 0, 0
		case "项":
			p.Item, p.Subitem = n, 0
		case "目":
			p.Subitem = n
		}
		size += len(m[0])
	}
	return Place{Provision: p}, size
}

// between are the places behind first up to last: 第二款至第五款.
func between(first, last Place) []Place {
	var list []Place
	a, b := first.Provision, last.Provision
	for step := 0; step < 200; step++ {
		switch {
		case b.Item > 0:
			a.Item++
		case b.Paragraph > 0:
			a.Paragraph++
		case b.Article.Sub > 0:
			a.Article.Sub++
		default:
			a.Article.Main++
		}
		list = append(list, Place{Provision: a})
		if a == b {
			return list
		}
	}
	return []Place{last}
}

// unitOf is the level of a place.
func unitOf(p Place) statute.NodeKind {
	switch v := p.Provision; {
	case p.Part == PartTitle:
		return statute.KindTitle
	case p.Part == PartLead, p.Part == PartPreamble:
		return statute.KindPreamble
	case p.Part == PartHeading:
		return statute.KindHeading
	case v.Subitem > 0:
		return statute.KindSubitem
	case v.Item > 0:
		return statute.KindItem
	case v.Paragraph > 0:
		return statute.KindParagraph
	}
	return statute.KindArticle
}

// number reads a numeral; 0 where there is none.
func number(s string) int {
	if s == "两" {
		return 2
	}
	n, _ := cnnum.Parse(s)
	return n
}
