package masking

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// namesFile has the words of the dictionary that are names of people and nothing else, one
// a line. Made by internal/tools/genterms.
//
//go:embed names.txt
var namesFile string

var dictionaryNames = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool, strings.Count(namesFile, "\n"))
	for line := range strings.Lines(namesFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			names[line] = true
		}
	}
	return names
})

// moreWords are words of papers that the dictionary does not have.
var moreWords = newWordList("代驾 余元 单手 向他 向其 和好 安置房 房外 时许 温某 麻果 麻古 谷场 打谷场 婚生 第三 贵司 我司 该司 鸡苗 豆粕")

// isWord reports whether what may be a name is an ordinary word as well: 高兴, 和平, 应当.
func isWord(s string) bool {
	if n := utf8.RuneCountInString(s); n < 2 || n > 3 {
		return false
	}
	if moreWords[s] {
		return true
	}
	words, err := gseanalysis.Load()
	return err == nil && words.Known(s) && !dictionaryNames()[s]
}

// isOrdinaryWord reports whether a string is a word that texts use, and no mere name that the
// dictionary has.
func isOrdinaryWord(s string) bool { return isUsed(s, usedShare) }

// isCommonWord is isOrdinaryWord for the words that texts are full of.
func isCommonWord(s string) bool { return isUsed(s, commonShare) }

// isUsed reports whether a word has more than a share of running text, as a logarithm.
func isUsed(s string, share float64) bool {
	words, err := gseanalysis.Load()
	if err != nil {
		return false
	}
	has, ok := words.LogProb(s)
	return ok && has > share
}
