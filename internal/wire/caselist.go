package wire

import (
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseList is a page of a list of cases.
type CaseList struct {
	Until   string             `json:"until,omitempty" doc:"收录的文本截至哪一天"`
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
	Instance   string       `json:"instance" doc:"一审、二审……"`
	Months     int          `json:"sentence_months" doc:"同案例的 sentence_months"`
	Amount     int64        `json:"amount" doc:"同案例的 amount"`
	URL        string       `json:"url"`
}

// NewCaseSummaries are cases as a list shows them.
func NewCaseSummaries(cases []*kb.CaseInfo) []CaseSummary {
	summaries := []CaseSummary{}
	for _, c := range cases {
		summaries = append(summaries, newCaseSummary(c))
	}
	return summaries
}

func newCaseSummary(c *kb.CaseInfo) CaseSummary {
	return CaseSummary{ID: CaseID(c), Title: c.Title, Tier: string(c.Tier), Date: c.Date, CaseNumber: c.Number,
		Court: c.Court, CourtLevel: c.CourtLevel, Province: c.Province, Kind: c.CaseKind, Cause: c.Cause, Charges: list(c.Charges),
		Outcome: c.Outcome, Instance: c.Instance, Months: c.Sentence, Amount: c.Amount, URL: CasePath(c)}
}

// SimilarCase is a case like another one, with what both have in common.
type SimilarCase struct {
	CaseSummary
	Common Common `json:"common"`
}

// Common is what two cases have in common.
type Common struct {
	Causes   []string        `json:"causes" doc:"相同的案由或罪名"`
	Articles []CommonArticle `json:"articles" doc:"都引用的条文，较少被引用的在前，最多 5 条"`
}

// CommonArticle is a provision that two cases cite.
type CommonArticle struct {
	Address string `json:"address"`
	Title   string `json:"title"`
}

// NewSimilarCases are cases like one.
func NewSimilarCases(cases []search.SimilarCase) []SimilarCase {
	similar := []SimilarCase{}
	for _, c := range cases {
		x := SimilarCase{newCaseSummary(c.CaseInfo), Common{list(c.Causes), []CommonArticle{}}}
		for _, a := range c.Articles {
			x.Common.Articles = append(x.Common.Articles, CommonArticle{a.Address, a.Title})
		}
		similar = append(similar, x)
	}
	return similar
}

// ChainLink is another paper of the same dispute. What is not loaded has a number only.
type ChainLink struct {
	Relation   string       `json:"relation" enum:"earlier,same,later,beside" doc:"本案所依据的、同一案号的、依据本案的、同案其他的"`
	CaseNumber string       `json:"case_number"`
	Loaded     bool         `json:"loaded"`
	ID         string       `json:"id,omitempty"`
	Title      string       `json:"title,omitempty"`
	Court      string       `json:"court,omitempty"`
	Instance   string       `json:"instance,omitempty"`
	Date       statute.Date `json:"date,omitempty"`
	Outcome    string       `json:"outcome,omitempty"`
	URL        string       `json:"url,omitempty"`
}

// NewChain are the other papers of a dispute.
func NewChain(linked []search.Linked) []ChainLink {
	chain := []ChainLink{}
	for _, l := range linked {
		x := ChainLink{Relation: string(l.Side), CaseNumber: l.Number}
		if c := l.Case; c != nil {
			x.Loaded, x.ID, x.Title, x.Court, x.Instance, x.Date, x.Outcome, x.URL = true, CaseID(c), c.Title, c.Court, c.Instance, c.Date,
				c.Outcome, CasePath(c)
		}
		chain = append(chain, x)
	}
	return chain
}

// CaseDocument is a case with its text, what it cites, and cases like it.
type CaseDocument struct {
	ID       string        `json:"id"`
	Until    string        `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Title    string        `json:"title"`
	Date     statute.Date  `json:"date"`
	Text     string        `json:"text" doc:"全文；裁判文书里的人名已隐去"`
	Sections []Section     `json:"sections"`
	Cites    []Cite        `json:"cites"`
	AsOf     statute.Date  `json:"as_of" doc:"cites、basis、reasoning 里没有写明文本的地址，是这一天的文本：所给的，或裁判的，或今天"`
	ActFrom  statute.Date  `json:"act_from,omitempty" doc:"刑事案件：文中所述行为的第一天"`
	ActTo    statute.Date  `json:"act_to,omitempty" doc:"刑事案件：文中所述行为的最后一天"`
	Similar  []SimilarCase `json:"similar" doc:"先看案由、罪名，再看共同引用的条文，再看案情"`
	Chain    []ChainLink   `json:"chain" doc:"同一案件其他审级的文书，按一方引用另一方的案号"`
	Like     *Statistics   `json:"statistics,omitempty" doc:"同一案由或罪名的案例的统计；没有案由、罪名时不给"`
	*Case
}

// Section is a part of a document under a heading.
type Section struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}
