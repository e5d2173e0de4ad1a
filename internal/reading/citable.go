package reading

import (
	"strings"

	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/script"
	"github.com/fatiao/fatiao/internal/statute"
)

// Citable reads a text that came without a file, as package citation reads it.
// The text of the result is that in simplified characters, with the lines joined that a
// layout broke; [citation.CitingText.AsCame] leads back to places in the text given, which
// are the same counted in characters.
func Citable(text string) *citation.CitingText {
	d := &corpus.Document{Text: text}
	d.JoinLines()
	doc := Read(d).Citable()
	if came, _ := doc.AsCame(nil); came != text && utf8.RuneCountInString(came) == utf8.RuneCountInString(text) {
		doc.Sent = text
	}
	return doc
}

// Citable is the document as package citation reads it, for texts that are
// cited without being stored.
func (r *Result) Citable() *citation.CitingText {
	doc := &citation.CitingText{Text: r.Text, Title: r.Title(), Contract: r.Contract}
	if laid := r.Source.Laid; laid != nil && laid.Joined == r.Source.Text {
		doc.Laid = laid
		if r.Text != laid.Joined {
			doc.Laid = laid.With(script.Simplify(laid.Source), r.Text)
		}
	}
	if r.Law == nil {
		if doc.Day = r.Publication.Date; doc.Day == "" {
			doc.Day = dayAtFoot(r.Text)
		}
		if f := r.Publication.Facts; f != nil {
			doc.Day = casefile.DayOfLaw(doc.Day, f.Number.Text)
			doc.Undated = doc.Day == "" && len(f.Parts) > 0
		}
		for i, s := range r.Publication.Passages {
			if s.HeadingSpan.Len() > 0 && r.Kind == statute.DocCommentary { // ## 《渡口法》 says whose articles follow
				doc.Segments = append(doc.Segments, citation.Segment{Span: s.HeadingSpan, Unit: i})
			}
			for _, q := range s.Paragraphs {
				doc.Segments = append(doc.Segments, citation.Segment{Span: q.Span, Unit: i})
			}
		}
		return doc
	}
	h := r.Law.Header
	doc.Day = h.InForceFrom().Date
	doc.Title, doc.Law, doc.Version = h.Key, h.Key, h.Label
	switch {
	case len(r.Law.Articles()) > 0:
		doc.Numbered = statute.KindArticle
	case len(r.Law.Clauses()) > 0:
		doc.Numbered = statute.KindClause
	}
	within := statute.Provision{}
	unit := 0
	r.Law.Root.Walk(func(n, _ *lawparse.Node) bool {
		switch n.Kind {
		case statute.KindTitle, statute.KindMeta, statute.KindContents, statute.KindNote:
			return false
		case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection, statute.KindHeading:
			if at, err := statute.ParseProvision(n.Address); err == nil {
				within = at
			}
			return true
		case statute.KindArticle, statute.KindClause, statute.KindAnnex, statute.KindPreamble:
			unit++
		}
		if n.Text.Len() > 0 {
			s := citation.Segment{Span: n.Text, Within: within, Unit: unit}
			if at, err := statute.ParseProvision(n.Address); err == nil && !at.Article.IsZero() {
				s.At = at
			}
			doc.Segments = append(doc.Segments, s)
		}
		return true
	})
	return doc
}

// maxFoot is how many lines of a text are looked at for the day under it.
const maxFoot = 4

// dayAtFoot is the day that stands alone on one of the last lines of a draft, "" where none
// does.
func dayAtFoot(text string) statute.Date {
	for range maxFoot {
		text = strings.TrimRight(text, " \t\r\n\u3000")
		line := strings.Join(strings.Fields(text[strings.LastIndexByte(text, '\n')+1:]), "")
		if d, n := statute.DateAt(line); n > 0 && n == len(line) {
			return d
		}
		at := strings.LastIndexByte(text, '\n')
		if at < 0 {
			return ""
		}
		text = text[:at]
	}
	return ""
}
