// Package script tells traditional from simplified Chinese and turns one into
// the other, character by character, so that places in a text stay places.
package script

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// converter loads the conversion tables once, at first use. The tables for
// Taiwan also turn 著 into 着 where it is the particle.
var converter = sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("tw2s") })

// commonTraditional are frequent characters that simplified text never uses.
const commonTraditional = "個這們來時為國說對會過發後開關問無點經長動業產當應與權條規範據訴訟財負責處務資實體進認證護義並"

// IsTraditional reports whether s is written in traditional characters: at
// least one character in thirty, and more than one, is a common one that
// simplified text lacks.
func IsTraditional(s string) bool {
	const sample = 60_000 // bytes
	s = s[:min(len(s), sample)]
	total, hits := 0, 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			total++
			if strings.ContainsRune(commonTraditional, r) {
				hits++
			}
		}
	}
	return hits > 1 && hits*30 >= total
}

// Simplify converts traditional characters to simplified ones. The result has
// as many characters as s, so that places in one are places in the other;
// where the tables would change the number, the line is converted character
// by character.
func Simplify(s string) string {
	cc, err := converter()
	if err != nil {
		return s // the tables are part of the binary; they load or the tests fail
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		converted, err := cc.Convert(line)
		if err != nil || utf8.RuneCountInString(converted) != utf8.RuneCountInString(line) {
			converted = oneByOne(cc, line)
		}
		b.WriteString(converted)
	}
	return b.String()
}

// Simplified is Simplify for short strings that are mostly simplified already:
// it costs next to nothing where s has no character to convert.
func Simplified(s string) string {
	// GB 2312 has no traditional characters.
	simple := simplifiedchinese.HZGB2312.NewEncoder()
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if _, err := simple.String(string(r)); err != nil {
			return Simplify(s)
		}
	}
	return s
}

func oneByOne(cc *opencc.OpenCC, s string) string {
	var b strings.Builder
	for _, r := range s {
		c, err := cc.Convert(string(r))
		if err != nil || utf8.RuneCountInString(c) != 1 {
			c = string(r)
		}
		b.WriteString(c)
	}
	return b.String()
}
