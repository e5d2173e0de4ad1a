// Package newspaper splits the text of a newspaper page into its reports.
//
// Such texts are saved column by column: sentences are broken over lines and
// columns, headlines stand in the middle of their report or after it, and the
// last lines of a report may stand before its headline. [Split] puts each
// report together again. Every character of the page ends up in exactly one
// report; what could not be mended is a diagnostic.
package newspaper

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Report is one report of a page, or a photograph with its caption.
type Report struct {
	Title     string
	Subtitles []string // further lines of the headline, the name of the column
	Bylines   []string // □ 本报记者 …
	Photo     bool
	// Text is the report as Markdown: title, further headlines, by-lines,
	// body with its subheadings.
	Text        string
	Original    string // its blocks as they stood on the page
	Diagnostics []statute.Diagnostic
}

// The codes of the diagnostics.
const (
	CodeJoined   = "newspaper_joined"
	CodeMoved    = "newspaper_moved"
	CodeLostEnd  = "newspaper_lost_end"
	CodeHeadline = "newspaper_torn_headline"
)

type kind uint8

const (
	body    kind = iota
	heading      // headline or subheading: short, without a stop
	byline       // □ 本报记者 …
	credit       // … 摄
)

type block struct {
	kind  kind
	text  string
	lead  bool // starts with 本报讯: a report without a by-line of its own
	parts int  // lines or columns it was joined from
}

var (
	bylineForm = regexp.MustCompile(`^[□■◎]?\s*本报(实习)?(记者|通讯员|特约记者)\s*\S`)
	creditForm = regexp.MustCompile(`(摄影报道|摄)$`)
	leadForm   = regexp.MustCompile(`^(本报讯|本报[\p{Han}]{2,4}\d+月\d+日(讯|电))`)
)

// maxHeading is the length of the longest headline, in characters.
const maxHeading = 45

func classify(line string) block {
	b := block{text: line, parts: 1}
	length := utf8.RuneCountInString(line)
	switch {
	case bylineForm.MatchString(line) && length <= 40 && creditForm.MatchString(line):
		b.kind = credit
	case bylineForm.MatchString(line) && length <= 40:
		b.kind = byline
	case leadForm.MatchString(line):
		b.lead = true
	case length <= maxHeading && !endsSentence(line) && !strings.ContainsAny(line, "。，,；;") && !strings.HasPrefix(line, "□"):
		b.kind = heading
	}
	return b
}

// endsSentence reports whether a line ends where a sentence can end.
func endsSentence(line string) bool {
	r, size := utf8.DecodeLastRuneInString(line)
	switch r {
	case '。', '！', '？', '!', '?', '…', '；', '：', ':':
		return true
	case '”', '’', '）', ')', '》':
		before, _ := utf8.DecodeLastRuneInString(line[:len(line)-size])
		return strings.ContainsRune("。！？!?…”", before)
	}
	return false
}

// Split splits a page. It reports false for a text that is no newspaper page:
// one without at least two by-lines, credits or leads.
func Split(text string) ([]Report, bool) {
	var blocks []block
	marks := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		b := classify(line)
		if b.kind == byline || b.kind == credit || b.lead {
			marks++
		}
		blocks = append(blocks, b)
	}
	if marks < 2 {
		return nil, false
	}
	blocks = join(blocks)
	drafts := divide(blocks)
	moveTails(drafts)
	reports := make([]Report, len(drafts))
	for i, d := range drafts {
		reports[i] = d.report()
	}
	return reports, true
}

