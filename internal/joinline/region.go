package joinline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// joiner joins the lines of one text.
type joiner struct {
	text  string
	lines []line
	cuts  []cut
}

func (j *joiner) content(i int) string { return j.text[j.lines[i].start:j.lines[i].end] }

// runningHeads finds the lines that stand beside page numbers again and again.
func (j *joiner) runningHeads() {
	beside := map[string]int{} // in how many lines
	at := map[int]bool{}
	for i := range j.lines {
		if j.lines[i].page != ofPage {
			continue
		}
		for _, step := range [...]int{-1, 1} {
			k := i + step
			for k >= 0 && k < len(j.lines) && j.lines[k].page == blank {
				k += step
			}
			if k >= 0 && k < len(j.lines) && j.lines[k].page == ofText && j.lines[k].width <= maxHead {
				if !at[k] {
					beside[j.content(k)]++
				}
				at[k] = true
			}
		}
	}
	for k := range at {
		if beside[j.content(k)] >= minHeads {
			j.lines[k].page = ofPage
		}
	}
}

// A running head is short, and stands on more than one page.
const (
	maxHead  = 90 // columns
	minHeads = 2
)

// pair is a line with the next one of the text.
type pair struct {
	first, second int
	blanks        bool // only blank lines between
	pages         bool // page numbers between
	sign          sign
}

// sign is how sure it is that a sentence goes on from one line to the next.
type sign uint8

const (
	noSign  sign = iota
	weak         // no paragraph ends here, if the line is full
	strong       // nor if it is not
	certain      // nor in a text that was not broken
)

// pairs are the neighbours among the lines from one to before another.
func (j *joiner) pairs(from, to int) []pair {
	var all []pair
	last, blanks, pages := -1, false, false
	for i := from; i < to; i++ {
		l := &j.lines[i]
		switch {
		case l.page == blank:
			blanks = true
			continue
		case l.page == ofPage:
			pages = true
			continue
		case l.page == bareNumber && last >= 0 && j.lines[last].ends <= comma && i+1 < to && blanks != (j.lines[i+1].page == blank):
		case l.page == bareNumber && last >= 0 && j.lines[last].ends <= comma && j.lines[last].width >= minFull:
			pages = true
			continue
		}
		if last >= 0 && !l.fixed && !j.lines[last].fixed {
			p := pair{first: last, second: i, blanks: blanks && !pages, pages: pages}
			p.sign = j.signs(last, i)
			if p.sign == noSign && pages && j.lines[last].ends == inside && j.lines[last].width >= minFull {
				p.sign = weak // a page seldom ends with a heading
			}
			all = append(all, p)
		}
		last, blanks, pages = i, false, false
	}
	return all
}

// signs looks for what shows that a sentence goes on from one line to another.
func (j *joiner) signs(a, b int) sign {
	first, second := j.content(a), j.content(b)
	r, _ := utf8.DecodeRuneInString(second)
	last, size := utf8.DecodeLastRuneInString(first)
	never := strings.ContainsRune(neverFirst, r) && r != '…'
	if j.lines[a].ends == sentence {
		if never {
			return weak
		}
		return noSign
	}
	if dated.MatchString(second) {
		return noSign
	}
	tail := first[max(0, len(first)-48):]
	before, behind := openOf(first), openOf(second)
	half := strings.ContainsRune(numerals, last) && !wholeYear.MatchString(second) &&
		halfNumber.MatchString(tail) && restNumber.MatchString(second[:min(len(second), 48)])
	hyphen, _ := utf8.DecodeLastRuneInString(first[:len(first)-size])
	switch {
	case before.titles > 0 && behind.closesTitle, half && !strongLabel.MatchString(second), never && j.lines[a].width >= minFull,
		last == '-' && isLatin(hyphen) && unicode.IsLower(r), last == '\u00ad':
		return certain
	case behind.closesTitle, before.titles > 0, before.brackets > 0 && behind.closesBracket, last == '第', j.lines[a].ends == comma,
		never:
		return strong
	case slices.ContainsFunc(leadsOn[:], func(w string) bool { return strings.HasSuffix(first, w) }):
		if heading.MatchString(first) || strongLabel.MatchString(second) { // 第二章　处理依据
			return weak
		}
		return strong
	case words[string([]rune{last, r})], strings.ContainsRune(seldomLast, last), strings.ContainsRune(seldomHead, r),
		isLatin(last) && isLatin(r) && unicode.IsLower(r):
		return weak
	}
	return noSign
}

// minFull is the narrowest line that may be full, in columns.
const minFull = 24

// region joins the lines from one to before another, none of which is too wide for a page
// but perhaps the last.
func (j *joiner) region(from, to int, laid bool) {
	all := j.pairs(from, to)
	m := measured(j.text, j.lines, all)
	broken := m.broken()
	if laid && !broken && m.full > 0 { // only what is as wide as the page is full
		m.full, m.count, broken = max(m.full, m.widest*8/10), m.widest, true
	}
	for _, p := range all {
		if broken && j.goesOn(p,
			m) || !broken && p.sign == certain && !p.blanks && !j.lines[p.first].wide() && j.lines[p.first].width >= minFull/2 {
			j.cut(p)
		}
	}
}

