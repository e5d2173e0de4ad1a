package wire

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/statute"
)

// CheckedDraft is a draft with verdicts on its citations.
type CheckedDraft struct {
	ID string `json:"id,omitempty"`
	// DateUsed is the day by whose law the draft was judged.
	DateUsed statute.Date `json:"date_used" doc:"按哪一天的法律核对：给出的、文中写明的，否则是今天"`
	Cites    []Verdict    `json:"cites"`
	Until    string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	// Unchecked counts the citations that were left out.
	Unchecked int `json:"unchecked,omitempty" doc:"引用太多，没有核对的"`
}

// Verdict is a citation of a draft with what became of it.
type Verdict struct {
	Quote      string   `json:"quote" doc:"指明条文的文字，不含法律名称"`
	Start      int      `json:"start" doc:"按 Unicode 码点计"`
	End        int      `json:"end"`
	Target     string   `json:"target" doc:"地址；有几处时是第一处"`
	Version    string   `json:"version" doc:"核对所用文本的日期，没有收录时为空"`
	Verdict    string   `json:"verdict" doc:"结果的代码，见这一调用的说明"`
	By         string   `json:"by" doc:"由什么废止"`
	Successors []string `json:"successors" doc:"它现在是哪一条，最可能的在前，带文本日期；条号已变、已废止时才有"`
	Message    string   `json:"message" doc:"说明"`
}

// NewCheckedDraft returns a report; today stands for the day of a draft without one.
func NewCheckedDraft(id string, r *citecheck.Report, today statute.Date) *CheckedDraft {
	j := &CheckedDraft{ID: id, DateUsed: r.Day, Cites: []Verdict{}, Unchecked: r.Unchecked}
	if r.Day == "" {
		j.DateUsed = today
	}
	at, points := 0, 0 // count on from the last citation
	for _, f := range r.Findings {
		points += utf8.RuneCountInString(r.Text[at:f.Span.Start])
		at = f.Span.Start
		quote := f.Span.Of(r.Text)
		v := Verdict{Quote: quote, Start: points, End: points + utf8.RuneCountInString(quote), Version: f.Version,
			Verdict: string(f.Verdict), By: f.By, Successors: []string{}, Message: f.Verdict.Chinese()}
		if f.Note != "" {
			v.Message += "：" + f.Note
		}
		for _, a := range f.Now.To {
			v.Successors = append(v.Successors, a.String())
		}
		if len(f.Targets) > 0 {
			v.Target = f.Targets[0].Address.String()
		}
		j.Cites = append(j.Cites, v)
	}
	return j
}
