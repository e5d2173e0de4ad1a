package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Find reads a document once from left to right. dict holds the names of laws
// that are recognised without 《》, beside those that the document defines.
func Find(doc *CitingText, dict *Dictionary) *Found {
	f := &finder{text: doc.Text, dict: dict, inLaw: doc.Law != "", norm: doc.norm, quote: -1, unit: -1,
		scope: scope{before: -1, named: -1}, out: &Found{}}
	f.out.lines = make([]int, 0, max(1, len(doc.Segments)))
	f.headable = !f.inLaw && !doc.Amends && !doc.Contract
	f.headed = f.headable && doc.Title != "" && doc.Subject != ""
	if f.headable {
		f.out.Declared, f.out.DeclaredFor = declared(doc.Text, dict)
		if f.out.Declared.Kind == NoName && !doc.norm {
			f.out.Declared, f.out.DeclaredFor = onlyOfNotes(doc.Text, dict)
		}
		f.headed = f.headed || f.out.Declared.Kind != NoName
	}
	f.out.Aliases = append(f.out.Aliases, doc.Aliases...)
	f.out.Aliases = append(f.out.Aliases, Define(doc.Text, dict)...)
	if len(f.out.Aliases) > 0 {
		f.local = NewDictionary(func(yield func(string) bool) {
			for _, a := range f.out.Aliases {
				if !yield(a.Name) {
					return
				}
			}
		})
	}
	if len(doc.Segments) == 0 {
		f.segment(0, Segment{Span: statute.Span{End: len(doc.Text)}})
	}
	for i, s := range doc.Segments {
		f.segment(i, s)
	}
	return f.out
}

// finder walks through a text.
type finder struct {
	text  string
	dict  *Dictionary
	local *Dictionary // names that the text defines
	out   *Found

	at, end   int // in text; end of the segment
	lineStart int
	segmentNo int
	inLaw     bool           // the document is a law
	norm      bool           // the document is a norm, with or without articles of its own
	inArticle bool           // the segment stands in an article of it
	article   statute.Number // which
	from      int            // where the segment begins
	unit      int
	line      int
	titles    titleEnds
	// shortLine, codeLine and decimalLine are where the lines begin, and one more, in which
	// articles of a law stood without 第, without 条, or as 第22.3条.
	shortLine, codeLine, decimalLine int
	// circle is what ① is behind an article, as far as that is known.
	circle level
	// headable says that headings of the text hold for what is below them, and headed that
	// a line may have been one that names a law.
	headable, headed bool
	// ordinal is the number of the last line of a list that counts from 1, and ordinalLine
	// where that line begins, and one more.
	ordinal, ordinalLine int

	glosses glosses // of the sentence looked at last
	// only is the only statute that a short text names, onlyLooked whether it was looked for.
	only       string
	onlyLooked bool

	scope  // innermost
	scopes []scope
	quote  int
}

// scope is what is open at a place: a sentence, inside a bracket or quotation.
type scope struct {
	opener rune // （ or “, 0 for the text itself
	before int  // index of the last mention of the sentence, or -1
	name   Name // the last name of a law, with Span.End where it ends
	named  int  // index of the mention that name made, or -1
}

// maxScopes bounds how deep brackets and quotations nest.
const maxScopes = 32

func (f *finder) segment(no int, s Segment) {
	f.segmentNo, f.at, f.end = no, s.Span.Start, s.Span.End
	f.inArticle = !s.At.Article.IsZero()
	f.article, f.from = s.At.Article, s.Span.Start
	f.titles = matchTitles(f.text[:f.end], f.at)
	if s.Unit != f.unit || no == 0 {
		f.unit = s.Unit
		f.quote = -1
		f.scopes, f.scope = f.scopes[:0], scope{before: -1, named: -1}
	}
	f.startLine(s.At.Item > 0)
	f.out.lines = append(f.out.lines, f.line)
	for f.at < f.end {
		f.step()
	}
}

// step reads what stands at f.at and goes on behind it.
func (f *finder) step() {
	c := f.text[f.at]
	if c < utf8.RuneSelf {
		f.ascii(c)
		return
	}
	r, size := utf8.DecodeRuneInString(f.text[f.at:])
	switch r {
	case '。', '！', '？', '；':
		f.at += size
		f.before = -1
		return
	case '“', '‘', '「', '『':
		f.open(size)
		return
	case '”', '’', '」', '』':
		f.at += size
		f.close('“')
		return
	case '（':
		f.bracketOpen(size)
		return
	case '）':
		f.at += size
		f.close('（')
		return
	}
	if f.namedPart() || f.special(r) || f.knownName() {
		return
	}
	f.at += size
}

func (f *finder) ascii(c byte) {
	switch {
	case c == '\n':
		f.at++
		f.startLine(false)
		return
	case c == ';' || c == '!' || c == '?':
		f.before = -1
	case c == '(':
		f.bracketOpen(1)
		return
	case c == ')':
		f.at++
		f.close('（')
		return
	case c == '[':
		if f.numberInBrackets() {
			return
		}
	case c == '"':
		if f.opener == '“' {
			f.at++
			f.close('“')
		} else {
			f.open(1)
		}
		return
	case isDigit(c) && (f.at == 0 || !isDigit(f.text[f.at-1])):
		if f.caseNumber() || f.documentNumber() || f.order() || f.bareNumber() {
			return
		}
	case (c == 'A' || c == 'a') && f.english():
		return
	case c >= 'A' && c <= 'Z' && (f.at == 0 || f.text[f.at-1] < 'A' || f.text[f.at-1] > 'Z'):
		if f.knownName() { // PIPL
			return
		}
	}
	f.at++
}

