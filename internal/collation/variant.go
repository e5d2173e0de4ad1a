package collation

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Kind is how a unit of a copy differs from the text that is shown. It says what is seen, not
// which of the two is right.
type Kind string

// The kinds.
const (
	Misprint   Kind = "misprint"   // a few letters are others, lacking or too many
	Words      Kind = "words"      // more than that
	Shorter    Kind = "shorter"    // the end is lacking
	Longer     Kind = "longer"     // there is more at the end
	Glued      Kind = "glued"      // one of the two has an annex, a heading or a remark at its end that does not belong to it
	Missing    Kind = "missing"    // the copy does not have the unit, or several in a row
	Extra      Kind = "extra"      // only the copy has the unit, or several in a row
	Signs      Kind = "signs"      // other signs, or another way to write a number
	Paragraphs Kind = "paragraphs" // the same letters and signs in other paragraphs
)

// Kinds are all kinds, the gravest first.
var Kinds = [...]Kind{Missing, Extra, Shorter, Longer, Glued, Words, Misprint, Paragraphs, Signs}

// Chinese names the kind.
func (k Kind) Chinese() string {
	return map[Kind]string{Misprint: "个别字不同", Words: "字句不同", Shorter: "结尾缺文字", Longer: "结尾多文字", Glued: "附件、标题或编者的话混入条文",
		Missing: "没有这些条文", Extra: "多出条文", Signs: "标点或数字写法不同", Paragraphs: "分款不同"}[k]
}

// IsOfLetters reports whether letters differ, not only signs and the places of line ends.
func (k Kind) IsOfLetters() bool { return k != Signs && k != Paragraphs }

// Variant is a place in which a copy differs from the text that is shown.
type Variant struct {
	Address string // local, of the unit
	Through string // of the last unit, where several are missing or extra; else ""
	Kind    Kind
	// Here is what the text that is shown reads, There what the copy reads, with some characters
	// around and what both have left out. One of them is "" where it has nothing.
	Here, There string
}

// Place names the units: 第八十条至第九十六条.
func (v Variant) Place() string {
	if v.Through == "" {
		return placeName(v.Address)
	}
	return placeName(v.Address) + "至" + placeName(v.Through)
}

// Covers reports whether a unit is among those that the variant is about.
func (v Variant) Covers(address string) bool {
	if address == v.Address || address == v.Through {
		return true
	}
	from, isFrom := statute.ParseNumber(v.Address)
	to, isTo := statute.ParseNumber(v.Through)
	n, ok := statute.ParseNumber(address)
	return ok && v.Through != "" && isFrom && from.Less(n) && (!isTo || n.Less(to))
}

// placeName names a local address in Chinese.
func placeName(address string) string {
	p, err := statute.ParseProvision(address)
	if err != nil || address == "" {
		return address
	}
	return p.Chinese()
}

// around is how many characters are kept before and behind what differs; longest how many a
// reading has at most.
const (
	around  = 8
	longest = 400
)

// Compare lists where a copy differs from the text that is shown, in the order of that text.
// partial says that the copy has only a part of the law: what it does not have is not missing.
func Compare(shown, other *Copy, partial bool) []Variant {
	var found []Variant
	theirs, ours := other.at(), shown.at()
	seen := map[string]bool{}
	follows := false
	for _, u := range shown.Units {
		if seen[u.Address] {
			continue
		}
		seen[u.Address] = true
		there, ok := theirs[u.Address]
		if !ok {
			if !partial {
				found = addRun(found, Variant{Address: u.Address, Kind: Missing, Here: clip(u.Text)}, follows)
				follows = true
			}
			continue
		}
		follows = false
		if v, differs := compareUnit(u, there, shown, other); differs {
			found = append(found, v)
		}
	}
	follows = false
	for _, u := range other.Units {
		if _, ok := ours[u.Address]; ok || seen[u.Address] {
			follows = false
			continue
		}
		seen[u.Address] = true
		found = addRun(found, Variant{Address: u.Address, Kind: Extra, There: clip(u.Text)}, follows)
		follows = true
	}
	return found
}

// addRun adds a unit that only one copy has; units that follow each other are one place.
func addRun(found []Variant, v Variant, follows bool) []Variant {
	if n := len(found); follows && n > 0 && found[n-1].Kind == v.Kind {
		found[n-1].Through = v.Address
		return found
	}
	return append(found, v)
}

