package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// relativeAt reads a word that names a provision by where it stands from here:
// 本条, 前款, 前两款, 该条, 同款, 各该条, or two together (本条前款).
func relativeAt(s string) (b Base, length int) {
	b, at := relativeWordAt(s)
	if at > 0 && b.Kind == This {
		if inner, n := relativeWordAt(s[at:]); n > 0 && inner.Kind == Prior && inner.Level > b.Level {
			return inner, at + n // 本条前款
		}
	}
	return b, at
}

func relativeWordAt(s string) (b Base, length int) {
	kind, at := NoBase, 0
	for _, w := range relativeWords {
		if strings.HasPrefix(s, w.word) {
			kind, at = w.kind, len(w.word)
			break
		}
	}
	if at == 0 {
		return Base{}, 0
	}
	b = Base{Kind: kind, Count: 1}
	if kind == Prior && strings.HasPrefix(s, "前") {
		if n, size := cnnum.ChinesePrefix(s[at:]); size > 0 && n > 0 && n < 100 {
			b.Count = n
			at += size
		}
	}
	l, size := levelAt(s[at:])
	if size == 0 || !relativeLevel(kind, l) {
		return Base{}, 0
	}
	b.Level = l
	return b, at + size
}

// relativeWords come before levels; longer ones come first.
var relativeWords = [...]struct {
	word string
	kind BaseKind
}{{"各该", EachOf}, {"本", This}, {"该", That}, {"同一", That}, {"同", That}, {"这一", That}, {"此", That}, {"这", That}, {"前", Prior}, {"上", Prior}}

// relativeLevel reports whether the word is used with the level: 前章 and 本目
// are hardly ever.
func relativeLevel(k BaseKind, l level) bool {
	switch k {
	case This:
		return l != levelSubitem
	case Prior, EachOf:
		return l == levelArticle || l == levelParagraph || l == levelItem
	case That:
		return l >= levelChapter && l <= levelItem
	}
	return false
}

// leadingAt reads 前两款 behind a provision: the first ones of it.
func leadingAt(s string, above level) (b Base, length int) {
	b, at := relativeAt(s)
	if at == 0 || b.Kind != Prior || b.Count < 2 || b.Level <= above {
		return Base{}, 0
	}
	b.Kind = Leading
	return b, at
}
