package amendment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// words are those of an instrument. In command each quotation is one character, so that its
// wording is never taken for an operation; a line feed ends each line.
type words struct {
	command string
	quotes  [][]string // lines of the quotations, by the order of their characters
}

// firstQuote is the character that stands for the first quotation, in the private use area.
const firstQuote = '\uE000'

// maxQuotes is how many characters there are for quotations.
const maxQuotes = 0x1800

// isQuote reports whether a character stands for a quotation.
func isQuote(r rune) bool { return r >= firstQuote && r < firstQuote+maxQuotes }

// quoted are the lines of the quotation that a character stands for.
func (w *words) quoted(r rune) []string { return w.quotes[r-firstQuote] }

// linesOf are the lines of the body of an instrument, in reading order.
func linesOf(law *lawparse.Law) []string {
	var lines []string
	law.Root.Walk(func(n, parent *lawparse.Node) bool {
		switch n.Kind {
		case statute.KindTitle, statute.KindMeta, statute.KindContents, statute.KindAnnex:
			return false
		}
		s := n.Label.Of(law.Text) + n.Text.Of(law.Text)
		// What a clause says first stands in the line of its label.
		if parent != nil && len(lines) > 0 && parent.Label.Len() > 0 && parent.Text.Len() == 0 && parent.Children[0] == n {
			lines[len(lines)-1] += s
			return true
		}
		for _, line := range strings.Split(s, "\n") {
			if line = strings.TrimSpace(strings.Trim(line, "\u3000\u00a0\t ")); line != "" && !strings.HasPrefix(line, "<!--") {
				lines = append(lines, line)
			}
		}
		return true
	})
	return lines
}

// reader takes quotations out of lines.
type reader struct {
	words
	out    strings.Builder
	quote  *strings.Builder // the open quotation
	closer rune
	depth  int // marks of quotation that are open inside of it
	clause int // the number of the last clause that began a line
}

// readWords separates quotations from the words around them.
func readWords(lines []string) words {
	r := &reader{}
	for _, line := range lines {
		r.line(line)
		if r.quote != nil {
			r.quote.WriteByte('\n')
		} else {
			r.out.WriteByte('\n')
		}
	}
	r.close()
	r.command = joinQuotes(r.out.String(), &r.words)
	return r.words
}

// clauseStart is a clause that begins with an operation: the quotation before it was not
// closed.
var clauseStart = regexp.MustCompile(`^([一二三四五六七八九十百]+)、\s*(?:将|在|删|增加|修改|对|本修正案|本决定|刑法第|宪法第)`)

func (r *reader) line(line string) {
	if m := clauseStart.FindStringSubmatch(line); m != nil {
		if n, ok := cnnum.Parse(m[1]); ok && (r.quote == nil || n == r.clause+1) {
			r.close()
			r.clause = n
		}
	}
	for at, c := range line {
		switch {
		case r.quote == nil && (c == '“' || c == '"') && len(r.quotes) < maxQuotes:
			r.quote, r.depth = &strings.Builder{}, 0
			if r.closer = '”'; c == '"' {
				r.closer = '"'
			}
		case r.quote == nil:
			r.out.WriteRune(c)
		case at == 0 && (c == '“' || c == '"'): // each paragraph of a quotation begins with the mark
		case c == r.closer && r.depth == 0:
			r.close()
		case c == '“' && r.closer == '”':
			r.depth++
			r.quote.WriteRune(c)
		case c == '”' && r.closer == '”':
			r.depth--
			r.quote.WriteRune(c)
		default:
			r.quote.WriteRune(c)
		}
	}
}

// close ends the open quotation.
func (r *reader) close() {
	if r.quote == nil {
		return
	}
	var lines []string
	for _, line := range strings.Split(innerQuotes.Replace(r.quote.String()), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	r.out.WriteRune(firstQuote + rune(len(r.quotes)))
	r.quotes = append(r.quotes, lines)
	r.quote = nil
}

// innerQuotes makes quotations inside of quoted wording what they are in the law.
var innerQuotes = strings.NewReplacer("‘", "“", "’", "”")

// joinQuotes makes quotations that stand side by side one: each is a paragraph.
func joinQuotes(s string, w *words) string {
	var b strings.Builder
	last := rune(0)
	for len(s) > 0 {
		c, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\n ")); c == '\n' || c == ' ' {
			if isQuote(last) && isQuote(next) {
				continue
			}
		}
		if isQuote(c) && isQuote(last) {
			w.quotes[last-firstQuote] = append(w.quotes[last-firstQuote], w.quoted(c)...)
			continue
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

// shorten gives words back with what they quote, cut.
func (w *words) shorten(s string) string {
	const most = 24
	var b strings.Builder
	for _, c := range s {
		if !isQuote(c) {
			b.WriteRune(c)
			continue
		}
		text := []rune(strings.Join(w.quoted(c), ""))
		if len(text) > most {
			text = append(text[:most:most], '…')
		}
		b.WriteString("“" + string(text) + "”")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
