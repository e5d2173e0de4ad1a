package pages

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/pressfacts"
)

// figuresPage is the table of the figures that commentary gives.
type figuresPage struct {
	frame
	Words     string
	Region    selectBox
	Total     int // of all
	Reports   []figureReport
	Shown     int // of those that meet the conditions
	More      int // that are not listed
	CSV, JSON string
}

// figureReport are the figures of one text.
type figureReport struct {
	Title, URL string
	Date       string
	Rows       []figureRow
}

// figureRow is a figure with where it stands.
type figureRow struct {
	pressfacts.Figure
	Title, URL string
	Date       string
}

// Clause is what the sentence of a figure says of it: from one comma to the next.
func (f figureRow) Clause() string {
	written := f.Number + f.Unit
	at := strings.Index(f.Sentence, written)
	if at < 0 {
		return excerpt.Clip(f.Sentence, maxOpening)
	}
	const ends = ",，;；。：！？"
	from, to := strings.LastIndexAny(f.Sentence[:at], ends), strings.IndexAny(f.Sentence[at+len(written):], ends)
	if from >= 0 {
		_, n := utf8.DecodeRuneInString(f.Sentence[from:])
		from += n
	}
	if to < 0 {
		to = len(f.Sentence) - at - len(written)
	}
	return strings.TrimSpace(f.Sentence[max(from, 0) : at+len(written)+to])
}

// shownFigures bounds the table; the files have all.
const shownFigures = 300

// figures shows the figures that commentary gives, or hands them out.
func (s *Site) figures(r *request) error {
	c, err := s.factsOf.Of(r.ctx(), r.Documents)
	if err != nil {
		return err
	}
	link := r.list("/figures", r.QueryParams())
	region := r.QueryParam("region")
	p := figuresPage{frame: r.frame(textFigures, ""), Words: strings.TrimSpace(r.QueryParam("q")), CSV: link.with("format", "csv"),
		JSON: link.with("format", "json"), Total: len(c.Figures)}
	counts := map[string]int{}
	var rows []figureRow
	var places []selectOption
	for _, f := range c.Figures {
		if !f.Has(p.Words) {
			continue
		}
		if f.Region != "" {
			if counts[f.Region]++; counts[f.Region] == 1 {
				places = append(places, selectOption{Value: f.Region, Name: f.Region})
			}
		}
		if region == "" || f.Region == region {
			rows = append(rows, figureRow{f, f.In.Title, r.document(f.In), string(f.In.Date)})
		}
	}
	p.Region = counted("region", textRegion, places, counts, region)
	switch r.QueryParam("format") {
	case "csv":
		content, err := figuresCSV(rows)
		if err != nil {
			return err
		}
		return r.download(textFigures+".csv", "text/csv; charset=utf-8", content)
	case "json":
		return s.figuresJSON(r, rows)
	}
	p.Shown = min(len(rows), shownFigures)
	p.More = len(rows) - p.Shown
	p.Reports = byReport(rows[:p.Shown])
	return s.render(r, http.StatusOK, "figures", p)
}

// byReport puts figures under the texts that have them; those of one text follow each other.
func byReport(rows []figureRow) (list []figureReport) {
	for _, f := range rows {
		if len(list) == 0 || list[len(list)-1].URL != f.URL {
			list = append(list, figureReport{Title: f.Title, URL: f.URL, Date: f.Date})
		}
		of := &list[len(list)-1]
		of.Rows = append(of.Rows, f)
	}
	return list
}

func figuresCSV(rows []figureRow) ([]byte, error) {
	table := [][]string{{textHeadSubject, textHeadNumber, textHeadUnit, textHeadChange, textHeadPeriod, textRegion, textHeadSentence,
		textHeadSource, textHeadDate}}
	for _, f := range rows {
		table = append(table, []string{f.Subject, f.Number, f.Unit, f.Change, f.Period, f.Region, f.Sentence, f.Title, f.Date})
	}
	return export.TableCSV(table)
}

// figuresJSON hands the figures out as JSON.
func (s *Site) figuresJSON(r *request, rows []figureRow) error {
	type figure struct {
		Number   string `json:"number"`
		Unit     string `json:"unit"`
		Change   string `json:"change"`
		Period   string `json:"period"`
		Region   string `json:"region"`
		Subject  string `json:"subject"`
		Sentence string `json:"sentence"`
		Title    string `json:"title"`
		Date     string `json:"date"`
		URL      string `json:"url"`
	}
	list := make([]figure, len(rows))
	for i, f := range rows {
		list[i] = figure{f.Number, f.Unit, f.Change, f.Period, f.Region, f.Subject, f.Sentence, f.Title, f.Date, f.URL}
	}
	content, err := json.Marshal(map[string]any{"total": len(list), "figures": list})
	if err != nil {
		return err
	}
	return r.download(textFigures+".json", "application/json", content)
}
