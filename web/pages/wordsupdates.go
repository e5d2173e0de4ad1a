package pages

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
)

// textChangeKinds are the kinds of changes with how each is counted.
var textChangeKinds = map[kb.ChangeKind]struct{ what, unit string }{
	kb.LawAdded: {"新增", "部"}, kb.LawAmended: {"修改", "部"}, kb.LawRepealed: {"废止", "部"}, kb.TextCorrected: {"更正文本", "个"},
	kb.LawEarlier: {"补充旧文本", "个"}, kb.LawRemoved: {"移除", "部"},
}

// textUpdate sums up what an update changed.
func textUpdate(r kb.ChangeRun) string {
	var parts []string
	for _, kind := range [...]kb.ChangeKind{kb.LawAdded, kb.LawAmended, kb.LawRepealed, kb.TextCorrected, kb.LawEarlier, kb.LawRemoved} {
		if n := r.Counts[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", textChangeKinds[kind].what, n, textChangeKinds[kind].unit))
		}
	}
	if len(parts) == 0 {
		return "法律没有变动"
	}
	return strings.Join(parts, "，")
}

// textCollections names collections with the days up to which they go.
func textCollections(list []kb.CollectionRef) string {
	var names []string
	for _, c := range list {
		name := c.Title
		if c.Day != "" {
			name += "（" + string(c.Day) + "）"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return "自己的文件"
	}
	return strings.Join(names, "、")
}
