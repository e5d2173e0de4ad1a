package wire

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/statute"
)

// Cite is what a citation names.
type Cite struct {
	Kind       string   `json:"kind" enum:"provision,law,case" doc:"provision 条款项、编章节、附件；law 整部法律；case 案号"`
	Quote      string   `json:"quote" doc:"指明条文的文字，不含法律名称"`
	Law        string   `json:"law,omitempty" doc:"紧挨在前面的法律名称；承前省略时没有"`
	Targets    []string `json:"targets" doc:"地址"`
	Status     string   `json:"status" enum:"resolved,dangling,unknown_law,ambiguous"`
	Missing    []string `json:"missing,omitempty" doc:"targets 中已收录的文本里没有的"`
	Candidates []string `json:"candidates,omitempty" doc:"名称可能指的法律"`
	Version    string   `json:"version,omitempty" doc:"文中指明的旧文本：年份或 former"`
	Text       string   `json:"text_version,omitempty" doc:"targets 所在文本的日期"`
	Basis      string   `json:"basis,omitempty" enum:"stated,self,date,current,undated,stand_in" doc:"为什么是这一文本"`
	NumberOf   string   `json:"number_of,omitempty" doc:"法名与文号不符：所写文号是这部法律的"`
	Why        []Why    `json:"why,omitempty" doc:"missing 各条为什么没有"`
}

// Why says why a provision that is cited is not there.
type Why struct {
	Address string                `json:"address" doc:"所引的条文"`
	Cause   citegraph.Cause       `json:"cause" doc:"renumbered 条号已变等，见 /api/v1/dangling"`
	Text    string                `json:"text" doc:"条号已变，现为第…条"`
	Now     []string              `json:"now" doc:"现在是哪一条，带文本日期"`
	Sure    concordance.Certainty `json:"sure,omitempty" enum:"certain,likely,none"`
}

// NewWhy writes why a cited provision is not there.
func NewWhy(a statute.Address, w *citegraph.Why) Why {
	return Why{Address: a.String(), Cause: w.Cause, Text: w.Chinese(a.Law), Now: addresses(w.Now), Sure: w.Sure}
}

func addresses(list []statute.Address) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.String()
	}
	return out
}

// Citation is a citation with its place in a text.
type Citation struct {
	Cite
	Start int `json:"start" doc:"按 Unicode 码点计"`
	End   int `json:"end"`
}

// NewCitations returns the citations of a text, which come in order.
func NewCitations(text string, cites []citation.Citation) []Citation {
	list := make([]Citation, len(cites))
	at, points := 0, 0 // count on from the last citation
	for i, c := range cites {
		points += utf8.RuneCountInString(text[at:c.Span.Start])
		at = c.Span.Start
		quote := c.Span.Of(text)
		j := Cite{Kind: string(c.Kind), Quote: quote, Law: c.Name, Targets: []string{}, Status: string(c.Status), Candidates: c.Candidates,
			Version: c.Stated, Text: c.Version, Basis: string(c.Basis), NumberOf: c.NumberOf}
		for _, t := range c.Targets {
			j.target(t.Address, t.Found)
		}
		list[i] = Citation{Cite: j, Start: points, End: points + utf8.RuneCountInString(quote)}
	}
	return list
}

// NewCite returns a stored citation.
func NewCite(c citegraph.Cite) Cite {
	j := Cite{Kind: string(c.Kind), Quote: c.Quote, Law: c.Name, Targets: []string{}, Status: string(c.Status), Candidates: c.Candidates,
		Version: c.Stated, Text: c.Version, Basis: string(c.Basis)}
	for _, t := range c.Targets {
		j.target(t.Address, t.Found)
		if t.Why != nil {
			j.Why = append(j.Why, NewWhy(t.Address, t.Why))
		}
	}
	return j
}

func (c *Cite) target(a statute.Address, found bool) {
	c.Targets = append(c.Targets, a.String())
	if !found && c.Status == string(citation.Dangling) {
		c.Missing = append(c.Missing, a.String())
	}
}

