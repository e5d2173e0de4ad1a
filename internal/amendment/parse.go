package amendment

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// Parse reads the operations of an amending instrument. Of another decision only those are
// read that name the law whose articles they change; other texts have none.
func Parse(law *lawparse.Law) *Instrument {
	if law.Amending {
		return ParseLines(linesOf(law))
	}
	if !strings.HasSuffix(law.Header.Key, "决定") || !alsoAmends.MatchString(law.Text) {
		return &Instrument{}
	}
	var lines []string
	for _, line := range linesOf(law) {
		if m := alsoAmends.FindString(line); m != "" {
			if !strings.HasPrefix(line[len(m):], "“") {
				line = m + "“" + line[len(m):] + "”" // some copies have no marks
			}
			lines = append(lines, line)
		} else if len(lines) > 0 && strings.HasPrefix(line, "“") {
			lines = append(lines, line)
		}
	}
	i := ParseLines(lines)
	for k := range i.Operations {
		i.Operations[k].Law = "刑法"
	}
	return i
}

// alsoAmends is a clause of a decision on another subject that changes the criminal code.
var alsoAmends = regexp.MustCompile(`(?m)^[ 　\t]*(?:[一二三四五六七八九十]+、)?\s*将刑法第[一二三四五六七八九十百]+条[^“\n]{0,12}修改为：`)

// ParseLines reads the operations of the body of an instrument, a line each.
func ParseLines(lines []string) *Instrument {
	p := &parser{words: readWords(lines)}
	if i := republished.FindStringIndex(p.command); i != nil && i[1] > len(p.command)/4 {
		p.command = p.command[:i[1]] // the law follows as it reads now
	}
	p.command = p.longNames()
	p.s = p.command
	for p.s != "" {
		p.step()
	}
	p.one()
	return &p.Instrument
}

// shortName is a name that an instrument gives to a law for itself.
var shortName = regexp.MustCompile(`(` + lawName + `)[（(]法释[^《》]*以下简称(《[^》]+》)[）)]`)

// longNames writes laws by their names where the instrument calls several of them by short
// ones: 《规定（一）》.
func (p *parser) longNames() string {
	s := p.command
	for _, m := range shortName.FindAllStringSubmatch(s, -1) {
		s = strings.ReplaceAll(s, m[0], m[1])
		if keyOf(m[2]) != "" {
			s = strings.ReplaceAll(s, m[2], m[1])
		}
	}
	return documentNumber.ReplaceAllString(s, "》")
}

// documentNumber stands behind the name of a law.
var documentNumber = regexp.MustCompile(`》[（(]法释〔\d+〕\d+号[）)]`)

// republished ends an instrument.
var republished = regexp.MustCompile(`重新公布[^。\n]{0,20}(?:。|\n)`)

// parser goes through the words of an instrument.
type parser struct {
	words
	Instrument
	s       string // what is left of the command
	law     string // key of the law that clauses are about
	named   string // of the last one that an operation named: 将该条修改为 is about it
	clause  string
	number  int               // of the last clause
	base    statute.Provision // what a place leaves out
	touched []Place           // by the last operation: 修改为 without a place is about them
	fresh   bool              // touched is new by its number: an insertion
}

var (
	separators  = regexp.MustCompile(`^[\s，。；;：:、]+`)
	fillers     = regexp.MustCompile(`^(?:将|把|在|并|对|同时|其中|另外|即|内容如下|具体如下|分别)+`)
	clauseMark  = regexp.MustCompile(`^([一二三四五六七八九十百]+)、`)
	itemMark    = regexp.MustCompile(`^(?:（([一二三四五六七八九十百]+)）|(\d{1,3})\s*[.．、])`)
	articleMark = regexp.MustCompile(`^第([一二三四五六七八九十百]+)条[\s　]*(?:宪法|刑法|将|在|删)`)
	lawHeader   = regexp.MustCompile(`^(?:修改|对)(` + lawName + `)(?:（[^）]*）)?(?:作出(?:如下)?修改|作(?:如下|以下|出)?[^，。：]{0,6}修改)?[：:]?\s*`)
	verbLike    = regexp.MustCompile(`修改为|改为|增加|增写|删去|删除|合并|作为第`)
	sentence    = regexp.MustCompile(`^[^，。；\n]*`)
)

