package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// Names of laws that are put right are of these lengths, in characters: one that is written
// by sound may be shorter than one in which a character is wrong, missing or too much.
const (
	leastSounding = 2
	leastMistyped = 3
	leastGap      = 4
)

// maxMeant is how many laws are offered for a name that is none.
const maxMeant = 3

// misnamed tells a user that an address names a law that there is not, and which was
// probably meant. said is "" where the query is no such address.
func (s *Service) misnamed(q query.Query) (said string, meant []string) {
	if q.Ref == nil || q.Ref.Provision.IsZero() || len(q.Further) > 0 {
		return "", nil
	}
	name := strings.Trim(q.Ref.Name, "《》 　")
	if keys, _ := s.lawsOf(*q.Ref); len(keys) > 0 {
		return "", nil
	}
	sounding, written := s.suggester().namesLike(statute.NormName(name))
	if sounding != nil {
		written = sounding
	}
	for _, n := range written {
		meant = append(meant, titleOf(n, q.Ref.Provision))
	}
	if meant == nil && looksLikeName(name) && utf8.RuneCountInString(name) <= maxNameTyped {
		for _, key := range s.names.Nearest(name, maxMeant) {
			meant = append(meant, titleOf(key, q.Ref.Provision))
		}
		return "没有收录叫“" + name + "”的法律", meant
	}
	if meant == nil {
		return "", nil
	}
	return "没有叫“" + name + "”的法律", meant
}

// namesLike are the names of loaded laws that were probably meant by a name, the higher laws
// first: those that sound alike, and those in which one character differs or, where there are
// none, is too few or too many.
func (g *suggester) namesLike(name string) (sounding, written []string) {
	runes := []rune(name)
	length := len(runes)
	if length < leastSounding || !allHan(name) {
		return nil, nil
	}
	sound, _ := speller{}.spell(name)
	var gaps []string
	for i := range g.names {
		n := &g.names[i]
		other := len(n.runes)
		if other < length-1 || other > length+1 || n.text == name {
			continue
		}
		switch {
		case other == length && n.pinyin == sound:
			sounding = appendNew(sounding, n.text)
		case other == length && length >= leastMistyped && distance(n.runes, runes) == 1:
			written = appendNew(written, n.text)
		case length >= leastGap && (other == length+1 && lacks(n.runes, runes) || other == length-1 && lacks(runes, n.runes)):
			gaps = appendNew(gaps, n.text)
		}
	}
	if written == nil {
		written = gaps
	}
	return sounding[:min(maxMeant, len(sounding))], written[:min(maxMeant, len(written))]
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// distance is the number of places at which two strings of one length differ.
func distance(a, b []rune) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// lacks reports whether short is long without one of its characters.
func lacks(long, short []rune) bool {
	i := 0
	for i < len(short) && long[i] == short[i] {
		i++
	}
	return slices.Equal(long[i+1:], short[i:])
}
