package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"github.com/fatiao/fatiao/index/gseanalysis"
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
	// sounds are the words of the law by their pinyin without tones, for words
	// that were typed by sound.
	sounds map[string][]string
	// shapes are the words of the law by what they look like with one character
	// left open.
	shapes map[string][]string
	terms  []name // the words of the law, by themselves
}

// name is a name of a law with what may be typed for it.
type name struct {
	text, key string
	folded    string
	initials  string // of its pinyin: mfd
	pinyin    string // minfadian
	weight    int    // the higher laws and short names come first
}

// newSuggester reads the names of all loaded laws.
func (s *Service) newSuggester() *suggester {
	letters := speller{}
	g := &suggester{byInitials: map[string][]string{}, sounds: map[string][]string{}, shapes: map[string][]string{}}
	for _, a := range s.names.Written() {
		l, loaded := s.laws[a.Key]
		if !loaded {
			continue
		}
		n := name{text: a.Name, key: a.Key, folded: strings.ToLower(statute.NormName(a.Name))}
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
	for _, w := range s.words.Spelled() {
		if p, _ := letters.spell(w); utf8.RuneCountInString(w) >= 2 {
			g.sounds[p] = append(g.sounds[p], w)
		}
	}
	for _, w := range s.words.LegalTerms() {
		p, _ := letters.spell(w)
		g.terms = append(g.terms, name{text: w, pinyin: p})
		if utf8.RuneCountInString(w) >= leastShape {
			for _, shape := range shapesOf(w) {
				g.shapes[shape] = append(g.shapes[shape], w)
			}
		}
	}
	return g
}

// maxMistyped is how many pieces a mistyped word falls into at most.
const maxMistyped = 5

// broken reports whether pieces of a text may be one mistyped word: it falls into
// single characters, at least two of three to eight.
func broken(text string, tokens []gseanalysis.Token) bool {
	single, all := 0, 0
	for i, t := range tokens {
		n := t.Len(text)
		all += n
		if n == 1 {
			single++
		}
		if i > 0 && tokens[i-1].End != t.Start {
			return false
		}
	}
	return single >= 2 && all >= 3 && all <= 8
}

// leastShape is the length of the shortest word that is recognised by its other
// characters.
const leastShape = 4

// shapesOf writes a word with each of its characters left open in turn.
func shapesOf(word string) []string {
	runes := []rune(word)
	list := make([]string, len(runes))
	for i, r := range runes {
		runes[i] = '?'
		list[i] = string(runes)
		runes[i] = r
	}
	return list
}

func levelWeight(l statute.Level) int {
	for i, o := range statute.Levels {
		if o == l {
			return len(statute.Levels) - i
		}
	}
	return 0
}

// speller has the syllables of the characters that it has met: the library takes
// microseconds for each, and names share few thousand.
type speller map[rune]string

// spell writes a name in pinyin without tones, and the initials of it. Letters and
// digits stay; of other signs nothing does.
func (s speller) spell(name string) (full, initials string) {
	var f, i strings.Builder
	for _, r := range name {
		syllable, met := s[r]
		if !met {
			syllable = syllableOf(r)
			s[r] = syllable
		}
		if syllable != "" {
			f.WriteString(syllable)
			i.WriteByte(syllable[0])
		}
	}
	return f.String(), i.String()
}

func syllableOf(r rune) string {
	if readings := pinyin.SinglePinyin(r, pinyin.NewArgs()); len(readings) > 0 {
		return readings[0]
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return strings.ToLower(string(r))
	}
	return ""
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
	return list, nil
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
	for _, n := range g.names {
		if len(starts) >= most || folded == "" {
			break
		}
		begins := strings.HasPrefix(n.folded, folded) || isInitials(latin) &&
			(strings.HasPrefix(n.initials, latin) || strings.HasPrefix(n.pinyin, latin))
		if seen[n.key] || !begins && !strings.Contains(n.folded, folded) {
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

// meant returns the query with a word put right that is written by sound, and
// names of laws that look like what was typed. It never changes what is searched.
func (s *Service) meant(q query.Query) []string {
	var list []string
	g := s.suggester()
	if spoken := s.spokenAs(q.Text); spoken != "" {
		return []string{spoken}
	}
	tokens := s.words.Words(q.Text)
	for size := min(maxMistyped, len(tokens)); size >= 2 && list == nil; size-- {
		for i := 0; i+size <= len(tokens); i++ {
			start, end := tokens[i].Start, tokens[i+size-1].End
			piece := q.Text[start:end]
			if !allHan(piece) || s.words.Known(piece) || !broken(q.Text, tokens[i:i+size]) {
				continue
			}
			for _, w := range g.like(piece) {
				if put := q.Text[:start] + w + q.Text[end:]; !slices.Contains(list, put) {
					list = append(list, put)
				}
			}
		}
	}
	if list == nil {
		list = s.soundingPairs(q.Text, tokens)
	}
	if q.Ref == nil && utf8.RuneCountInString(q.Text) <= maxNameTyped && looksLikeName(q.Text) {
		for _, key := range s.names.Nearest(q.Text, 3) {
			if key != q.Text && !slices.Contains(list, key) {
				list = append(list, key)
			}
		}
	}
	return list[:min(len(list), 5)]
}

// like returns the words of the law that sound like a string that is no word,
// or differ from it in one character.
func (g *suggester) like(piece string) []string {
	var list []string
	p, _ := speller{}.spell(piece)
	for _, w := range g.sounds[p] {
		if w != piece && utf8.RuneCountInString(w) == utf8.RuneCountInString(piece) && sharesCharacter(w, piece) {
			list = append(list, w)
		}
	}
	if list == nil && utf8.RuneCountInString(piece) >= leastShape {
		for _, shape := range shapesOf(piece) {
			list = append(list, g.shapes[shape]...)
		}
	}
	return list
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

// sharesCharacter keeps words of one sound apart that have nothing else in
// common.
func sharesCharacter(a, b string) bool { return strings.ContainsAny(a, b) }
