package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Repeals returns the keys of the laws that this text says are repealed:
// 《中华人民共和国婚姻法》…同时废止. Sentences that end only a part of a law
// (第五条同时废止) are left out.
func (l *Law) Repeals() []string {
	units := append(l.Articles(), l.Clauses()...)
	if len(units) == 0 {
		units = l.Root.Children
	}
	var found []string
	seen := map[string]bool{l.Header.Key: true}
	for _, u := range units[max(0, len(units)-6):] {
		text := u.Span.Of(l.Text)
		for text != "" {
			end := strings.IndexAny(text, "。；")
			sentence := text
			if end >= 0 {
				_, size := utf8.DecodeRuneInString(text[end:])
				sentence, text = text[:end], text[end+size:]
			} else {
				text = ""
			}
			i := strings.LastIndex(sentence, "废止")
			if i < 0 || strings.HasPrefix(sentence[i:], "废止的") || strings.Contains(sentence, "不得") {
				continue
			}
			for _, key := range repealedIn(sentence[:i]) {
				if !seen[key] {
					seen[key] = true
					found = append(found, key)
				}
			}
		}
	}
	return found
}

// partial are words behind a title by which only a part of the law ends.
var partial = [...]string{"第", "中", "有关", "的有关", "的规定", "的第", "关于", "的决定", "规定的"}

// repealedIn returns the titles before 废止 that nothing narrows to a part.
func repealedIn(s string) []string {
	var keys []string
	statute.EachTitle(s, func(key, after string) {
		for _, w := range partial {
			if strings.HasPrefix(after, w) {
				return
			}
		}
		keys = append(keys, key)
	})
	return keys
}
