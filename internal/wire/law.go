package wire

import (
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// LawList is a page of the list of laws.
type LawList struct {
	Total int          `json:"total"`
	Page  int          `json:"page"`
	Size  int          `json:"size"`
	Until string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Laws  []LawSummary `json:"laws"`
}

// LawSummary is a law in a list.
type LawSummary struct {
	Law      string         `json:"law" doc:"地址里的名称"`
	Level    statute.Level  `json:"level"`
	Issuers  []string       `json:"issuers"`
	Versions int            `json:"versions"`
	Latest   string         `json:"latest" doc:"最新文本的日期"`
	Status   statute.Status `json:"status" enum:"in_force,amended,repealed,not_yet,unverified" doc:"当天的效力"`
}

// NewLawSummary is a law as a list shows it, with the status that it has on the day.
func NewLawSummary(l kb.LawSummary, status statute.Status) LawSummary {
	return LawSummary{Law: l.Key, Level: l.Level, Issuers: list(l.Issuers), Versions: l.Versions, Latest: l.Latest, Status: status}
}

// Law is a law in one of its versions, with its other versions, its headings and its
// units that have an address, in reading order.
type Law struct {
	Law         string         `json:"law"`
	Title       string         `json:"title"`
	Level       statute.Level  `json:"level"`
	Issuers     []string       `json:"issuers"`
	Version     string         `json:"version"`
	Number      string         `json:"document_number"`
	Status      statute.Status `json:"status"`
	StatusText  string         `json:"status_text" doc:"效力，带日期和依据：截至 2025-04-05 现行有效"`
	InForceFrom statute.Date   `json:"in_force_from"`
	InForceTo   statute.Date   `json:"in_force_to" doc:"不再有效的第一天"`
	// Where these days come from; see timeline.Source.
	FromSource timeline.Source `json:"in_force_from_source" enum:"official,text,decision,register,site,assumed,unknown" doc:"施行日期的依据"`
	ToSource   timeline.Source `json:"in_force_to_source" enum:"official,text,decision,register,site,assumed,unknown" doc:"失效日期的依据"`
	RepealedBy string          `json:"repealed_by,omitempty" doc:"由什么废止"`
	Computed   string          `json:"computed_by,omitempty" doc:"推算的文本：由前一个文本按这个修改决定或修正案推算得出，不是公布的文本"`
	Basis      citation.Basis  `json:"basis,omitempty" enum:"stand_in" doc:"stand_in：当日的文本没有收录，这是最接近的文本"`
	AsOf       statute.Date    `json:"as_of" doc:"效力是这一天的"`
	Until      string          `json:"until,omitempty" doc:"收录的文本截至哪一天"`

	// Collation is left out where a law is not loaded.
	Collation *Collation `json:"collation,omitempty" doc:"来源之间的比较"`

	Events   []FileEvent  `json:"events" doc:"这一文本的题注：通过、修正、公布等"`
	Versions []LawVersion `json:"versions"`
	Contents []LawHeading `json:"contents"`
	Articles []LawUnit    `json:"articles"`
}

// LawVersion is a version of a law.
type LawVersion struct {
	Version     string          `json:"version"`
	Status      statute.Status  `json:"status"`
	StatusText  string          `json:"status_text" doc:"效力，带日期和依据"`
	InForceFrom statute.Date    `json:"in_force_from"`
	FromSource  timeline.Source `json:"in_force_from_source"`
	InForceTo   statute.Date    `json:"in_force_to"`
	ToSource    timeline.Source `json:"in_force_to_source"`
	RepealedBy  string          `json:"repealed_by,omitempty"`
	Computed    string          `json:"computed_by,omitempty" doc:"推算的文本：由前一个文本按这个修改决定或修正案推算得出，不是公布的文本"`
}

func newLawVersion(v kb.Version, day statute.Date) LawVersion {
	return LawVersion{Version: v.Label, Status: v.StatusOn(day), StatusText: v.StatusText(day),
		InForceFrom: v.InForceFrom, FromSource: v.From().Source, InForceTo: v.InForceTo, ToSource: v.To().Source, RepealedBy: v.RepealedBy,
		Computed: v.Computed}
}

// LawHeading is a heading of a law. One without a number has no address.
type LawHeading struct {
	Address string `json:"address,omitempty"`
	Title   string `json:"title"`
}

// LawUnit is an article, clause or annex.
type LawUnit struct {
	Address string `json:"address"`
	Number  string `json:"number"`
	Text    string `json:"text"`
}

// NewEndedLaw describes a law that is not loaded and of which only the end is known, with its
// status on a day.
func NewEndedLaw(key string, end timeline.Repeal, day statute.Date) *Law {
	return &Law{Law: key, Title: key, Issuers: []string{}, Status: endedOn(end, day), StatusText: endedText(end, day),
		FromSource: timeline.Unknown, InForceTo: end.Day.Date, ToSource: end.Day.Source, RepealedBy: end.By, AsOf: day,
		Events: []FileEvent{}, Versions: []LawVersion{}, Contents: []LawHeading{}, Articles: []LawUnit{}}
}

// NewLaw describes a law in the version of a place; statuses are those on a day. collated is what
// is known of its sources beside each other, nil to leave that out.
func NewLaw(p *kb.Provision, headings []kb.Heading, units []*kb.Unit, collated *Collation, day statute.Date) *Law {
	v := p.Version
	j := &Law{Law: p.Law.Key, Title: p.Law.Title, Level: p.Law.Level, Issuers: list(p.Law.Issuers), Version: v.Label, Number: v.Number,
		Status: v.StatusOn(day), StatusText: v.StatusText(day),
		InForceFrom: v.InForceFrom, FromSource: v.From().Source, InForceTo: v.InForceTo, ToSource: v.To().Source,
		RepealedBy: v.RepealedBy, Computed: v.Computed, AsOf: day, Collation: collated,
		Events: []FileEvent{}, Versions: []LawVersion{}, Contents: []LawHeading{}, Articles: []LawUnit{}}
	for _, e := range v.Events {
		j.Events = append(j.Events, FileEvent{e.Date, e.Kind, e.Text})
	}
	if p.StandsIn(day) {
		j.Basis = citation.StandIn
	}
	for _, o := range p.Law.Versions {
		j.Versions = append(j.Versions, newLawVersion(o, day))
	}
	for _, h := range headings {
		j.Contents = append(j.Contents, LawHeading{h.Address, h.Name()})
	}
	whole := p.Address(day).Whole().String()
	for _, u := range units {
		if u.Address != "" {
			j.Articles = append(j.Articles, LawUnit{whole + "/" + u.Address, u.Label, u.Text()})
		}
	}
	return j
}
