package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Repeal says that a text ends a law.
type Repeal struct {
	Key       string // of the law
	Provision string // where that is written: 1260, "" where it stands in no numbered unit
}

func (r Repeal) String() string {
	if r.Provision == "" {
		return r.Key
	}
	return r.Key + "@" + r.Provision
}

// Repeals returns the laws that this text says are repealed:
// 《中华人民共和国婚姻法》…同时废止, and those of the list that a decision on repeals carries
// (see listed). Sentences that end only a part of a law (第五条同时废止) are left out.
func (l *Law) Repeals() []Repeal {
	if list := l.listed(); list != nil {
		return list
	}
	units := append(l.Articles(), l.Clauses()...)
	if len(units) == 0 {
		units = l.Root.Children
	}
	var found []Repeal
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
					found = append(found, Repeal{key, u.Address})
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
