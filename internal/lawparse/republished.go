package lawparse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Piece is a law inside of a text.
type Piece struct {
	Span  statute.Span
	Title string // as printed; "" for the first, which brings its own
	// OfDecision says that the first piece is the decision that gave the law this wording.
	OfDecision bool
}

// Republished cuts the text of a decision that is followed by the law it amends or
// approves (重新公布, 附：…) into both: the decision first, then each law under its own
// title. It is nil for other texts.
func Republished(l *Law) []Piece {
	names := carriedNames(l.Header.Key)
	if len(names) == 0 {
		return several(l)
	}
	t := tightText(l.Text)
	var pieces []Piece
	for _, start := range t.titles(names) {
		if len(pieces) == 0 {
			pieces = append(pieces, Piece{Span: statute.Span{Start: 0, End: len(l.Text)}})
		}
		pieces[len(pieces)-1].Span.End = start.Span.Start
		start.Span.End = len(l.Text)
		pieces = append(pieces, start)
	}
	return pieces
}

// several cuts a text in which whole laws stand one behind the other: each begins with a
// title right before its first article, chapter or table of contents, and the articles of
// the one before have ended.
func several(l *Law) []Piece {
	if strings.Count(l.Text, "第一条") < 2 || l.Amending {
		return nil
	}
	p := &parser{law: &Law{Text: l.Text}, text: l.Text}
	p.scan()
	if p.infoEnd >= 0 {
		return nil // one law a file
	}
	var pieces []Piece
	labels, annex := 0, -10
	for i := range p.segments {
		s := &p.segments[i]
		switch {
		case s.form == formAnnex:
			annex = i
		case s.form == formArticle && s.label.strong:
			labels++
		case labels < 2 || i-annex <= 3 || s.form != formText && s.hashes != 1:
		case p.isLawTitle(i):
			start := s.span.Start - len("# ")*min(s.hashes, 1)
			if len(pieces) == 0 {
				pieces = append(pieces, Piece{Span: statute.Span{Start: 0}})
			}
			pieces[len(pieces)-1].Span.End = start
			pieces = append(pieces, Piece{Span: statute.Span{Start: start, End: len(l.Text)}, Title: tidyTitle(fold(s.text(l.Text)))})
			labels = 0
		}
	}
	return pieces
}

// isLawTitle reports whether segment i is a title right before the body of a law.
func (p *parser) isLawTitle(i int) bool {
	s := &p.segments[i]
	t := strings.TrimSpace(s.text(p.text))
	if utf8.RuneCountInString(t) < 4 || !titleEnds(withoutMarks(t)) || strings.ContainsAny(t, "，。；：、“”") || isCarrier(t) {
		return false
	}
	for k := i + 1; k < len(p.segments) && k < i+12; k++ {
		next := &p.segments[k]
		switch {
		case next.form == formContents, next.form == formArticle && next.label.strong && next.label.number == statute.Number{Main: 1},
			next.form == formHeading && next.kind != "" && next.label.number.Main == 1:
			return true
		}
		switch p.front(next) {
		case frontCaption, frontNumber, frontDate, frontIssuer, frontFurniture, frontKey:
		default:
			return false
		}
	}
	return false
}

// carriedNames are the names, without organs, of the laws that a decision amends or
// approves.
func carriedNames(key string) []string {
	_, rest := statute.SplitIssuers(key)
	decision := false
	for _, end := range [...]string{"决定", "决议", "补充规定", "通知", "公告"} {
		decision = decision || strings.HasSuffix(rest, end)
	}
	if !decision {
		return nil
	}
	var names []string
	add := func(name string) {
		if name = squeeze(core(name)); utf8.RuneCountInString(name) >= 3 {
			names = append(names, nameForms.Replace(name))
		}
	}
	for _, quoted := range statute.QuotedTitles(key) {
		add(quoted)
		if i := strings.LastIndex(quoted, "的"); i > 0 && (strings.HasSuffix(quoted, "的决定") || strings.HasSuffix(quoted, "的办法")) {
			add(quoted[:i] + "的规定") // some decisions call the law otherwise than it calls itself
		}
	}
	for _, lead := range [...]string{"关于修改", "关于批准", "关于适用"} {
		if inner, ok := strings.CutPrefix(rest, lead); ok && strings.HasPrefix(inner, "关于") {
			for _, end := range [...]string{"的决定", "的决议", "的补充规定"} {
				if name, ok := strings.CutSuffix(inner, end); ok {
					add(name)
				}
			}
		}
	}
	if name, ok := strings.CutSuffix(rest, "的补充规定"); ok {
		add(name)
	}
	return names
}

// nameForms makes brackets one.
var nameForms = strings.NewReplacer("〈", "《", "〉", "》", "<", "《", ">", "》", "(", "（", ")", "）")

// tight is a text without white space; at are the places of its runes in the text.
type tight struct {
	text  string
	runes string
	at    []int // of each byte of runes
	// second is where 第二条 stands last.
	second int
}

