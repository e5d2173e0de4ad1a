package pages

import (
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// legislation is a law or an article as schema.org describes it (JSON-LD). A browser does not run it:
// it is data.
type legislation struct {
	Context      string         `json:"@context,omitempty"`
	Type         string         `json:"@type"`
	ID           string         `json:"@id"`
	URL          string         `json:"url"`
	Name         string         `json:"name"`
	Identifier   string         `json:"legislationIdentifier,omitempty"`
	Kind         string         `json:"legislationType,omitempty"`
	Language     string         `json:"inLanguage,omitempty"`
	Jurisdiction string         `json:"legislationJurisdiction,omitempty"`
	PassedBy     []organization `json:"legislationPassedBy,omitempty"`
	// Date is the day on which the law was first adopted, DateVersion one on which this text holds:
	// the first one.
	Date        statute.Date `json:"legislationDate,omitempty"`
	DateVersion statute.Date `json:"legislationDateVersion,omitempty"`
	LegalForce  string       `json:"legislationLegalForce,omitempty"`
	// Changes are the texts that this one replaced, of its law and of others.
	Changes []*legislation `json:"legislationChanges,omitempty"`
	PartOf  *legislation   `json:"isPartOf,omitempty"`
}

type organization struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// The words of schema.org for what a text is worth on a day.
const (
	inForce    = "https://schema.org/InForce"
	notInForce = "https://schema.org/NotInForce"
)

// legalForce is "" where nothing tells.
func legalForce(s statute.Status) string {
	switch s {
	case statute.StatusInForce:
		return inForce
	case statute.StatusAmended, statute.StatusRepealed, statute.StatusNotYet:
		return notInForce
	}
	return ""
}

// legislationOf describes the law, or the article, that a page shows; address is that of the page.
func (r *request) legislationOf(place *kb.Provision, address string) (*legislation, error) {
	v := place.Version
	whole := place.Address(r.today).Whole()
	l := r.legislation(place.Law, v, r.base+addressPath(whole))
	if place.Unit != nil {
		return &legislation{Context: schemaOrg, Type: legislationType, ID: address, URL: address,
			Name:       place.Law.Title + " " + place.Unit.Label,
			Identifier: place.Address(r.today).String(), Language: language, Jurisdiction: jurisdiction, DateVersion: l.DateVersion,
			LegalForce: l.LegalForce, PartOf: l}, nil
	}
	l.Context = schemaOrg
	before, err := r.History.Before(r.ctx(), v)
	if err != nil {
		return nil, err
	}
	for _, w := range before {
		at := r.base + lawPath(w.Law+"@"+w.Label)
		l.Changes = append(l.Changes, &legislation{Type: legislationType, ID: at, URL: at, Name: w.Law, DateVersion: versionDay(w)})
	}
	return l, nil
}

// What is said of all laws.
const (
	schemaOrg       = "https://schema.org"
	legislationType = "Legislation"
	language        = "zh-Hans"
	jurisdiction    = "CN"
)

func (r *request) legislation(law *kb.Law, v kb.Version, address string) *legislation {
	l := &legislation{Type: legislationType, ID: address, URL: address, Name: law.Title, Identifier: v.Number, Kind: string(law.Level),
		Language: language, Jurisdiction: jurisdiction, Date: adopted(law), DateVersion: versionDay(v),
		LegalForce: legalForce(v.StatusOn(r.today))}
	for _, issuer := range law.Issuers {
		l.PassedBy = append(l.PassedBy, organization{"Organization", issuer})
	}
	return l
}

// versionDay is the first day on which a text holds; where that is not known, the day that names it.
func versionDay(v kb.Version) statute.Date {
	switch {
	case v.InForceFrom != "":
		return v.InForceFrom
	case !statute.IsUndated(v.Label):
		return statute.Date(v.Label)
	}
	return ""
}

// adopted is the earliest day that any text of a law tells of its adoption or that names one of them.
func adopted(law *kb.Law) statute.Date {
	var first statute.Date
	earlier := func(d statute.Date) {
		if d != "" && (first == "" || d < first) {
			first = d
		}
	}
	for _, v := range law.Versions {
		if !statute.IsUndated(v.Label) {
			earlier(statute.Date(v.Label))
		}
		for _, e := range v.Events {
			if e.IsAdoption() {
				earlier(e.Date)
			}
		}
	}
	return first
}
