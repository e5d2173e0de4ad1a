package mcp

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func (s *Server) addLinkTools() {
	add(s, "get_history", wordsGetHistory, s.getHistory)
	add(s, "get_cited_by", wordsGetCitedBy, s.getCitedBy)
}

type historyAsked struct {
	dated
	Address string `json:"address" min:"1" max:"200" doc:"一条的地址或一部法律的名称，怎样写都可以"`
}

// History is a provision, or a law, through its texts.
type History struct {
	Basis
	Place
	Texts  []TextChange `json:"texts,omitempty" doc:"问一部法律时：收录的历次文本，新的在前"`
	Stages []Stage      `json:"stages,omitempty" doc:"问一条时：它在各个文本里是哪一条、怎样写，新的在前；被取代的法律也在内"`
}

// TextChange is a text of a law with what it changed.
type TextChange struct {
	Version     string       `json:"version"`
	InForceFrom statute.Date `json:"in_force_from,omitempty"`
	InForceTo   statute.Date `json:"in_force_to,omitempty"`
	StatusText  string       `json:"status_text"`
	Computed    string       `json:"computed_by,omitempty" doc:"推算的文本，按这个修改决定"`
	Changed     int          `json:"changed" doc:"与前一个文本相比改了内容的条"`
	Added       int          `json:"added" doc:"新增的条"`
	Dropped     int          `json:"dropped" doc:"没有对应的条"`
	AmendedBy   []string     `json:"amended_by,omitempty" doc:"改成这个文本的修改决定、修正案"`
}

// Stage is a provision in one text.
type Stage struct {
	Law         string       `json:"law"`
	Version     string       `json:"version"`
	InForceFrom statute.Date `json:"in_force_from,omitempty"`
	InForceTo   statute.Date `json:"in_force_to,omitempty"`
	Change      string       `json:"change,omitempty" doc:"到后一个文本：same 未变、moved 条号变、changed 内容改、split 分为多条、merged 合并、dropped 没有对应"`
	Sure        string       `json:"sure,omitempty" doc:"certain 确定、likely 可能、none 没有对应"`
	Computed    string       `json:"computed_by,omitempty" doc:"推算的文本，按这个修改决定"`
	Provisions  []ShortUnit  `json:"provisions" doc:"在这个文本里的地址和原文"`
}

// getHistory answers what became of a provision or a law.
func (s *Server) getHistory(ctx context.Context, c *call, in historyAsked) (*History, string, error) {
	h := &History{Basis: c.newBasis()}
	p, err := c.locate(ctx, in.Address)
	if err != nil {
		return h, "", h.missing(err)
	}
	h.Place = newPlace(p, c.day)
	if p.Provision.IsZero() {
		texts, err := c.History.Texts(ctx, p.Law.Key)
		if err != nil {
			return nil, "", err
		}
		return h, lines(placeLine(&h.Place), h.texts(texts, c.day)), nil
	}
	stages, err := c.History.Trail(ctx, p.Pinned())
	if err != nil {
		return nil, "", err
	}
	told, err := h.stages(ctx, c, stages)
	return h, lines(placeLine(&h.Place), told), err
}

// texts lists the texts of a law.
func (h *History) texts(texts []lawhistory.Text, day statute.Date) string {
	var said []string
	for _, t := range texts {
		x := TextChange{Version: t.Version.Label, InForceFrom: t.Version.InForceFrom, InForceTo: t.Version.InForceTo,
			StatusText: t.Version.StatusText(day), Computed: t.Version.Computed}
		if t.Changes != nil {
			x.Changed, x.Added, x.Dropped = t.Changes.Changed, t.Changes.Added, t.Changes.Dropped
		}
		for _, a := range t.Amendings {
			x.AmendedBy = append(x.AmendedBy, a.Instrument)
		}
		h.Texts = append(h.Texts, x)
		said = append(said, textChange(&x))
	}
	return lines(said...)
}

