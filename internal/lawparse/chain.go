package lawparse

import (
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// candidate is a place that may be the label of an article.
type candidate struct {
	segment int
	at      int // bytes before it in the segment; 0 at the start of a line
	label   labelled
	weight  int
}

// What a candidate weighs by itself. A doubtful one weighs less than nothing and needs
// neighbours: each label that stands next to its number in the sequence adds nextTo.
const (
	weightClear    = 30  // 第三条 at the start of a line with white space behind it
	weightListed   = 22  // the same with a few words only, as in a table of contents
	weightInLine   = 10  // the same inside of a line
	weightGlued    = -3  // 第三条渡口
	weightInDoubt  = -6  // 第三条规定期限的: reads like a citation, and may be a label
	weightCitation = -11 // 第三条规定的登记: nearly always a citation
	nextTo         = 10
)

// candidates lists the places before segment end that may be labels of articles.
func (p *parser) candidates(end int) []candidate {
	var found []candidate
	for i := p.body; i < end; i++ {
		s := &p.segments[i]
		if s.quoted || s.form == formTable || s.form == formBlank {
			continue
		}
		text := s.text(p.text)
		from := 0
		if s.form == formArticle {
			found = append(found, candidate{segment: i, label: s.label, weight: weightAtStart(s.label, text)})
			from = s.label.length
		}
		if s.hashes == 0 {
			found = inLine(found, i, text, from)
		}
	}
	return found
}

func weightAtStart(l labelled, text string) int {
	rest := text[l.length:]
	switch {
	case l.guessed:
		return weightGlued
	case l.strong && len(rest) < 60 && !strings.ContainsAny(rest, "，。；："):
		return weightListed
	case l.strong || l.to > 0:
		return weightClear
	}
	return weightOf(rest)
}

// weightOf is the weight of a label by the text glued to it.
func weightOf(after string) int {
	switch {
	case !looksCited(after):
		return weightGlued
	case isCited(after):
		return weightCitation
	}
	return weightInDoubt
}

// inLine adds the labels inside of a line: behind the end of a sentence, or between
// spaces.
func inLine(found []candidate, segment int, text string, from int) []candidate {
	for at := from; ; at += len("第") {
		i := strings.Index(text[at:], "第")
		if i < 0 {
			return found
		}
		if at += i; at == 0 {
			continue
		}
		before := strings.TrimRight(text[:at], spaces)
		spaced, stop := len(before) < at, endsSentence(before)
		lead := at < maxHeading && isHeadingOnly(before)
		if before == "" || !spaced && !stop && !lead {
			continue
		}
		l, ok := articleAt(text[at:])
		if !ok || l.guessed || !stop && !lead && !l.strong && looksCited(text[at+l.length:]) {
			continue
		}
		weight := weightInLine
		switch after := text[at+l.length:]; {
		case l.strong && !spaced:
			weight = 0
		case !l.strong:
			if weight = weightOf(after) - 1; weight < weightInDoubt-1 {
				continue
			}
		}
		found = append(found, candidate{segment: segment, at: at, label: l, weight: weight})
	}
}

// isHeadingOnly reports whether a text is the heading of a chapter and no more.
func isHeadingOnly(s string) bool {
	_, l, ok := headingAt(s)
	return ok && len(s) > l.length && isPlainHeading(s, l)
}

// heaviest returns the indexes of the increasing sequence of candidates that weighs most.
func heaviest(found []candidate) []int {
	if all := inOrder(found); all != nil {
		return all
	}
	numbers := make([]statute.Number, 0, len(found))
	for i := range found {
		numbers = append(numbers, found[i].label.number)
	}
	sort.Slice(numbers, func(i, j int) bool { return numbers[i].Less(numbers[j]) })
	place := make(map[statute.Number]int, len(numbers)) // 1, 2, … in order
	for _, n := range numbers {
		if _, ok := place[n]; !ok {
			place[n] = len(place) + 1
		}
	}
	c := &chain{best: make([]int, len(found)), before: make([]int, len(found)), tree: make([]int, len(place)+1),
		ends: map[statute.Number]int{}, mains: map[int]int{}}
	for i := range c.tree {
		c.tree[i] = -1
	}
	last := -1
	for i := range found {
		l := found[i].label
		c.before[i] = c.heavier(l.number, place[l.number]-1)
		c.best[i] = found[i].weight + c.value(c.before[i], l.number)
		c.add(i, l, place[l.number])
		if last < 0 || c.best[i] >= c.best[last] {
			last = i
		}
	}
	if last < 0 || c.best[last] <= 0 {
		return nil
	}
	var chosen []int
	for i := last; i >= 0; i = c.before[i] {
		chosen = append(chosen, i)
	}
	for i, j := 0, len(chosen)-1; i < j; i, j = i+1, j-1 {
		chosen[i], chosen[j] = chosen[j], chosen[i]
	}
	return chosen
}

// inOrder returns all candidates where none is doubtful and their numbers rise, nil
// elsewhere.
func inOrder(found []candidate) []int {
	all := make([]int, len(found))
	for i := range found {
		if found[i].weight < weightListed || i > 0 && !found[i-1].label.number.Less(found[i].label.number) {
			return nil
		}
		all[i] = i
	}
	return all
}

// chain finds the heaviest sequence. tree answers for a number which candidate before
// has the heaviest sequence that ends below it; ends and mains are the heaviest that end
// with a number, and with any 之N of it: those that a label stands next to.
type chain struct {
	best, before []int
	tree         []int
	ends         map[statute.Number]int
	mains        map[int]int
}

// value is what candidate i adds to one of that number behind it.
func (c *chain) value(i int, n statute.Number) int {
	if i < 0 {
		if n == (statute.Number{Main: 1}) {
			return nextTo
		}
		return 0
	}
	v := c.best[i]
	if c.follows(i, n) {
		v += nextTo
	}
	return v
}

func (c *chain) follows(i int, n statute.Number) bool {
	if j, ok := c.mains[n.Main-1]; ok && j == i && n.Sub == 0 {
		return true
	}
	j, ok := c.ends[statute.Number{Main: n.Main, Sub: n.Sub - 1}]
	return ok && j == i && n.Sub > 0
}

// heavier returns the candidate before which gives the most, -1 for none.
func (c *chain) heavier(n statute.Number, below int) int {
	found, value := -1, c.value(-1, n)
	try := func(i int) {
		if v := c.value(i, n); i >= 0 && v > value {
			found, value = i, v
		}
	}
	for k := below; k > 0; k -= k & -k {
		try(c.tree[k])
	}
	if n.Sub == 0 {
		if i, ok := c.mains[n.Main-1]; ok {
			try(i)
		}
	} else if i, ok := c.ends[statute.Number{Main: n.Main, Sub: n.Sub - 1}]; ok {
		try(i)
	}
	return found
}

func (c *chain) add(i int, l labelled, place int) {
	for k := place; k < len(c.tree); k += k & -k {
		if j := c.tree[k]; j < 0 || c.best[i] >= c.best[j] {
			c.tree[k] = i
		}
	}
	if j, ok := c.ends[l.number]; !ok || c.best[i] >= c.best[j] {
		c.ends[l.number] = i
	}
	main := max(l.number.Main, l.to)
	if j, ok := c.mains[main]; !ok || c.best[i] >= c.best[j] {
		c.mains[main] = i
	}
}

// splitInline cuts the lines in which the chosen labels stand, and the headings before
// them (…。第二章 附则 第四条 …).
func (p *parser) splitInline(found []candidate, chosen []int) {
	places := map[int][]*candidate{}
	for _, i := range chosen {
		if c := &found[i]; c.at > 0 {
			places[c.segment] = append(places[c.segment], c)
		}
	}
	segments := make([]segment, 0, len(p.segments)+len(chosen))
	for i := range p.segments {
		s := p.segments[i]
		cuts := places[i]
		if len(cuts) == 0 {
			segments = append(segments, s)
			continue
		}
		p.diagnose("run_together", "多条排在同一行，已按条号拆开", s.span)
		start, end := s.span.Start, s.span.End
		first := s
		_, first.span.End = trim(p.text, start, start+cuts[0].at)
		if !s.own {
			first = p.classify(start, first.span.End, s.hashes)
		}
		segments = p.appendPieces(segments, first)
		for k, c := range cuts {
			stop := end
			if k+1 < len(cuts) {
				_, stop = trim(p.text, start+c.at, start+cuts[k+1].at)
			}
			article := segment{span: statute.Span{Start: start + c.at, End: stop}, form: formArticle, label: c.label, own: true}
			segments = p.appendPieces(segments, article)
		}
	}
	p.segments = segments
}

// appendPieces adds a segment, cut before a heading that it ends in and before the items
// written into it.
func (p *parser) appendPieces(segments []segment, s segment) []segment {
	text := s.text(p.text)
	heading := len(text)
	for at := headingInLine(text[:heading]); at > 0; at = headingInLine(text[:heading]) {
		heading = at
	}
	at := 0
	for _, cut := range inlineItems(text[:heading]) {
		segments = p.appendPiece(segments, s, at, cut)
		at = cut
	}
	segments = p.appendPiece(segments, s, at, heading)
	for heading < len(text) {
		next := len(text)
		if i := headingAfter(text[heading:]); i > 0 {
			next = heading + i
		}
		start, end := trim(p.text, s.span.Start+heading, s.span.Start+next)
		segments = append(segments, p.classify(start, end, 0))
		heading = next
	}
	return segments
}

// appendPiece adds the bytes [from,to) of a segment; the first keeps what the segment is.
func (p *parser) appendPiece(segments []segment, s segment, from, to int) []segment {
	start, end := trim(p.text, s.span.Start+from, s.span.Start+to)
	if start == end {
		return segments
	}
	if from > 0 {
		return append(segments, p.classify(start, end, 0))
	}
	s.span = statute.Span{Start: start, End: end}
	return append(segments, s)
}

// maxHeading is how long a heading in a line may be, in bytes.
const maxHeading = 90

// headingInLine returns where the heading begins that the text ends in, behind a sentence
// or a space; 0 where there is none.
func headingInLine(text string) int {
	low := max(0, len(text)-maxHeading)
	i := strings.LastIndex(text[low:], "第")
	if i < 0 || low+i == 0 {
		return 0
	}
	at := low + i
	before := strings.TrimRight(text[:at], spaces)
	_, l, ok := headingAt(text[at:])
	if !ok || before == "" || len(before) == at && !endsSentence(before) || !isPlainHeading(text[at:], l) {
		return 0
	}
	return at
}

// headingAfter returns where the next heading begins in a text that starts with one.
func headingAfter(text string) int {
	for at := len("第"); ; at += len("第") {
		i := strings.Index(text[at:], "第")
		if i < 0 {
			return 0
		}
		at += i
		if _, _, ok := headingAt(text[at:]); ok && len(strings.TrimRight(text[:at], spaces)) < at {
			return at
		}
	}
}

// looseOrdinal reads 第 二 十 条 and 第l0条: a number with spaces in it, or with letters
// that a scanner read for digits.
func looseOrdinal(s, unit string) (l labelled, ok bool) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return labelled{}, false
	}
	var number strings.Builder
	at, inner := 0, false
	for at < len(rest) && at < 60 && !strings.HasPrefix(rest[at:], unit) {
		if n := skipSpaces(rest[at:]); n > 0 {
			inner = true
			at += n
			continue
		}
		r, size := decode(rest[at:])
		switch {
		case strings.ContainsRune("零〇○一二三四五六七八九十百千两0123456789０１２３４５６７８９", r):
			number.WriteRune(r)
		case strings.ContainsRune("lI|", r):
			number.WriteByte('1')
			l.guessed = true
		case strings.ContainsRune("Oo", r):
			number.WriteByte('0')
			l.guessed = true
		default:
			return labelled{}, false
		}
		at += size
	}
	v, ok := cnnum.Parse(number.String())
	if !ok || v == 0 || !inner && !l.guessed || !strings.HasPrefix(rest[at:], unit) {
		return labelled{}, false
	}
	l.number.Main = v
	l.length = len("第") + at + len(unit)
	return l, true
}

// rangeEnd reads the end of 第五条至第八条, as where articles were taken out: its number
// and the bytes of 至第八条; 0 where what follows is more than a remark.
func rangeEnd(s string) (to, length int) {
	for _, mark := range [...]string{"至", "到", "—", "－", "-", "～", "~"} {
		rest, ok := strings.CutPrefix(s, mark)
		if !ok {
			continue
		}
		v, n := label.Ordinal(rest, skipSpaces)
		if n == 0 || !strings.HasPrefix(rest[n:], "条") {
			return 0, 0
		}
		n += len("条")
		remark := strings.Trim(rest[n:], spaces+"（）()[]［］【】〔〕。")
		for _, w := range [...]string{"删去", "删除", "已删除", "已删去", "废止", "已废止", "略", "失效", "保留", "空缺"} {
			if remark == w {
				return v, len(mark) + n
			}
		}
		return 0, 0
	}
	return 0, 0
}
