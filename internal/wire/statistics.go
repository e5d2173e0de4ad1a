package wire

import (
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
)

// Statistics are figures of cases: of all, and by the level of the court and by the year.
type Statistics struct {
	Cause   string    `json:"cause,omitempty" doc:"这些案例的案由或罪名"`
	Until   string    `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total   int       `json:"total"`
	All     Figures   `json:"all"`
	ByLevel []Figures `json:"by_court_level" doc:"级别高的法院在前"`
	ByYear  []Figures `json:"by_year" doc:"新的在前"`
	Message string    `json:"message,omitempty"`
}

// Figures say of some cases how they ended.
type Figures struct {
	Value    string  `json:"value,omitempty" doc:"法院级别或年份"`
	Count    int     `json:"count"`
	Outcomes []Count `json:"outcomes" doc:"各种结果的件数"`
	Sentence *Spread `json:"sentence_months,omitempty" doc:"各案最重的刑期，按月计；无期徒刑是 9000，死刑是 9999"`
	Amount   *Spread `json:"amount,omitempty" doc:"各案最大的一笔金额，按元计"`
}

// Spread says how numbers are spread, each of a case.
type Spread struct {
	Count    int   `json:"count" doc:"有这个数的案件"`
	Least    int64 `json:"min"`
	Quarter  int64 `json:"q1" doc:"四分之一的案件不超过它"`
	Median   int64 `json:"median" doc:"一半的案件不超过它"`
	Quarter3 int64 `json:"q3" doc:"四分之三的案件不超过它"`
	Most     int64 `json:"max"`
}

// NewStatistics are figures of cases; nil where there are none.
func NewStatistics(x *search.Statistics) *Statistics {
	if x == nil {
		return nil
	}
	return &Statistics{Cause: x.Cause, Total: x.All.Count, All: newFigures(x.All), ByLevel: figuresOf(x.ByLevel),
		ByYear:  figuresOf(x.ByYear),
		Message: x.Message}
}

func figuresOf(all []search.Figures) []Figures {
	figures := []Figures{}
	for _, f := range all {
		figures = append(figures, newFigures(f))
	}
	return figures
}

func newFigures(f search.Figures) Figures {
	x := Figures{Value: f.Value, Count: f.Count, Outcomes: []Count{}, Sentence: newSpread(f.Sentence), Amount: newSpread(f.Amount)}
	for _, c := range f.Outcomes {
		x.Outcomes = append(x.Outcomes, Count{c.Value, c.Name, c.Count})
	}
	return x
}

func newSpread(s engine.Spread) *Spread {
	if s.Count == 0 {
		return nil
	}
	x := Spread(s)
	return &x
}
