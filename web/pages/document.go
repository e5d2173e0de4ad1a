package pages

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

type documentPage struct {
	frame
	Kind         string
	KindURL      string
	Heading      string
	Facts        []string
	Sections     []sectionBlock
	Cites        []citeLine
	CitesHeading string
	Answers      []answerLine   // of a press release: who answered what
	Reported     []reportedCase // of a news report: the cases that it tells
	Original     string         // as read, on request
	AsRead       string         // path of the page with the original, or back
	Sources      []string
}

// answerLine is a question with who answered it.
type answerLine struct{ Question, Office, Speaker string }

// reportedCase is a case that a news report tells.
type reportedCase struct {
	ID      string
	Brief   string
	Head    []headLine
	Figures string
}

type sectionBlock struct {
	ID      string // on the page, "" where nothing leads there
	Heading string
	Lines   []textLine
}

type documentsPage struct {
	frame
	Heading string
	List    []documentLine
}

// listed is how many documents a list shows.
const listed = 500

// documents lists the documents of a kind.
func (s *Site) documents(kind statute.DocumentKind) func(*request) error {
	return func(r *request) error {
		p := documentsPage{frame: r.frame(kind.Chinese(), ""), Heading: kind.Chinese()}
		var err error
		if p.List, err = documentLines(r, kind, listed); err != nil {
			return err
		}
		return s.render(r, http.StatusOK, "documents", p)
	}
}

// document shows a commentary or consultation.
func (s *Site) document(kind statute.DocumentKind) func(*request) error {
	return func(r *request) error {
		ref, err := param(r, "id")
		if err != nil {
			return err
		}
		d, err := r.Documents.Document(r.ctx(), ref)
		if err != nil {
			return err
		}
		if d.Kind != kind {
			return r.Redirect(http.StatusFound, r.document(d.DocumentInfo))
		}
		p := r.documentFrame(d)
		if p.Original == "" {
			if err := p.fill(r, d); err != nil {
				return err
			}
			if err := p.notes(r, d); err != nil {
				return err
			}
		}
		return s.render(r, http.StatusOK, "document", p)
	}
}

// documentFrame is the page of a document without its text.
func (r *request) documentFrame(d *kb.FullDocument) documentPage {
	p := documentPage{frame: r.frame(d.Title, ""), Kind: d.Kind.Chinese(), KindURL: r.Link(kindURL(d.Kind)), Heading: d.Title}
	if d.Date != "" {
		p.Facts = append(p.Facts, d.Date.Chinese())
	}
	for _, src := range d.Sources {
		p.Sources = append(p.Sources, src.Name())
	}
	if d.Original != "" {
		p.AsRead = r.Link(wire.DocumentPath(d.DocumentInfo) + "?original=1")
		if r.QueryParam("original") != "" {
			p.Original, p.AsRead = d.Original, r.document(d.DocumentInfo)
		}
	}
	return p
}

func kindURL(k statute.DocumentKind) string {
	switch k {
	case statute.DocCase:
		return "/cases"
	case statute.DocCommentary:
		return "/commentaries"
	}
	return "/search?q=&type=" + string(k)
}

// notes lists who answered what in a press release and which cases a news report
// tells.
func (p *documentPage) notes(r *request, d *kb.FullDocument) error {
	n, err := r.Documents.CommentaryNotes(r.ctx(), d.ID)
	if errors.Is(err, kb.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, s := range n.Statements {
		p.Answers = append(p.Answers, answerLine{s.Question.Text, s.Office.Text, s.Speaker.Text})
	}
	for i, t := range n.Reported {
		b := reportedCase{ID: "told" + strconv.Itoa(i+1), Brief: t.Brief.Text}
		for _, h := range [...]headLine{
			{textReportedPlace, t.Place.Text},
			{textReportedOrgan, t.Organ.Text},
			{textReportedDate, t.Date.Text},
			{textReportedOutcome, t.Outcome.Text},
			{textReportedFigures, strings.Join(texts(t.Figures), "、")},
		} {
			if h.Value != "" {
				b.Head = append(b.Head, h)
			}
		}
		p.Reported = append(p.Reported, b)
	}
	return nil
}

// fill lays out the passages with their citations.
func (p *documentPage) fill(r *request, d *kb.FullDocument) error {
	var all []citegraph.Cite
	for _, u := range d.Passages {
		cites, err := r.citesOfPassage(u.ID)
		if err != nil {
			return err
		}
		previews, err := r.previews(cites)
		if err != nil {
			return err
		}
		all = append(all, cites...)
		p.Sections = append(p.Sections, sectionBlock{Heading: u.Label, Lines: r.linesOf(u, cites, previews, "")})
	}
	p.Cites, p.CitesHeading = r.citeLines(all, statute.Address{}), textCites
	if d.Kind == statute.DocConsultation {
		p.CitesHeading = textAnsweringCites
	}
	return nil
}