// special tries what may begin with r. It reports whether it found something
// and went on behind it.
func (f *finder) special(r rune) bool {
	switch r {
	case '《':
		return f.title()
	case '第':
		if rest := f.text[f.at+len("第") : f.end]; unicode.Is(unicode.Han, firstRune(rest)) {
			if _, n := label.Number(rest); n == 0 {
				return false // 第三人 goes on to be read, 第 before another word does not
			}
		}
		return f.order() || f.clauseOfPaper() || f.decimal() || f.provision(f.at, Base{}, f.at) || f.ordinalOfName()
	case '本', '该', '前', '上', '同', '各', '此', '这':
		return f.selfOrSame() || f.relative()
	case '其':
		return f.derived()
	case '§':
		return f.sign()
	case '附':
		return f.annex()
	case '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ':
		return f.furtherMark()
	case '所', '后':
		return attachedAt(f.text[f.at:f.end]) > 0 && f.attached()
	case '〔', '［', '【':
		return f.numberInBrackets()
	case '人':
		return strings.HasPrefix(f.text[f.at:f.end], caseLibrary) && f.caseID() || f.shortName(r)
	case '总', '劳', '国', '物', '合', '婚', '继', '侵', '民', '刑', '行', '著', '专', '商', '宪', '解', '司':
		return f.shortName(r)
	case '指', '检', '公', '入':
		return f.caseID()
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９':
		return f.clauseOfPaper() || f.bareNumber()
	}
	return false
}

func (f *finder) bracketOpen(size int) {
	if f.caseNumber() || f.documentNumber() {
		return
	}
	if n := shortNameNote(f.text[f.at:f.end]); n > 0 {
		f.at += n
		return
	}
	if f.sibling() || f.furtherItem() {
		return
	}
	f.at += size
	if len(f.scopes) < maxScopes {
		f.scopes = append(f.scopes, f.scope)
		f.scope.opener = '（'
		f.scope.name, f.scope.named = Name{}, -1
	}
}

// maxNote bounds a note in brackets, in bytes.
const maxNote = 240

// shortNameNote is the length of a note in brackets that defines a short name.
// The name inside is no mention.
func shortNameNote(s string) int {
	s = s[:min(len(s), maxNote)]
	inner := strings.TrimLeft(s, "（(")
	if !strings.HasPrefix(inner, "以下") && !strings.HasPrefix(inner, "简称") && !strings.HasPrefix(inner, "下称") {
		return 0
	}
	end := strings.IndexAny(s, "）)\n")
	if end < 0 || s[end] == '\n' || strings.Contains(s[:end], "。") || !strings.Contains(s[:end], "称") {
		return 0
	}
	if strings.Count(s[:end], "（") > 1 {
		return 0 // a name with brackets of its own; read it as text
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	return end + size
}

// close ends the innermost bracket or quotation. What was named inside does
// not hold outside.
func (f *finder) close(opener rune) {
	if len(f.scopes) == 0 {
		return
	}
	if f.opener != opener { // crossed: “ ( ” — the quotation wins
		if opener != '“' || len(f.scopes) < 2 || f.scopes[len(f.scopes)-1].opener != '“' {
			return
		}
		f.scopes = f.scopes[:len(f.scopes)-1]
	}
	if opener == '“' && f.quote >= 0 {
		f.quote = f.out.Quotes[f.quote].Parent
	}
	f.scope, f.scopes = f.scopes[len(f.scopes)-1], f.scopes[:len(f.scopes)-1]
}

// floor is where what belongs to a mention that is now read may begin at the
// earliest: in this line, behind the mention before.
func (f *finder) floor() int {
	if n := len(f.out.Mentions); n > 0 {
		return max(f.lineStart, f.out.Mentions[n-1].Span.End)
	}
	return f.lineStart
}

// fewMentions is how many mentions there is room for at first.
const fewMentions = 8

// add appends a mention and makes it the last of its sentence.
func (f *finder) add(m Mention) int {
	m.Before, m.Quote, m.Segment, m.Line, m.LineStart, m.Depth = f.before, f.quote, f.segmentNo, f.line, f.lineStart, len(f.scopes)
	if n := len(f.out.Mentions); n == cap(f.out.Mentions) { // mentions are large: they are moved as seldom as can be
		f.out.Mentions = slices.Grow(f.out.Mentions, n+fewMentions)
	}
	f.out.Mentions = append(f.out.Mentions, m)
	f.before = len(f.out.Mentions) - 1
	return f.before
}

// takeName returns the name that belongs to the provision that begins at a
// place, and takes back the mention that it made by itself.
func (f *finder) takeName(at int) Name {
	n := f.name
	if n.Kind == NoName || n.Span.End > at {
		return Name{}
	}
	part, version, ok := gap(f.text[n.Span.End:at])
	if !ok {
		return Name{}
	}
	if part != "" {
		n.Part = part
	}
	if n.Version == "" {
		n.Version = version
	}
	if f.named >= 0 && f.named == len(f.out.Mentions)-1 && f.before == f.named {
		f.retract(f.named)
	}
	f.named = -1
	return n
}
