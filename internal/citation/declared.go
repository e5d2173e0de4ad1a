package citation

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// A law that a text says all articles without a name are of: （以下条文均指民法典）, 未注明的都是刑法.

// declaration is such a sentence up to the name of the law.
var declaration = regexp.MustCompile(`(?:法条|条文|条号|条款|数字|依据|条数|(?:未|没有?|不)(?:特别|另行?|专门)?(?:注明?|写明?|标明?|说明?)(?:法名|法律|法律名称|名称|出处)?)` +
	`[^。；\n]{0,24}?(?:均|都|皆|一律|默认|全部?|即)(?:为|是|指|属于?|出自|来自|系|引自|指的是|按)?(?:现行)?《?`)

// maxDeclaration bounds it with the name, in bytes.
const maxDeclaration = 180

// declared is the law that a text declares for all articles without a name, NoName where it declares none.
// Texts are looked at only at their beginning and their end.
func declared(text string, dict *Dictionary) Name {
	head := text[:min(len(text), maxTopicText)]
	if name := declaredIn(head, dict); name.Kind != NoName {
		return name
	}
	return declaredIn(text[max(len(head), len(text)-maxDeclaration):], dict)
}

func declaredIn(s string, dict *Dictionary) Name {
	for _, word := range [...]string{"均", "都", "皆", "一律", "默认", "全", "即"} {
		if !strings.Contains(s, word) {
			continue
		}
		for _, m := range declaration.FindAllStringIndex(s, -1) {
			rest := s[m[1]:]
			if n := dict.longest(rest); n > 0 && endsDeclaration(rest[n:]) {
				return Name{Kind: ByName, Text: rest[:n], Span: statute.Span{}}
			}
		}
		return Name{}
	}
	return Name{}
}

// endsDeclaration reports whether a sentence or bracket ends behind the name of a law.
func endsDeclaration(after string) bool {
	after = strings.TrimPrefix(strings.TrimPrefix(after, "》"), "的")
	for _, w := range [...]string{"条文", "法条", "条款"} {
		after = strings.TrimPrefix(after, w)
	}
	return after == "" || strings.ContainsRune("。；，）)\n】", firstRune(after))
}
