package amendment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

var (
	insertCount = regexp.MustCompile(`^(?:规定)?(` + numeral + `)([条款项目章节])(?:（[^）]*）)?`)
	insertAs    = regexp.MustCompile(`^[，、]?(?:分别)?(?:相应)?(?:作为|列为)(?:修改后)?(?:的)?(?:《[^》]*》)?(?:的)?`)
	insertSpan  = regexp.MustCompile(`^[，、]?(?:分为|包括|共)[^，。：]*(?:，包括([^，。：]*))?`)
	instead     = regexp.MustCompile(`^，?(?:并)?将(?:该|本)(?:条|款)修改为`)
	ruleOnly    = regexp.MustCompile(`^(?:规定)?[：:]?\s*` + quoteClass)
)

var units = map[string]statute.NodeKind{"条": statute.KindArticle, "款": statute.KindParagraph, "项": statute.KindItem,
	"目": statute.KindSubitem, "章": statute.KindChapter, "节": statute.KindSection}

// insert reads 增加一条，作为第五条：“…” and its kin; at is what gets the new provision, or
// behind which it stands.
func (p *parser) insert(start string, at []Place, law string) bool {
	save := p.s
	behind := p.take(insertVerb)
	m := p.take(insertCount)
	if at == nil && p.base != (statute.Provision{}) && (m == nil || m[2] == "款" || m[2] == "项") {
		at = []Place{{Provision: p.base}} // of the article that the clause is about
	}
	if m != nil {
		return p.insertUnits(start, units[m[2]], number(m[1]), at, law)
	}
	// 第一条增加第二款：“…”
	if to, _, rest := places(p.s, p.base); len(to) > 0 && len(at) > 0 {
		p.s = rest
		if text, ok := p.wording(); ok {
			p.add(Operation{Kind: Insert, Unit: unitOf(to[0]), At: at, To: to, Text: text}, start, law)
			p.touch(at)
			return true
		}
	}
	// 末尾增加：“…”, 增加规定：“…”
	if ruleOnly.MatchString(p.s) && len(at) > 0 {
		p.take(regexp.MustCompile(`^(?:规定)?[：:]?\s*`))
		text, _ := p.wording()
		o := Operation{Kind: Insert, Unit: statute.KindParagraph, At: at, Text: text}
		if strings.HasPrefix(behind[0], "末尾") {
			o = Operation{Kind: Words, Unit: unitOf(at[0]), At: at, New: strings.Join(text, "\n")}
		}
		p.add(o, start, law)
		p.touch(at)
		return true
	}
	p.s = save
	return false
}

// insertUnits reads what stands behind 增加一条.
func (p *parser) insertUnits(start string, unit statute.NodeKind, count int, at []Place, law string) bool {
	o := Operation{Kind: Insert, Unit: unit, At: at}
	title, _ := p.quotation() // 增加一章“…”
	base := statute.Provision{}
	if len(at) > 0 {
		base = at[len(at)-1].Provision
	}
	if unit == statute.KindParagraph {
		base = base.AtArticle()
	}
	if p.take(insertAs) != nil {
		var rest string
		o.To, _, rest = places(p.s, base)
		p.s = rest
		if name, ok := p.quotation(); ok && (unit == statute.KindChapter || unit == statute.KindSection) {
			title = name // 作为第七节“监察委员会”
		} else if ok {
			return p.inserted(start, o, name, law)
		}
	}
	if m := p.take(insertSpan); m != nil && m[1] != "" {
		span, _, _ := places(m[1], statute.Provision{})
		o.At = span // the articles of the new chapter, by their numbers afterwards
	}
	if unit == statute.KindChapter || unit == statute.KindSection {
		o.Text = title
		p.add(o, start, law)
		p.base, p.touched = statute.Provision{}, nil
		return len(o.To) > 0
	}
	if m := instead.FindString(p.s); m != "" {
		p.s = p.s[len(m):]
		return p.replace(start, []Place{{Provision: base.AtArticle()}}, law)
	}
	if title != nil {
		return p.inserted(start, o, title, law)
	}
	if text, ok := p.wording(); ok {
		return p.inserted(start, o, text, law)
	}
	if text, ok := p.plain(); ok && unit == statute.KindArticle {
		return p.inserted(start, o, text, law)
	}
	return p.announced(start, o, count, law)
}

