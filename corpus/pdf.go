package corpus

import (
	"math"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"github.com/fatiao/fatiao/corpus/newspaper"
)

// pdfText gets the text layer of a PDF. Lines that a page broke in the middle
// of a sentence are joined.
//
// The library reads the file and runs the page programs; which characters the
// codes of a font stand for is read here, from the font's ToUnicode table
// first: the library prefers the font's own names of glyphs, which say nothing
// in the fonts that browsers make.
func pdfText(data []byte) (text string, err error) {
	defer func() {
		switch r := recover(); r { // the library panics on broken files
		case nil:
		case errPDFWork:
			text, err = "", problemf("PDF 的内部结构过于庞大或循环引用，读不出来；请另存或打印为新的 PDF 后再导入")
		default:
			text, err = "", problemf("PDF 已损坏，读不出来")
		}
	}()
	guard := newPDFGuard(data)
	if !guard.plausible() || guard.packedInPacked() || guard.endlessObjects() {
		return "", problemf("PDF 已损坏，读不出来")
	}
	doc, err := pdf.NewReader(guard, int64(len(data)))
	if err != nil {
		return "", problemf("PDF 已损坏或有密码，读不出来")
	}
	var lines []string
	for i, page := range pagesOf(doc.Trailer().Key("Root").Key("Pages")) {
		p := &pageText{guard: guard}
		p.run(page.Key("Contents"), resourcesOf(page), 0)
		p.endLine()
		for _, line := range p.lines {
			if line = foldRadicals(line); !isPageNumber(line, i+1) {
				lines = append(lines, line)
			}
		}
	}
	text = newspaper.JoinLines(withoutRunning(lines))
	switch {
	case strings.TrimSpace(text) == "":
		return "", problemf("PDF 没有文字层（可能是扫描件），请先做文字识别")
	case isBinary(text) || strings.ContainsRune(text, '\uFFFD'):
		return "", problemf("PDF 的字体没有说明文字编码，读不出来，请换成 Word 或文本")
	}
	return text, nil
}

// The limits of a page tree. A broken file may name itself as its child.
const (
	maxPages    = 20_000
	maxPageTree = 40 // levels
)

// pagesOf returns the pages of a tree in order.
func pagesOf(tree pdf.Value) []pdf.Value {
	var pages []pdf.Value
	nodes := 0
	var walk func(v pdf.Value, depth int)
	walk = func(v pdf.Value, depth int) {
		if nodes++; nodes > maxPages || depth > maxPageTree {
			return
		}
		if kids := v.Key("Kids"); kids.Kind() == pdf.Array {
			for i := 0; i < kids.Len() && nodes <= maxPages; i++ {
				walk(kids.Index(i), depth+1)
			}
		} else if v.Kind() == pdf.Dict {
			pages = append(pages, v)
		}
	}
	walk(tree, 0)
	return pages
}

// resourcesOf are the resources of a page, which it may inherit.
func resourcesOf(page pdf.Value) pdf.Value {
	for depth := 0; depth < maxPageTree && !page.IsNull(); depth++ {
		if r := page.Key("Resources"); !r.IsNull() {
			return r
		}
		page = page.Key("Parent")
	}
	return pdf.Value{}
}

// withoutRunning drops the lines that stand on every other page or more often:
// running heads and feet.
func withoutRunning(lines []string) []string {
	count := map[string]int{}
	for _, l := range lines {
		count[l]++
	}
	var kept []string
	for _, l := range lines {
		if count[l] < minRunning {
			kept = append(kept, l)
		}
	}
	return kept
}

// minRunning is how often a line must stand to count as running: no line of a
// law comes so often to the letter.
const minRunning = 4

func isPageNumber(line string, page int) bool {
	n := strconv.Itoa(page)
	return line == n || line == "- "+n+" -" || line == "—"+n+"—" || line == "— "+n+" —" || line == "第"+n+"页"
}

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// pageText collects the lines of a page in the order in which they are drawn.
type pageText struct {
	guard *pdfGuard
	lines []string
	line  strings.Builder
	y     float64 // of the open line, in units of the page
	size  float64 // height of its characters

	ctm   matrix
	stack []matrix
	fonts map[string]*pdfFont
}

