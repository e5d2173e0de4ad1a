package pages

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/web/guard"
)

// checkPage asks for a draft and shows what was found in it. Nothing that is sent
// in is stored.
type checkPage struct {
	frame
	Text    string // as sent, or read from the upload
	Date    string
	Message string // what was wrong with what was sent
	Done    bool
	Counts  []verdictCount
	Found   []foundLine
}

// verdictCount is how many citations got a verdict.
type verdictCount struct {
	Name  string
	Class string
	Count int
}

// foundLine is a citation with its verdict.
type foundLine struct {
	Number  int
	Cited   string // with the name of the law
	Words   string // as it stands in the text
	Before  string // of the line
	After   string
	Verdict string
	Class   string
	Note    string
	Targets []choice
	Quote   *citecheck.Quote
}

// checkForm shows the form.
func (s *Site) checkForm(r *request) error {
	return s.render(r, http.StatusOK, "check", checkPage{frame: r.frame(export.CheckTitle, "")})
}

// check checks a draft that was pasted or uploaded, and shows or hands out the report.
func (s *Site) check(r *request) error {
	p := checkPage{frame: r.frame(export.CheckTitle, ""), Date: strings.TrimSpace(r.FormValue("date"))}
	doc, err := s.draft(r, &p)
	if refused, ok := errors.AsType[*guard.Refusal](err); ok {
		return refused
	}
	if ended := r.ctx().Err(); ended != nil { // a draft may be read all the same, too late
		return ended
	}
	if err != nil {
		p.Message = err.Error()
		return s.render(r, http.StatusUnprocessableEntity, "check", p)
	}
	report, err := citecheck.Check(r.ctx(), r.Citations, r.Laws, doc, r.today)
	if err != nil {
		return err
	}
	p.fill(report)
	switch r.FormValue("format") {
	case "csv":
		content, err := export.CheckCSV(r.ctx(), report)
		if err != nil {
			return err
		}
		return r.download(export.CheckTitle+".csv", "text/csv; charset=utf-8", content)
	case "docx":
		content, err := export.CheckDOCX(r.ctx(), report)
		if err != nil {
			return err
		}
		return r.download(export.CheckTitle+".docx", export.WordType, content)
	case "html":
		r.saveAs(export.CheckTitle + ".html")
		return s.render(r, http.StatusOK, "report", p)
	}
	return s.render(r, http.StatusOK, "check", p)
}

// draft reads what was sent: a file, else the text. An error is in the user's words.
func (s *Site) draft(r *request, p *checkPage) (*citation.Document, error) {
	var doc *citation.Document
	file, err := r.FormFile("file")
	switch {
	case err == nil && file.Size > 0:
		if doc, err = s.uploaded(r.ctx(), file); err != nil {
			return nil, fmt.Errorf("%s：%w", file.Filename, err)
		}
	case err != nil && !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart):
		return nil, errors.New(guard.TextUploadBroken)
	default:
		text := r.FormValue("text")
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			return nil, errors.New(textNothingSent)
		}
		doc = s.Citable(text)
	}
	p.Text = doc.Text
	if p.Date != "" {
		day, err := statute.ParseDate(p.Date)
		if err != nil {
			return nil, err
		}
		doc.Day = day
	}
	return doc, nil
}

func (s *Site) uploaded(ctx context.Context, header *multipart.FileHeader) (*citation.Document, error) {
	f, err := header.Open()
	if err != nil {
		return nil, errors.New(guard.TextUploadBroken)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, guard.MaxBody))
	if err != nil {
		return nil, errors.New(guard.TextUploadBroken)
	}
	leave, err := s.Guard.EnterUpload(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.Upload(ctx, header.Filename, content)
}

func (p *checkPage) fill(report *citecheck.Report) {
	p.Done = true
	if report.Day != "" {
		p.Date = string(report.Day)
	}
	for _, v := range citecheck.Verdicts {
		if n := report.Counts[v]; n > 0 {
			p.Counts = append(p.Counts, verdictCount{v.Chinese(), string(v), n})
		}
	}
	for i, f := range report.Findings {
		line := foundLine{Number: i + 1, Cited: f.Cited, Words: f.Span.Of(report.Text), Verdict: f.Verdict.Chinese(), Class: string(f.Verdict), Note: f.Note, Quote: f.Quote}
		line.Before, line.After = report.Context(i, export.ContextLength)
		for n, t := range f.Targets {
			if n == export.ShownTargets {
				line.Targets = append(line.Targets, choice{Name: export.TextAllTargets(len(f.Targets))})
				break
			}
			c := choice{Name: t.Title}
			if t.Found {
				c.URL = addressURL(t.Address)
			}
			line.Targets = append(line.Targets, c)
		}
		p.Found = append(p.Found, line)
	}
}
