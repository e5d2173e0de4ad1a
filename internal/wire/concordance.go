package wire

import "github.com/fatiao/fatiao/internal/lawhistory"

// Concordance is what provisions became in the next text.
type Concordance struct {
	Until string      `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Rows  []Successor `json:"rows" doc:"每条一项，按原文顺序"`
}

// Successor is what a provision became.
type Successor struct {
	Address string   `json:"address" doc:"条文，带文本日期"`
	Became  []string `json:"became" doc:"后来的条文，最可能的在前；没有对应时为空"`
	Kind    string   `json:"kind" doc:"same 未变、moved 条号变、changed 内容改、split 分为多条、merged 合并、dropped 没有对应"`
	Sure    string   `json:"sure" doc:"certain 确定、likely 可能、none 没有对应"`
	Reason  string   `json:"reason,omitempty" doc:"人工对照的理由"`
}

// NewConcordance writes what provisions became.
func NewConcordance(rows []lawhistory.Successor) *Concordance {
	c := &Concordance{Rows: []Successor{}}
	for _, s := range rows {
		c.Rows = append(c.Rows, NewSuccessor(s))
	}
	return c
}

// NewSuccessor writes what a provision became.
func NewSuccessor(s lawhistory.Successor) Successor {
	j := Successor{Address: s.From.String(), Became: []string{}, Kind: string(s.Kind), Sure: string(s.Sure), Reason: s.Reason}
	for _, a := range s.To {
		j.Became = append(j.Became, a.String())
	}
	return j
}