// CitedBy counts who cites a provision or any part of it.
type CitedBy struct {
	Total  int            `json:"total"`
	ByKind map[string]int `json:"by_kind" doc:"law、interpretation、regulation、rule、local、case、commentary、consultation"`
	// Earlier counts those that mean a text that is not loaded.
	Earlier int    `json:"earlier" doc:"其中引用的是更早的文本而没有收录的，条号可能已调整"`
	Notice  string `json:"notice,omitempty" doc:"案例在别的机器上而没有完整的回答时，说明这一点；这时没有数案例"`
	// Former counts those of provisions that became this one.
	Former int `json:"former" doc:"其中引自旧文本、或者被取代的法律，而所引的条文后来成为这一条的"`
}

// Citing is a text that cites.
type Citing struct {
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Address  string   `json:"address,omitempty" doc:"引用它的条文"`
	ID       string   `json:"id,omitempty" doc:"引用它的案例、解读或咨询"`
	Heading  string   `json:"heading,omitempty"`
	Date     string   `json:"date,omitempty"`
	Targets  []string `json:"targets" doc:"引用的究竟是哪一款哪一项"`
	Sentence string   `json:"sentence"`
	Earlier  bool     `json:"earlier,omitempty" doc:"引用的是更早的文本，没有收录，条号可能已调整"`
	Former   *Former  `json:"former,omitempty" doc:"引自旧文本、或者被取代的法律的哪一条"`
}

// Former is a provision that became another one.
type Former struct {
	Address string                `json:"address"`
	Sure    concordance.Certainty `json:"sure" enum:"certain,likely"`
	Text    string                `json:"text" doc:"引自旧文本第十六条"`
}

// NewCitedBy returns the counts of who cites.
func NewCitedBy(c *citegraph.CitedBy) CitedBy {
	j := CitedBy{Total: c.Total, ByKind: c.ByKind, Earlier: c.Earlier, Former: c.Former}
	if c.WithoutCases {
		j.Notice = engine.ErrUnavailable.Error()
	}
	return j
}

// NewCiting returns a stored citing text.
// law is the key of the law that the provision is of.
func NewCiting(law string, c citegraph.Citing) Citing {
	j := Citing{Kind: c.Kind, Title: c.Title, Heading: c.Label, Targets: []string{}, Sentence: c.Sentence, Earlier: c.Earlier,
		Date: string(c.Document.Date)}
	if c.Address.Law != "" {
		j.Address, j.Heading = c.Address.String(), ""
	} else {
		j.ID = c.Document.Ref
	}
	for _, t := range c.Targets {
		j.Targets = append(j.Targets, t.String())
	}
	if c.Former != nil {
		j.Former = &Former{c.Former.Address.String(), c.Former.Sure, c.Former.Chinese(law)}
	}
	return j
}

// CitationList are the citations of a text.
type CitationList struct {
	Date     string         `json:"date" doc:"文书的日期：给出的，或文中写明的"`
	Until    string         `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Total    int            `json:"total"`
	ByStatus map[string]int `json:"by_status" doc:"resolved、dangling、unknown_law、ambiguous 的个数，案号不计"`
	Cites    []Citation     `json:"cites"`
}

// NewCitationList lists the citations of a document. sent is the text as it was sent,
// of as many characters as the document's: quotes are in its characters.
func NewCitationList(doc *citation.CitingText, sent string, cites []citation.Citation) *CitationList {
	text, cites := doc.AsCame(cites)
	j := &CitationList{Date: string(doc.Day), Total: len(cites), ByStatus: map[string]int{}, Cites: NewCitations(text, cites)}
	characters := []rune(sent)
	for i, c := range j.Cites {
		j.Cites[i].Quote = string(characters[c.Start:c.End])
		if c.Kind != string(citation.KindCase) {
			j.ByStatus[c.Status]++
		}
	}
	return j
}

// CitedByPage is a page of the list of those who cite a provision.
type CitedByPage struct {
	CitedBy
	Address string       `json:"address"`
	AsOf    statute.Date `json:"as_of" doc:"引用它的法律是这一天有效的"`
	Until   string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Page    int          `json:"page"`
	Size    int          `json:"size"`
	List    []Citing     `json:"list"`
}

// NewCitedByPage lists who cites on a day what an address names.
func NewCitedByPage(address statute.Address, day statute.Date, c *citegraph.CitedBy, page, size int) *CitedByPage {
	j := &CitedByPage{CitedBy: NewCitedBy(c), Address: address.String(), AsOf: day, Page: page, Size: size,
		List: make([]Citing, len(c.List))}
	for i, x := range c.List {
		j.List[i] = NewCiting(address.Law, x)
	}
	return j
}
