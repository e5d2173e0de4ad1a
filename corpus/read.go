package corpus

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/corpus/newspaper"
	"github.com/fatiao/fatiao/corpus/repair"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

type format uint8

const (
	formatText format = iota
	formatMarkdown
	formatHTML
	formatDOCX
	formatPDF
	formatJSONL
	formatZip
	formatGzip
	formatOldOffice
	formatImage
	formatTable
	formatDays
	formatUnknown
)

// sniff tells the format by the first bytes; the extension decides only
// between forms of text.
func sniff(head []byte, name string) format {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return formatPDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formatZip
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return formatGzip
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return formatOldOffice
	case bytes.HasPrefix(head, []byte{0x89, 'P', 'N', 'G'}), bytes.HasPrefix(head, []byte{0xFF, 0xD8, 0xFF}),
		bytes.HasPrefix(head, []byte("GIF8")):
		return formatImage
	case lawtable.Is(head):
		return formatTable
	case lawtable.IsDays(head):
		return formatDays
	}
	if refusedText(head) != nil {
		return formatText // which says why it is not read
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".jsonl", ".ndjson":
		return formatJSONL
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".md", ".markdown":
		return formatMarkdown
	case ".docx":
		return formatDOCX
	case ".pdf":
		return formatPDF
	}
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 600)], []byte{0xEF, 0xBB, 0xBF}))))
	if strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html") || strings.HasPrefix(start, "<?xml") &&
		strings.Contains(start, "<html") {
		return formatHTML
	}
	if strings.HasPrefix(start, `{"`) && strings.Contains(start, `":`) {
		return formatJSONL
	}
	if !textExtensions[strings.ToLower(path.Ext(name))] &&
		!strings.ContainsFunc(path.Ext(name), func(r rune) bool { return r > unicode.MaxASCII || r == '(' }) {
		return formatUnknown
	}
	return formatText
}

// textExtensions are those of plain text; programs and tables have others. A
// dot inside a Chinese name starts no extension.
var textExtensions = map[string]bool{"": true, ".txt": true, ".text": true, ".md": true, ".markdown": true}

// Source tells how a file was read.
type Source struct {
	Format   string // "markdown", "text", "html", "docx", "pdf", "jsonl", "sqlite"
	Encoding string // "" for formats that bring their own
	// Table is what a list of laws, or a collection in SQLite, tells of their days.
	Table []lawtable.Row
}

// Reader turns files into documents.
type Reader struct {
	Limits Limits
	// Words are asked for when a text needs repair; nil leaves shifted
	// stretches as they are.
	Words func() repair.Words
	// Lists has lists and collections of laws in SQLite files read: not what clients send.
	Lists bool
}

// ErrSkip is wrapped by the error of a file that is left alone although
// nothing is wrong with it.
var ErrSkip = errors.New("skipped")

type skip struct{ reason string }

func (s skip) Error() string        { return s.reason }
func (s skip) Is(target error) bool { return target == ErrSkip }

