package export

import (
	"cmp"
	"context"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseText is a case to be taken away.
type CaseText struct {
	Document *kb.FullDocument
	Facts    *casefile.Facts
	Day      statute.Date // whose law its citations are read by
	Today    statute.Date // of the export
	Until    string       // up to which day texts are loaded
	Page     string       // address of its page, "" where no server is asked
}

// ReadCase reads a case, by the law of its day. What is no case is kb.ErrNotFound.
func ReadCase(ctx context.Context, cases CaseReader, ref string, today statute.Date) (*CaseText, error) {
	d, err := cases.Document(ctx, ref)
	if err != nil {
		return nil, err
	}
	if d.Kind != statute.DocCase {
		return nil, kb.ErrNotFound
	}
	facts, err := cases.CaseFacts(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	return &CaseText{Document: d, Facts: facts, Day: cmp.Or(casefile.DayOfLaw(d.Date, facts.Number.Text), today), Today: today}, nil
}

// FileName is the name of a file of the case without its ending.
func (t *CaseText) FileName() string {
	name := cmp.Or(t.Document.Title, t.Document.Ref)
	return strings.NewReplacer("/", "／", "\\", "＼", ":", "：", "\"", "”", "\n", " ").Replace(excerpt.Head(name, 40)) + "_" + t.Document.Ref
}

// foot are what is said of the case under its text.
func (t *CaseText) foot() [][2]string {
	return [][2]string{{textUntil, t.Until}, {textExported, string(t.Today)}, {textPage, t.Page}}
}

// CaseDOCX is a case as a Word document. The error is that of the context, where it ends first.
func CaseDOCX(ctx context.Context, t *CaseText) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", t.Document.Title)
	for _, f := range CaseHead(t.Facts) {
		w.paragraph("Fact", f[0]+"："+f[1])
	}
	for _, u := range t.Document.Passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if u.Label != "" {
			w.paragraph("Heading2", u.Label)
		}
		none := ""
		w.parts(u.Parts, &none)
	}
	w.paragraph("Caption", "")
	for _, f := range t.foot() {
		if f[1] != "" {
			w.paragraph("Fact", f[0]+"："+f[1])
		}
	}
	w.paragraph("Fact", textDisclaimer)
	return packed(w.b.String(), t.Document.Title, textSource+"　"+textExported+" "+string(t.Today)+"　"+t.Page)
}

// CaseMarkdown is a case as Markdown, with a head in YAML.
func CaseMarkdown(t *CaseText) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range append([][2]string{{textLaw, t.Document.Title}}, append(CaseHead(t.Facts), t.foot()...)...) {
		if f[1] != "" {
			b.WriteString(f[0] + ": " + yamlString(f[1]) + "\n")
		}
	}
	b.WriteString("---\n\n# " + t.Document.Title + "\n")
	t.write(&b, true)
	return []byte(b.String())
}

// CasePlain is a case as plain text.
func CasePlain(t *CaseText) []byte {
	var b strings.Builder
	b.WriteString(t.Document.Title + "\n\n")
	for _, f := range CaseHead(t.Facts) {
		b.WriteString(f[0] + "：" + f[1] + "\n")
	}
	t.write(&b, false)
	b.WriteString("\n")
	for _, f := range t.foot() {
		if f[1] != "" {
			b.WriteString(f[0] + "：" + f[1] + "\n")
		}
	}
	b.WriteString(textDisclaimer + "\n")
	return []byte(b.String())
}

// write writes the passages of a case.
func (t *CaseText) write(b *strings.Builder, markdown bool) {
	mark := ""
	if markdown {
		mark = "## "
	}
	for _, u := range t.Document.Passages {
		if u.Label != "" {
			b.WriteString("\n" + mark + u.Label + "\n")
		}
		unlabelled := *u
		unlabelled.Label = ""
		for _, line := range linesOf(&unlabelled, markdown) {
			b.WriteString("\n" + line + "\n")
		}
	}
}
