package pages

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
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
	Notes   []string // what the list leaves out
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
	Apart   bool   // whether others before it are left out
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
	return s.render(r, http.StatusOK, "check", checkPage{frame: r.frame(export.CheckTitle, ""), Date: string(r.asOf)})
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
		text, ok := usererr.Text(err)
		if !ok {
			return err
		}
		p.Message = text
		return s.render(r, http.StatusUnprocessableEntity, "check", p)
	}
	report, err := citecheck.Check(r.ctx(), citecheck.Sources{Finder: r.Citations, Laws: r.Laws, History: r.History}, doc, r.today)
	if err != nil {
		return err
	}
	p.head(report)
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
		if p.Found, err = r.foundLines(r.ctx(), report, everyFinding(report)); err != nil {
			return err
		}
		r.saveAs(export.CheckTitle + ".html")
		return s.render(r, http.StatusOK, "report", p)
	}
	listed := worstFindings(report, maxFound)
	if len(listed) < len(report.Findings) {
		p.Notes = append(p.Notes, textFoundListed(len(listed), len(report.Findings)))
	}
	if p.Found, err = r.foundLines(r.ctx(), report, listed); err != nil {
		return err
	}
	return s.render(r, http.StatusOK, "check", p)
}

// maxFound bounds the findings that the page lists; what is downloaded has all.
const maxFound = 500

// everyFinding lists the numbers of all findings, from 0.
func everyFinding(report *citecheck.Report) []int {
	list := make([]int, len(report.Findings))
	for i := range list {
		list[i] = i
	}
	return list
}

// worstFindings lists the numbers of n findings, or of all where there are no more: first
// those that something is wrong with, then the others, and in the order of the text.
func worstFindings(report *citecheck.Report, n int) []int {
	list := everyFinding(report)
	if len(list) <= n {
		return list
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Compare(order(report.Findings[a].Verdict), order(report.Findings[b].Verdict))
	})
	list = list[:n]
	slices.Sort(list)
	return list
}

// order is 0 where something is wrong with a citation, else 1.
func order(v citecheck.Verdict) int {
	if v == citecheck.Exists {
		return 1
	}
	return 0
}

// draft reads what was sent: a file, else the text. An error is in the user's words.
func (s *Site) draft(r *request, p *checkPage) (*citation.CitingText, error) {
	var doc *citation.CitingText
	file, err := r.FormFile("file")
	switch {
	case err == nil && file.Size > 0:
		if doc, err = s.uploaded(r.ctx(), file); err != nil {
			return nil, usererr.Errorf("%s：%w", file.Filename, err)
		}
	case err != nil && !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart):
		return nil, usererr.New(guard.TextUploadBroken)
	default:
		text := r.FormValue("text")
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			return nil, usererr.New(textNothingSent)
		}
		doc = s.Citable(text)
	}
	p.Text, _ = doc.AsCame(nil)
	if p.Date != "" {
		day, err := statute.ReadDay(p.Date)
		if err != nil {
			return nil, err
		}
		doc.Day = day
	}
	return doc, nil
}

func (s *Site) uploaded(ctx context.Context, header *multipart.FileHeader) (*citation.CitingText, error) {
	f, err := header.Open()
	if err != nil {
		return nil, usererr.New(guard.TextUploadBroken)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, guard.MaxBody))
	if err != nil {
		return nil, usererr.New(guard.TextUploadBroken)
	}
	leave, err := s.Guard.EnterUpload(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.Upload(ctx, header.Filename, content)
}

// head fills what stands above the list.
func (p *checkPage) head(report *citecheck.Report) {
	p.Done = true
	if report.Day != "" {
		p.Date = string(report.Day)
	}
	for _, v := range citecheck.Verdicts {
		if n := report.Counts[v]; n > 0 {
			p.Counts = append(p.Counts, verdictCount{v.Chinese(), string(v), n})
		}
	}
	if report.Unchecked > 0 {
		p.Notes = append(p.Notes, export.TextUnchecked(report.Unchecked, len(report.Findings)))
	}
}

// foundLines lays out findings by their numbers. The error is that of the context, where
// it ends first.
func (l links) foundLines(ctx context.Context, report *citecheck.Report, numbers []int) ([]foundLine, error) {
	lines := make([]foundLine, 0, len(numbers))
	for at, i := range numbers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := report.Findings[i]
		line := foundLine{Number: i + 1, Apart: i != at, Cited: f.Cited, Words: f.Span.Of(report.Text), Verdict: f.Verdict.Chinese(),
			Class: string(f.Verdict),
			Note:  f.Note, Quote: f.Quote}
		line.Before, line.After = report.Context(i, export.ContextLength)
		for n, t := range f.Targets {
			if n == export.ShownTargets {
				line.Targets = append(line.Targets, choice{Name: export.TextAllTargets(len(f.Targets))})
				break
			}
			c := choice{Name: t.Title}
			if t.Found {
				c.URL = l.address(t.Address)
			}
			line.Targets = append(line.Targets, c)
		}
		lines = append(lines, line)
	}
	return lines, nil
}
