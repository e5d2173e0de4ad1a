// Package gseanalysis cuts Chinese text into words and character n-grams for
// the index. It is the only package that knows gse.
//
// Start with [Load], which reads the dictionary, and [Segmenter.Words], which
// cuts a text into tokens with true byte offsets. analyzer.go offers both as
// bleve analyzers, found by name; whoever opens an index must import this
// package.
package gseanalysis

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/go-ego/gse"
)

// DictionaryVersion is bumped when the words change, so that an index knows
// whether it was built with the same ones.
const DictionaryVersion = 2

//go:embed legal.txt
var legalTerms string

// legalFrequency is the frequency given to legal terms: high enough that they
// stay whole.
const legalFrequency = 2000

// Segmenter cuts text into words. It is safe for concurrent use.
//
// It keeps two methods of gse's segmenter and not the segmenter: a type that interfaces
// reach keeps all its exported methods in the program, since reflection might call
// them, and those of gse keep 32 MB of dictionaries that are never read.
type Segmenter struct {
	slice func(text string) []string                // cuts a run of Chinese characters
	freq  func(word string) (freq float64, ok bool) // how often a word occurs in running text
	total float64                                   // sum of all frequencies
}

// Load reads the dictionary. It is read once, at the first call, and shared:
// bleve makes analyzers by name and has no way to hand them one.
func Load() (*Segmenter, error) { return load() }

var load = sync.OnceValues(read)

func read() (*Segmenter, error) {
	list, err := words()
	if err != nil {
		return nil, err
	}
	cutter := gse.Segmenter{SkipLog: true, NotLoadHMM: true, Dict: gse.NewDict()}
	cutter.Init()
	for line := range strings.Lines(list) {
		word, freq, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || word == "#" {
			continue
		}
		n, err := strconv.ParseFloat(freq, 64)
		if err != nil {
			return nil, fmt.Errorf("the frequency of the word %q: %w", word, err)
		}
		if err := cutter.AddToken(word, n); err != nil {
			return nil, fmt.Errorf("adding the word %q: %w", word, err)
		}
	}
	for _, term := range readLegalTerms() {
		if err := cutter.AddToken(term, legalFrequency); err != nil {
			return nil, fmt.Errorf("adding the legal term %q: %w", term, err)
		}
	}
	cutter.CalcToken()
	return &Segmenter{
		slice: func(text string) []string { return cutter.Slice(text) },
		freq: func(word string) (float64, bool) {
			freq, _, ok := cutter.Find(word)
			return freq, ok && freq > 0
		},
		total: cutter.Dict.TotalFreq(),
	}, nil
}

// Known reports whether a string is a word.
func (s *Segmenter) Known(word string) bool {
	_, ok := s.freq(word)
	return ok
}

// Frequency is how often a word of the dictionary occurs, as the dictionary counts; 0 for others.
func (s *Segmenter) Frequency(word string) float64 {
	n, _ := s.freq(word)
	return float64(n)
}

// LegalTerms are the words of the law that stay whole.
func (s *Segmenter) LegalTerms() []string { return readLegalTerms() }

func readLegalTerms() []string {
	var terms []string
	for term := range strings.Lines(legalTerms) {
		if term = strings.TrimSpace(term); term != "" && !strings.HasPrefix(term, "#") {
			terms = append(terms, term)
		}
	}
	return terms
}

// Spelled are the words that a typing error is looked for among: the words of the law and of
// the dictionary that have at least two characters. A word may be there twice.
func (s *Segmenter) Spelled() []string {
	terms := s.LegalTerms()
	list, err := words()
	if err != nil { // which Load would have told of
		return terms
	}
	for line := range strings.Lines(list) {
		if word, _, ok := strings.Cut(line, " "); ok && utf8.RuneCountInString(word) >= 2 {
			terms = append(terms, word)
		}
	}
	return terms
}

// OfLength are the words of n characters. They are read anew at each call.
func (s *Segmenter) OfLength(n int) []string {
	var found []string
	for _, term := range s.LegalTerms() {
		if utf8.RuneCountInString(term) == n {
			found = append(found, term)
		}
	}
	list, err := words()
	if err != nil { // which Load would have told of
		return found
	}
	for line := range strings.Lines(list) {
		if word, _, ok := strings.Cut(line, " "); ok && word != "#" && utf8.RuneCountInString(word) == n {
			found = append(found, word)
		}
	}
	return found
}

// EachWord reads the whole dictionary that comes with gse, word by word, each with its
// frequency and its part of speech (nr for names of people). It
// takes seconds and a hundred megabytes: words.txt is what is kept of it. It fails in
// programs that are built with gse's tag ne, which have no such dictionary.
func EachWord(f func(word string, freq float64, pos string)) error {
	full := gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := full.LoadDictEmbed("zh_s"); err != nil {
		return fmt.Errorf("loading gse's dictionary: %w", err)
	}
	if len(full.Dict.Tokens) == 0 {
		return errors.New("gse's dictionary is empty: this program was built with the tag ne")
	}
	for _, t := range full.Dict.Tokens {
		f(t.Text(), t.Freq(), t.Pos())
	}
	return nil
}

// LogProb is the natural logarithm of a word's share of running text.
func (s *Segmenter) LogProb(word string) (float64, bool) {
	freq, ok := s.freq(word)
	if !ok {
		return 0, false
	}
	return math.Log(freq / s.total), true
}

// Token is a word or n-gram of a text.
type Token struct {
	Term       string // normalised: half width, lower case, 第三条 as 第3条
	Start, End int    // byte offsets in the text
}

// Len is the number of characters that the token covers in text.
func (t Token) Len(text string) int { return utf8.RuneCountInString(text[t.Start:t.End]) }