// step reads one operation, or passes over words up to the next mark.
func (p *parser) step() {
	if p.mark() {
		return
	}
	if m := separators.FindString(p.s); m != "" {
		p.s = p.s[len(m):]
		return
	}
	start := p.s
	if m := lawHeader.FindStringSubmatch(p.s); m != nil && !strings.HasPrefix(m[1], "本") {
		if key := keyOf(m[1]); key != "" {
			p.law, p.base, p.touched = key, statute.Provision{}, nil
		}
		p.s = p.s[len(m[0]):]
		return
	}
	p.s = p.s[len(fillers.FindString(p.s)):]
	if p.operation(start) {
		return
	}
	p.s = start
	m := sentence.FindString(p.s)
	if m == "" {
		_, size := utf8.DecodeRuneInString(p.s)
		m = p.s[:size]
	}
	if verbLike.MatchString(m) && !strings.Contains(m, "如下修改") {
		p.Unread = append(p.Unread, Unread{Clause: p.clause, Source: p.shorten(m)})
	}
	p.s = p.s[len(m):]
}

// mark reads the number of a clause at the start of a line.
func (p *parser) mark() bool {
	p.s = strings.TrimLeft(p.s, " \n\t　")
	before := p.command[:len(p.command)-len(p.s)]
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " \n\t　"))
	line := before == "" || strings.HasSuffix(before, "\n") || last == '。' || last == '：' || isQuote(last)
	if !line {
		return false
	}
	if m := clauseMark.FindStringSubmatch(p.s); m != nil {
		if n, ok := cnnum.Parse(m[1]); ok && (n == p.number+1 || n == 1 || p.number == 0) {
			p.begin(m[0], n, strconv.Itoa(n))
			return true
		}
	}
	if m := articleMark.FindStringSubmatch(p.s); m != nil {
		if n, ok := cnnum.Parse(m[1]); ok {
			p.begin(p.s[:strings.Index(p.s, "条")+len("条")], n, strconv.Itoa(n))
			return true
		}
	}
	if m := itemMark.FindStringSubmatch(p.s); m != nil {
		p.s = p.s[len(m[0]):]
		p.base, p.touched = statute.Provision{}, nil
		clause, _, _ := strings.Cut(p.clause, "/")
		if clause != "" {
			p.clause = clause + "/k1/x" + strconv.Itoa(number(m[1]+m[2]))
		}
		return true
	}
	return false
}

// begin begins a clause.
func (p *parser) begin(label string, n int, clause string) {
	p.s = p.s[len(label):]
	p.number, p.clause = n, clause
	p.base, p.touched = statute.Provision{}, nil
}

// keyOf is the key of a law named in 《》, "" for short names that a text defines for itself.
func keyOf(name string) string {
	keys := statute.QuotedTitles(name)
	if len(keys) == 0 || utf8.RuneCountInString(keys[0]) <= 3 {
		return ""
	}
	return keys[0]
}

// add adds an operation.
func (p *parser) add(o Operation, start, law string) {
	o.Clause = p.clause
	if utf8.RuneCountInString(law) > 3 {
		p.named = law
	} else if p.law != "" {
		p.named = p.law
	}
	o.Law = p.named
	o.Source = p.shorten(start[:len(start)-len(p.s)])
	p.Operations = append(p.Operations, o)
}

// touch makes what follows about places of the text before.
func (p *parser) touch(at []Place) {
	p.touched, p.fresh = at, false
	if len(at) > 0 && at[len(at)-1].Part == "" {
		p.base = at[len(at)-1].Provision.AtArticle()
	}
}

// one drops the name of the law where an instrument is about a single one.
func (p *parser) one() {
	law, several := "", false
	for _, o := range p.Operations {
		if o.Law != "" {
			several = several || law != "" && law != o.Law
			law = o.Law
		}
	}
	for i := range p.Operations {
		if !several {
			p.Operations[i].Law = ""
		}
	}
}

// take reads a pattern at the start of what is left.
func (p *parser) take(pattern *regexp.Regexp) (m []string) {
	if m = pattern.FindStringSubmatch(p.s); m != nil {
		p.s = p.s[len(m[0]):]
	}
	return m
}

// ruleMark stands before new wording: 作为第一款，规定：“…”.
var ruleMark = regexp.MustCompile(`^，?规定[：:]`)

// quotation reads a quotation, and a colon before it.
func (p *parser) quotation() (lines []string, ok bool) {
	s := strings.TrimLeft(ruleMark.ReplaceAllString(p.s, ""), "：: \n\t　")
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || !isQuote(r) {
		return nil, false
	}
	p.s = s[size:]
	return p.quoted(r), true
}

// wording reads a quotation that is new wording: the full stop that stands behind its mark
// belongs to it.
func (p *parser) wording() (lines []string, ok bool) {
	if lines, ok = p.quotation(); !ok || len(lines) == 0 {
		return lines, ok
	}
	lines = append([]string(nil), lines...)
	last := &lines[len(lines)-1]
	if !endsSentence(*last) && strings.HasPrefix(p.s, "。") && !startsItem(*last) {
		*last += "。"
	}
	return lines, true
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。；：！？…”;:", r)
}