func tightText(text string) *tight {
	t := &tight{text: text}
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		if unicode.IsSpace(r) || isJunk(r) {
			continue
		}
		from := b.Len()
		b.WriteString(nameForms.Replace(string(r)))
		for range b.Len() - from {
			t.at = append(t.at, i)
		}
	}
	t.runes = b.String()
	t.second = strings.LastIndex(t.runes, "第二条")
	return t
}

// titles finds where the names stand as titles of laws with articles, in order.
func (t *tight) titles(names []string) []Piece {
	var found []Piece
	end := 0                        // of the last title
	next := make([]int, len(names)) // where each name stands next, -1 for nowhere
	for at := 0; at < len(t.runes); {
		i, name := -1, ""
		for k, n := range names {
			if next[k] >= 0 && next[k] <= at {
				if next[k] = strings.Index(t.runes[at:], n); next[k] >= 0 {
					next[k] += at
				}
			}
			if next[k] >= 0 && (i < 0 || next[k] < i) {
				i, name = next[k], n
			}
		}
		if i < 0 {
			break
		}
		at = i
		from, to := t.titleStart(at, end), t.titleEnd(at+len(name))
		at += len(name)
		if !t.isTitle(from, to) {
			continue
		}
		start := t.at[from]
		stop := len(t.text)
		if to < len(t.runes) {
			stop = t.at[to]
		}
		title := tidyTitle(strings.Trim(fold(t.text[start:stop]), "《》 "))
		found = append(found, Piece{Span: statute.Span{Start: start}, Title: title, OfDecision: true})
		at, end = to, to
	}
	if len(found) == 0 {
		if p, ok := t.renamed(); ok {
			found = append(found, p)
		}
	}
	return found
}

// renamed finds the law that follows 重新公布 under a name that the decision gave it.
func (t *tight) renamed() (Piece, bool) {
	const again = "重新公布。"
	i := strings.Index(t.runes, again)
	if i < 0 {
		return Piece{}, false
	}
	from := i + len(again)
	for _, lead := range [...]string{"附件：", "附："} {
		from += len(t.runes[from:]) - len(strings.TrimPrefix(t.runes[from:], lead))
	}
	to := from
	for to < len(t.runes) && !strings.HasPrefix(t.runes[to:], "（") && !strings.HasPrefix(t.runes[to:], "第一") {
		_, size := utf8.DecodeRuneInString(t.runes[to:])
		to += size
	}
	if to == len(t.runes) || to-from > 240 || !titleEnds(t.runes[from:to]) || !t.isTitle(from, to) {
		return Piece{}, false
	}
	title := tidyTitle(strings.Trim(fold(t.text[t.at[from]:t.at[to]]), "《》 "))
	return Piece{Span: statute.Span{Start: t.at[from]}, Title: title, OfDecision: true}, true
}

// titleStart goes back over the organs before a name, but not over those of a signature
// on other lines.
func (t *tight) titleStart(at, low int) int {
	for moved := true; moved; {
		moved = false
		for _, lead := range [...]string{"最高人民法院", "最高人民检察院", "全国人民代表大会常务委员会", "中央军事委员会", "国务院", statute.Republic, "、", "《"} {
			if s, ok := strings.CutSuffix(t.runes[low:at], lead); ok {
				at = low + len(s)
				moved = true
			}
		}
	}
	return at
}

// titleEnd goes on over （一） and 》 behind a name.
func (t *tight) titleEnd(at int) int {
	rest := t.runes[at:]
	if r, ok := strings.CutPrefix(rest, "》"); ok {
		at, rest = at+len("》"), r
	}
	for _, n := range [...]string{"（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（试行）", "（暂行）"} {
		if strings.HasPrefix(rest, n) {
			return at + len(n)
		}
	}
	return at
}

// maxPreamble is how far the first article may stand behind its title, in bytes.
const maxPreamble = 9000

// isTitle reports whether [from,to) is the title of a law that follows: nothing but the
// start of a line, the end of a sentence or 附： stands before it, and its contents,
// captions or articles behind it.
func (t *tight) isTitle(from, to int) bool {
	before := t.runes[:from]
	fresh := from == 0 || t.at[from] > 0 && t.at[from]-t.at[from-1] > 3 // white space before it
	switch {
	case !fresh && !strings.HasSuffix(before, "：") && !strings.HasSuffix(before, "。"):
		return false
	case strings.HasSuffix(before, "《") || strings.HasSuffix(before, "，"):
		return false
	}
	rest := t.runes[to:]
	if rest == "" || from == 0 {
		return false
	}
	// A name in a sentence goes on without white space; under a title there is some.
	if t.at[to]-t.at[to-1] <= 3 && !strings.HasPrefix(rest, "（") {
		return false
	}
	for _, w := range [...]string{"的", "已", "作", "等", "根据", "，", "。", "；", "、", "附件"} {
		if strings.HasPrefix(rest, w) && w != "根据" {
			return false
		}
	}
	near := rest[:min(len(rest), maxPreamble)]
	i := strings.Index(near, "第一条")
	if i < 0 {
		return false
	}
	// The articles are those of the law, not wording that the decision quotes.
	return !strings.Contains(near[:i], "修改为") && !strings.Contains(near[:i], "决定如下") && to < t.second
}