// inserted adds an insertion: one operation for each article, as its label tells.
func (p *parser) inserted(start string, o Operation, text []string, law string) bool {
	if n := len(text); n > 0 && strings.HasPrefix(p.s, "。") && !endsSentence(text[n-1]) && !startsItem(text[n-1]) {
		text = append([]string(nil), text...)
		text[n-1] += "。"
	}
	if o.Unit != statute.KindArticle {
		o.Text = text
		p.add(o, start, law)
		p.touch(o.At)
		return true
	}
	pieces := splitArticles(text)
	if len(o.To) == 0 && len(pieces) == 1 && pieces[0].number.IsZero() {
		return false
	}
	for i, piece := range pieces {
		one := o
		one.Text = piece.lines
		switch {
		case !piece.number.IsZero():
			one.To = []Place{{Provision: statute.Provision{Article: piece.number}}}
		case i < len(o.To):
			one.To = o.To[i : i+1]
		}
		p.add(one, start, law)
	}
	p.base, p.touched = statute.Provision{}, nil
	return true
}

// announced reads the wording of provisions that were announced: 增加二款，分别作为第二款、
// 第三款。第二款：“…”
func (p *parser) announced(start string, o Operation, count int, law string) bool {
	if len(o.To) < 2 || len(o.To) != count {
		return false
	}
	for range o.To {
		p.take(separators)
		to, _, rest := places(p.s, o.To[0].Provision)
		if len(to) != 1 {
			return false
		}
		p.s = rest
		text, ok := p.wording()
		if !ok {
			return false
		}
		one := o
		one.To, one.Text = to, text
		p.add(one, start, law)
	}
	p.touch(o.At)
	return true
}

// plain reads articles that are given without marks of quotation, up to the next sentence
// that tells of numbers.
func (p *parser) plain() (text []string, ok bool) {
	s := strings.TrimLeft(p.s, "。：\n ")
	s = strings.TrimPrefix(s, "内容如下：")
	for _, line := range strings.SplitAfter(s, "\n") {
		if strings.Contains(line, "相应改为") || clauseMark.MatchString(line) || articleMark.MatchString(line) {
			break
		}
		s = s[len(line):]
		if line = strings.TrimSpace(line); line != "" {
			text = append(text, line)
		}
	}
	if len(text) < 2 {
		return nil, false
	}
	if headingOf.MatchString(text[0]) {
		text = text[1:] // the heading was told before
	}
	if !articleOf.MatchString(text[0]) {
		return nil, false
	}
	p.s = s
	return text, true
}

// piece is the wording of one article.
type piece struct {
	number statute.Number
	lines  []string
}

// splitArticles cuts wording where an article begins.
func splitArticles(lines []string) []piece {
	var pieces []piece
	for _, line := range lines {
		m := articleOf.FindStringSubmatch(line)
		switch {
		case m != nil && m[1] != "" && !isReference(line[len(m[0]):]):
			n := statute.Number{Main: number(m[1]), Sub: number(m[3])}
			pieces = append(pieces, piece{number: n, lines: []string{strings.TrimLeft(line[len(m[0]):], " 　")}})
		case len(pieces) == 0:
			pieces = append(pieces, piece{lines: []string{line}})
		default:
			pieces[len(pieces)-1].lines = append(pieces[len(pieces)-1].lines, line)
		}
	}
	return pieces
}

// isReference reports whether what stands behind 第…条 goes on as a sentence about it.
func isReference(after string) bool {
	for _, s := range [...]string{"、", "，", "和", "至", "规定", "第", "的", "中", "所"} {
		if strings.HasPrefix(after, s) {
			return true
		}
	}
	return false
}
