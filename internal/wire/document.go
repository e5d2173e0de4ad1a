package wire

import (
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/pressfacts"
	"github.com/fatiao/fatiao/internal/statute"
)

// DocumentList is a page of the list of commentaries or consultations.
type DocumentList struct {
	Until     string            `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total     int               `json:"total"`
	Page      int               `json:"page"`
	Size      int               `json:"size"`
	Documents []DocumentSummary `json:"documents" doc:"新的在前"`
	Speakers  []Speaker         `json:"speakers,omitempty" doc:"其中发言的人"`
}

// DocumentSummary is a document in a list.
type DocumentSummary struct {
	ID    string       `json:"id"`
	Title string       `json:"title"`
	Date  statute.Date `json:"date"`
}

// Speaker is somebody who speaks in commentary.
type Speaker struct {
	Name   string `json:"name"`
	Office string `json:"office"`
}

// NewDocumentList writes a page of a list of documents, with those who speak in any of them.
func NewDocumentList(docs []kb.DocumentInfo, speakers []news.Speaker, page, size int) *DocumentList {
	j := &DocumentList{Total: len(docs), Page: page, Size: size, Documents: []DocumentSummary{}}
	from := min((page-1)*size, len(docs))
	for _, d := range docs[from:min(from+size, len(docs))] {
		j.Documents = append(j.Documents, DocumentSummary{d.Ref, d.Title, d.Date})
	}
	for _, s := range speakers {
		j.Speakers = append(j.Speakers, Speaker(s))
	}
	return j
}

// Document is a commentary or a consultation.
type Document struct {
	ID        string       `json:"id"`
	Kind      string       `json:"kind" enum:"commentary,consultation"`
	Until     string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	AsOf      statute.Date `json:"as_of" doc:"引用按这一天的法律：文字自己的日期，没有时是今天"`
	Title     string       `json:"title"`
	Date      statute.Date `json:"date"`
	Text      string       `json:"text"`
	Sections  []Section    `json:"sections"`
	Cites     []Cite       `json:"cites"`
	Notes     *Notes       `json:"notes,omitempty" doc:"谁回答了什么、报道的案件、数字，位置在 text 里"`
	Reporters []string     `json:"reporters,omitempty" doc:"记者"`
	Speakers  []Speaker    `json:"speakers,omitempty" doc:"发言的人"`
	Sources   []string     `json:"sources" doc:"来源"`
}

// NewDocument writes a document without its citations; notes are nil where there are none.
func NewDocument(d *kb.FullDocument, day statute.Date, notes *casefile.Notes) *Document {
	j := &Document{ID: d.Ref, Kind: string(d.Kind), AsOf: day, Title: d.Title, Date: d.Date, Text: d.Text, Sections: []Section{},
		Cites: []Cite{}, Sources: sourceNames(d.Sources)}
	for _, u := range d.Passages {
		j.Sections = append(j.Sections, Section{Heading: u.Label, Text: u.Text()})
	}
	if notes != nil {
		j.Notes = newNotes(notes, NewPoints(d.Text))
	}
	if d.Kind == statute.DocCommentary {
		j.Reporters = news.ReportersOf(d.Text)
	}
	return j
}

// AddSpeakers adds those who speak in it.
func (j *Document) AddSpeakers(list []news.Speaker) {
	for _, s := range list {
		j.Speakers = append(j.Speakers, Speaker(s))
	}
}

// FigureList is a page of the figures that commentary gives.
type FigureList struct {
	Until   string   `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total   int      `json:"total"`
	Page    int      `json:"page"`
	Size    int      `json:"size"`
	Figures []Figure `json:"figures"`
}

// Figure is a figure with where it stands.
type Figure struct {
	Number   string       `json:"number" doc:"原文的写法，如 116.25万"`
	Unit     string       `json:"unit"`
	Change   string       `json:"change" doc:"如 同比上升60.2%"`
	Period   string       `json:"period"`
	Region   string       `json:"region"`
	Subject  string       `json:"subject" doc:"数字前面的话"`
	Sentence string       `json:"sentence"`
	ID       string       `json:"id" doc:"所在的解读"`
	Title    string       `json:"title"`
	Date     statute.Date `json:"date"`
}

// NewFigureList writes a page of figures.
func NewFigureList(list []pressfacts.Figure, page, size int) *FigureList {
	j := &FigureList{Total: len(list), Page: page, Size: size, Figures: []Figure{}}
	from := min((page-1)*size, len(list))
	for _, f := range list[from:min(from+size, len(list))] {
		j.Figures = append(j.Figures, Figure{f.Number, f.Unit, f.Change, f.Period, f.Region, f.Subject, f.Sentence, f.In.Ref, f.In.Title,
			f.In.Date})
	}
	return j
}