// Read reads the documents of a file and hands each to emit, in order. Only a PDF, which
// may take seconds, is left half read when the context ends.
// Documents that a JSON Lines file spoils are given to bad, with the place.
func (r *Reader) Read(ctx context.Context, f *File, emit func(*Document) error, bad func(path string, why error)) (Source, error) {
	head, err := readHead(f)
	if err != nil {
		return Source{}, problemf("打不开：%v", reasonOf(err))
	}
	kind := sniff(head, f.Path)
	if (kind == formatTable || kind == formatDays) && !r.Lists {
		kind = formatUnknown
	}
	if kind == formatZip {
		if is := zipKind(f); is != docx.Word {
			return Source{}, notWord(is)
		}
		kind = formatDOCX
	}
	limits := r.Limits.orDefault()
	if kind == formatJSONL {
		return Source{Format: "jsonl", Encoding: "UTF-8"}, r.jsonLines(f, limits, emit, bad)
	}
	in, err := f.Open()
	if err != nil {
		return Source{}, problemf("打不开：%v", reasonOf(err))
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limits.FileBytes+1))
	if err != nil {
		return Source{}, problemf("读取中断：%v", reasonOf(err))
	}
	if int64(len(data)) > limits.FileBytes {
		return Source{}, problemf("文件超过上限 %s", megabytes(limits.FileBytes))
	}
	switch kind {
	case formatTable:
		return r.lawTable(ctx, data, emit)
	case formatDays:
		return officialDays(data)
	}
	src, text, title, noticed, err := extract(ctx, kind, f.Path, data)
	if err != nil {
		return src, err
	}
	if strings.TrimSpace(strings.Trim(text, "\ufeff\u200b")) == "" {
		return src, problemf("没有文字")
	}
	if n := longestLine(text); n > maxTextLine {
		return src, problemf("有一行长达 %s，不像是文章；请检查换行", megabytes(int64(n)))
	}
	if src.Format == "markdown" {
		if reason := hiddenPage(text, f.Path); reason != "" {
			return src, skip{reason}
		}
	}
	read := text
	if src.Format == "markdown" || src.Format == "text" {
		text = plainMarkup(text)
	}
	docs := r.documents(f, text, title)
	if len(docs) == 1 && docs[0].Original == "" && read != text {
		docs[0].Original = read
	}
	for _, d := range docs {
		d.Diagnostics = slices.Concat(noticed, d.Diagnostics)
		if err := emit(d); err != nil {
			return src, err
		}
	}
	return src, nil
}

// maxTextLine bounds a line of a text, in bytes: the longest judgment in one
// paragraph is far below.
const maxTextLine = 4 << 20

func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(line))
	}
	return longest
}

// lawTable reads a list of laws with their days, and the laws of a collection.
func (r *Reader) lawTable(ctx context.Context, data []byte, emit func(*Document) error) (src Source, err error) {
	src.Format = "sqlite"
	table, err := lawtable.Read(ctx, data)
	if problem, ok := errors.AsType[*usererr.Error](err); ok {
		return src, &Problem{err: problem}
	}
	if err != nil {
		return src, err
	}
	for _, t := range table.Texts {
		d := &Document{ID: t.ID, Kind: statute.DocLaw, Title: t.Title, Date: t.Date, Category: t.Category, Text: t.Body}
		if err := emit(r.repaired(d)); err != nil {
			return src, err
		}
	}
	src.Table = table.Rows
	return src, nil
}

// officialDays reads a list of official days.
func officialDays(data []byte) (Source, error) {
	src := Source{Format: "json", Encoding: "UTF-8"}
	table, err := lawtable.ReadDays(data)
	if problem, ok := errors.AsType[*usererr.Error](err); ok {
		return src, &Problem{err: problem}
	}
	if err != nil {
		return src, err
	}
	src.Table = table.Rows
	return src, nil
}

// extract gets the plain text out of a format, with what was noticed on the way.
func extract(ctx context.Context, kind format, name string, data []byte) (src Source, text, title string, noticed []statute.Diagnostic,
	err error) {
	switch kind {
	case formatOldOffice:
		return src, "", "", nil, oldOffice(data, name)
	case formatImage:
		return src, "", "", nil, scanned("图片，没有文字可读；如是扫描的文书，请先做文字识别")
	case formatUnknown:
		return src, "", "", nil, problemf("不认识的文件类型；可读 txt、md、html、docx、pdf、jsonl 以及 zip、tar.gz")
	case formatPDF:
		text, noticed, err = pdfText(ctx, data)
		return Source{Format: "pdf"}, text, "", noticed, err
	case formatDOCX:
		text, noticed, err = docxText(data)
		return Source{Format: "docx"}, text, "", noticed, err
	}
	if err := refusedText(data); err != nil {
		return src, "", "", nil, err
	}
	src.Format = map[format]string{formatText: "text", formatMarkdown: "markdown", formatHTML: "html"}[kind]
	if text, src.Encoding, err = decode(data); err != nil {
		return src, "", "", nil, err
	}
	if kind == formatHTML {
		text, title, err = htmlText(text)
	}
	return src, text, title, nil, err
}

