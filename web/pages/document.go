package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/pressfacts"
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
type answerLine struct {
	Question, Office, Speaker string
	URL                       string // where it stands on the page; "" where it was not found
	Articles                  []choice
}

// shownAnswered bounds the articles that are listed for an answer.
const shownAnswered = 8

// placeAnswers marks the lines in which the answers begin, and lists the provisions that each names, their laws by
// short names.
func (p *documentPage) placeAnswers(short func(key string) string) {
	var lines []*textLine
	for i := range p.Sections {
		for j := range p.Sections[i].Lines {
			lines = append(lines, &p.Sections[i].Lines[j])
		}
	}
	at := 0
	last := -1
	for _, line := range lines {
		if at < len(p.Answers) && p.Answers[at].Question != "" && strings.TrimSpace(line.text()) == p.Answers[at].Question {
			last = -1 // what the next question names belongs to no answer
		}
		if at < len(p.Answers) && strings.HasPrefix(strings.TrimSpace(line.text()), p.Answers[at].Office+p.Answers[at].Speaker) {
			line.Anchor = "answer" + strconv.Itoa(at+1)
			p.Answers[at].URL, last = "#"+line.Anchor, at
			at++
		}
		if last < 0 {
			continue
		}
		a := &p.Answers[last]
		for _, piece := range line.Pieces {
			if !piece.Cite || piece.URL == "" || piece.Preview == nil {
				continue
			}
			law, place, ok := strings.Cut(piece.Preview.Title, " ")
			one := choice{Name: short(law) + place, URL: piece.URL}
			if ok && len(a.Articles) < shownAnswered && !slices.Contains(a.Articles, one) { // a whole law is no answer
				a.Articles = append(a.Articles, one)
			}
		}
	}
}

// text is what a line says.
func (t *textLine) text() string {
	var b strings.Builder
	for _, piece := range t.Pieces {
		b.WriteString(piece.Text)
	}
	return b.String()
}

// reportedCase is a case that a news report tells.
type reportedCase struct {
	ID    string
	Title string
	Brief string
	Head  []headLine
}

type sectionBlock struct {
	ID      string // on the page, "" where nothing leads there
	Heading string
	Lines   []textLine
}

type documentsPage struct {
	frame
	Heading  string
	List     []documentLine
	Speakers []speakerChoice
	Chosen   *choice // the speaker that was chosen
	Figures  string  // the page of the figures
}

// speakerChoice is somebody who speaks in some of the documents.
type speakerChoice struct {
	choice
	Office string
}

// documents lists the documents of a kind.
func (s *Site) documents(kind statute.DocumentKind) func(*request) error {
	return func(r *request) error {
		p := documentsPage{frame: r.frame(kind.Chinese(), ""), Heading: kind.Chinese()}
		var err error
		if p.List, err = documentLines(r, kind, pressfacts.Listed); err != nil {
			return err
		}
		if kind == statute.DocCommentary {
			if err := s.speakers(r, &p); err != nil {
				return err
			}
		}
		return s.render(r, http.StatusOK, "documents", p)
	}
}

// speakers lists who speaks in the commentary, and leaves those documents in which the one that was asked
// for does.
func (s *Site) speakers(r *request, p *documentsPage) error {
	c, err := s.factsOf.Of(r.ctx(), r.Documents)
	if err != nil {
		return err
	}
	if len(c.Figures) > 0 {
		p.Figures = r.Link("/figures")
	}
	link := r.list("/commentaries", r.QueryParams())
	asked := r.QueryParam("speaker")
	docs, err := r.Documents.Documents(r.ctx(), statute.DocCommentary, pressfacts.Listed)
	if err != nil {
		return err
	}
	var all []news.Speaker
	var list []documentLine
	for i, d := range docs {
		said := false
		for _, sp := range c.Speakers[d.Ref] {
			all = pressfacts.Add(all, sp)
			said = said || sp.Name == asked
		}
		if said && i < len(p.List) {
			list = append(list, p.List[i])
		}
	}
	for _, sp := range all {
		one := choice{Name: sp.Name, URL: link.with("speaker", sp.Name), Chosen: sp.Name == asked}
		p.Speakers = append(p.Speakers, speakerChoice{one, sp.Office})
	}
	if asked != "" {
		p.List, p.Chosen = list, &choice{Name: textSpeaker + "：" + asked, URL: link.with("speaker", "")}
	}
	return nil
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
	p.Meta.ofDocument(r, d)
	if d.Date != "" {
		p.Facts = append(p.Facts, d.Date.Chinese())
	}
	for _, src := range d.Sources {
		p.Sources = append(p.Sources, src.Name())
	}
	p.Printed = textPrintedSources(p.Sources)
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
	p.Facts = textIssued(n, d.Date)
	for _, s := range n.Statements {
		p.Answers = append(p.Answers, answerLine{Question: s.Question.Text, Office: s.Office.Text, Speaker: s.Speaker.Text})
	}
	p.placeAnswers(r.Names.Short)
	for i, t := range n.Reported {
		b := reportedCase{ID: "told" + strconv.Itoa(i+1), Title: t.Title(), Brief: t.Brief.Text}
		for _, h := range [...]headLine{
			{textReportedPlace, t.Place.Text},
			{textReportedOrgan, t.OrganName()},
			{textReportedKind, t.Kind},
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
