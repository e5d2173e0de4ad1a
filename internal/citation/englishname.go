package citation

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// Interpretations by their English names: the SPC's 2023 Interpretation on the General Part of the Contracts Book.

// interpretationHead is how the English name of an interpretation begins, before its subject.
var interpretationHead = regexp.MustCompile(`^(?:(?:19|20)\d\d )?(?:Judicial )?Interpretations?(?: \(?(?:No\. ?)?([IV]{1,3}|[1-5])\)?)?` +
	` (?:on|of|concerning|regarding|for|to|about) (the )?(?:Application of (?:the )?)?`)

// romanNumerals are the numbers of a series of interpretations as they are filed.
var romanNumerals = map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}

// interpretationNamed reads the English name of an interpretation by its subject at the start of s, however it begins:
// 2023 Interpretation on the General Part of the Contracts Book.
func (f *finder) interpretationNamed(s string) (name string, length int) {
	s = s[:min(len(s), maxTitle)]
	m := interpretationHead.FindStringSubmatchIndex(s)
	if m == nil {
		return "", 0
	}
	head := "Interpretation "
	if m[2] >= 0 {
		number := s[m[2]:m[3]]
		if roman := romanNumerals[number]; roman != "" {
			number = roman
		}
		head += number + " "
	}
	for _, the := range [...]string{"on the ", "on "} {
		filed := head + the + s[m[1]:]
		if n := f.dict.longest(filed); n > len(head)+len(the) && !cutsWord(filed[n:]) {
			return filed[:n], m[1] + n - len(head) - len(the)
		}
	}
	return "", 0
}

// seriesInEnglish is one of a series of interpretations, whose law stands elsewhere, right before its articles.
var seriesInEnglish = regexp.MustCompile(`(?:^|[^\w])((?:Judicial )?Interpretation \(?([IV]{1,3}|[1-5])\)?),? ?$`)

// seriesBeforeArticle is its name in Chinese where s ends in one: Interpretation IV, arts. 16-22.
func seriesBeforeArticle(s string) (name string, length int) {
	near := s[max(0, len(s)-maxNameNote):]
	m := seriesInEnglish.FindStringSubmatchIndex(near)
	if m == nil {
		return "", 0
	}
	number := near[m[4]:m[5]]
	for i, roman := range [...]string{"I", "II", "III", "IV", "V"} {
		if number == roman || number == strconv.Itoa(i+1) {
			return "解释（" + cnnum.Format(i+1) + "）", len(near) - m[2]
		}
	}
	return "", 0
}

// goesOnInEnglish reports whether the name of an interpretation goes on: Interpretation on …, Interpretation Agreement.
func goesOnInEnglish(after string) bool {
	next := strings.TrimLeft(after, " ")
	if next == after || next == "" {
		return false
	}
	for _, w := range [...]string{"on ", "of ", "for ", "concerning ", "regarding ", "("} {
		if strings.HasPrefix(next, w) {
			return true
		}
	}
	return unicode.IsUpper(firstRune(next))
}
