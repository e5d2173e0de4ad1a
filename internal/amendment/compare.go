package amendment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Class says how two texts differ in a place.
type Class string

// The classes of difference. Misprint is said of those that a list made by hand knows.
const (
	ClassWords       Class = "words"
	ClassPunctuation Class = "punctuation" // signs and white space only
	ClassMisprint    Class = "misprint"
	ClassMissing     Class = "missing" // the provision stands in one of the texts only
)

// Chinese is the class as doctor shows it.
func (c Class) Chinese() string {
	switch c {
	case ClassPunctuation:
		return "标点"
	case ClassMisprint:
		return "已知的错字"
	case ClassMissing:
		return "只在一个文本里"
	}
	return "文字"
}

// Difference is a place in which a text that was made from operations is not the published
// one. Made and Published are the words that differ, with a few around them.
type Difference struct {
	Class     Class  `json:"class"`
	Place     string `json:"place"` // local address; "" for the title and the headings
	Made      string `json:"made"`
	Published string `json:"published"`
}

// Compare lists in what a text that was made differs from the published one: the name, the
// introduction, headings and every article, to the letter. White space alone is no difference,
// nor is an article that is printed as left out; signs of punctuation are one, of a class of
// their own. Captions and tables of contents are not compared.
func Compare(made, published *Text) []Difference { return compare(made, published, nil) }

// compare also knows misprints of the published text.
func compare(made, published *Text, known []misprint) []Difference {
	c := &comparing{known: known}
	c.add("", statute.Key(made.Title), statute.Key(published.Title))
	c.add("", made.besides(), published.besides())
	units := published.units()
	seen := map[string]bool{}
	for _, n := range made.body {
		if isUnit(n) {
			place := n.number.String()
			seen[place] = true
			c.add(place, n.words(), units[place])
		}
	}
	for _, n := range published.body {
		if place := n.number.String(); isUnit(n) && !seen[place] {
			c.add(place, "", n.words())
		}
	}
	return c.list
}

// comparing collects differences.
type comparing struct {
	known []misprint
	list  []Difference
}

func (c *comparing) add(place, made, published string) {
	made, published = leftBlank.Replace(squeezed(made)), leftBlank.Replace(squeezed(published))
	if made == published {
		return
	}
	d := Difference{Class: ClassWords, Place: place}
	switch {
	case c.isKnown(place, made, published):
		d.Class = ClassMisprint
	case made == "" || published == "":
		d.Class = ClassMissing
	case withoutSigns(made) == withoutSigns(published):
		d.Class = ClassPunctuation
	}
	d.Made, d.Published = apart(made, published)
	c.list = append(c.list, d)
}

// leftBlank is what stands in place of an article that was left out.
var leftBlank = strings.NewReplacer("（删去）", "", "（删除）", "", "(删去)", "", "(删除)", "")

// isKnown reports whether known misprints are all that two texts differ in, signs aside.
func (c *comparing) isKnown(place, made, published string) bool {
	found := false
	for _, m := range c.known {
		if m.place != place {
			continue
		}
		found = true
		if m.printed == "" && published == "" {
			return true // the place is known to be missing
		}
		lead, end, several := strings.Cut(m.printed, "…")
		from := strings.Index(published, lead)
		if from < 0 {
			continue
		}
		to := from + len(lead)
		if several {
			k := strings.Index(published[to:], end)
			if k < 0 {
				continue
			}
			to += k + len(end)
		}
		published = strings.ReplaceAll(published, published[from:to], m.right)
	}
	return found && withoutSigns(made) == withoutSigns(published)
}

// units are the words of the articles by their numbers.
func (t *Text) units() map[string]string {
	words := map[string]string{}
	for _, n := range t.body {
		if isUnit(n) {
			words[n.number.String()] = n.words()
		}
	}
	return words
}

// besides are the words of headings and of what stands beside the articles.
func (t *Text) besides() string {
	var b strings.Builder
	for _, n := range t.body {
		switch {
		case isUnit(n), n.gone, documentLine.MatchString(n.text), n.kind == statute.KindClosing, n.kind == statute.KindAnnex,
			n.kind == statute.KindTable:
		case n.depth > 0:
			b.WriteString(n.label + n.text)
		default:
			b.WriteString(n.label + n.words())
		}
	}
	return b.String()
}

// documentLine is a number of a document that stands above a text.
var documentLine = regexp.MustCompile(`^[（(]?法释〔\d+〕\d+号[）)]?$`)

// withoutSigns are the letters and digits of a text.
func withoutSigns(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!' // width is no difference of words
		}
		if r == '〇' {
			return '零'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// apart cuts from two texts what they share at both ends, but for a few characters.
func apart(a, b string) (string, string) {
	const around, most = 6, 60
	x, y := []rune(a), []rune(b)
	start := 0
	for start < len(x) && start < len(y) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < len(x)-start && end < len(y)-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	cut := func(r []rune) string {
		from, to := max(0, start-around), min(len(r), len(r)-end+around)
		s := string(r[from:to])
		if utf8.RuneCountInString(s) > most {
			s = string(r[from:from+most]) + "…"
		}
		return s
	}
	return cut(x), cut(y)
}
