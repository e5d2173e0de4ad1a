package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/engine"
)

// maxFound is how many of the words that a hit has are named.
const maxFound = 4

// why says in a user's words what speaks for a hit: 含“押金”, 属“租赁合同”一章, 被 3 件咨询引用.
func why(r engine.Reasons, h *Hit) []string {
	var list []string
	add := func(show bool, format string, args ...any) {
		if show {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	words := found(h)
	add(len(words) > 0, "含“%s”", strings.Join(words, "”“"))
	if about := subject(h.Path); about != "" {
		add(r.Title >= 0.3, "讲%s", about)
	} else {
		add(r.Title >= 0.3, "标题相近")
	}
	add(len(words) == 0 && r.Closeness >= 0.2, "意思相近")
	add(r.Answers > 0, "被 %d 件同类咨询引用", r.Answers)
	add(r.Cited > 0, "被 %d 条引用", r.Cited)
	if list == nil {
		list = []string{"符合所给条件"}
	}
	return list
}

// found are the words that are marked in the snippet of a hit, each once, the first of them.
func found(h *Hit) []string {
	var words []string
	text := []rune(h.Snippet)
	for _, m := range h.Highlights {
		w := string(text[m[0]:m[1]])
		if len(words) < maxFound && utf8.RuneCountInString(w) > 1 && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// subject is what the innermost of some headings is about, without its number: 租赁合同. "" where
// it says nothing that tells it from others, as 一般规定.
func subject(path []string) string {
	for _, heading := range slices.Backward(path) {
		number, name, ok := strings.Cut(heading, " ")
		if !ok {
			number, name = "", heading
		}
		if number != "" && !strings.HasPrefix(number, "第") {
			name = heading
		}
		switch name = strings.Join(strings.Fields(name), ""); name {
		case "", "总则", "一般规定", "附则", "通则", "法律责任", "其他", "其他规定":
			continue
		}
		return strings.TrimSuffix(name, "编")
	}
	return ""
}
