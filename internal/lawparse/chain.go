package lawparse

import (
	"sort"
	"strings"

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
	articles := 0
	for i := p.body; i < end; i++ {
		if p.segments[i].form == formArticle {
			articles++
		}
	}
	found := make([]candidate, 0, articles+articles/8)
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
		i := indexChar(text[at:], "第")
		if i < 0 {
			return found
		}
		if at += i; at == 0 {
			continue
		}
		before := strings.TrimRight(text[:at], spaces)
		spaced, stop := len(before) < at, endsSentence(before)
		lead := at < maxHeading && isHeadingOnly(before) || !spaced && !stop && headingEnding(before) > 0
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

// headingEnding is where the headings begin in which s ends, behind the end of a sentence; 0 where it ends in none.
func headingEnding(s string) int {
	low := max(0, len(s)-maxHeading)
	i := strings.LastIndex(s[low:], "。")
	if i < 0 {
		return 0
	}
	begin := low + i + len("。")
	begin += skipSpaces(s[begin:])
	if !strings.HasPrefix(s[begin:], "第") || !isHeadingOnly(s[begin:]) {
		return 0
	}
	return begin
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
