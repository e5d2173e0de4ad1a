package wire

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// LawFile is a text of a law to be taken away: a line of `fatiao export --all`, or a file.
type LawFile struct {
	Address    string      `json:"address" doc:"地址，带文本日期"`
	Scope      string      `json:"scope,omitempty" doc:"只是其中的哪些条"`
	Exported   string      `json:"exported" doc:"导出的日期"`
	Until      string      `json:"collection_until" doc:"收录的文本截至哪一天"`
	Law        string      `json:"law"`
	Title      string      `json:"title"`
	Level      string      `json:"level"`
	Issuers    []string    `json:"issuers"`
	LawVersion             // of this text
	Number     string      `json:"document_number"`
	AsOf       string      `json:"as_of" doc:"效力是这一天的"`
	Events     []FileEvent `json:"events" doc:"通过、修正、公布等"`
	Contents   []FilePlace `json:"contents" doc:"编章节，按次序"`
	Units      []FileUnit  `json:"units" doc:"条、附件和其他段落，按次序"`
}

// FileEvent is what happened to a text on a day.
type FileEvent struct {
	Date statute.Date `json:"date"`
	Kind string       `json:"kind"`
	Text string       `json:"text"`
}

// FilePlace is a heading.
type FilePlace struct {
	Address string `json:"address"`
	Kind    string `json:"kind"`
	Label   string `json:"label"`
	Title   string `json:"title"`
	Depth   int    `json:"depth" doc:"第几层，从 1 起"`
	Before  int    `json:"before" doc:"在 units 的第几个之前，从 0 起"`
}

// FileUnit is an article or what stands beside articles.
type FileUnit struct {
	Address string     `json:"address"`
	Kind    string     `json:"kind"`
	Number  string     `json:"number"`
	Text    string     `json:"text" doc:"不含第…条"`
	Parts   []FilePart `json:"parts"`
}

// FilePart is a paragraph, item or table with what it cites.
type FilePart struct {
	Address string     `json:"address,omitempty"`
	Kind    string     `json:"kind"`
	Label   string     `json:"label,omitempty"`
	Text    string     `json:"text"`
	Rows    [][]string `json:"rows,omitempty"`
	Cites   []Citation `json:"cites,omitempty" doc:"位置在这一段的 text 里，按 Unicode 码点计"`
	Parts   []FilePart `json:"parts,omitempty"`
}

// NewLawFile writes what is said of a text; the caller adds headings and units in their order.
func NewLawFile(law *kb.Law, v kb.Version, day, today statute.Date, until string) *LawFile {
	j := &LawFile{Address: statute.Address{Law: law.Key, Version: v.Label}.String(), Exported: string(today), Until: until, Law: law.Key,
		Title: law.Title, Level: string(law.Level), Issuers: list(law.Issuers), LawVersion: newLawVersion(v, day), Number: v.Number,
		AsOf: string(day), Events: []FileEvent{}, Contents: []FilePlace{}, Units: []FileUnit{}}
	for _, e := range v.Events {
		j.Events = append(j.Events, FileEvent{e.Date, e.Kind, e.Text})
	}
	return j
}

// AddHeading adds a heading behind what was added.
func (j *LawFile) AddHeading(h *kb.Heading, depth int) {
	j.Contents = append(j.Contents, FilePlace{h.Address, string(h.Kind), h.Label, h.Title, depth, len(j.Units)})
}

// AddUnit adds a unit with its citations behind what was added.
func (j *LawFile) AddUnit(u *kb.Unit, cites []citegraph.Cite) {
	address := ""
	if u.Address != "" {
		address = statute.Address{Law: j.Law, Version: j.Version}.String() + "/" + u.Address
	}
	j.Units = append(j.Units, FileUnit{address, string(u.Kind), u.Label, u.Text(), fileParts(u.Parts, address, cites)})
}

func fileParts(parts []kb.Part, within string, cites []citegraph.Cite) []FilePart {
	list := []FilePart{}
	for _, p := range parts {
		x := FilePart{Kind: string(p.Kind), Label: p.Label, Text: p.Text, Rows: p.Rows}
		if p.Local != "" && within != "" {
			x.Address = within + "/" + p.Local
		}
		for _, c := range cites {
			if from, to := c.Start-p.Start, c.End-p.Start; len(p.Text) == p.End-p.Start && from >= 0 && to <= len(p.Text) && from < to {
				start := utf8.RuneCountInString(p.Text[:from])
				x.Cites = append(x.Cites, Citation{Cite: NewCite(c), Start: start, End: start + utf8.RuneCountInString(p.Text[from:to])})
			}
		}
		if len(p.Parts) > 0 {
			x.Parts = fileParts(p.Parts, within, cites)
		}
		list = append(list, x)
	}
	return list
}
