package gseanalysis

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/go-ego/gse"
)

// byGSE cuts with gse itself, with the words of the dictionary.
var byGSE = sync.OnceValues(func() (*gse.Segmenter, error) {
	list, err := words()
	if err != nil {
		return nil, err
	}
	s := &gse.Segmenter{SkipLog: true, NotLoadHMM: true, Dict: gse.NewDict()}
	s.Init()
	for line := range strings.Lines(list) {
		word, freq, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || word == "#" {
			continue
		}
		n, err := strconv.ParseFloat(freq, 64)
		if err != nil {
			return nil, err
		}
		if err := s.AddToken(word, n); err != nil {
			return nil, err
		}
	}
	for _, term := range readLegalTerms() {
		if err := s.AddToken(term, legalFrequency); err != nil {
			return nil, err
		}
	}
	s.CalcToken()
	return s, nil
})

func gseLoaded(t testing.TB) *gse.Segmenter {
	t.Helper()
	s, err := byGSE()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cutAlike holds how a run of Chinese characters is cut against gse.
func cutAlike(t *testing.T, run string) {
	t.Helper()
	var got []string
	end := 0
	for _, token := range loaded(t).dict.cut(nil, "前"+run+"后", len("前"), len("前")+len(run)) {
		got = append(got, token.Term)
		if token.Start-len("前") != end || token.End-token.Start != len(token.Term) {
			t.Fatalf("%q of %q stands at %d to %d", token.Term, run, token.Start, token.End)
		}
		end = token.End - len("前")
	}
	if want := gseLoaded(t).Slice(run); !slices.Equal(got, want) {
		t.Fatalf("%q is cut into %q; gse cuts %q", run, got, want)
	}
}

// Words are cut as gse cuts them: each word alone, and runs of words, of their parts and of any
// characters.
func TestCutAsGSE(t *testing.T) {
	d := loaded(t).dict
	rng := rand.New(rand.NewPCG(51, 52))
	var list []string
	for _, e := range d.entries {
		if strings.IndexFunc(e.word, func(r rune) bool { return classOf(r) != single }) < 0 {
			list = append(list, e.word)
		}
	}
	if len(list) < 60_000 {
		t.Fatalf("only %d words", len(list))
	}
	for i, word := range list {
		if i%5 == 0 || !testing.Short() {
			cutAlike(t, word)
		}
	}
	for range 4000 {
		var run strings.Builder
		for range 1 + rng.IntN(1+rng.IntN(60)) {
			word := []rune(list[rng.IntN(len(list))])
			switch rng.IntN(4) {
			case 0:
				word = word[rng.IntN(len(word)):]
			case 1:
				word = word[:1+rng.IntN(len(word))]
			case 2:
				word = []rune{rune(0x4e00 + rng.IntN(0x5000))}
			}
			run.WriteString(string(word))
		}
		cutAlike(t, run.String())
	}
	cutAlike(t, strings.Repeat(list[7], 3000)) // longer than what is set aside
}

// Frequencies, and their sum, are those that gse has.
func TestFrequenciesAsGSE(t *testing.T) {
	s, g := loaded(t), gseLoaded(t)
	if got, want := s.dict.total, g.Dict.TotalFreq(); got != want {
		t.Errorf("all words together are %v, by gse %v", got, want)
	}
	for i, e := range s.dict.entries {
		if i%7 > 0 && testing.Short() {
			continue
		}
		for _, word := range [...]string{e.word, e.word[:len(e.word)/2], e.word + "的"} {
			freq, _, ok := g.Find(word)
			if want := ok && freq > 0; s.Known(word) != want || want && s.Frequency(word) != freq {
				t.Fatalf("%q: %v %v, by gse %v %v", word, s.Known(word), s.Frequency(word), want, freq)
			}
		}
	}
}

// FuzzCut: any run of Chinese characters is cut as gse cuts it.
func FuzzCut(f *testing.F) {
	f.Add("失信被执行人名单")
	f.Add("帮助信息网络犯罪活动罪㐀〇")
	f.Fuzz(func(t *testing.T, text string) {
		run := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Han, r) {
				return r
			}
			return 0x4e00 + r%0x5000 // so that inputs need not be characters to begin with
		}, strings.ToValidUTF8(text, "法"))
		if strings.IndexFunc(run, func(r rune) bool { return classOf(r) != single }) < 0 && run != "" {
			cutAlike(t, run)
		}
	})
}
