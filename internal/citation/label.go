package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// ArticleIn reads the number of an article as a label writes it, 第七十八条,
// 第二百八十七条之二, or an address, 287-2. It is zero where there is none.
func ArticleIn(s string) statute.Number {
	if n, ok := statute.ParseNumber(strings.TrimSpace(s)); ok {
		return n
	}
	refs, n := provisionAt(strings.TrimSpace(s), true)
	if n == 0 {
		return statute.Number{}
	}
	return refs[0].From.Article
}

// ItemIn reads the number of an item from its label: （二）, 2., 二、. It is 0
// where there is none.
func ItemIn(s string) int {
	n, _ := itemAt(strings.TrimSpace(s))
	return n
}
