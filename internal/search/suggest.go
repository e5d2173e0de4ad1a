package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// Suggestion completes what a user is typing.
type Suggestion struct {
	Text string // what to search for
	Kind string // law, alias, article, term
	Note string
	Key  string
}

// suggester completes names of laws, typed in characters or in pinyin.
type suggester struct {
	names      []name
	byInitials map[string][]string // keys of laws by the initials of their names
	terms      []name              // the words of the law, by themselves
}

// name is a name of a law with what may be typed for it.
type name struct {
	text, key string
	folded    string
	initials  string // of its pinyin: mfd
	pinyin    string // minfadian
	runes     []rune // of text
	weight    int    // the higher laws and short names come first
}

// newSuggester reads the names of all loaded laws.
func (s *Service) newSuggester() *suggester {
	letters := speller{}
	g := &suggester{byInitials: map[string][]string{}}
	for _, a := range s.names.Written() {
		l, loaded := s.laws[a.Key]
		if !loaded {
			continue
		}
		n := name{text: a.Name, key: a.Key, folded: strings.ToLower(statute.NormName(a.Name)), runes: []rune(a.Name)}
		n.pinyin, n.initials = letters.spell(a.Name)
		n.weight = levelWeight(l.Level)*100 - utf8.RuneCountInString(a.Name)
		g.names = append(g.names, n)
		if l.Level == statute.LevelStatute || l.Level == statute.LevelConstitution || l.Level == statute.LevelRegulation {
			if i := n.initials; utf8.RuneCountInString(a.Name) >= 2 && !slices.Contains(g.byInitials[i], a.Key) {
				g.byInitials[i] = append(g.byInitials[i], a.Key)
			}
		}
	}
	slices.SortStableFunc(g.names, func(a, b name) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.text, b.text)) })
	for _, w := range s.words.LegalTerms() {
		p, _ := letters.spell(w)
		g.terms = append(g.terms, name{text: w, pinyin: p})
	}
	return g
}

func levelWeight(l statute.Level) int {
	for i, o := range statute.Levels {
		if o == l {
			return len(statute.Levels) - i
		}
	}
	return 0
}

// isInitials reports whether a name may be the initials of pinyin.
func isInitials(name string) bool {
	if len(name) < 2 || len(name) > 30 {
		return false
	}
	for _, r := range name {
		if r < 'a' || r > 'z' {
			if r < 'A' || r > 'Z' {
				return false
			}
		}
	}
	return true
}

// maxSuggestions is how many completions are offered, maxChecked in how many laws a
// provision is looked for: a name may be part of those of hundreds.
const (
	maxSuggestions = 10
	maxChecked     = 100
)

// Suggest completes what a user has typed so far: names of laws, also typed in
// pinyin or its initials, with the article where one is typed behind the name and the text of
// the day has it; "" means today.
func (s *Service) Suggest(ctx context.Context, typed string, day statute.Date) ([]Suggestion, error) {
	q := query.Parse(typed)
	if q.Raw == "" || !q.Plain() {
		return []Suggestion{}, nil
	}
	if q.Ref != nil && !q.Ref.Provision.IsZero() {
		return s.suggestProvisions(ctx, *q.Ref, cmp.Or(day, statute.Today(s.now())))
	}
	folded, latin := foldName(q.Raw)
	list := s.suggester().laws(folded, latin, maxSuggestions)
	if folded == "" {
		return list, nil
	}
	for _, term := range s.suggester().completions(folded, latin, min(maxTerms, maxSuggestions-len(list))) {
		if !slices.ContainsFunc(list, func(x Suggestion) bool { return x.Text == term.Text }) { // names are terms too
			list = append(list, term)
		}
	}
	if len(list) == 0 { // nothing begins so: what is written wrong
		for _, text := range s.meant(q) {
			list = append(list, s.suggestionOf(text))
		}
	}
	return list, nil
}

