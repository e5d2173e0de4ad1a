package pages

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/statute"
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
	news.Figure
	Title, URL string
	Date       string
	Doc        kb.DocumentInfo
}

// factCache keeps what the commentary of a generation says in figures and by whom: all of it is read for
// that once.
type factCache struct {
	mu       sync.Mutex
	of       DocumentReader
	figures  []figureRow
	speakers map[string][]news.Speaker // by the ref of the document
}

// shownFigures bounds the table; the files have all.
const shownFigures = 300

// facts reads the figures and the speakers of the commentary.
func (s *Site) facts(r *request) (*factCache, error) {
	c := &s.factsOf
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == r.Documents && r.Documents != nil {
		return c, nil
	}
	docs, err := r.Documents.Documents(r.ctx(), statute.DocCommentary, listed)
	if err != nil {
		return nil, err
	}
	c.figures, c.speakers = nil, map[string][]news.Speaker{}
	for _, info := range docs {
		d, err := r.Documents.Document(r.ctx(), info.Ref)
		if err != nil {
			return nil, err
		}
		for _, f := range news.FiguresOf(d.Text) {
			c.figures = append(c.figures, figureRow{Figure: f, Title: d.Title, Date: string(d.Date), Doc: info})
		}
		c.speakers[info.Ref] = news.SpeakersOf(d.Text)
		n, err := r.Documents.CommentaryNotes(r.ctx(), d.ID)
		if err != nil {
			continue // it has none
		}
		for _, said := range n.Statements {
			c.speakers[info.Ref] = appendSpeaker(c.speakers[info.Ref], news.Speaker{Name: said.Speaker.Text, Office: said.Office.Text})
		}
	}
	c.of = r.Documents
	return c, nil
}

// appendSpeaker adds somebody who is not there yet.
func appendSpeaker(list []news.Speaker, s news.Speaker) []news.Speaker {
	if s.Name == "" || slices.ContainsFunc(list, func(o news.Speaker) bool { return o.Name == s.Name }) {
		return list
	}
	return append(list, s)
}

// figures shows the figures that commentary gives, or hands them out.
func (s *Site) figures(r *request) error {
	c, err := s.facts(r)
	if err != nil {
		return err
	}
	link := r.list("/figures", r.QueryParams())
	region := r.QueryParam("region")
	p := figuresPage{frame: r.frame(textFigures, ""), Words: strings.TrimSpace(r.QueryParam("q")), CSV: link.with("format", "csv"),
		JSON: link.with("format", "json"), Total: len(c.figures)}
	counts := map[string]int{}
	var places []selectOption
	for _, f := range c.figures {
		if !f.has(p.Words) {
			continue
		}
		if f.Region != "" {
			if counts[f.Region]++; counts[f.Region] == 1 {
				places = append(places, selectOption{Value: f.Region, Name: f.Region})
			}
		}
		if region == "" || f.Region == region {
			f.URL = r.document(f.Doc)
			p.Rows = append(p.Rows, f)
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

// has reports whether each word stands in the sentence of a figure or in the title.
func (f figureRow) has(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(f.Sentence, w) && !strings.Contains(f.Title, w) && !strings.Contains(f.Region, w) {
			return false
		}
	}
	return true
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
