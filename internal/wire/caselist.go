package wire

import (
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseList is a page of a list of cases.
type CaseList struct {
	Total   int                `json:"total"`
	Cases   []CaseSummary      `json:"cases"`
	Facets  map[string][]Count `json:"facets"`
	Message string             `json:"message,omitempty"`
}

// NewCaseList is a page of a list of cases.
func NewCaseList(l *search.CaseList) *CaseList {
	return &CaseList{Total: l.Total, Cases: NewCaseSummaries(l.Cases), Facets: newFacets(l.Facets), Message: l.Message}
}

// CaseSummary is a case in a list.
type CaseSummary struct {
	ID         string       `json:"id" doc:"案例的 id；新闻里讲到的案例是那篇报道的 id 加 - 和序号"`
	Title      string       `json:"title"`
	Tier       string       `json:"tier"`
	Date       statute.Date `json:"date"`
	CaseNumber string       `json:"case_number"`
	Court      string       `json:"court"`
	CourtLevel string       `json:"court_level"`
	Province   string       `json:"province"`
	Kind       string       `json:"kind"`
	Cause      string       `json:"cause"`
	Charges    []string     `json:"charges"`
	Outcome    string       `json:"outcome"`
	URL        string       `json:"url"`
}

// NewCaseSummaries are cases as a list shows them.
func NewCaseSummaries(cases []*kb.CaseInfo) []CaseSummary {
	summaries := []CaseSummary{}
	for _, c := range cases {
		summaries = append(summaries, CaseSummary{ID: CaseID(c), Title: c.Title, Tier: string(c.Tier), Date: c.Date, CaseNumber: c.Number,
			Court: c.Court, CourtLevel: c.CourtLevel, Province: c.Province, Kind: c.CaseKind, Cause: c.Cause, Charges: list(c.Charges),
			Outcome: c.Outcome, URL: CasePath(c)})
	}
	return summaries
}

// CaseDocument is a case with its text, what it cites, and cases like it.
type CaseDocument struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Date     statute.Date  `json:"date"`
	Text     string        `json:"text" doc:"全文；裁判文书里的人名已隐去"`
	Sections []Section     `json:"sections"`
	Cites    []Cite        `json:"cites"`
	Similar  []CaseSummary `json:"similar"`
	*Case
}

// Section is a part of a document under a heading.
type Section struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}
