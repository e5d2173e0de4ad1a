package wire

import (
	"context"
	"errors"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Place is a law, heading, article or part of one.
type Place struct {
	Address     string         `json:"address"`
	Law         string         `json:"law"`
	Title       string         `json:"title"`
	Level       statute.Level  `json:"level"`
	Version     string         `json:"version" doc:"文本日期"`
	Status      statute.Status `json:"status" enum:"in_force,amended,repealed,not_yet,unverified"`
	StatusText  string         `json:"status_text" doc:"效力，带日期和依据：截至 2025-04-05 现行有效"`
	Confirmed   statute.Date   `json:"confirmed_until" doc:"有来源说明现行有效的最后一天；空为没有"`
	AsOf        statute.Date   `json:"as_of" doc:"效力是这一天的"`
	Until       string         `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	InForceFrom statute.Date   `json:"in_force_from"`
	InForceTo   statute.Date   `json:"in_force_to"`
	// Where these days come from; see timeline.Source.
	FromSource timeline.Source `json:"in_force_from_source" enum:"official,text,decision,register,site,assumed,unknown" doc:"施行日期的依据"`
	ToSource   timeline.Source `json:"in_force_to_source" enum:"official,text,decision,register,site,assumed,unknown" doc:"失效日期的依据"`
	RepealedBy string          `json:"repealed_by,omitempty" doc:"由什么废止"`
	RepealedAt string          `json:"repealed_by_provision,omitempty" doc:"写在哪一条：1260"`
	Computed   string          `json:"computed_by,omitempty" doc:"推算的文本：由前一个文本按这个修改决定或修正案推算得出，不是公布的文本"`
	Basis      citation.Basis  `json:"basis,omitempty" enum:"stand_in" doc:"stand_in：当日的文本没有收录，这是最接近的文本"`
	Number     string          `json:"number" doc:"第…条"`
	DocNumber  string          `json:"document_number"`
	Incomplete bool            `json:"incomplete"`
	Lacks      []string        `json:"lacks,omitempty" doc:"由什么看出文本不完整"`
	Variants   []Variant       `json:"variants,omitempty" doc:"其他来源在这一条与正文不同的地方"`
	Path       []string        `json:"path" doc:"编章节的标题"`
	Kind       string          `json:"kind"`
	Text       string          `json:"text" doc:"不含第…条"`
	Paragraphs []Part          `json:"paragraphs"`
	Articles   []string        `json:"articles,omitempty" doc:"整部法律或一章的各条"`
	Cites      []Cite          `json:"cites"`
	CitedBy    CitedBy         `json:"cited_by"`
}

// Part is a paragraph or item.
type Part struct {
	Address string `json:"address,omitempty"`
	Kind    string `json:"kind"`
	Label   string `json:"label,omitempty"`
	Text    string `json:"text"`
	Items   []Part `json:"items"`
}

// LawReader reads what stands under a heading.
type LawReader interface {
	Under(ctx context.Context, p *kb.Provision) ([]kb.Heading, []*kb.Unit, error)
	// Variants gives where other sources of a version differ from it, in one unit.
	Variants(ctx context.Context, versionID int64, address string) ([]kb.Variant, error)
}

// GraphReader reads stored citations, both ways.
type GraphReader interface {
	CitesOf(ctx context.Context, unitID int64, day statute.Date) ([]citegraph.Cite, error)
	// CitesOn gives the citations of a unit as they are read on a day: of the texts of that day.
	CitesOn(ctx context.Context, unitID int64, day statute.Date) ([]citegraph.Cite, error)
	CitedBy(ctx context.Context, q citegraph.CitedByQuery) (*citegraph.CitedBy, error)
}

// endedOn is the status on a day of a law that is not loaded and of which only the end is known.
func endedOn(end timeline.Repeal, day statute.Date) statute.Status {
	if end.Day.Date <= day {
		return statute.StatusRepealed
	}
	return statute.StatusUnverified
}

// endedText is that status with the day and the reason.
func endedText(end timeline.Repeal, day statute.Date) string {
	if end.Day.Date <= day {
		return kb.EndText(end)
	}
	return statute.StatusUnverified.Chinese() + "（当日的文本没有收录；其后" + kb.EndText(end) + "）"
}

// NewEndedPlace describes a law that is not loaded and of which only the end is known, with its
// status on a day.
func NewEndedPlace(key string, end timeline.Repeal, day statute.Date) *Place {
	return &Place{Address: key, Law: key, Title: key, Status: endedOn(end, day), StatusText: endedText(end, day), AsOf: day,
		FromSource: timeline.Unknown, InForceTo: end.Day.Date, ToSource: end.Day.Source, RepealedBy: end.By, RepealedAt: end.At,
		Path: []string{}, Kind: "law", Paragraphs: []Part{}, Cites: []Cite{},
		CitedBy: CitedBy{ByKind: map[string]int{}}}
}

// NewPlace describes a place as of a day, with what it cites and who cites it.
func NewPlace(ctx context.Context, laws LawReader, graph GraphReader, p *kb.Provision, day statute.Date) (*Place, error) {
	return newPlace(ctx, laws, graph, p, day, false)
}

// NewPlaceOn is NewPlace for a day that was asked for: citations, of the place and by others, are
// read for that day.
func NewPlaceOn(ctx context.Context, laws LawReader, graph GraphReader, p *kb.Provision, day statute.Date) (*Place, error) {
	return newPlace(ctx, laws, graph, p, day, true)
}

// variants fills in where other sources read the article otherwise.
func (j *Place) variants(ctx context.Context, laws LawReader, p *kb.Provision) error {
	if p.Unit.Address == "" {
		return nil
	}
	list, err := laws.Variants(ctx, p.Version.ID, p.Unit.Address)
	if err == nil && len(list) > 0 {
		j.Variants = NewVariants(list)
	}
	return err
}

func newPlace(ctx context.Context, laws LawReader, graph GraphReader, p *kb.Provision, day statute.Date, onDay bool) (*Place, error) {
	address := p.Address(day)
	j := &Place{Address: address.String(), Law: p.Law.Key, Title: p.Law.Title, Level: p.Law.Level, Version: p.Version.Label,
		Status: p.Version.StatusOn(day), StatusText: p.Version.StatusText(day), Confirmed: p.Version.Standing.Confirmed.Date, AsOf: day,
		InForceFrom: p.Version.InForceFrom, FromSource: p.Version.From().Source,
		InForceTo: p.Version.InForceTo, ToSource: p.Version.To().Source, DocNumber: p.Version.Number, Incomplete: p.Version.Incomplete,
		Path: []string{}, Kind: "law", Paragraphs: []Part{}, Cites: []Cite{}, CitedBy: CitedBy{ByKind: map[string]int{}}}
	j.Lacks = lacksOf(p.Version)
	j.RepealedBy, j.RepealedAt, j.Computed = p.Version.RepealedBy, p.Version.RepealedAt, p.Version.Computed
	if p.StandsIn(day) {
		j.Basis = citation.StandIn
	}
	for _, h := range p.Path {
		j.Path = append(j.Path, h.Name())
	}
	var err error
	if p.Unit != nil {
		err = errors.Join(j.article(ctx, graph, p, day, onDay), j.variants(ctx, laws, p))
	} else {
		err = j.articles(ctx, laws, p, address)
	}
	if err != nil {
		return nil, err
	}
	q := citegraph.QueryFor(p, day)
	q.OnDay = onDay
	cited, err := graph.CitedBy(ctx, q)
	if err != nil {
		return nil, err
	}
	j.CitedBy = NewCitedBy(cited)
	return j, nil
}

func (j *Place) article(ctx context.Context, graph GraphReader, p *kb.Provision, day statute.Date, onDay bool) error {
	a := p.Address(day)
	a.Provision = a.Provision.AtArticle()
	j.Number, j.Kind = p.Unit.Label, string(p.Unit.Kind)
	j.Text = p.Unit.Text()
	j.Paragraphs = newParts(p.Unit.Parts, a.String())
	if p.Part != nil {
		j.Text, j.Kind = kb.TextOf([]kb.Part{*p.Part}), string(p.Part.Kind)
		if p.Part.Kind != statute.KindParagraph {
			j.Text = strings.TrimPrefix(j.Text, p.Part.Label)
			j.Number = p.Part.Label
		}
	}
	citesOf := graph.CitesOf
	if onDay {
		citesOf = graph.CitesOn
	}
	cites, err := citesOf(ctx, p.Unit.ID, day)
	if err != nil {
		return err
	}
	for _, c := range cites {
		if p.Part == nil || p.Part.Holds(c.Start) {
			j.Cites = append(j.Cites, NewCite(c))
		}
	}
	return nil
}

func (j *Place) articles(ctx context.Context, laws LawReader, p *kb.Provision, address statute.Address) error {
	_, units, err := laws.Under(ctx, p)
	if err != nil {
		return err
	}
	if p.Heading != nil {
		j.Kind, j.Number, j.Title = string(p.Heading.Kind), p.Heading.Label, p.Heading.Name()
	}
	law := statute.Address{Law: address.Law, Version: address.Version}.String()
	var text []string
	for _, u := range units {
		text = append(text, strings.TrimSpace(u.Label+" "+u.Text()))
		if u.Kind == statute.KindArticle && u.Address != "" {
			j.Articles = append(j.Articles, law+"/"+u.Address)
		}
	}
	j.Text = strings.Join(text, "\n")
	return nil
}

func newParts(parts []kb.Part, prefix string) []Part {
	list := []Part{}
	for _, p := range parts {
		j := Part{Kind: string(p.Kind), Label: p.Label, Text: p.Text, Items: newParts(p.Parts, prefix)}
		if p.Local != "" {
			j.Address = prefix + "/" + p.Local
		}
		list = append(list, j)
	}
	return list
}
