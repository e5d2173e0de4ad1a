package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Amends returns the keys of the laws that an amending decision or amendment changes: those
// that its title names, and those that its clauses begin with (一、修改《…》). It is empty for
// other texts.
func (l *Law) Amends() []string {
	if !l.Amending {
		return nil
	}
	var found []string
	seen := map[string]bool{l.Header.Key: true}
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			found = append(found, key)
		}
	}
	if i := strings.Index(l.Header.Key, "修正案"); i > 0 && !strings.ContainsAny(l.Header.Key[:i], "《》") {
		add(l.Header.Key[:i]) // 刑法修正案（十一）
	}
	if i := strings.Index(l.Header.Key, "修改"); i >= 0 {
		for _, key := range statute.QuotedTitles(l.Header.Key[i:]) {
			add(key)
		}
	}
	for _, u := range append(l.Articles(), l.Clauses()...) {
		text := u.Text.Of(l.Text)
		for _, c := range u.Children {
			if text == "" {
				text = c.Text.Of(l.Text)
			}
		}
		if i := strings.Index(text, "《"); i >= 0 && utf8.RuneCountInString(text[:i]) <= maxBeforeAmended {
			if keys := statute.QuotedTitles(text); len(keys) > 0 {
				add(keys[0])
			}
		}
	}
	return found
}

// maxBeforeAmended is how many characters a clause has before the title of what it amends:
// 一、对, 一、修改.
const maxBeforeAmended = 6
