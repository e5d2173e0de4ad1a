package wire

import (
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// LawList is a page of the list of laws.
type LawList struct {
	Total int          `json:"total"`
	Page  int          `json:"page"`
	Size  int          `json:"size"`
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
	InForceFrom statute.Date   `json:"in_force_from"`
	Versions    []LawVersion   `json:"versions"`
	Contents    []LawHeading   `json:"contents"`
	Articles    []LawUnit      `json:"articles"`
}

// LawVersion is a version of a law.
type LawVersion struct {
	Version     string         `json:"version"`
	Status      statute.Status `json:"status"`
	InForceFrom statute.Date   `json:"in_force_from"`
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

// NewLaw describes a law in the version of a place; statuses are those on a day.
func NewLaw(p *kb.Provision, headings []kb.Heading, units []*kb.Unit, day statute.Date) *Law {
	v := p.Version
	j := &Law{Law: p.Law.Key, Title: p.Law.Title, Level: p.Law.Level, Issuers: list(p.Law.Issuers), Version: v.Label, Number: v.Number,
		Status: v.StatusOn(day), InForceFrom: v.InForceFrom, Versions: []LawVersion{}, Contents: []LawHeading{}, Articles: []LawUnit{}}
	for _, o := range p.Law.Versions {
		j.Versions = append(j.Versions, LawVersion{o.Label, o.StatusOn(day), o.InForceFrom})
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