// hiddenPage tells the pages of a Markdown site that hold no text of their
// own by their front matter.
func hiddenPage(text, name string) string {
	if !strings.HasPrefix(text, "---\n") {
		return ""
	}
	front, body, closed := strings.Cut(text[len("---\n"):], "\n---")
	if !closed {
		return ""
	}
	switch {
	case strings.Contains(front, "\n推算依据:"): // as `fatiao export` writes them
		return "推算的文本，不是公布的文本"
	case strings.Contains(front, "\n范围:"):
		return "只是一部法律的其中几条"
	case strings.Contains(front, "bookHidden: true"):
		return "模版页，不是法律文本"
	case stem(name) == "_index":
		return "栏目页，没有正文"
	case strings.TrimSpace(body) == "":
		return "只有页面设置，没有正文"
	}
	return ""
}

// frontDate is the day of a text that the front matter of a Markdown file gives, as `fatiao export`
// writes it; "" where it gives none.
func frontDate(text string) statute.Date {
	front, ok := strings.CutPrefix(text, "---\n")
	front, _, closed := strings.Cut(front, "\n---")
	if !ok || !closed {
		return ""
	}
	for line := range strings.SplitSeq(front, "\n") {
		if value, ok := strings.CutPrefix(line, "文本日期:"); ok {
			if d, err := statute.ParseDate(strings.Trim(strings.TrimSpace(value), `"'`)); err == nil {
				return d
			}
		}
	}
	return ""
}

var dateInName = regexp.MustCompile(`[（(](\d{4}-\d\d-\d\d)[）)]$`)

// splitName takes the date off a file's name.
func splitName(name string) (title string, date statute.Date) {
	name = strings.TrimSpace(name)
	if m := dateInName.FindStringSubmatchIndex(name); m != nil {
		if d, err := statute.ParseDate(name[m[2]:m[3]]); err == nil {
			return strings.TrimSpace(name[:m[0]]), d
		}
	}
	return name, ""
}

// documents repairs a text and splits it into the documents it holds.
func (r *Reader) documents(f *File, text, title string) []*Document {
	nameTitle, date := splitName(f.Name)
	date = cmp.Or(date, frontDate(text))
	if title == "" {
		title = nameTitle
	}
	if page, ok := newspaper.Split(text); ok {
		docs, printed := make([]*Document, len(page)), newspaper.PrintedOf(text)
		if !printed.Inferred {
			date = cmp.Or(date, printed.Date)
		}
		for i, report := range page {
			form := "news_report"
			if report.Photo {
				form = "photo"
			}
			docs[i] = &Document{Kind: statute.DocCommentary, Form: form, Title: report.Title, Text: report.Text, Original: report.Original,
				Date: date, Printed: printed, Category: f.Category, Diagnostics: report.Diagnostics}
		}
		return docs
	}
	if faq := splitFAQ(f, title, text); faq != nil {
		for _, d := range faq {
			d.Date = date
			r.repaired(d)
		}
		return faq
	}
	return []*Document{r.repaired(&Document{Title: title, Date: date, Category: f.Category, Text: text})}
}

// repaired repairs the text of d, joins its lines and keeps the original where that changed
// it.
func (r *Reader) repaired(d *Document) *Document {
	words := r.Words
	if words == nil {
		words = func() repair.Words { return nil }
	}
	res := repair.Text(d.Text, words)
	if len(res.Diagnostics) > 0 {
		d.Original, d.Text = d.Text, res.Text
		d.Diagnostics = append(d.Diagnostics, res.Diagnostics...)
	}
	d.JoinLines()
	return d
}
