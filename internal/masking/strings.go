package masking

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/textview"
)

// Tells reports whether a string has the name of somebody who is hidden, or a given name that stands for one.
func (m *Mask) Tells(s string) bool {
	s = textview.New(s).Text
	for name := range m.Names {
		if utf8.RuneCountInString(name) > 1 && strings.Contains(s, name) {
			return true
		}
	}
	for given, f := range m.forms.given {
		if !f.loose && strings.Contains(s, given) {
			return true
		}
	}
	return false
}

// Hide is Apply for what is no text, as the path of a file: whoever is hidden is hidden in it, even by a name
// that is a word.
func (m *Mask) Hide(s string) string {
	s = m.Apply(s)
	if !m.Tells(s) {
		return s
	}
	type pair struct{ name, with string }
	var list []pair
	for name, with := range m.Names {
		if utf8.RuneCountInString(name) > 1 {
			list = append(list, pair{name, with})
		}
	}
	for given, f := range m.forms.given {
		if !f.loose {
			list = append(list, pair{given, f.with})
		}
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Or(len(b.name)-len(a.name), strings.Compare(a.name, b.name)) })
	for _, p := range list {
		s = strings.ReplaceAll(s, p.name, p.with)
	}
	return s
}
