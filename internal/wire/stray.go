package wire

import (
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/statute"
)

// Strays is a page of a list of citations that lead to no provision of today.
type Strays struct {
	Law     string         `json:"law,omitempty" doc:"只列引用这部法律的"`
	AsOf    statute.Date   `json:"as_of"`
	Until   string         `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total   int            `json:"total"`
	ByCause map[string]int `json:"by_cause" doc:"各种原因的处数"`
	Page    int            `json:"page"`
	Size    int            `json:"size"`
	List    []Stray        `json:"list"`
}

// Stray is a citation of a provision that is not there, or is another one now.
type Stray struct {
	Kind    string                `json:"kind" doc:"law、interpretation、regulation、rule、local、case、commentary、consultation"`
	Title   string                `json:"title" doc:"引用它的法律或文档"`
	Address string                `json:"address,omitempty" doc:"引用它的条文，带文本日期"`
	ID      string                `json:"id,omitempty" doc:"引用它的案例、解读或咨询"`
	Date    statute.Date          `json:"date,omitempty"`
	Quote   string                `json:"quote" doc:"指明条文的文字"`
	Target  string                `json:"target" doc:"所引的条文，带查找所用文本的日期"`
	Cause   string                `json:"cause" doc:"没有这一条的，同 why 的 cause；有而已变的：moved、changed、split、merged、dropped"`
	Text    string                `json:"text" doc:"条号已变，现为第…条"`
	Now     []string              `json:"now" doc:"现在是哪一条，带文本日期"`
	Sure    concordance.Certainty `json:"sure,omitempty" enum:"certain,likely,none"`
}

// NewStrays writes a page of a list; page counts from 1.
func NewStrays(law string, day statute.Date, list []citegraph.Stray, page, size int) *Strays {
	j := &Strays{Law: law, AsOf: day, Total: len(list), ByCause: map[string]int{}, Page: page, Size: size, List: []Stray{}}
	for i, s := range list {
		cause, text, now, sure := s.Outcome()
		j.ByCause[cause]++
		if i < (page-1)*size || i >= page*size {
			continue
		}
		x := Stray{Kind: s.Kind, Title: s.Title, Quote: s.Quote, Target: s.Target.String(), Cause: cause, Text: text, Now: addresses(now),
			Sure: sure}
		if s.Address.Law != "" {
			x.Address = s.Address.String()
		} else {
			x.ID, x.Date = s.Document.Ref, statute.Date(s.Document.Date)
		}
		j.List = append(j.List, x)
	}
	return j
}
