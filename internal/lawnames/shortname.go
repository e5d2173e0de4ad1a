package lawnames

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// The lengths of titles that are shortened and of what they are shortened to, in characters.
const (
	longTitle  = 14
	leastShort = 4
	mostShort  = 16
)

// Short is what a reader calls a law whose title is long, for lists and pictures: 盗窃解释. It is
// the shortest nickname that means no other law and says what kind of text it is; without one,
// the title without its issuers. A title that is short stays.
func (n *Names) Short(key string) string {
	if utf8.RuneCountInString(key) <= longTitle {
		return key
	}
	if short, ok := n.short()[key]; ok {
		return short
	}
	_, rest := statute.SplitIssuers(key)
	if rest = strings.TrimPrefix(rest, "关于"); rest == "" {
		return key
	}
	return rest
}

// shortNames are the nicknames of Short by the keys of laws.
func (n *Names) shortNames() map[string]string {
	short := map[string]string{}
	for _, a := range n.written {
		length := utf8.RuneCountInString(a.Name)
		if a.Origin != OriginHand && a.Origin != OriginNickname || length < leastShort || length > mostShort ||
			utf8.RuneCountInString(a.Key) <= longTitle || !sameKind(a.Name, a.Key) {
			continue
		}
		if have, ok := short[a.Key]; ok && utf8.RuneCountInString(have) <= length {
			continue
		}
		if keys := n.Resolve(a.Name); len(keys) == 1 && keys[0] == a.Key {
			short[a.Key] = a.Name
		}
	}
	return short
}

// sameKind reports whether a nickname ends as the title that it stands for: in 解释, 规定 or the
// like, with the number of its part.
func sameKind(name, title string) bool {
	for _, kind := range [...]string{"解释", "规定", "条例", "办法", "细则", "规则", "意见", "批复", "决定"} {
		if strings.HasSuffix(title, kind) {
			return strings.HasSuffix(name, kind) && !strings.HasSuffix(name, "司法解释")
		}
	}
	return strings.HasSuffix(title, "）") && strings.HasSuffix(name, "）") && !strings.Contains(name, "司法解释") &&
		(strings.Contains(name, "解释") || strings.Contains(name, "规定"))
}
