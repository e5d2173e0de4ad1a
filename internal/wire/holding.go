package wire

import (
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/statute"
)

// Holding tells what is loaded and what is missing.
type Holding struct {
	Until        string        `json:"until" doc:"收录的文本截至哪一天：最新文本的日期，或取得的汇编自己的日期，以晚的为准"`
	Newest       statute.Date  `json:"newest" doc:"最新的法律文本的日期"`
	Laws         int           `json:"laws"`
	Versions     int           `json:"versions" doc:"公布的文本，不含推算的"`
	Levels       []HeldLevel   `json:"levels"`
	Years        []HeldYear    `json:"years" doc:"按级别和文本的年份"`
	MissingLaws  []MissingLaw  `json:"missing_laws" doc:"引用了而没有收录的法律，引用多的在前"`
	MissingTexts []MissingText `json:"missing_texts" doc:"引用了而没有收录的文本：以另一文本代用"`
	ListedTexts  int           `json:"listed_texts" doc:"目录里有而没有收录的文本，法律有别的文本收录"`
	ListedLaws   int           `json:"listed_laws" doc:"目录里有而没有收录的文本，法律也没有收录"`
	Sources      []HeldSource  `json:"sources"`
}

// HeldLevel counts the laws of a level.
type HeldLevel struct {
	Level    statute.Level `json:"level"`
	Laws     int           `json:"laws"`
	Versions int           `json:"versions"`
	Newest   statute.Date  `json:"newest" doc:"最新文本的日期"`
}

// HeldYear counts the texts of a level that a year brought.
type HeldYear struct {
	Level    statute.Level `json:"level"`
	Year     string        `json:"year" doc:"空为没有日期的文本"`
	Laws     int           `json:"laws"`
	Versions int           `json:"versions"`
}

// MissingLaw is a law that is cited and not loaded.
type MissingLaw struct {
	Law       string `json:"law"`
	Citations int    `json:"citations"`
	Example   string `json:"example" doc:"引用它的一个文本"`
}

// MissingText is a law of which a text is cited that is not loaded.
type MissingText struct {
	Law       string `json:"law"`
	Citations int    `json:"citations"`
	Instead   string `json:"instead" doc:"最常代用的文本的日期"`
}

// HeldSource is a folder, archive or database with what it holds.
type HeldSource struct {
	Name     string       `json:"name"`
	Address  string       `json:"address,omitempty" doc:"取得的汇编从哪里来"`
	Files    int          `json:"files,omitempty"`
	Texts    int          `json:"texts,omitempty"`
	Newest   statute.Date `json:"newest" doc:"最新文本的日期，或汇编的日期"`
	Ingested string       `json:"ingested" doc:"何时装入"`
}

// NewHolding describes what is loaded; paths says that sources are named by their paths.
func NewHolding(h *holding.Holding, paths bool) *Holding {
	j := &Holding{Until: h.Until, Newest: h.Newest, Laws: h.Laws, Versions: h.Versions, Levels: []HeldLevel{}, Years: []HeldYear{},
		MissingLaws: []MissingLaw{}, MissingTexts: []MissingText{}, ListedTexts: h.ListedTexts, ListedLaws: h.ListedLaws,
		Sources: []HeldSource{}}
	for _, l := range h.Levels {
		j.Levels = append(j.Levels, HeldLevel(l))
	}
	for _, y := range h.Years {
		j.Years = append(j.Years, HeldYear{y.Level, y.Year, y.Laws, y.Versions})
	}
	for _, m := range h.Missing {
		j.MissingLaws = append(j.MissingLaws, MissingLaw{m.Law, m.Count, m.Example})
	}
	for _, m := range h.MissingTexts {
		j.MissingTexts = append(j.MissingTexts, MissingText{m.Law, m.Count, m.Version})
	}
	for _, c := range h.Collections {
		address := holding.WebAddress(c)
		if paths {
			address = c.Address
		}
		j.Sources = append(j.Sources, HeldSource{Name: c.Title, Address: address, Newest: c.Day, Ingested: c.Fetched})
	}
	for _, s := range h.Sources {
		name := s.Name()
		if paths {
			name = s.Path
		}
		j.Sources = append(j.Sources, HeldSource{Name: name, Files: s.Files, Texts: s.Texts, Newest: s.Newest,
			Ingested: string(s.Ingested)})
	}
	return j
}
