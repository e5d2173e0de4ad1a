package wire

import (
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// Search is the answer to a search.
type Search struct {
	Query       string             `json:"query"`
	Understood  string             `json:"understood"`
	AsOf        statute.Date       `json:"as_of" doc:"按哪一天的法律：所给的，或查询里写的，或今天"`
	Until       string             `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total       int                `json:"total"`
	Listed      int                `json:"listed"`
	LeftOut     int                `json:"left_out,omitempty" doc:"另有几条不大可能回答问题，没有列出；all=true 时列出"`
	TookMS      float64            `json:"took_ms"`
	Hits        []Hit              `json:"hits"`
	Facets      map[string][]Count `json:"facets"`
	Suggestions []string           `json:"suggestions"`
	Message     string             `json:"message,omitempty"`
	Notice      string             `json:"notice,omitempty" doc:"案例在别的机器上而没有完整的回答时，说明这一点；这时结果里没有案例，其他都完整"`
	NotLoaded   string             `json:"not_loaded,omitempty"`
	Nearest     []string           `json:"nearest,omitempty" doc:"所给的条文没有收录，或没有能回答问题的内容时，最接近的几条"`
	Scope       string             `json:"scope,omitempty"`
	Expanded    []Replacement      `json:"expanded,omitempty"`
	Ignored     []string           `json:"ignored,omitempty" doc:"没有用来检索的词：日期、姓名、金额等"`
	Idle        []string           `json:"idle_operators,omitempty" doc:"没有起作用的运算符：不成对，或前后缺少字词"`
	Related     []Related          `json:"related,omitempty"`
}

// Hit is a provision, law or document that was found.
type Hit struct {
	Type       string         `json:"type"`
	Address    string         `json:"address,omitempty"`
	ID         string         `json:"id,omitempty"`
	Title      string         `json:"title"`
	Path       []string       `json:"path,omitempty"`
	Level      statute.Level  `json:"level,omitempty"`
	Status     statute.Status `json:"status,omitempty"`
	StatusText string         `json:"status_text,omitempty" doc:"效力，带日期和依据"`
	Date       statute.Date   `json:"date,omitempty"`
	Snippet    string         `json:"snippet"`
	Highlights [][2]int       `json:"highlights"`
	Score      float64        `json:"score"`
	Why        []string       `json:"why"`
	Cited      int            `json:"cited"`
	SameLaw    int            `json:"same_law,omitempty"`
}

// Count is a value of a facet with the number of results that have it.
type Count struct {
	Value string `json:"value"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Replacement is an everyday word of a query with the words of the law for it.
type Replacement struct {
	From string   `json:"from"`
	To   []string `json:"to"`
}

// Related is a provision that belongs to the one that was asked for.
type Related struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Note    string `json:"note"`
}

// NewSearch is the answer to a search.
func NewSearch(r *search.Result) *Search {
	j := &Search{Query: r.Query, Understood: r.Understood, AsOf: r.AsOf, Total: r.Total, Listed: r.Listed, LeftOut: r.LeftOut,
		TookMS: r.TookMS, Hits: []Hit{},
		Facets: newFacets(r.Facets), Suggestions: list(r.Suggestions), Message: r.Message, Notice: r.Notice,
		NotLoaded: r.NotLoaded, Nearest: r.Nearest,
		Scope: r.Scope, Ignored: r.Ignored, Idle: r.Idle}
	for _, h := range r.Hits {
		j.Hits = append(j.Hits, Hit{Type: h.Type, Address: h.Address, ID: h.ID, Title: h.Title, Path: h.Path, Level: h.Level,
			Status: h.Status, StatusText: h.StatusText,
			Date: h.Date, Snippet: h.Snippet, Highlights: list(h.Highlights), Score: h.Score, Why: list(h.Why), Cited: h.Cited,
			SameLaw: h.SameLaw})
	}
	for _, x := range r.Expanded {
		j.Expanded = append(j.Expanded, newReplacement(x))
	}
	for _, x := range r.Related {
		j.Related = append(j.Related, Related{Address: x.Address, Title: x.Title, Note: x.Note})
	}
	return j
}

func newReplacement(r query.Replacement) Replacement {
	return Replacement{From: r.From, To: list(r.To)}
}

func newFacets(facets map[string][]search.Count) map[string][]Count {
	j := map[string][]Count{}
	for name, counts := range facets {
		j[name] = []Count{}
		for _, c := range counts {
			j[name] = append(j[name], Count{Value: c.Value, Name: c.Name, Count: c.Count})
		}
	}
	return j
}

// Suggestions complete what was typed.
type Suggestions struct {
	Until       string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Suggestions []Suggestion `json:"suggestions"`
}

// Suggestion completes what was typed: the text to search for, and what it is.
type Suggestion struct {
	Text string `json:"text"`
	Kind string `json:"kind"`
	Note string `json:"note,omitempty"`
	Key  string `json:"key,omitempty"`
}

// NewSuggestions are completions, the best first. Where nothing completes what was typed
// the list is null, as it always was.
func NewSuggestions(found []search.Suggestion) *Suggestions {
	j := &Suggestions{}
	if found != nil {
		j.Suggestions = []Suggestion{}
	}
	for _, s := range found {
		j.Suggestions = append(j.Suggestions, Suggestion{Text: s.Text, Kind: s.Kind, Note: s.Note, Key: s.Key})
	}
	return j
}
