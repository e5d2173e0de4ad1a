package pages

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// maxTerms bounds how many defined terms a page explains.
const maxTerms = 24

// explainTerms links the terms of an article that another article of the same law
// defines, each where it is first used, and returns those that the article itself
// defines.
func (r *request) explainTerms(place *kb.Provision, lines []textLine) (own []string, err error) {
	defined, err := r.Laws.Terms(r.ctx(), place.Version.ID)
	if err != nil {
		return nil, err
	}
	var elsewhere []definedTerm
	for _, t := range defined {
		switch {
		case t.Address == place.Unit.Address || strings.HasPrefix(t.Address, place.Unit.Address+"/"):
			if !slices.Contains(own, t.Text) {
				own = append(own, t.Text)
			}
		case isExplained(t.Text):
			a := place.Address(r.day)
			if a.Provision, err = statute.ParseProvision(t.Address); err != nil {
				return nil, err
			}
			elsewhere = append(elsewhere, definedTerm{t.Text, a})
		}
	}
	elsewhere = slices.DeleteFunc(elsewhere, func(t definedTerm) bool { return slices.Contains(own, t.text) })
	// 网络安全 before 网络, and the first definition of a term before a later one
	slices.SortStableFunc(elsewhere, func(a, b definedTerm) int { return cmp.Compare(len(b.text), len(a.text)) })
	m := termMarker{links: r.links, left: elsewhere}
	for i := range lines {
		lines[i].Pieces = m.mark(lines[i].Pieces)
	}
	for _, u := range m.used {
		at, err := r.Laws.Lookup(r.ctx(), u.where, r.day)
		if err != nil {
			return nil, err
		}
		u.preview.Lines = previewLines(at)
	}
	return own, nil
}

// definedTerm is a term and the place of the words that define it.
type definedTerm struct {
	text  string
	where statute.Address
}

// isExplained reports whether a term can be told in running text: 船 would be found
// in 船厂, 三日 in 十三日.
func isExplained(term string) bool {
	_, digits := cnnum.ChinesePrefix(term)
	return utf8.RuneCountInString(term) > 1 && digits == 0
}

// termMarker marks each term once.
type termMarker struct {
	links
	left []definedTerm // not seen yet, longest first
	used []usedTerm
}

// usedTerm is a term that was found; its preview has no lines yet.
type usedTerm struct {
	definedTerm
	preview *preview
}

// mark cuts the plain pieces of a line at the terms that begin in them.
func (m *termMarker) mark(pieces []linked) []linked {
	var list []linked
	for _, p := range pieces {
		if p.Cite {
			list = append(list, p)
			continue
		}
		text, from := p.Text, 0
		for i := 0; i < len(text) && len(m.used) < maxTerms; {
			n := m.at(text[i:])
			if n < 0 {
				_, size := utf8.DecodeRuneInString(text[i:])
				i += size
				continue
			}
			t := m.left[n]
			m.left = slices.DeleteFunc(m.left, func(x definedTerm) bool { return x.text == t.text })
			if i > from {
				list = append(list, linked{Text: text[from:i]})
			}
			u := usedTerm{t, &preview{Title: textDefinition(titleOf(t.where))}}
			m.used = append(m.used, u)
			url := m.target(citegraph.CiteTarget{Address: t.where, Node: t.where.Provision, Found: true})
			list = append(list, linked{Text: t.text, URL: url, Cite: true, Term: true, Preview: u.preview,
				ID: "t" + strconv.Itoa(len(m.used))})
			i += len(t.text)
			from = i
		}
		if from < len(text) {
			list = append(list, linked{Text: text[from:]})
		}
	}
	return list
}

// at returns the longest term that the text begins with, or -1.
func (m *termMarker) at(text string) int {
	return slices.IndexFunc(m.left, func(t definedTerm) bool { return strings.HasPrefix(text, t.text) })
}