// goesOn decides whether a sentence goes on in the next line of a broken text.
func (j *joiner) goesOn(p pair, m measure) bool {
	a, b := &j.lines[p.first], &j.lines[p.second]
	second := j.content(p.second)
	if p.blanks && !m.blanks && p.sign < certain {
		return false
	}
	full := m.isFull(a)
	switch {
	case bullet.MatchString(second) && p.sign < certain:
		return false
	case a.ends == sentence:
		return full && (p.sign > noSign || m.indented && b.indent < 2 && (m.isFull(b) || b.ends > comma) && !label.MatchString(second))
	case p.sign >= strong:
		return true
	case dated.MatchString(second):
		return false
	case !full, m.indented && b.indent > a.indent && b.indent >= 2 && p.sign == noSign:
		return false
	case a.ends == clause:
		return (!label.MatchString(second) || citedParagraph.MatchString(second)) && !startsQuote(second)
	case strongLabel.MatchString(second):
		return false
	}
	return p.sign > noSign || !label.MatchString(second) || strings.HasPrefix(second, "第")
}

func startsQuote(s string) bool {
	return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "《") || strings.HasPrefix(s, "\"")
}

// cut takes out what stands between two lines.
func (j *joiner) cut(p pair) {
	a, b := &j.lines[p.first], &j.lines[p.second]
	c := cut{start: a.end, end: b.start}
	last, size := utf8.DecodeLastRuneInString(j.text[a.start:a.end])
	next, _ := utf8.DecodeRuneInString(j.text[b.start:b.end])
	before, _ := utf8.DecodeLastRuneInString(j.text[a.start : a.end-size])
	switch {
	case last == '\u00ad' || last == '-' && isLatin(before) && unicode.IsLower(next):
		c.start -= size
	case isLatin(last) && isLatin(next), strings.ContainsRune(",.;:", last) && isLatin(next):
		c.fill = 1
	}
	j.cuts = append(j.cuts, c)
}

func isLatin(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }

// measure is how the lines of a region are broken.
type measure struct {
	full     int  // columns from which on a line is full
	count    int  // or characters: programs break lines by either
	widest   int  // columns
	blanks   bool // every line is followed by a blank one
	indented bool // paragraphs begin indented
	inside   int  // full lines that end inside of a sentence
	ended    int  // full lines that end with one
	narrow   int  // other lines that end inside of a sentence
	over     int  // lines wider than the page
	signs    int  // full lines that no paragraph can end with
	lines    int
	marked   int // full lines that end inside of a sentence and have a comma or the end of a sentence in them
	// fewest and most characters or columns of the full lines that end inside of a sentence
	fewest, most, narrowest, broadest int
}

// measured measures the lines of pairs.
func measured(text string, lines []line, all []pair) measure {
	var m measure
	blanks, indents := 0, 0
	for _, p := range all {
		if p.blanks {
			blanks++
		}
	}
	m.blanks = blanks*10 > len(all)*7
	var widths, counts []int
	for _, p := range all {
		l := &lines[p.first]
		if (!p.blanks || m.blanks) && l.ends <= comma && l.width >= minFull && !l.wide() {
			widths, counts = append(widths, l.width), append(counts, l.characters)
		}
		if l.indent >= 2 {
			indents++
		}
		if !l.wide() {
			m.widest = max(m.widest, l.width)
		}
	}
	m.indented = indents*100 > len(all)*3 && indents*10 < len(all)*7
	if len(widths) == 0 {
		return m
	}
	var page int
	page, m.full = fullFrom(widths)
	_, m.count = fullFrom(counts)
	for _, p := range all {
		l := &lines[p.first]
		if p.blanks && !m.blanks {
			continue
		}
		m.lines++
		switch {
		case l.width > page*4/3+4:
			m.over++
		case !m.isFull(l):
			if l.ends <= comma {
				m.narrow++
			}
		case l.ends > comma:
			m.ended++
		default:
			m.inside++
			m.equal(l, text)
			if p.sign > noSign {
				m.signs++
			}
		}
	}
	return m
}

// fullFrom is how wide a page is and from where on a line is full, by the widths of the
// lines that end inside of a sentence.
func fullFrom(widths []int) (page, full int) {
	slices.Sort(widths)
	page = widths[len(widths)*9/10]
	low := page * 62 / 100
	at, _ := slices.BinarySearch(widths, low)
	kept := widths[at:]
	return page, max(low, kept[len(kept)/20]*96/100)
}

// equal counts a full line that ends inside of a sentence.
func (m *measure) equal(l *line, text string) {
	if m.inside == 1 {
		m.fewest, m.narrowest = l.characters, l.width
	}
	m.fewest, m.most = min(m.fewest, l.characters), max(m.most, l.characters)
	m.narrowest, m.broadest = min(m.narrowest, l.width), max(m.broadest, l.width)
	if strings.ContainsAny(text[l.start:l.end], "，。；、") {
		m.marked++
	}
}

// leastEqual is how many lines of prose that are equally long, and end inside of their sentences, are no accident.
const leastEqual = 3

// uniform reports whether the lines are prose of one length, which no paragraphs have: then nothing else need show that a layout
// broke them.
func (m measure) uniform() bool {
	return m.inside >= leastEqual && m.ended*3 <= m.inside && m.narrow*4 <= m.inside && m.over == 0 && m.marked*3 >= m.inside*2 &&
		(m.most-m.fewest <= 1 || m.broadest-m.narrowest <= 2)
}

func (m measure) isFull(l *line) bool { return l.width >= m.full || l.characters >= m.count }

// broken reports whether a layout broke the lines: most lines that end inside of a sentence
// are full, full lines seldom end with one, nothing is wider than the page, and some lines
// break where no paragraph ends.
func (m measure) broken() bool {
	if m.full > 0 && m.uniform() {
		return true
	}
	if m.full == 0 || m.signs == 0 || m.inside < m.ended || m.over*25 > m.lines || m.signs*20 < m.inside {
		return false
	}
	return m.inside >= m.narrow || m.signs*2 >= m.inside && m.inside*2 >= m.narrow
}