// compareUnit compares a unit of the shown text with that of a copy.
func compareUnit(u Unit, there string, shown, other *Copy) (v Variant, differs bool) {
	here := u.Text
	v.Address = u.Address
	if here == there {
		return v, false
	}
	if lettersOf(here) != lettersOf(there) && !textdiff.Same(here, there, textdiff.Options{Ignored: sameWriting}) {
		segments := textdiff.Compare(here, there, textdiff.Options{Ignored: sameWriting})
		v.Kind = kindOf(segments)
		if isGlued(there, here, shown) || isGlued(here, there, other) {
			v.Kind = Glued
		}
		v.Here, v.There = readings(segments)
		return v, true
	}
	if withoutSpace(here) != withoutSpace(there) {
		v.Kind = Signs
		v.Here, v.There = readings(textdiff.Compare(here, there, textdiff.Options{Ignored: textdiff.Ignored{Space: true}}))
		return v, true
	}
	if x, y := paragraphs(here), paragraphs(there); x != y {
		v.Kind = Paragraphs
		v.Here, v.There = readings(textdiff.Compare(here, there, textdiff.Options{}))
		return v, v.Here != v.There
	}
	return v, false
}

// sameWriting is what is no difference of letters.
var sameWriting = textdiff.Ignored{Punctuation: true, Space: true, Digits: true}

// paragraphs counts the lines of a text that have words.
func paragraphs(s string) int {
	n := 0
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}

// maxMisprint is how many letters differ at most where it is a misprint, and in one place.
const (
	maxMisprint = 4
	maxPlace    = 2
)

// kindOf tells how two readings differ by what was cut from them.
func kindOf(segments []textdiff.Segment) Kind {
	total, widest, only := 0, 0, map[textdiff.Side]int{}
	for _, s := range segments {
		if s.In == textdiff.Both {
			continue
		}
		n := utf8.RuneCountInString(lettersOf(s.Text()))
		total, widest = total+n, max(widest, n)
		only[s.In]++
	}
	switch last := segments[len(segments)-1]; {
	case widest <= maxPlace && total <= maxMisprint:
		return Misprint
	case last.In == textdiff.Earlier && len(only) == 1 && only[last.In] == 1:
		return Shorter
	case last.In == textdiff.Later && len(only) == 1 && only[last.In] == 1:
		return Longer
	}
	return Words
}

// readings are both readings with what they have in common left out.
func readings(segments []textdiff.Segment) (here, there string) {
	short := textdiff.Shorten(segments, around)
	return clip(textdiff.Of(short, textdiff.Earlier)), clip(textdiff.Of(short, textdiff.Later))
}

// clip bounds a reading.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest]) + textdiff.Gap
}

// strayEnd is how what does not belong to an article begins: a heading, the title of an annex, or
// the remark of an editor, who names himself or tells of an amendment.
var strayEnd = regexp.MustCompile(`^(?:附件|附录|附表|附图|附[：:]|第[一二三四五六七八九十百零〇]+(?:编|分编|章|节)|[一二三四五六七八九十]+、|` +
	`(?:责任)?编辑[：:\s]|(?:19|20)\d\d年[^。，；]{0,20}(?:删除|增加|修改|修正|修订)）?\s*$)`)

// remark is a remark of an editor at the end of a paragraph, wherever it stands:
// （2009年8月27日删除）.
var remark = regexp.MustCompile(`(?m)[（(](?:19|20)\d\d年[^（()）。，；]{0,20}(?:删除|增加|修改|修正|修订)[）)]\s*$`)

// isGlued reports whether a text is another one with a heading, an annex or a remark behind it. apart is
// the copy that has the other text: it may have as heading or unit what is behind it here.
func isGlued(text, alone string, apart *Copy) bool {
	if len(text) <= len(alone) {
		return false
	}
	letters := lettersOf(alone)
	rest, ok := strings.CutPrefix(lettersOf(text), letters)
	if !ok || letters == "" || utf8.RuneCountInString(rest) < 2 {
		return false
	}
	for _, h := range apart.Headings {
		if h := lettersOf(h); h != "" && (strings.HasPrefix(rest, h) || strings.HasSuffix(h, rest)) {
			return true
		}
	}
	for _, u := range apart.Units {
		if words := lettersOf(u.Label + u.Text); !u.isNumbered() && words != "" &&
			(strings.HasPrefix(rest, words) || strings.HasPrefix(words, rest)) {
			return true
		}
	}
	return strayEnd.MatchString(behind(text, letters))
}

// behind is what stands in a text behind its first letters, without signs and white space in
// front.
func behind(text, letters string) string {
	left := utf8.RuneCountInString(letters)
	for i, r := range text {
		if lettersOf(string(r)) == "" {
			continue
		}
		if left == 0 {
			return text[i:]
		}
		left--
	}
	return ""
}

// Reading says in Chinese what the copy reads, beside the text that is shown: 此处作“登已机关”，
// 正文作“登记机关”.
func (v Variant) Reading() string {
	oneLine := strings.NewReplacer("\n", "／")
	here, there := oneLine.Replace(v.Here), oneLine.Replace(v.There)
	switch v.Kind {
	case Missing:
		return "没有" + v.Place()
	case Extra:
		return "还有" + v.Place() + "：“" + there + "”"
	}
	return "此处作“" + there + "”，正文作“" + here + "”"
}
