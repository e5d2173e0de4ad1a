package pages

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

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
	Reports []*checkedDraft
	Shown   []verdictCount // the verdicts that may be chosen: those of all reports
}

// checkedDraft is what was found in one draft.
type checkedDraft struct {
	frame
	Prefix string // of the ids of its findings
	Name   string // of the file; "" for what was pasted
	Text   string // for a form that saves the report, where there are several
	Date   string
	DayWhy string // for which day the citations were read, and why
	Counts []verdictCount
	Found  []foundLine
	Pieces []draftPiece // the draft with its marks; nil where it is too long
	Notes  []string     // what the list leaves out
}

// draftPiece is a stretch of a draft; of a citation with its verdict.
type draftPiece struct {
	Text    string
	ID, URL string // of the mark, and of its finding; "" where it has none
	Verdict string
	Class   string
	Number  int
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
	ID      string
	Mark    string // the id of its mark in the draft; "" where the draft is not shown
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

// check checks drafts that were pasted or uploaded, and shows or hands out the report.
func (s *Site) check(r *request) error {
	p := checkPage{frame: r.frame(export.CheckTitle, ""), Date: dateTyped(r)}
	drafts, err := s.drafts(r, &p)
	if err == nil && r.FormValue("format") == formatAnnotated {
		err = s.annotated(r, drafts)
		if err == nil {
			return nil
		}
	}
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
	for i, d := range drafts {
		report, err := r.reportOn(d)
		if err != nil {
			return err
		}
		if format := r.FormValue("format"); format != "" {
			return s.saveReport(r, format, d, report)
		}
		c := r.checked(d, report, p.Date)
		if len(drafts) > 1 {
			c.Prefix = "r" + strconv.Itoa(i+1) + "-"
			c.Text, _ = d.text.AsCame(nil)
		} else {
			p.Text, _ = d.text.AsCame(nil)
			p.Date = c.Date
		}
		if err := c.list(r, report); err != nil {
			return err
		}
		p.Reports = append(p.Reports, c)
	}
	p.Done = true
	p.Shown = sumCounts(p.Reports)
	return s.render(r, http.StatusOK, "check", p)
}

// reportOn checks a draft.
func (r *request) reportOn(d namedDraft) (*citecheck.Report, error) {
	return citecheck.Check(r.ctx(), citecheck.Sources{Finder: r.Citations, Laws: r.Laws, History: r.History}, d.text, r.today)
}

// saveReport hands out a report as a file.
func (s *Site) saveReport(r *request, format string, d namedDraft, report *citecheck.Report) error {
	switch format {
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
	}
	c := r.checked(d, report, "")
	var err error
	if c.Found, err = r.foundLines(r.ctx(), report, everyFinding(report), c); err != nil {
		return err
	}
	r.saveAs(export.CheckTitle + ".html")
	return s.render(r, http.StatusOK, "report", c)
}

// list fills the findings that the page lists, and the draft with its marks.
func (c *checkedDraft) list(r *request, report *citecheck.Report) error {
	listed := worstFindings(report, maxFound)
	if len(listed) < len(report.Findings) {
		c.Notes = append(c.Notes, textFoundListed(len(listed), len(report.Findings)))
	}
	var err error
	if c.Found, err = r.foundLines(r.ctx(), report, listed, c); err != nil {
		return err
	}
	if len(report.Text) <= maxShownDraft {
		c.mark(report)
	}
	return nil
}

// maxShownDraft bounds the draft that is shown whole, in bytes: beyond it the findings stand with
// their lines only.
const maxShownDraft = 300_000

// mark lays out the draft with a mark at each citation.
func (c *checkedDraft) mark(report *citecheck.Report) {
	found := map[int]*foundLine{}
	for i := range c.Found {
		found[c.Found[i].Number-1] = &c.Found[i]
	}
	at := 0
	last := "" // the mark before, which stands for a citation that begins inside of it
	for i, f := range report.Findings {
		line := found[i]
		if f.Span.Start < at {
			if line != nil {
				line.Mark = last
			}
			continue
		}
		c.Pieces = append(c.Pieces, draftPiece{Text: report.Text[at:f.Span.Start]})
		piece := draftPiece{Text: f.Span.Of(report.Text), Verdict: f.Verdict.Chinese(), Class: string(f.Verdict), Number: i + 1,
			ID: c.Prefix + "m" + strconv.Itoa(i+1)}
		last = piece.ID
		if line != nil {
			line.Mark, piece.URL = piece.ID, "#"+line.ID
		}
		c.Pieces = append(c.Pieces, piece)
		at = f.Span.End
	}
	c.Pieces = append(c.Pieces, draftPiece{Text: report.Text[at:]})
}

// sumCounts adds what several reports count.
func sumCounts(reports []*checkedDraft) []verdictCount {
	var sum []verdictCount
	for _, v := range citecheck.Verdicts {
		n := 0
		for _, c := range reports {
			for _, x := range c.Counts {
				if x.Class == string(v) {
					n += x.Count
				}
			}
		}
		if n > 0 {
			sum = append(sum, verdictCount{v.Chinese(), string(v), n})
		}
	}
	return sum
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

// checked is a report without its findings; asked is the day of the form.
func (r *request) checked(d namedDraft, report *citecheck.Report, asked string) *checkedDraft {
	c := &checkedDraft{frame: r.frame(export.CheckTitle, ""), Name: d.name, Date: string(report.Day)}
	switch {
	case asked != "":
		c.DayWhy = textCheckedAsked(report.Day)
	case report.Day != "":
		c.DayWhy = textCheckedWritten(report.Day)
	default:
		c.DayWhy = textCheckedToday(r.today)
	}
	for _, v := range citecheck.Verdicts {
		if n := report.Counts[v]; n > 0 {
			c.Counts = append(c.Counts, verdictCount{v.Chinese(), string(v), n})
		}
	}
	if report.Unchecked > 0 {
		c.Notes = append(c.Notes, export.TextUnchecked(report.Unchecked, len(report.Findings)))
	}
	return c
}

// foundLines lays out findings by their numbers. The error is that of the context, where
// it ends first.
func (l links) foundLines(ctx context.Context, report *citecheck.Report, numbers []int, c *checkedDraft) ([]foundLine, error) {
	lines := make([]foundLine, 0, len(numbers))
	for at, i := range numbers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := report.Findings[i]
		line := foundLine{Number: i + 1, ID: c.Prefix + "f" + strconv.Itoa(i+1), Apart: i != at, Cited: f.Cited,
			Words: f.Span.Of(report.Text), Verdict: f.Verdict.Chinese(),
			Class: string(f.Verdict),
			Note:  f.Note, Quote: f.Quote}
		line.Before, line.After = report.Context(i, export.ContextLength)
		for n, t := range f.Targets {
			if n == export.ShownTargets {
				line.Targets = append(line.Targets, choice{Name: export.TextAllTargets(len(f.Targets))})
				break
			}
			to := choice{Name: t.Title}
			if t.Found {
				to.URL = l.address(t.Address)
			}
			line.Targets = append(line.Targets, to)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// dateTyped is the day of a draft that was sent in, as a calendar writes it; what is no day stays as
// it was typed.
func dateTyped(r *request) string {
	_ = r.FormValue("date") // reads the form, however it was sent
	typed := lastOf(r.Request().Form["date"])
	if d, err := statute.ReadDay(typed); err == nil {
		return string(d)
	}
	return typed
}
