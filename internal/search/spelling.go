package search

import (
	_ "embed" // readings.txt
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Speller writes names in pinyin. The zero value is not usable: see [NewSpeller]. It is not for several
// goroutines at once.
type Speller struct{ letters speller }

// NewSpeller makes a speller that has met no character.
func NewSpeller() *Speller { return &Speller{speller{}} }

// Spell writes a name in pinyin without tones, and the initials of it: laodongfa, ldf.
func (s *Speller) Spell(name string) (full, initials string) { return s.letters.spell(name) }

// Syllables are the syllables of a name without tones, with a space between, by which names are
// put in order: an quan comes before ang.
func (s *Speller) Syllables(name string) string { return strings.Join(s.letters.syllables(name), " ") }

// speller has the syllables of the characters that it has met: the library takes
// microseconds for each, and names share few thousand.
type speller map[rune]string

// spell writes a name in pinyin without tones, and the initials of it. Letters and
// digits stay; of other signs nothing does.
func (s speller) spell(name string) (full, initials string) {
	var f, i strings.Builder
	for _, syllable := range s.syllables(name) {
		f.WriteString(syllable)
		i.WriteByte(syllable[0])
	}
	return f.String(), i.String()
}

func (s speller) syllables(name string) []string {
	list := make([]string, 0, len(name)/len("法"))
	for at := 0; at < len(name); {
		if r, n := wordRead(name[at:]); n > 0 {
			list, at = append(list, r...), at+n
			continue
		}
		r, n := utf8.DecodeRuneInString(name[at:])
		at += n
		syllable, met := s[r]
		if !met {
			syllable = syllableOf(r)
			s[r] = syllable
		}
		if syllable != "" {
			list = append(list, syllable)
		}
	}
	return list
}

// syllableOf is how a character is mostly read.
func syllableOf(r rune) string {
	if readings := pinyin.SinglePinyin(r, pinyin.NewArgs()); len(readings) > 0 {
		return readings[0]
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return strings.ToLower(string(r))
	}
	return ""
}

//go:embed readings.txt
var readingsFile string

// reading is a word with the syllables that are its own.
type reading struct {
	word      string
	syllables []string
}

// readings are the words of readings.txt by their first characters, the longest first.
var readings = sync.OnceValue(func() map[string][]reading {
	m := map[string][]reading{}
	for line := range strings.Lines(readingsFile) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		first := fields[0][:len("会")]
		m[first] = append(m[first], reading{fields[0], fields[1:]})
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b reading) int { return len(b.word) - len(a.word) })
	}
	return m
})

// wordRead are the syllables of the word with which s begins where it is read in a way of its own,
// and its length in bytes.
func wordRead(s string) (syllables []string, n int) {
	if len(s) < len("会计") {
		return nil, 0
	}
	for _, r := range readings()[s[:len("会")]] {
		if strings.HasPrefix(s, r.word) {
			return r.syllables, len(r.word)
		}
	}
	return nil, 0
}
