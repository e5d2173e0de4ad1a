package wire

import (
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/subject"
)

// Overview counts what is loaded, how citations end and what happened in each year.
type Overview struct {
	Until     string         `json:"until" doc:"收录的文本截至哪一天"`
	Loaded    Loaded         `json:"loaded"`
	Citations CitationCounts `json:"citations" doc:"条文引用的结果"`
	MostCited []MostCited    `json:"most_cited" doc:"引用它的文件最多的条文"`
	Years     []YearEffects  `json:"years" doc:"每年施行、修改、废止的，新的在前"`
}

// Loaded counts what is loaded.
type Loaded struct {
	Laws          int `json:"laws"`
	Versions      int `json:"versions"`
	Articles      int `json:"articles" doc:"现行文本的条数"`
	Cases         int `json:"cases"`
	Commentaries  int `json:"commentaries"`
	Consultations int `json:"consultations"`
}

// MostCited is an article with how many texts cite it.
type MostCited struct {
	Address string `json:"address"`
	Count   int    `json:"count"`
}

// YearEffects counts what happened to laws in a year.
type YearEffects struct {
	Year     string `json:"year"`
	Enacted  int    `json:"enacted"`
	Amended  int    `json:"amended"`
	Repealed int    `json:"repealed"`
}

// NewOverview writes counts. effects are all, the latest first.
func NewOverview(loaded kb.Counts, cites citegraph.Counts, cited []citegraph.CitedArticle, effects []lawhistory.Effect) *Overview {
	j := &Overview{Loaded: Loaded{loaded.Laws, loaded.Versions, loaded.Articles, loaded.Cases, loaded.Commentaries, loaded.Consultations},
		Citations: newCitationCounts(cites), MostCited: []MostCited{}, Years: []YearEffects{}}
	for _, a := range cited {
		j.MostCited = append(j.MostCited, MostCited{a.Address.String(), a.Count})
	}
	for _, e := range effects {
		year := string(e.Day.Date[:4])
		if n := len(j.Years); n == 0 || j.Years[n-1].Year != year {
			j.Years = append(j.Years, YearEffects{Year: year})
		}
		y := &j.Years[len(j.Years)-1]
		switch e.Kind {
		case lawhistory.Repealed:
			y.Repealed++
		case lawhistory.Amended:
			y.Amended++
		default:
			y.Enacted++
		}
	}
	return j
}

// SubjectList are the subjects that people ask about.
type SubjectList struct {
	Until    string    `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Subjects []Subject `json:"subjects"`
}

// Subject is a way into one subject.
type Subject struct {
	Name      string   `json:"name"`
	About     string   `json:"about"`
	Laws      []string `json:"laws" doc:"其中收录的法律"`
	Questions []string `json:"questions" doc:"常问的问题，都可用来检索"`
	Cause     string   `json:"cause,omitempty" doc:"案例的案由、罪名"`
}

// NewSubject writes a subject with those of its laws that are loaded.
func NewSubject(s subject.Subject, laws []string) Subject {
	return Subject{s.Name, s.About, list(laws), s.Questions[:], s.Cause}
}
