package wire

import (
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// Span is a range of a text, in code points.
type Span struct {
	Start int `json:"start" doc:"按 Unicode 码点计"`
	End   int `json:"end"`
}

// Case is what a case says of itself.
type Case struct {
	Tier string `json:"tier" enum:"guiding,gazette,selected,typical,ordinary,procuratorial,arbitral,administrative,party,news,"`

	CaseNumber string         `json:"case_number" doc:"案号"`
	Release    string         `json:"release_number,omitempty" doc:"发布的编号：指导案例24号、检例第39号、入库编号、公报的期"`
	Withdrawn  bool           `json:"withdrawn,omitempty" doc:"文中写明不再参照"`
	Court      string         `json:"court" doc:"法院；不是法院制作的文书，是制作的机关"`
	CourtLevel string         `json:"court_level" doc:"最高、高级、中级、基层、专门"`
	Province   string         `json:"province"`
	Kind       string         `json:"kind" doc:"刑事、民事、行政、执行、国家赔偿"`
	Document   string         `json:"document" doc:"判决书、裁定书……"`
	Instance   string         `json:"instance" doc:"一审、二审……"`
	Cause      string         `json:"cause" doc:"案由"`
	Charges    []string       `json:"charges" doc:"罪名"`
	Parties    []CaseParty    `json:"parties"`
	Lawyers    []CaseLawyer   `json:"lawyers" doc:"作为律师代理、辩护的人"`
	Judges     []string       `json:"judges"`
	Clerk      string         `json:"clerk"`
	Outcome    string         `json:"outcome"`
	Items      int            `json:"operative_items" doc:"主文分几项；不分项是 0"`
	Sentence   string         `json:"sentence_first" doc:"主文里第一名被告人的刑罚"`
	Fine       string         `json:"fine_first" doc:"主文里第一处罚金"`
	Sentences  []CaseSentence `json:"sentences"`
	Months     int            `json:"sentence_months" doc:"主文里最重的刑期，按月计；没有是 0，无期徒刑是 9000，死刑是 9999"`
	Amount     int64          `json:"amount" doc:"主文里最大的一笔金额，罚金、诉讼费不算，按元计；没有是 0"`
	Earlier    []string       `json:"earlier_numbers" doc:"所依据的文书（一审、原审、执行依据）的案号"`
	Basis      []string       `json:"basis" doc:"裁判依据的条文"`
	Reasoning  []string       `json:"reasoning_cites" doc:"说理里引用的条文"`
	Keywords   []string       `json:"keywords"`
	Parts      []CasePart     `json:"parts"`
	// Spans says where in text a field stands, by its name.
	Spans map[string]Span `json:"spans"`
}

// CaseParty is one who takes part in a case.
type CaseParty struct {
	Role string `json:"role"`
	Name string `json:"name"`
	Span
}

// CaseLawyer is a lawyer in a case.
type CaseLawyer struct {
	Name string `json:"name"`
	Firm string `json:"firm"`
}

// CaseSentence is a punishment that the decision names.
type CaseSentence struct {
	Text      string `json:"text"`
	Charge    string `json:"charge,omitempty"`
	Months    int    `json:"months"`
	Suspended int    `json:"suspended_months"`
	Life      bool   `json:"life,omitempty"`
	Death     bool   `json:"death,omitempty"`
	Fine      string `json:"fine,omitempty"`
	Total     bool   `json:"total,omitempty" doc:"数罪并罚后决定执行的"`
}

// CasePart is a part of a case.
type CasePart struct {
	Kind string `json:"kind"`
	Span
}

// NewCase writes the facts of a case. The provisions cited are the caller's to find;
// at turns bytes of the text into code points.
func NewCase(f *casefile.Facts, basis, reasoning []string, at func(statute.Span) Span) *Case {
	c := &Case{Tier: string(f.Tier), CaseNumber: f.Number.Text,
		Release: f.Release.Text, Withdrawn: !f.Withdrawn.IsZero(), Court: f.Court.Text, CourtLevel: f.Court.Level,
		Province: f.Court.Province, Kind: f.Kind,
		Document: f.Document.Text, Instance: f.Instance, Cause: f.Cause.Text, Charges: []string{}, Parties: []CaseParty{},
		Lawyers: []CaseLawyer{}, Judges: []string{}, Clerk: f.Clerk.Text, Months: f.Longest(), Amount: f.Amount, Earlier: list(f.Earlier),
		Outcome: f.Outcome.Name, Items: f.Items, Sentences: []CaseSentence{}, Basis: basis, Reasoning: reasoning,
		Keywords: append([]string{}, f.Keywords...), Parts: []CasePart{}, Spans: map[string]Span{}}
	place := func(name string, field casefile.Field) {
		if !field.IsZero() {
			c.Spans[name] = at(field.Span)
		}
	}
	place("case_number", f.Number.Field)
	place("court", f.Court.Field)
	place("document", f.Document)
	place("cause", f.Cause)
	place("clerk", f.Clerk)
	place("date", casefile.Field{Text: string(f.Date), Span: f.DateSpan})
	place("outcome", casefile.Field{Text: f.Outcome.Name, Span: f.Outcome.Span})
	for i, x := range f.Charges {
		c.Charges = append(c.Charges, x.Text)
		if i == 0 {
			place("charges", x)
		}
	}
	for _, x := range f.Parties {
		c.Parties = append(c.Parties, CaseParty{x.Role.Text, x.Name.Text, at(x.Name.Span)})
	}
	for _, x := range f.Lawyers {
		c.Lawyers = append(c.Lawyers, CaseLawyer(x))
	}
	for _, x := range f.Judges {
		c.Judges = append(c.Judges, x.Text)
	}
	for i, s := range f.Sentences {
		c.Sentences = append(c.Sentences, CaseSentence{s.Text.Text, s.Charge, s.Months, s.Suspended, s.Life, s.Death, s.Fine.Text, s.Total})
		if i == 0 {
			c.Sentence = s.Text.Text
			place("sentence_first", s.Text)
		}
		if c.Fine == "" {
			c.Fine = s.Fine.Text
			place("fine_first", s.Fine)
		}
	}
	for _, x := range f.Parts {
		c.Parts = append(c.Parts, CasePart{string(x.Kind), at(x.Span)})
	}
	return c
}
