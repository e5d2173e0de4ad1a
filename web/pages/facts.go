package pages

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/pressfacts"
)

// figuresPage is the table of the figures that commentary gives.
type figuresPage struct {
	frame
	Words     string
	Region    selectBox
	Total     int // of all
	Rows      []figureRow
	More      int // that are not listed
	CSV, JSON string
}

// figureRow is a figure with where it stands.
type figureRow struct {
	pressfacts.Figure
	Title, URL string
	Date       string
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
			p.Rows = append(p.Rows, figureRow{f, f.In.Title, r.document(f.In), string(f.In.Date)})
		}
	}
	p.Region = counted("region", textRegion, places, counts, region)
	switch r.QueryParam("format") {
	case "csv":
		content, err := figuresCSV(p.Rows)
		if err != nil {
			return err
		}
		return r.download(textFigures+".csv", "text/csv; charset=utf-8", content)
	case "json":
		return s.figuresJSON(r, p.Rows)
	}
	p.More = max(0, len(p.Rows)-shownFigures)
	p.Rows = p.Rows[:min(len(p.Rows), shownFigures)]
	return s.render(r, http.StatusOK, "figures", p)
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