// suggestionOf offers a text that was probably meant.
func (s *Service) suggestionOf(text string) Suggestion {
	if key := s.lawNamed(text); key == text {
		return Suggestion{Text: text, Kind: "law", Key: key}
	} else if key != "" {
		return Suggestion{Text: text, Kind: "alias", Note: key, Key: key}
	}
	return Suggestion{Text: text, Kind: "term"}
}

// foldName writes a name as it is compared, and as pinyin is.
func foldName(name string) (folded, latin string) {
	return strings.ToLower(statute.NormName(name)), strings.ReplaceAll(strings.ToLower(name), " ", "")
}

// laws are the laws that a name may become, most of them at most: those whose name
// begins with what was typed, then those whose name has it elsewhere.
func (g *suggester) laws(folded, latin string, most int) []Suggestion {
	starts, contains := []Suggestion{}, []Suggestion{}
	seen := map[string]bool{}
	letters := isInitials(latin)
	for i := range g.names {
		n := &g.names[i]
		if len(starts) >= most || folded == "" {
			break
		}
		begins := strings.HasPrefix(n.folded, folded) || letters &&
			(strings.HasPrefix(n.initials, latin) || strings.HasPrefix(n.pinyin, latin))
		if !begins && !strings.Contains(n.folded, folded) || seen[n.key] {
			continue
		}
		seen[n.key] = true
		x := Suggestion{Text: n.text, Kind: "law", Key: n.key}
		if n.text != n.key {
			x.Kind, x.Note = "alias", n.key
		}
		if begins {
			starts = append(starts, x)
		} else if len(contains) < most {
			contains = append(contains, x)
		}
	}
	return append(starts, contains[:min(len(contains), most-len(starts))]...)
}

// maxTerms is how many words of the law are offered beside names.
const maxTerms = 5

// completions returns words of the law that begin with what was typed.
func (g *suggester) completions(typed, latin string, most int) []Suggestion {
	var list []Suggestion
	for _, t := range g.terms {
		if len(list) >= most {
			break
		}
		if t.text != typed && (strings.HasPrefix(t.text, typed) || len(latin) > 2 && isInitials(latin) &&
			strings.HasPrefix(t.pinyin, latin)) {
			list = append(list, Suggestion{Text: t.text, Kind: "term"})
		}
	}
	return list
}

// maxMeantQueries is how many other ways to ask are offered.
const maxMeantQueries = 5

// meant returns what was probably meant by a query: the characters of one in pinyin, the query
// with a word put right that has a wrong character, and names of laws that are like it. It never
// changes what is searched.
func (s *Service) meant(q query.Query) []string {
	if spoken := s.spokenAs(q.Text); spoken != "" {
		return []string{spoken}
	}
	list := s.respeller().respelt(q.Text)
	if q.Ref == nil {
		for _, name := range s.namesMeant(q.Text) {
			list = appendNew(list, name)
		}
	}
	return list[:min(len(list), maxMeantQueries)]
}

// namesMeant are the names of laws that a query may mean which is no name: those that sound like
// it, and where it ends as names of laws do, those that are nearly written so, or near at all.
func (s *Service) namesMeant(text string) []string {
	if utf8.RuneCountInString(text) > maxNameTyped {
		return nil
	}
	sounding, written := s.suggester().namesLike(statute.NormName(text))
	switch {
	case len(sounding) > 0 || !looksLikeName(text):
		return sounding
	case len(written) > 0:
		return written
	}
	return slices.DeleteFunc(s.names.Nearest(text, maxMeant), func(key string) bool { return key == text })
}

// maxNameTyped is the length of a query that may be a mistyped name of a law.
const maxNameTyped = 20

// looksLikeName reports whether a query ends as names of laws do.
func looksLikeName(s string) bool {
	for _, end := range [...]string{"法", "法典", "条例", "规定", "办法", "解释", "决定", "细则"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func allHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}
