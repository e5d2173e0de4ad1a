package lawnames

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped when titles give other names than before, so that laws are stored
// with them anew. 2: numbers without brackets, 刑修（十一）, minutes. 3: 票据纠纷规定 beside
// 票据规定. 4: 公司法解三.
const Version = 4

// Derived are the names that a law has by its key, the title as printed and the
// numbers of its documents: the key itself, short forms, nicknames.
func Derived(key, title string, numbers []string) []Alias {
	found := []Alias{{Name: key, Key: key, Origin: OriginTitle}}
	add := func(name string, origin Origin) {
		if name != "" && name != key {
			found = append(found, Alias{Name: name, Key: key, Origin: origin})
		}
	}
	add(title, OriginTitle)
	issuers, rest := statute.SplitIssuers(key)
	if issuers != nil {
		add(rest, OriginShort)
		add(strings.TrimPrefix(rest, "关于"), OriginShort)
	}
	for _, suffix := range [...]string{"（试行）", "（暂行）"} {
		if short, ok := strings.CutSuffix(key, suffix); ok {
			add(short, OriginShort)
		}
	}
	for _, n := range numbers {
		add(n, OriginNumber)
		if i, k := strings.Index(n, "令（"), strings.Index(n, "届）"); i > 0 && k > i { // 主席令（十一届）第十号
			add(n[:i+len("令")]+n[k+len("届）"):], OriginNumber)
		}
	}
	if len(issuers) > 0 && strings.HasPrefix(issuers[0], "最高人民") || strings.HasPrefix(key, "关于审理") || strings.HasPrefix(key, "关于办理") {
		for _, n := range nicknames(key) {
			add(n, OriginNickname)
		}
	}
	for _, n := range slices.Concat(amendmentNames(key), minutesNames(key)) {
		add(n, OriginNickname)
	}
	return found
}
