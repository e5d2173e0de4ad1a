package personname

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/packed"
)

// packedWords has the ordinary words of two and three characters that begin as names do, one
// a line. They are words of gse's dictionary (Apache-2.0) that a collection of national law
// or everyday language uses, without those that the dictionary calls names of people, but
// for some that papers use as words. Made by internal/tools/genterms.
//
//go:embed words.txt.gz
var packedWords []byte

var ordinaryWords = sync.OnceValue(func() map[string]bool {
	list, err := packed.Text(packedWords)
	if err != nil { // what is embedded is read by a test
		return nil
	}
	words := make(map[string]bool, strings.Count(list, "\n"))
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			words[line] = true
		}
	}
	return words
})

// IsWord reports whether what may be a name is an ordinary word as well: 高兴, 和平, 应当.
func IsWord(s string) bool { return ordinaryWords()[s] }
