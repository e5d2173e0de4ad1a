package corpus

import (
	"html"
	"regexp"
	"strings"
)

// plainMarkup takes the marks of Markdown and HTML off the text of a law: emphasis,
// links, quotation marks at the start of lines, tags, escapes. What means something to
// a reader of laws stays: # before headings, rows of tables, <!-- INFO END -->. Other
// texts come back as they are, so that places in them stay those of the file.
func plainMarkup(text string) string {
	if !strings.ContainsAny(text, "*_[]><`\\&~=^★☆●○◆◇■□▲△※§→▶►➤✓✔√☑•") &&
		!strings.Contains(text, "---") && !strings.Contains(text, "| -") {
		return text
	}
	m := &markup{emphasis: lineEmphasis.MatchString(text)}
	m.write(withoutTags(text))
	if plain := string(m.out); plain != text && isLawText.MatchString(plain) {
		return plain
	}
	return text
}

var (
	// isLawText finds what a law begins with: its first article or chapter, or a title.
	isLawText = regexp.MustCompile(`(?m)^[#\s\x{3000}]*第[\s\x{3000}]*[一1１][\s\x{3000}]*[条章编]|` +
		`\A\s*#?[^\n。，]{2,60}(?:法|条例|规定|办法|解释|决定|细则|规则|批复|通知|意见|决议|修正案|准则|章程|规程|安排|` +
		`纪要|公约|协定|命令|规范|标准|答复|复函|解答)(?:（[^（）\n]*）)?[ \t]*(?:\n|\z)`)
	// lineEmphasis finds emphasis at the start of a line: a text in which ** stands for
	// hidden characters (张**) has none.
	lineEmphasis = regexp.MustCompile(`(?m)^[\s#>\-+*\d.\x{3000}]*(?:\*\*|__)[^\s*_]`)

	quoteMarks = regexp.MustCompile(`^[ \t\x{3000}]*(?:>[ \t]?)+`)
	rule       = regexp.MustCompile(`^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}\s*)$`)
	openTable  = regexp.MustCompile(`^\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+$`)
	fence      = regexp.MustCompile("^\\s*(?:```|~~~)")
	bullet     = regexp.MustCompile(`^\s*(?:(?:[-*+•·]|\d{1,3}[.)])[ \t]+|[★☆●○◆◇■□▲△※§→▶►➤✓✔√☑•][ \t\x{3000}]*)`)
	labelAhead = regexp.MustCompile(`^(?:[*_\[]*)(?:第\s*[零〇一二三四五六七八九十百千\d]+\s*[条章节编]|[（(]?[一二三四五六七八九十]+[）)、]|\d+[.、．)）])`)
	imageOrRef = regexp.MustCompile(`!\[([^\]\n]*)\]\([^()\n]*\)|\[\^[^\]\n]{1,20}\]:?`)
	link       = regexp.MustCompile(`\[([^\[\]\n]*)\]\(\s*<?(?:#|https?:|/|\.{1,2}/|mailto:|javascript:|[\w.%-]+\.(?:md|html?)|)` +
		`(?:[^()\s]|\([^()\s]*\))*(?:\s+["'][^"'\n]*["'])?\s*\)`)
	linkRef    = regexp.MustCompile(`\[([^\[\]\n]+)\]\[[^\[\]\n]*\]`)
	definition = regexp.MustCompile(`^\s*\[[^\]\n]+\]:\s*<?(?:https?:|#|/)\S*`)
	sourceWord = regexp.MustCompile(`^(?:|来源|原文|原文链接|链接|出处|查看原文|返回目录|回到顶部|top)$`)
	escape     = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!|>~<])")
	strong     = regexp.MustCompile(`\*{2,3}([^\s*](?:[^*\n]*[^\s*])?[ \t\x{3000}]*)\*{2,3}|__([^\s_](?:[^_\n]*[^\s_])?)__`)
	highlight  = regexp.MustCompile(`\{?==([^=\n]+)==\}?|\^\^([^^\n]+)\^\^|~~([^~\n]+)~~|\{\+\+([^+\n]+)\+\+\}`)
	wikiLink   = regexp.MustCompile(`!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]`)
	softMark   = regexp.MustCompile("^([#\\s\\x{3000}]*)(?:\\*([^*\\n]+)\\*|_([^_\\n]+)_|~~([^~\\n]+)~~|`([^`\\n]+)`)")
)

// markup writes a text line by line without its marks.
type markup struct {
	out      []byte
	emphasis bool // ** is emphasis in this text
	lines    int  // lines with text so far
	table    bool // inside of a table without bars at the ends of its rows
	front    bool // inside of the front matter
	last     int  // where the last line with text begins, -1 behind a blank one
}

func (m *markup) write(text string) {
	m.last = -1
	first := true
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, "\n")
		if m.front || first && strings.TrimSpace(bare) == "---" {
			m.front = first || strings.TrimSpace(bare) != "---"
			m.out = append(m.out, line...)
			first = false
			continue
		}
		first = false
		m.line(bare)
		if len(bare) < len(line) {
			m.out = append(m.out, '\n')
		}
	}
}