// join joins blocks that are one paragraph broken over lines or columns: the
// first stops inside a sentence and the next is no headline. A line that
// looks like a headline but goes on in the middle of a sentence is body.
func join(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if n := len(out); n > 0 && b.kind == body && !b.lead {
			last := &out[n-1]
			if last.kind == body && !endsSentence(last.text) {
				last.text += b.text
				last.parts++
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// draft is a report while it is put together.
type draft struct {
	headlines []string
	bylines   []string
	body      []block // paragraphs and subheadings
	photo     bool
	moved     int // paragraphs moved here from before the headline
	torn      bool
	lostEnd   int // index in body of a paragraph without its end, or -1
	original  []string
}

// divide cuts the blocks where a report begins: at a headline with a by-line
// or a lead behind it, at a by-line without a headline, at the headline of a
// photograph.
func divide(blocks []block) []*draft {
	var drafts []*draft
	current := &draft{lostEnd: -1}
	start := func() {
		if len(current.body) > 0 || len(current.bylines) > 0 {
			drafts = append(drafts, current)
			current = &draft{lostEnd: -1}
		}
	}
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch {
		case b.kind == heading && beginsReport(blocks, i):
			start()
			for ; i < len(blocks) && blocks[i].kind == heading; i++ {
				current.headlines = append(current.headlines, blocks[i].text)
				current.original = append(current.original, blocks[i].text)
			}
			i--
			continue
		case b.kind == heading && beginsPhoto(blocks, i):
			start()
			photo := &draft{photo: true, lostEnd: -1, headlines: []string{b.text}, body: blocks[i+1 : i+2],
				bylines:  []string{blocks[i+2].text},
				original: []string{b.text, blocks[i+1].text, blocks[i+2].text}}
			drafts = append(drafts, photo)
			i += 2
			continue
		case b.kind == byline && len(current.body) > 0:
			start()
			fallthrough
		case b.kind == byline:
			current.bylines = append(current.bylines, b.text)
		case b.kind == credit:
			current.bylines = append(current.bylines, b.text)
		case b.kind == heading && isTorn(current, b):
			current.headlines = append(current.headlines, b.text)
			current.torn = true
		default:
			current.body = append(current.body, b)
		}
		current.original = append(current.original, b.text)
	}
	start()
	return drafts
}

// beginsReport reports whether the run of headings at i leads to a by-line or
// a lead.
func beginsReport(blocks []block, i int) bool {
	for i < len(blocks) && blocks[i].kind == heading {
		i++
	}
	return i < len(blocks) && (blocks[i].kind == byline || blocks[i].lead)
}

// beginsPhoto reports whether a caption and a credit follow the heading.
func beginsPhoto(blocks []block, i int) bool {
	return i+2 < len(blocks) && blocks[i+1].kind == body && blocks[i+2].kind == credit
}

// isTorn reports whether a heading inside a report that has no headline yet
// is its headline: headlines run over two lines or are long, subheadings are
// neither.
func isTorn(d *draft, b block) bool {
	return len(d.headlines) == 0 && len(d.bylines) > 0 && (strings.ContainsAny(b.text, " 　") || utf8.RuneCountInString(b.text) >= 16)
}

// report writes a draft out.
func (d *draft) report() Report {
	r := Report{Bylines: d.bylines, Photo: d.photo, Original: strings.Join(d.original, "\n\n")}
	var b strings.Builder
	line := func(s string) statute.Span {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		return statute.Span{Start: start, End: b.Len()}
	}
	note := func(code, message string, at statute.Span) {
		r.Diagnostics = append(r.Diagnostics, statute.Diagnostic{Code: code, Message: message, Span: at})
	}
	for i, h := range d.headlines {
		if i == 0 {
			r.Title = h
			at := line("# " + h)
			if d.torn {
				note(CodeHeadline, "标题原在正文中间，已移到篇首", at)
			}
		} else {
			r.Subtitles = append(r.Subtitles, h)
			line(h)
		}
	}
	if !d.photo {
		for _, by := range d.bylines {
			line(by)
		}
	}
	for i, p := range d.body {
		if p.kind == heading {
			line("## " + p.text)
			continue
		}
		at := line(p.text)
		if p.parts > 1 {
			note(CodeJoined, "断行已接上", at)
		}
		if d.moved > 0 && i == len(d.body)-d.moved {
			note(CodeMoved, "篇尾原排在标题之前，已接回", at)
		}
		if i == d.lostEnd {
			note(CodeLostEnd, "句子的结尾缺失，原样保留", at)
		}
	}
	if d.photo {
		for _, by := range d.bylines {
			line(by)
		}
	}
	if r.Title == "" && len(d.body) > 0 {
		r.Title = string([]rune(d.body[0].text)[:min(30, utf8.RuneCountInString(d.body[0].text))])
	}
	r.Text = b.String()
	return r
}
