// Package masking hides who the people in a judgment are, as the supreme court asks of
// judgments that are published (法释〔2016〕19号): of the names of parties, victims,
// witnesses and relatives only the surname is left (羊某某), numbered where several would
// be called the same; addresses end at the county; numbers of identity cards, telephones,
// accounts and cars go. Judges, clerks, prosecutors, lawyers and bodies keep their names.
//
// A judgment is read once, with the names in it: [Mask.Judgment] moves the spans of what
// was read to where they are in the text without the names.
//
// Start with [New].
package masking

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// Mask hides the people of one judgment.
type Mask struct {
	// Names are the names that are hidden, each with what stands for it.
	Names map[string]string

	forms   map[string]string // Names, also with spaces between their characters
	lengths map[rune][]int    // of the forms that begin with a character in bytes, longest first
}

// New finds the people of a judgment that was read with their names.
func New(j *judgment.Judgment) *Mask {
	m := &Mask{Names: map[string]string{}, forms: map[string]string{}, lengths: map[rune][]int{}}
	p := &people{v: j.View, keep: map[string]bool{}, seen: map[string]bool{}, counts: &counts{text: j.View.Text}}
	p.officials()
	for _, x := range j.Parties {
		name := textview.New(x.Name.Text).Text
		switch behind := j.View.Text[j.View.Place(x.Name.Span.End):]; {
		case personname.IsPerson(name):
			p.add(name)
		case gender.MatchString(textview.ClipBytes(behind, maxBody)) && utf8.RuneCountInString(name) <= maxPersonName: // 普文学 is no school
			p.addPerson(name)
		default:
			p.bodies = append(p.bodies, name)
		}
	}
	p.find()
	m.replaceNames(p.list, j.Text)
	return m
}

// gender is what is said of a person behind the name.
var gender = regexp.MustCompile(`^(?:（[^（）]*）)?，(?:男|女)`)

// maxPersonName is the length of the longest name of a person, in characters.
const maxPersonName = 15

// Apply hides in a string what the mask hides.
func (m *Mask) Apply(s string) string {
	s, _ = m.hide(s)
	return s
}

// hide hides in a string what the mask hides, and returns the steps in which it did so.
func (m *Mask) hide(s string) (hidden string, steps []edits) {
	names := m.hideNames(s)
	s = names.apply(s)
	particulars := hideParticulars(s)
	for _, e := range particulars {
		s = e.apply(s)
	}
	homes := hideHomes(s)
	return homes.apply(s), append(append([]edits{names}, particulars...), homes)
}

// Judgment is a judgment without its people: its text masked, and what was read in it at
// its place there. Where the mask took a word of the form for a name (单位 in 被告单位), the
// masked text says something else; then it is read again, so that what is stored is what
// the text shown says.
func (m *Mask) Judgment(j *judgment.Judgment) *judgment.Judgment {
	text, steps := m.hide(j.Text)
	s := &shifter{mask: m, before: j.Text, after: text, steps: steps}
	facts := s.facts(&j.Facts)
	if s.torn {
		return judgment.Read(text)
	}
	return &judgment.Judgment{Text: text, Title: s.field(j.Title), Facts: facts}
}

// replaceNames says what stands for each name.
func (m *Mask) replaceNames(names []string, text string) {
	same := map[string]int{}   // how many names leave the same
	number := map[string]int{} // of a name among these
	for _, n := range names {
		h := surnameOnly(n)
		same[h]++
		number[n] = same[h]
	}
	taken := map[string]bool{} // in the text already
	for h := range same {
		taken[h] = strings.Contains(text, h)
	}
	for _, n := range names {
		h := surnameOnly(n)
		if same[h] > 1 || taken[h] {
			i := number[n]
			for taken[h] && strings.Contains(text, h+strconv.Itoa(i)) {
				i += same[h]
			}
			h += strconv.Itoa(i)
		}
		m.Names[n] = h
		m.addForm(n, h)
		m.addForm(strings.Join(strings.Split(n, ""), "　"), h)
	}
	for _, l := range m.lengths {
		slices.SortFunc(l, func(a, b int) int { return b - a })
	}
}

func (m *Mask) addForm(form, with string) {
	m.forms[form] = with
	r, _ := utf8.DecodeRuneInString(form)
	if !slices.Contains(m.lengths[r], len(form)) {
		m.lengths[r] = append(m.lengths[r], len(form))
	}
}

// hideNames finds the names in a string, of those that begin at one place the longest.
func (m *Mask) hideNames(s string) edits {
	var list edits
	end := 0
	for at, r := range s {
		if at < end {
			continue
		}
		for _, n := range m.lengths[r] {
			if at+n > len(s) {
				continue
			}
			if with, ok := m.forms[s[at:at+n]]; ok {
				list.add(at, at+n, with)
				end = at + n
				break
			}
		}
	}
	return list
}

// surnameOnly leaves the surname: 羊双彪 is 羊某某. Of a name with dots the first character
// is left.
func surnameOnly(name string) string {
	keep := max(1, personname.Surname(name))
	if strings.Contains(name, "·") {
		keep = 1
	}
	runes := []rune(name)
	if keep >= len(runes) {
		keep = 1
	}
	return string(runes[:keep]) + strings.Repeat("某", min(2, len(runes)-keep))
}
