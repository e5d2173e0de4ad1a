package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// annexName is what an annex is called that does not call itself 附件.
	annexName = regexp.MustCompile(`(?:表|表[一二三四五六七八九十\d]{1,3}|说明|目录|名录|清单|图案|式样|样式|格式|名单|图样|曲谱|细目|` +
		`范围|幅度|议定书|条款|条文|(?:名词|术语|词语|用语|名词术语|有关名词|有关用语)(?:解释|释义|含义|定义)?)$`)
	// rowStart begins the first row of a table whose columns are divided by spaces.
	rowStart = regexp.MustCompile(`^(?:序号|级数|税目|项目|编号|类别|级次|档次)[\s\x{3000}|]`)
	force    = regexp.MustCompile(`施行|生效|实施|公布|解释`)
)

// isBareAnnex reports whether a line behind the last article is the name of an annex that
// does not call itself one (税目税率表, 国旗制法说明), or a note under the law (注：).
func (b *builder) isBareAnnex(i int, s *segment) bool {
	if !b.articles || i <= b.lastOwn || s.form != formText && s.form != formHeading || s.kind != "" || !b.textIsWhole() {
		return false
	}
	if b.annex != nil && b.annex.Label.Len() > 0 {
		return false // it has its own parts
	}
	t := strings.TrimSpace(s.text(b.text))
	if b.annex == nil && (strings.HasPrefix(t, "注：") || strings.HasPrefix(t, "注:")) {
		return true
	}
	name := t
	if k := strings.IndexAny(name, "（("); k > 0 && (strings.HasSuffix(name, "）") || strings.HasSuffix(name, ")")) {
		name = name[:k]
	}
	if n := utf8.RuneCountInString(name); n < 2 || n > 40 || strings.ContainsAny(name, "。；：，！？、“”") {
		return false
	}
	if !annexName.MatchString(squeeze(name)) {
		return false
	}
	if b.annex != nil {
		return true
	}
	last := &b.segments[b.lastOwn]
	if i == b.lastOwn+1 && force.MatchString(last.text(b.text)) || s.form == formHeading {
		return true
	}
	if i+1 < len(b.segments) {
		next := &b.segments[i+1]
		return next.form == formTable || rowStart.MatchString(next.text(b.text)) || force.MatchString(b.text[last.span.Start:s.span.Start])
	}
	return false
}

// textIsWhole reports whether the text so far ends a sentence: a heading can begin.
func (b *builder) textIsWhole() bool {
	n := b.deepest()
	if n == b.root || n.Kind == statute.KindAnnex || b.table != nil {
		return true
	}
	last := max(n.Text.End, n.Label.End)
	before := strings.TrimRight(b.text[:last], spaces)
	for _, end := range [...]string{"。", "”", "）", ")", "】"} {
		if strings.HasSuffix(before, end) {
			return true
		}
	}
	return b.annex != nil
}
