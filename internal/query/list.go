package query

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// joints stand between the addresses of a list.
var joints = regexp.MustCompile(`\s*[、，,；;\n]\s*|\s*[和及与]\s*`)

// maxListed bounds the addresses that are read of a list.
const maxListed = 20

// parseList reads several addresses: 民法典1036、1038, 刑法264和治安管理处罚法49. The law of the
// one before holds for a provision without a law. It returns nil where a piece is no
// address.
func parseList(s string) []Ref {
	if r := parseClause(strings.TrimSpace(s)); r != nil {
		return []Ref{*r}
	}
	pieces := joints.Split(strings.TrimSpace(s), maxListed+1)
	if len(pieces) > maxListed || len(pieces) < 2 && !ranges.MatchString(s) && !insertedRange.MatchString(s) {
		return nil
	}
	if len(pieces) == 1 {
		return parseRange(pieces[0], nil)
	}
	var list []Ref
	for _, piece := range pieces {
		if members := parseRange(piece, list); members != nil {
			list = append(list, members...)
			continue
		}
		if p, ok := readProvision(piece); ok && len(list) > 0 {
			last := list[len(list)-1]
			list = append(list, Ref{Name: last.Name, Version: last.Version, Provision: p, Day: last.Day, Year: last.Year})
			continue
		}
		if r := sibling(piece, list); r != nil {
			list = append(list, *r)
			continue
		}
		if sub := inserted.FindStringSubmatch(piece); sub != nil && len(list) > 0 { // 第287条之一、之二
			last := list[len(list)-1]
			if n, ok := cnnum.Parse(sub[1]); ok && n > 0 && n <= maxSub && last.Provision == last.Provision.AtArticle() {
				last.Provision.Article.Sub = n
				list = append(list, last)
				continue
			}
			return nil
		}
		r := ParseRef(piece)
		if r == nil || r.Provision.IsZero() {
			return nil
		}
		list = append(list, *r)
	}
	return list
}

// A name that ends in the number of one of a series, and what is short for another of it:
// （三）第13条 behind 公司法解释（二）第18条.
var (
	ofSeries    = regexp.MustCompile(`^(.+?)[（(][一二三四五六七八九十\d]{1,3}[）)]$`)
	siblingName = regexp.MustCompile(`^《?([（(][一二三四五六七八九十\d]{1,3}[）)])》?(第?\s*(?:\d|[一二三四五六七八九十百]).*)$`)
)

// sibling reads the provision of another of the series to which the last of a list
// belongs; nil where piece is none.
func sibling(piece string, list []Ref) *Ref {
	m := siblingName.FindStringSubmatch(piece)
	if m == nil || len(list) == 0 {
		return nil
	}
	of := ofSeries.FindStringSubmatch(list[len(list)-1].Name)
	if of == nil {
		return nil
	}
	if r := ParseRef(of[1] + m[1] + m[2]); r != nil && !r.Provision.IsZero() {
		return r
	}
	return nil
}

// ranges are the articles from one to another: 民法典第1034-1038条, 第1034条至第1038条. What is
// written 133-1 is one article.
var ranges = regexp.MustCompile(`^(.*?)第?\s*` + numeral + `\s*条?\s*(?:-|－|—|——|–|~|～|至|到)\s*第?\s*` + numeral + `\s*条?$`)

// Numbers in these bounds are years, 公司法2018-2023, and no articles.
const firstYear, lastYear = 1949, 2099

// insertedRange are the articles from one that was inserted to another behind the same
// article: 第一百二十条之一至之六.
var insertedRange = regexp.MustCompile(`^(.*?)第?\s*` + numeral + `\s*条?之` + numeral + `\s*(?:-|－|—|——|–|~|～|至|到)\s*之?` + numeral + `\s*条?$`)

// parseInserted reads such a range; see [parseRange].
func parseInserted(s string, list []Ref) []Ref {
	m := insertedRange.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	name := strings.Trim(strings.TrimSpace(m[1]), "《》 　")
	if name == "" && len(list) > 0 {
		name = list[len(list)-1].Name
	}
	article, ok := cnnum.Parse(m[2])
	from, okFrom := cnnum.Parse(m[3])
	to, okTo := cnnum.Parse(m[4])
	if name == "" || !ok || !okFrom || !okTo || article < 1 || from < 1 || to <= from || to > maxSub {
		return nil
	}
	var members []Ref
	for n := from; n <= to && len(members) < maxListed; n++ {
		members = append(members, Ref{Name: name, Provision: statute.Provision{Article: statute.Number{Main: article, Sub: n}}})
	}
	return members
}

// inserted is the end of the number of an article that was inserted.
var inserted = regexp.MustCompile(`^之(\d{1,2}|[一二三四五六七八九十]{1,3})条?$`)

const numeral = `(\d{1,4}|[一二三四五六七八九十百千零]{1,9})`

// parseRange reads a range of articles; list are the addresses before it, whose last law
// holds where the range names none. It returns nil where s is none.
func parseRange(s string, list []Ref) []Ref {
	m := ranges.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return parseInserted(strings.TrimSpace(s), list)
	}
	name := strings.Trim(strings.TrimSpace(m[1]), "《》 　")
	if name == "" && len(list) > 0 {
		name = list[len(list)-1].Name
	}
	from, okFrom := cnnum.Parse(m[2])
	to, okTo := cnnum.Parse(m[3])
	if name == "" || !okFrom || !okTo || from < 1 || to <= from || from >= firstYear && to <= lastYear {
		return nil
	}
	var members []Ref
	for n := from; n <= to && len(members) < maxListed; n++ {
		members = append(members, Ref{Name: name, Provision: statute.Provision{Article: statute.Number{Main: n}}})
	}
	return members
}

// clause is an item of a paper that numbers what it says 一、（一）: 两抢意见一、（二）, 某某意见第三部分第（二）项.
var clause = regexp.MustCompile(`^(.*?(?:意见|纪要|通知|批复|答复|解答|公告|通告|方案|决定|复函)(?:（[^（）]*）)?)》?\s*的?` +
	`(?:([一二三四五六七八九十]{1,3})\s*[、.．]?\s*|第([一二三四五六七八九十\d]{1,3})(?:部分|点|大点)\s*的?第?)` +
	`(?:[（(]([一二三四五六七八九十\d]{1,3})[）)](?:项|点|款|条)?|([一二三四五六七八九十\d]{1,3})(?:项|点|款))$`)

// parseClause reads it; nil where s is none. Such a clause has the place of an article.
func parseClause(s string) *Ref {
	m := clause.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	n, ok := cnnum.Parse(m[2] + m[3])
	x, okItem := cnnum.Parse(m[4] + m[5])
	if !ok || !okItem || n < 1 || x < 1 || n > maxSub || x > maxSub {
		return nil
	}
	return &Ref{Name: strings.Trim(m[1], "《》 　"), Provision: statute.Provision{Article: statute.Number{Main: n}, Item: x}}
}