// maxForms bounds how deep drawings are nested in drawings.
const maxForms = 8

// run runs a page program and collects the text that it draws.
func (p *pageText) run(program, resources pdf.Value, depth int) {
	if depth == 0 {
		p.ctm = identity
	}
	if depth > maxForms || program.IsNull() {
		return
	}
	p.guard.admit(program)
	if depth > 0 {
		p.guard.spend(formCost)
	}
	outer := p.fonts
	p.fonts = map[string]*pdfFont{}
	defer func() { p.fonts = outer }()
	var font *pdfFont
	var text, lineStart matrix
	size, leading, rise := 1.0, 0.0, 0.0
	move := func(x, y float64) {
		lineStart = matrix{a: 1, d: 1, e: x, f: y}.then(lineStart)
		text = lineStart
	}
	show := func(s string) {
		at := text.then(p.ctm)
		p.draw(font.decode(s), at.f+rise*at.d, math.Abs(size)*math.Hypot(at.c, at.d))
	}
	pdf.Interpret(program, func(stk *pdf.Stack, op string) {
		p.guard.check()
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		number := func(i int) float64 {
			if i < len(args) {
				return args[i].Float64()
			}
			return 0
		}
		six := func() matrix { return matrix{number(0), number(1), number(2), number(3), number(4), number(5)} }
		switch op {
		case "q":
			p.stack = append(p.stack, p.ctm)
		case "Q":
			if n := len(p.stack); n > 0 {
				p.ctm, p.stack = p.stack[n-1], p.stack[:n-1]
			}
		case "cm":
			p.ctm = six().then(p.ctm)
		case "BT":
			text, lineStart = identity, identity
		case "Tf":
			if len(args) == 2 {
				font, size = p.font(args[0].Name(), resources), number(1)
			}
		case "TL":
			leading = number(0)
		case "Ts":
			rise = number(0)
		case "Tm":
			text, lineStart = six(), six()
		case "Td":
			move(number(0), number(1))
		case "TD":
			leading = -number(1)
			move(number(0), number(1))
		case "T*":
			move(0, -leading)
		case "'", "\"":
			move(0, -leading)
			if len(args) > 0 {
				show(args[len(args)-1].RawString())
			}
		case "Tj":
			if len(args) > 0 {
				show(args[0].RawString())
			}
		case "TJ":
			if len(args) > 0 {
				for i := 0; i < args[0].Len(); i++ {
					if v := args[0].Index(i); v.Kind() == pdf.String {
						show(v.RawString())
					}
				}
			}
		case "Do":
			if len(args) > 0 {
				p.form(resources.Key("XObject").Key(args[0].Name()), resources, depth)
			}
		}
	})
}

// form runs a drawing that the page uses.
func (p *pageText) form(x, resources pdf.Value, depth int) {
	if x.Key("Subtype").Name() != "Form" {
		return
	}
	saved := p.ctm
	if m := x.Key("Matrix"); m.Len() == 6 {
		p.ctm = matrix{m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(), m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64()}.then(p.ctm)
	}
	if own := x.Key("Resources"); !own.IsNull() {
		resources = own
	}
	p.run(x, resources, depth+1)
	p.ctm = saved
}

// draw adds text at a height; text at another height is another line.
func (p *pageText) draw(s string, y, size float64) {
	if s == "" {
		return
	}
	if p.line.Len() > 0 && math.Abs(y-p.y) > 0.5*max(size, p.size) {
		p.endLine()
	}
	p.y, p.size = y, size
	p.line.WriteString(s)
}

func (p *pageText) endLine() {
	if s := strings.TrimSpace(p.line.String()); s != "" {
		p.lines = append(p.lines, s)
	}
	p.line.Reset()
}