func (m *markup) line(line string) {
	line = quoteMarks.ReplaceAllString(line, "")
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "":
		m.table = false
		m.out = append(m.out, line...)
		m.last = -1
		return
	case openTable.MatchString(line) && m.last >= 0 && strings.Contains(string(m.out[m.last:]), "|"):
		m.table = true // 税目 | 税率 without the bars at its ends
		head := strings.TrimSpace(string(m.out[m.last:]))
		m.out = append(m.out[:m.last], "| "+head+" |\n"...)
		m.put("| " + trimmed + " |")
		return
	case m.table && strings.Contains(line, "|"):
		m.put("| " + strings.Trim(m.inline(trimmed), "| ") + " |")
		return
	case rule.MatchString(line):
		m.underlined(trimmed)
		return
	case fence.MatchString(line) || definition.MatchString(line):
		return
	case strings.HasPrefix(trimmed, "|") || strings.HasPrefix(trimmed, commentMark):
		m.put(line)
		return
	}
	if loc := bullet.FindStringIndex(line); loc != nil && labelAhead.MatchString(line[loc[1]:]) {
		line = line[loc[1]:]
	}
	line = m.inline(line)
	if strings.TrimSpace(line) != "" {
		m.put(line)
	}
}

const commentMark = "<!--"

// put writes a line and remembers where it begins.
func (m *markup) put(line string) {
	m.last = len(m.out)
	m.out = append(m.out, line...)
	m.lines++
}

// underlined makes the line before a row of = or - a heading, as Markdown does; without
// such a line it is a rule across the page, and no text.
func (m *markup) underlined(mark string) {
	if m.last < 0 || strings.HasPrefix(mark, "*") || strings.HasPrefix(mark, "_") {
		return
	}
	title := strings.TrimSpace(string(m.out[m.last:]))
	if strings.HasPrefix(title, "#") || strings.HasPrefix(title, "|") || strings.ContainsAny(title, "。；") || len(title) > 240 {
		return
	}
	hashes := "## "
	if m.lines == 1 {
		hashes = "# "
	}
	m.out = append(append(m.out[:m.last], hashes...), title...)
	m.last = -1
}

// inline takes off links, emphasis and escapes inside of a line.
func (m *markup) inline(line string) string {
	if strings.Contains(line, "[[") {
		line = wikiLink.ReplaceAllStringFunc(line, func(s string) string {
			return strings.ReplaceAll(wikiLink.FindStringSubmatch(s)[1], "#", "") // [[民法典#第八条]]
		})
	}
	if strings.Contains(line, "==") || strings.Contains(line, "^^") || strings.Contains(line, "~~") || strings.Contains(line, "{+") {
		line = highlight.ReplaceAllString(line, "$1$2$3$4")
	}
	if strings.Contains(line, "[") {
		line = imageOrRef.ReplaceAllString(line, "$1")
		if loc := link.FindStringSubmatchIndex(line); loc != nil && strings.TrimSpace(line[:loc[0]]+line[loc[1]:]) == "" &&
			sourceWord.MatchString(line[loc[2]:loc[3]]) {
			return ""
		}
		line = link.ReplaceAllString(line, "$1")
		line = linkRef.ReplaceAllString(line, "$1")
	}
	if m.emphasis && (strings.Contains(line, "**") || strings.Contains(line, "__")) {
		line = strong.ReplaceAllString(line, "$1$2")
	}
	if strings.ContainsAny(line, "*_~`") {
		line = softMark.ReplaceAllString(line, "$1$2$3$4$5")
	}
	if strings.Contains(line, `\`) {
		line = escape.ReplaceAllString(strings.TrimSuffix(strings.TrimRight(line, " "), `\`), "$1")
	}
	return line
}

var (
	tag   = regexp.MustCompile(`</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>`)
	table = regexp.MustCompile(`(?is)<table[\s>].*?</table\s*>`)
)

// inlineTags are tags inside of a line; blockTags end it.
var (
	inlineTags = map[string]bool{"a": true, "abbr": true, "b": true, "big": true, "code": true, "del": true, "em": true, "font": true,
		"i": true, "img": true, "ins": true, "kbd": true, "mark": true, "s": true, "small": true, "span": true, "strong": true, "sub": true,
		"sup": true, "u": true, "o:p": true}
	blockTags = map[string]bool{"article": true, "blockquote": true, "body": true, "br": true, "center": true, "dd": true, "details": true,
		"div": true, "dl": true, "dt": true, "hr": true, "html": true, "li": true, "ol": true, "p": true, "pre": true, "section": true,
		"summary": true, "ul": true, "tbody": true, "thead": true, "table": true, "tr": true, "td": true, "th": true, "header": true,
		"footer": true, "main": true}
)

// twiceEscaped is an entity that was an entity: &amp;nbsp;.
var twiceEscaped = regexp.MustCompile(`&(?:nbsp|ensp|emsp|ldquo|rdquo|hellip|mdash|#\d{2,6}|#x[0-9a-fA-F]{2,5});`)

// withoutTags writes tables as rows, ends lines where blocks end, and resolves entities.
func withoutTags(text string) string {
	if strings.Contains(text, "<") {
		text = table.ReplaceAllStringFunc(text, func(t string) string {
			rows, err := fragmentText(t)
			if err != nil {
				return t
			}
			return "\n\n" + rows + "\n\n"
		})
		text = tag.ReplaceAllStringFunc(text, func(t string) string {
			name := strings.ToLower(tag.FindStringSubmatch(t)[1])
			switch {
			case inlineTags[name]:
				return ""
			case blockTags[name]:
				return "\n"
			case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
				if strings.HasPrefix(t, "</") {
					return "\n"
				}
				return "\n" + strings.Repeat("#", int(name[1]-'0')) + " "
			}
			return t
		})
	}
	if strings.Contains(text, "&") && strings.Contains(text, ";") {
		text = html.UnescapeString(text)
		if twiceEscaped.MatchString(text) {
			text = html.UnescapeString(text)
		}
		text = strings.ReplaceAll(text, "\u00a0", " ")
	}
	return text
}