// stages lists a provision in each text, with its words.
func (h *History) stages(ctx context.Context, c *call, stages []lawhistory.Stage) (string, error) {
	room := &budget{maxText}
	var said []string
	for _, st := range stages {
		x := Stage{Law: st.Version.Law, Version: st.Version.Label, InForceFrom: st.Version.InForceFrom, InForceTo: st.Version.InForceTo,
			Change: string(st.Kind), Sure: string(st.Sure), Computed: st.Version.Computed, Provisions: []ShortUnit{}}
		line := fmt.Sprintf("%s@%s", x.Law, x.Version)
		for _, a := range st.Provisions {
			u := ShortUnit{Address: a.String(), Number: a.Provision.Chinese()}
			p, err := c.Laws.Lookup(ctx, a, c.day)
			if kb.IgnoreMissing(err) != nil {
				return "", err
			}
			if err == nil {
				whole := true
				if u.Text, whole = room.take(textOf(p)); !whole {
					h.cut(textCutStages)
				}
			}
			x.Provisions = append(x.Provisions, u)
			line += "\n" + u.Number + "　" + u.Text
		}
		h.Stages = append(h.Stages, x)
		said = append(said, line)
	}
	return strings.Join(said, "\n"), nil
}

// textOf is the text of a provision; "" for whole laws and headings.
func textOf(p *kb.Provision) string {
	switch {
	case p.Part != nil:
		return kb.TextOf([]kb.Part{*p.Part})
	case p.Unit != nil:
		return p.Unit.Text()
	}
	return ""
}

type citedByAsked struct {
	dated
	Address string `json:"address" min:"1" max:"200" doc:"一条、一款或整部法律的地址，怎样写都可以"`
	Kind    string `json:"kind,omitempty" enum:"law,interpretation,regulation,rule,local,case,commentary,consultation" doc:"只列这一种"`
	Page    int    `json:"page,omitempty" min:"1" max:"500" default:"1"`
	Limit   int    `json:"limit,omitempty" min:"1" max:"50" default:"10" doc:"每页几处"`
}

// CitedBy is who cites a provision.
type CitedBy struct {
	Basis
	Place
	Total   int            `json:"total" doc:"共几处，款项目的计入条"`
	ByKind  map[string]int `json:"by_kind" doc:"按种类"`
	Earlier int            `json:"earlier,omitempty" doc:"其中引用的是更早的、没有收录的文本，条号可能已调整"`
	Former  int            `json:"former,omitempty" doc:"其中引自旧文本或被取代的法律，所引的条文后来成为这一条"`
	List    []Citing       `json:"list"`
}

// Citing is a text that cites.
type Citing struct {
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Address  string   `json:"address,omitempty" doc:"引用它的条文"`
	ID       string   `json:"id,omitempty" doc:"引用它的案例等，用 get_case 读"`
	Date     string   `json:"date,omitempty"`
	Targets  []string `json:"targets" doc:"引用的究竟是哪一款哪一项"`
	Sentence string   `json:"sentence"`
	Earlier  bool     `json:"earlier,omitempty"`
	Former   string   `json:"former,omitempty" doc:"引自旧文本的哪一条"`
}

// getCitedBy answers who cites a provision.
func (s *Server) getCitedBy(ctx context.Context, c *call, in citedByAsked) (*CitedBy, string, error) {
	b := &CitedBy{Basis: c.newBasis(), ByKind: map[string]int{}, List: []Citing{}}
	p, err := c.locate(ctx, in.Address)
	if err != nil {
		return b, "", b.missing(err)
	}
	b.Place = newPlace(p, c.day)
	q := citegraph.QueryFor(p, c.day)
	q.OnDay, q.Kind, q.Limit, q.Offset = c.asked, in.Kind, in.Limit, (in.Page-1)*in.Limit
	cited, err := c.Graph.CitedBy(ctx, q)
	if err != nil {
		return nil, "", err
	}
	b.Total, b.ByKind, b.Earlier, b.Former = cited.Total, cited.ByKind, cited.Earlier, cited.Former
	of := cited.Total
	if in.Kind != "" {
		of = cited.ByKind[in.Kind]
	}
	said := []string{placeLine(&b.Place), textCitedBy(b.Total, b.ByKind)}
	for _, x := range cited.List {
		w := wire.NewCiting(p.Law.Key, x)
		y := Citing{Kind: w.Kind, Title: w.Title, Address: w.Address, ID: w.ID, Date: w.Date, Targets: w.Targets, Sentence: w.Sentence,
			Earlier: w.Earlier}
		if w.Former != nil {
			y.Former = w.Former.Text
		}
		b.List = append(b.List, y)
		said = append(said, fmt.Sprintf("%s %s%s：%s", y.Title, y.Address, y.ID, y.Sentence))
	}
	if in.Page*in.Limit < of {
		b.cut(textCutPage(in.Page+1, of))
	}
	if of == 0 {
		b.Outcome, b.Message = None, textNobodyCites
	}
	return b, lines(said...), nil
}
