package citation

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Notes that name one law, wherever, and have numbers of articles by themselves all over: 刑诉·强制措施⏎取保 12个月（79）⏎…刑诉法.

// maxNotes bounds such notes, in bytes.
const maxNotes = 1800

var (
	// notedNumber is a number that stands by itself where those of articles do: in brackets, or behind a word or a space before
	// a mark or the end of the line.
	notedNumber = regexp.MustCompile(`[（(](\d{2,4})(?:[-–—～~至](\d{2,4}))?[ⅠⅡⅢⅣⅤ①-⑨]?[）)]|` +
		`(?m:[\p{Han}：:、；／/→\s](\d{2,4})(?:[-–—～~至](\d{2,4}))?[ⅠⅡⅢⅣⅤ①-⑨]?(?:[、；，,。（()）/／\s]|$))`)
	// notNotes are words of texts with other numbers.
	notNotes = regexp.MustCompile(`元|万|电话|面积|合同第|协议第|得分|分值|单价|工期|案号|QQ|微信|page|Page`)
)

// leastNoted is how many such numbers make notes of a text.
const leastNoted = 3

// isShortFor reports whether the characters of a name stand in another in their order: 未保法, 未成年人保护法.
func isShortFor(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+utf8.RuneLen(r):]
	}
	return true
}

// onlyOfNotes is the only statute that short notes name, and all of them: what stands in them without a law is of it. NoName where
// the text is no notes or names several.
func onlyOfNotes(text string, dict *Dictionary) (Name, statute.Span) {
	if len(text) > maxNotes || notNotes.MatchString(text) {
		return Name{}, statute.Span{}
	}
	seen := map[int]bool{}
	for _, m := range notedNumber.FindAllStringSubmatch(text, -1) {
		for _, number := range m[1:] {
			if n, _ := cnnum.Prefix(number); n >= 10 && n <= lastOfCivilCode {
				seen[n] = true
			}
		}
	}
	if len(seen) < leastNoted {
		return Name{}, statute.Span{}
	}
	name := nameOfAll(dict.Names(text))
	if name == "" {
		return Name{}, statute.Span{}
	}
	return Name{Kind: ByName, Text: name}, statute.Span{End: len(text)}
}

// nameOfAll is the statute that all of some names mean, the longest of them; "" where they are of several, or of another kind.
func nameOfAll(names []string) string {
	name := ""
	for _, n := range names {
		n = strings.TrimPrefix(strings.Trim(n, "《》"), statute.Republic)
		switch {
		case isShortFor(n, name):
		case isShortFor(name, n):
			name = n
		default:
			return ""
		}
	}
	if !strings.HasSuffix(name, "法") && !strings.HasSuffix(name, civilCode) {
		return ""
	}
	return name
}
