package casefile

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Punishments that no number of months says stand behind all that one does: a term is at
// most 25 years, for several crimes together.
const (
	MonthsOfLife  = 9000
	MonthsOfDeath = 9999
)

// Longest is the hardest punishment that a decision names, in months; 0 where it names
// none that has a term.
func (f *Facts) Longest() int {
	longest := 0
	for _, s := range f.Sentences {
		switch {
		case s.Death:
			longest = MonthsOfDeath
		case s.Life:
			longest = max(longest, MonthsOfLife)
		default:
			longest = max(longest, s.Months)
		}
	}
	return longest
}

// About is the cause of a case, or its first charge.
func (f *Facts) About() string {
	if f.Cause.IsZero() && len(f.Charges) > 0 {
		return f.Charges[0].Text
	}
	return f.Cause.Text
}

// PartyNames are the names of the parties by which a case may be found: none that is hidden,
// and not the organs that act for the state.
func (f *Facts) PartyNames() []string {
	var list []string
	for _, p := range f.Parties {
		if !forState.MatchString(p.Role.Text) {
			list = append(list, p.Name.Text)
		}
	}
	return shownNames(list)
}

// forState are the roles of organs that are no parties.
var forState = regexp.MustCompile(`公诉机关|抗诉机关|执行机关`)

// JudgeNames are the names of the judges by which a case may be found.
func (f *Facts) JudgeNames() []string {
	list := make([]string, len(f.Judges))
	for i, j := range f.Judges {
		list[i] = j.Text
	}
	return shownNames(list)
}

// LawyerNames are the names of the lawyers by which a case may be found.
func (f *Facts) LawyerNames() []string {
	list := make([]string, len(f.Lawyers))
	for i, l := range f.Lawyers {
		list[i] = l.Name
	}
	return shownNames(list)
}

// Firms are the firms of the lawyers by which a case may be found.
func (f *Facts) Firms() []string {
	list := make([]string, len(f.Lawyers))
	for i, l := range f.Lawyers {
		list[i] = l.Firm
	}
	return shownNames(list)
}

// shownNames are the names of a list that are not hidden, each once.
func shownNames(list []string) []string {
	var shown []string
	for _, name := range list {
		if name != "" && !IsHiddenName(name) && !slices.Contains(shown, name) {
			shown = append(shown, name)
		}
	}
	return shown
}

// IsHiddenName reports whether a name is what is left of one that was hidden, here or by
// the court: 羊某某, 某公司, 张×, 李X, 王甲. It is nobody's.
func IsHiddenName(name string) bool {
	return strings.ContainsAny(name, "某×*＊ＸｘXx") && !latinName.MatchString(name) || utf8.RuneCountInString(name) < 2 ||
		placeholder.MatchString(name)
}

var (
	// latinName is a name with an x in a word of Latin letters: Xerox.
	latinName = regexp.MustCompile(`^[^某×*＊Ｘｘ]*[A-Za-z]*[A-WYZa-wyz][A-Za-z]*[^某×*＊Ｘｘ]*$`)
	// placeholder is a name that stands for another: 张甲, 李乙1, 王A, A医院.
	placeholder = regexp.MustCompile(`^\p{Han}(?:[甲乙丙丁戊己庚辛]\d?|[A-Za-z]\d?|\d)$|^[A-ZＡ-Ｚ]\d?\p{Han}`)
)