// Words cuts text into words, without white space and punctuation. Labels
// such as 第一千零七十九条 are one token, 第1079条.
func (s *Segmenter) Words(text string) []Token {
	tokens := make([]Token, 0, len(text)/5)
	for at := 0; at < len(text); {
		i := strings.Index(text[at:], "第")
		if i < 0 {
			return s.words(tokens, text, at, len(text))
		}
		label, length := labelAt(text[at+i:])
		if length == 0 {
			// Cut up to and over 第 together: 第 may be part of a word.
			next := strings.Index(text[at+i+len("第"):], "第")
			end := len(text)
			if next >= 0 {
				end = at + i + len("第") + next
			}
			tokens = s.words(tokens, text, at, end)
			at = end
			continue
		}
		tokens = s.words(tokens, text, at, at+i)
		tokens = append(tokens, Token{Term: label, Start: at + i, End: at + i + length})
		at += i + length
	}
	return tokens
}

// labelAt reads 第N条 (款 项 目 编 章 节) at the start of s.
func labelAt(s string) (term string, length int) {
	at := len("第")
	n, size := cnnum.Prefix(s[at:])
	if size == 0 {
		return "", 0
	}
	at += size
	unit, size := utf8.DecodeRuneInString(s[at:])
	if !strings.ContainsRune("条款项目编章节", unit) {
		return "", 0
	}
	return fmt.Sprintf("第%d%c", n, unit), at + size
}

// words adds the words of text[start:end]. Only runs of Chinese characters go to
// gse; a run of Latin letters or of digits is one word, and punctuation none.
func (s *Segmenter) words(tokens []Token, text string, start, end int) []Token {
	for at := start; at < end; {
		r, size := utf8.DecodeRuneInString(text[at:end])
		c := classOf(r)
		stop := at + size
		for stop < end && c != other {
			next, n := utf8.DecodeRuneInString(text[stop:end])
			if classOf(next) != c {
				break
			}
			stop += n
		}
		switch c {
		case single:
			tokens = s.cut(tokens, text, at, stop)
		case latin, digit:
			tokens = append(tokens, Token{Term: Normalize(text[at:stop]), Start: at, End: stop})
		}
		at = stop
	}
	return tokens
}

// cut adds the words of a run of Chinese characters. What gse drops becomes
// one word: text is never lost.
func (s *Segmenter) cut(tokens []Token, text string, start, end int) []Token {
	at := start
	for _, w := range s.slice(text[start:end]) {
		if !strings.HasPrefix(text[at:end], w) {
			break
		}
		tokens = append(tokens, Token{Term: w, Start: at, End: at + len(w)})
		at += len(w)
	}
	if at < end {
		tokens = append(tokens, Token{Term: text[at:end], Start: at, End: end})
	}
	return tokens
}

// Bigrams returns the pairs of neighbouring characters of text, within runs
// of letters and digits; a run of Latin letters or digits counts as one
// character, a single character alone is returned as it is.
func Bigrams(text string) []Token {
	units := Units(text)
	tokens := make([]Token, 0, len(units))
	for i, u := range units {
		if i+1 < len(units) && units[i+1].Start == u.End {
			next := units[i+1]
			tokens = append(tokens, Token{Term: u.Term + next.Term, Start: u.Start, End: next.End})
		} else if i == 0 || units[i-1].End != u.Start {
			tokens = append(tokens, u)
		}
	}
	return tokens
}

// Grams returns the characters of text and the pairs of neighbouring ones: what
// the index knows of it.
func Grams(text string) []Token {
	units := Units(text)
	tokens := make([]Token, 0, 2*len(units))
	for i, u := range units {
		tokens = append(tokens, u)
		if i+1 < len(units) && units[i+1].Start == u.End {
			next := units[i+1]
			tokens = append(tokens, Token{Term: u.Term + next.Term, Start: u.Start, End: next.End})
		}
	}
	return tokens
}

// Inner returns the grams that any text with the phrase has, whatever stands
// around it there: its pairs of characters, and the characters that are in none;
// not a run of letters or digits at the edge, which may go on in the text.
func Inner(phrase string) []Token {
	units := Units(phrase)
	// goesOn says that the text around may make more of a unit at the edge.
	goesOn := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(phrase[units[i].Start:])
		return classOf(r) != single && (units[i].Start == 0 || units[i].End == len(phrase))
	}
	pair := func(i int) bool { // units i and i+1 are a pair of every text
		return i >= 0 && i+1 < len(units) && units[i+1].Start == units[i].End && !goesOn(i) && !goesOn(i+1)
	}
	var inner []Token
	for i, u := range units {
		switch {
		case pair(i):
			inner = append(inner, Token{Term: u.Term + units[i+1].Term, Start: u.Start, End: units[i+1].End})
		case !pair(i-1) && !goesOn(i):
			inner = append(inner, u)
		}
	}
	return inner
}

// Units returns the characters of text that can be searched: each Chinese
// character, each run of Latin letters, each run of digits.
func Units(text string) []Token {
	tokens := make([]Token, 0, len(text)/3)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		class := classOf(r)
		end := at + size
		if class == latin || class == digit {
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if classOf(next) != class {
					break
				}
				end += n
			}
		}
		if class != other {
			tokens = append(tokens, Token{Term: Normalize(text[at:end]), Start: at, End: end})
		}
		at = end
	}
	return tokens
}

type class uint8

const (
	other class = iota
	latin
	digit
	single
)

func classOf(r rune) class {
	switch {
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.Han, r) || r == '〇':
		return single
	case unicode.IsLetter(r):
		return latin
	}
	return other
}
