package main

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/personname"
)

// inventor makes up names of people. Its words are those that begin as names do.
type inventor struct {
	random *rand.Rand
	words  []string // of two characters that begin with a surname
	parts  []string // words of two characters that a surname may stand before
	// wordy is how many of a hundred are called by words.
	wordy int
}

// lexicon has the words that people may be called by, and clauses of laws and judgments in which they are words.
type lexicon struct {
	words, parts []string
	clauses      map[string][]string
}

// clauseEnds part clauses.
const clauseEnds = "，。；：、“”《》（）\n 　"

// The bounds of a clause in bytes, and of how many are kept for a word.
const (
	leastClause = 15
	maxClause   = 90
	mostClauses = 20
)

// addClauses keeps the clauses of a text in which words stand that people are called by.
func (l *lexicon) addClauses(text string) {
	dictionary, err := gseanalysis.Load()
	if err != nil {
		return
	}
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) }) {
		if len(clause) < leastClause || len(clause) > maxClause || hiddenName.MatchString(clause) {
			continue
		}
		for _, t := range dictionary.Words(clause) {
			w := clause[t.Start:t.End]
			if list, ok := l.clauses[w]; ok && len(list) < mostClauses {
				l.clauses[w] = append(list, clause)
			}
		}
	}
}

// asWords are clauses in which those names of a paper are words that are words.
func (l *lexicon) asWords(names []string, random *rand.Rand) []string {
	var list []string
	for _, name := range names {
		for _, w := range [...]string{name, givenOf(name)} {
			if c := l.clauses[w]; len(c) > 0 {
				list = append(list, pick(c, random), pick(c, random))
			}
		}
	}
	return list
}

// usedShare is the logarithm of the share of running text from which on a word counts as used.
const usedShare = -13.0

func newLexicon() (*lexicon, error) {
	dictionary, err := gseanalysis.Load()
	if err != nil {
		return nil, err
	}
	l := &lexicon{clauses: map[string][]string{}}
	for _, w := range dictionary.OfLength(2) {
		share, ok := dictionary.LogProb(w)
		if !ok || share < usedShare {
			continue
		}
		first, size := utf8.DecodeRuneInString(w)
		second, _ := utf8.DecodeRuneInString(w[size:])
		if personname.Surname(w) == 1 || personname.RareSurname(w) > 0 {
			l.words = append(l.words, w)
			l.clauses[w] = nil
		}
		if personname.IsGiven(first) && personname.IsGiven(second) {
			l.parts = append(l.parts, w)
			l.clauses[w] = nil
		}
	}
	return l, nil
}

func (l *lexicon) inventor(seed, variant uint64) *inventor {
	return &inventor{
		random: rand.New(rand.NewPCG(seed, variant)), // #nosec G404 -- the same people each time
		words:  l.words, parts: l.parts, wordy: [...]int{10, 45, 25}[variant%variants],
	}
}

// unlike is a name that a text does not have.
func (x *inventor) unlike(text string) string {
	for {
		if name := x.name(); !strings.Contains(text, name) {
			return name
		}
	}
}

// name is a name.
func (x *inventor) name() string { return x.with(pick(surnames, x.random)) }

// with is a name with a surname, or as often with another.
func (x *inventor) with(surname string) string {
	if x.random.IntN(2) == 0 {
		surname = pick(surnames, x.random)
	}
	if x.random.IntN(100) < x.wordy {
		switch x.random.IntN(8) {
		case 0, 1:
			return pick(wordNames, x.random)
		case 2, 3, 4:
			return pick(x.words, x.random)
		case 5:
			return surname + pick(givenWords, x.random)
		}
		return surname + pick(x.parts, x.random)
	}
	switch n := x.random.IntN(24); {
	case n < 2:
		return x.ofMinority()
	case n < 3:
		return pick(rareSurnames, x.random) + pick(givenOne, x.random) + pick(givenOne, x.random)
	case n < 9:
		return surname + pick(givenOne, x.random)
	case n < 11:
		return surname + pick(givenWords, x.random)
	}
	return surname + pick(givenOne, x.random) + pick(givenOne, x.random)
}

// ofMinority is a name of somebody of another people than the Han.
func (x *inventor) ofMinority() string {
	switch x.random.IntN(6) {
	case 0:
		return pick(tibetan, x.random) + pick(tibetan, x.random)
	case 1:
		return pick(yi, x.random) + pick(yi, x.random)
	case 2:
		return pick(turkic, x.random) + "·" + pick(turkic, x.random)
	case 3:
		return pick(turkic, x.random)
	}
	return pick(minorityNames, x.random)
}

var (
	rareSurnames = strings.Split("折银者期自字资秭贯来同果磨乃格斗南布他白子海仉呼敖卢昝逯郄麻芮苗郗缑笪蒯亢厍啜尕冷铁俄完次才多公智薄历初承印台如力老岩玉刀罕", "")
	tibetan      = strings.Fields(`扎西 顿珠 索朗 旺堆 达瓦 卓玛 次仁 丹增 洛桑 格桑 央金 拉姆 尼玛 白玛 强巴 曲珍 德吉 多吉 平措 普布 巴桑 罗布 才让 志玛 泽仁 夏吾 旦正 仁青 呷绒`)
	yi           = strings.Fields(`吉克 沙马 的日 木呷 曲比 尔古 阿牛 拉日 木果 伍呷 子莫 尔布 尔哈 且沙 马海 俄木 麦吉 吉子 莫色 金古 海来 阿约 有呷 拉铁 日火 乌牛 子呷`)
	turkic       = strings.Fields(`买买提 艾买提 吾买尔 吐尔逊 玉苏甫 依明 艾力 艾山 肉孜 热合曼 木拉提 努尔 帕尔哈提 古丽 巴哈尔 热娜 迪丽努尔 库尔班江 阿迪力 阿依古丽 玛依拉 赛买提`)
)
