package collation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// LackKind is what tells that a text is not whole.
type LackKind string

// The kinds.
const (
	LackGap      LackKind = "gap"      // numbers of articles are left out, or parts do not follow each other
	LackCited    LackKind = "cited"    // it cites an article of its own beyond its end
	LackContents LackKind = "contents" // its table of contents ends with a chapter that it does not have
	LackClosing  LackKind = "closing"  // a law that ends without telling from when it is in force
	LackSource   LackKind = "source"   // another source has articles beyond its end
)

// Lack is what tells that a text is not whole.
type Lack struct {
	Kind LackKind `json:"kind"`
	// Said is what is seen, in Chinese: 第七十条引用本法第八十条，正文到第七十九条为止.
	Said string `json:"said"`
}

// Whole is what of a text tells whether it is whole.
type Whole struct {
	Articles []Unit
	Contents []string // the lines of its table of contents: 第九章 附则
	Headings []string // of its body, likewise
	// Gaps are the places, in Chinese, where numbers are left out.
	Gaps []string
	// IsLaw says that it is a law as such, made by the National People's Congress or its Standing
	// Committee; Adopted is the first day that it tells, "" for none.
	IsLaw   bool
	Adopted statute.Date
	// Changes says that it changes other laws and quotes their words; Part that it is a part of a
	// law only. Both end as they like.
	Changes, Part bool
}

// closingSince is the day from which the Legislation Law demands of every law to say from when
// it is in force (Article 51 of 2000, 61 today).
const closingSince statute.Date = "2000-07-01"

// fewest is how many articles a law has at least that is looked at for its end.
const fewest = 10

// Lacks says what tells of a text alone that it is not whole. What speaks of its end counts
// only where it does not end with the words with which laws end: a citation of an article beyond
// those is a misprint.
func Lacks(w Whole) []Lack {
	var found []Lack
	for _, gap := range w.Gaps {
		found = append(found, Lack{LackGap, gap})
	}
	if w.Changes || w.Part || len(w.Articles) == 0 || hasEnd(w.Articles) {
		return found
	}
	last := w.Articles[len(w.Articles)-1]
	end := "，正文到" + placeName(last.Address) + "为止"
	if at, cited := citedBeyond(w.Articles, last); cited != "" {
		found = append(found, Lack{LackCited, at + "引用" + cited + end})
	}
	if line := notInBody(w.Contents, w.Headings); line != "" {
		found = append(found, Lack{LackContents, "目录列到“" + line + "”" + end})
	}
	if w.IsLaw && w.Adopted >= closingSince && len(w.Articles) >= fewest {
		found = append(found, Lack{LackClosing, "没有规定施行日期的条文（立法法要求法律明确规定施行日期）" + end})
	}
	return found
}

// lastOnes is how many articles at the end may tell from when a law is in force: rules for the
// time before and the like may stand behind that one.
const lastOnes = 6

// hasEnd reports whether one of the last articles tells from when the text is in force, or what
// it takes the place of.
func hasEnd(articles []Unit) bool {
	for _, u := range articles[max(0, len(articles)-lastOnes):] {
		if closing.MatchString(u.Text) {
			return true
		}
	}
	return false
}

// closing are the words with which texts end.
var closing = regexp.MustCompile(`(?:[自从于]|之?日|公布|发布|批准|通过)[^。；]{0,60}(?:施行|实施|生效|执行|试行|实行|适用)|(?:施行|实施|生效|执行|试行|实行)之?[后日]|` +
	`同时(?:废止|失效)|(?:为准|废止|失效|不再适用)。?\s*$|由[^。；]{2,40}(?:负责解释|发布施行|公布施行)`)

// ownName is how a text calls itself before the number of an article.
var ownName = regexp.MustCompile(`本(?:法典?|条例|办法|规定|解释|规则|细则|决定)(第)`)

// citedBeyond finds a citation of an article of the text itself beyond the last: at is where it
// stands, cited what it cites, "" for none.
func citedBeyond(articles []Unit, last Unit) (at, cited string) {
	end, ok := statute.ParseNumber(last.Address)
	if !ok {
		return "", ""
	}
	for _, u := range articles {
		for _, m := range ownName.FindAllStringSubmatchIndex(u.Text, -1) {
			for _, n := range numbersAt(u.Text[m[2]:]) {
				if n.Main > end.Main {
					return placeName(u.Address), u.Text[m[0]:m[2]] + placeName(n.String())
				}
			}
		}
	}
	return "", ""
}

// numbersAt reads a list of articles at the start of a text: 第八十条、第八十一条.
func numbersAt(s string) []statute.Number {
	var list []statute.Number
	for {
		rest, ok := strings.CutPrefix(s, "第")
		n, size := cnnum.Prefix(rest)
		if rest = rest[size:]; !ok || size == 0 || !strings.HasPrefix(rest, "条") {
			return list
		}
		list = append(list, statute.Number{Main: n})
		s = strings.TrimPrefix(rest, "条")
		between := s
		for _, word := range [...]string{"、", "和", "至", "到", "或者", "或", "及", "以及", "，"} {
			if after, ok := strings.CutPrefix(s, word); ok {
				between = after
			}
		}
		if between == s {
			return list
		}
		s = between
	}
}

// chapterLine is a line of a table of contents with a chapter or a part.
var chapterLine = regexp.MustCompile(`^\s*(第[一二三四五六七八九十百零〇]+[编章])`)

// notInBody is the last line of a table of contents where the body has no heading like it, ""
// where it has.
func notInBody(contents, headings []string) string {
	var lines []string
	for _, l := range contents {
		if chapterLine.MatchString(l) {
			lines = append(lines, strings.Join(strings.Fields(l), " "))
		}
	}
	if len(lines) == 0 || len(headings) == 0 {
		return ""
	}
	last := lines[len(lines)-1]
	number, title := splitHeading(last)
	if slices.ContainsFunc(headings, func(h string) bool {
		n, t := splitHeading(h)
		return n == number || t != "" && t == title
	}) {
		return ""
	}
	return last
}

// splitHeading are the number and the letters of the words of a heading.
func splitHeading(s string) (number, title string) {
	m := chapterLine.FindStringSubmatch(s)
	if m == nil {
		return "", lettersOf(s)
	}
	return m[1], lettersOf(strings.TrimPrefix(strings.TrimSpace(s), m[1]))
}

// Beyond says that another copy has articles behind the last one of the shown text, where that
// does not end as laws end, or has articles that are left out in it. variants are what Compare found.
func Beyond(shown *Copy, variants []Variant) []Lack {
	var numbered []Unit
	for _, u := range shown.Units {
		if u.isNumbered() {
			numbered = append(numbered, u)
		}
	}
	if len(numbered) == 0 || hasEnd(numbered) && len(shown.Lacks) == 0 {
		return nil
	}
	var found []Lack
	for _, v := range variants {
		if _, ok := statute.ParseNumber(v.Address); ok && v.Kind == Extra {
			found = append(found, Lack{LackSource, "另一来源还有" + v.Place()})
		}
	}
	return found
}
