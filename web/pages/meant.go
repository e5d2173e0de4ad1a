package pages

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/excerpt"
)

// maxMeant bounds the words of an address that are offered for a search, in characters.
const maxMeant = 60

// places are the pages that an address without a page leads to.
func (l links) places() []choice {
	return []choice{{Name: textLaws, URL: l.Link("/laws")}, {Name: textCases, URL: l.Link("/cases")},
		{Name: textSubjects, URL: l.Link("/subjects")}, {Name: textHolding, URL: l.Link("/stats")}, {Name: textHelp, URL: l.Link("/help")}}
}

// meant is what an address without a page may have meant: a search for its last words, where they are
// words; nil where they are none.
func (l links) meant(address string) *choice {
	words := strings.TrimSpace(strings.TrimSuffix(path.Base(address), ".html"))
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if n := len(parts); n > 1 && !strings.ContainsFunc(words, isHan) && strings.ContainsFunc(parts[n-2], isHan) {
		words = parts[n-2] + words // /民法典/577
	}
	if !strings.ContainsFunc(words, isHan) {
		return nil
	}
	words = excerpt.Head(words, maxMeant)
	return &choice{Name: words, URL: l.Link("/search?q=" + url.QueryEscape(words))}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
