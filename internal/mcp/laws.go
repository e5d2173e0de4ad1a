package mcp

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func (s *Server) addLawTools() {
	add(s, "get_article", wordsGetArticle, s.getArticle)
	add(s, "get_law", wordsGetLaw, s.getLaw)
	add(s, "resolve_name", wordsResolveName, s.resolveName)
}

type articleAsked struct {
	dated
	Address string `json:"address" min:"1" max:"200" doc:"地址，怎样写都可以：民法典1036、《刑法》第287条之二第1款、公司法@2018-10-26/16、民法典/b4/z6"`
	Context int    `json:"context,omitempty" min:"0" max:"5" default:"0" doc:"前后各带几条"`
}

// Article is a provision, or the articles under a heading.
type Article struct {
	Basis
	Place
	Path     []string       `json:"path,omitempty" doc:"所在的编章节"`
	Kind     string         `json:"kind,omitempty" doc:"article 条、paragraph 款、item 项、chapter 章、law 整部法律等"`
	Number   string         `json:"number,omitempty" doc:"第…条"`
	Text     string         `json:"text,omitempty" doc:"原文，不含第…条"`
	Articles []string       `json:"articles,omitempty" doc:"整部法律或一章里各条的地址"`
	Cites    []ShortCite    `json:"cites,omitempty" doc:"它引用什么"`
	CitedBy  map[string]int `json:"cited_by,omitempty" doc:"引用它的有多少，按种类；明细用 get_cited_by"`
	Around   []ShortUnit    `json:"around,omitempty" doc:"前后的条"`
}

// Place says which text of which law is meant, and how it stands.
type Place struct {
	Address     string         `json:"address,omitempty" doc:"地址，带文本日期"`
	Law         string         `json:"law,omitempty" doc:"法律的名称"`
	Title       string         `json:"title,omitempty" doc:"全称"`
	Level       statute.Level  `json:"level,omitempty" doc:"级别"`
	Version     string         `json:"version,omitempty" doc:"文本的日期"`
	Status      statute.Status `json:"status,omitempty" doc:"in_force 现行有效、amended 已修改、repealed 已废止、not_yet 尚未生效、unverified 未核实"`
	StatusText  string         `json:"status_text,omitempty" doc:"效力，带日期和依据"`
	InForceFrom statute.Date   `json:"in_force_from,omitempty" doc:"施行日期"`
	InForceTo   statute.Date   `json:"in_force_to,omitempty" doc:"不再有效的第一天"`
	RepealedBy  string         `json:"repealed_by,omitempty" doc:"由什么废止"`
	Computed    string         `json:"computed_by,omitempty" doc:"推算的文本：按这个修改决定推算得出，不是公布的文本"`
	StandsIn    bool           `json:"stands_in,omitempty" doc:"当日的文本没有收录，这是最接近的文本"`
	Incomplete  bool           `json:"incomplete,omitempty" doc:"文本不完整"`
	Page        string         `json:"page,omitempty" doc:"网页的路径"`
}

// ShortCite is what a provision cites.
type ShortCite struct {
	Quote   string   `json:"quote"`
	Targets []string `json:"targets"`
	Status  string   `json:"status" doc:"resolved 找到、dangling 没有这一条、unknown_law 没有收录、ambiguous 不能确定"`
}

// ShortUnit is an article with its text.
type ShortUnit struct {
	Address string `json:"address"`
	Number  string `json:"number"`
	Text    string `json:"text"`
}

// newPlace describes what a lookup found.
func newPlace(p *kb.Provision, day statute.Date) Place {
	v := p.Version
	at := p.Pinned()
	page := "/law/" + at.Law
	if v.Label != "" {
		page += "@" + v.Label
	}
	if !at.Provision.IsZero() {
		page += "/" + at.Provision.String()
	}
	return Place{Address: at.String(), Law: p.Law.Key, Title: p.Law.Title, Level: p.Law.Level, Version: v.Label, Status: v.StatusOn(day),
		StatusText: v.StatusText(day), InForceFrom: v.InForceFrom, InForceTo: v.InForceTo, RepealedBy: v.RepealedBy, Computed: v.Computed,
		StandsIn: p.StandsIn(day), Incomplete: v.Incomplete, Page: page}
}

// getArticle answers a provision.
func (s *Server) getArticle(ctx context.Context, c *call, in articleAsked) (*Article, string, error) {
	p, err := c.locate(ctx, in.Address)
	a := &Article{Basis: c.newBasis()}
	if err != nil {
		return a, "", a.missing(err)
	}
	describe := wire.NewPlace
	if c.asked {
		describe = wire.NewPlaceOn
	}
	j, err := describe(ctx, c.Laws, c.Graph, p, c.day)
	if err != nil {
		return nil, "", err
	}
	room := &budget{maxText}
	a.Place, a.Path, a.Kind, a.Number, a.CitedBy = newPlace(p, c.day), j.Path, j.Kind, j.Number, j.CitedBy.ByKind
	whole := true
	if a.Text, whole = room.take(j.Text); !whole {
		a.cut(textCutLaw(a.Place.Address))
	}
	a.Articles = j.Articles
	if n := 500; len(a.Articles) > n {
		a.Articles = a.Articles[:n]
		a.cut(textCutLaw(a.Place.Address))
	}
	for i, x := range j.Cites {
		if i == 50 {
			a.cut(textCutCites)
			break
		}
		a.Cites = append(a.Cites, ShortCite{x.Quote, x.Targets, x.Status})
	}
	if in.Context > 0 && p.Unit != nil {
		if err := a.around(ctx, c, p, in.Context, room); err != nil {
			return nil, "", err
		}
	}
	return a, lines(placeLine(&a.Place), strings.Join(a.Path, " "), strings.TrimSpace(a.Number+"　"+a.Text), unitLines(a.Around)), nil
}

// around adds the articles beside a provision.
func (a *Article) around(ctx context.Context, c *call, p *kb.Provision, n int, room *budget) error {
	units, err := c.Laws.Around(ctx, p.Unit, n)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.ID == p.Unit.ID || u.Address == "" {
			continue
		}
		text, whole := room.take(u.Text())
		a.Around = append(a.Around, ShortUnit{p.Pinned().Whole().String() + "/" + u.Address, u.Label, text})
		if !whole {
			a.cut(textCutContext)
			break
		}
	}
	return nil
}

type lawAsked struct {
	dated
	Law      string `json:"law" min:"1" max:"200" doc:"法律的名称、简称或文号；旧文本加 @ 和日期，如 公司法@2018-10-26"`
	Articles string `json:"articles,omitempty" max:"40" doc:"要原文的条：1034-1038、27，或一编一章的地址 b4/z6；不写时只给目录"`
}

// LawOutline is a law: its texts and headings, and the articles that were asked for.
type LawOutline struct {
	Basis
	Place
	Issuers  []string      `json:"issuers,omitempty" doc:"制定机关"`
	Number   string        `json:"document_number,omitempty" doc:"文号"`
	Versions []ShortText   `json:"versions,omitempty" doc:"收录的历次文本"`
	Contents []HeadingLine `json:"contents,omitempty" doc:"目录：编章节，各从哪一条到哪一条"`
	Count    int           `json:"article_count,omitempty" doc:"共多少条"`
	Articles []ShortUnit   `json:"articles,omitempty" doc:"所要的条的原文"`
}

// ShortText is a text of a law.
type ShortText struct {
	Version     string       `json:"version"`
	StatusText  string       `json:"status_text"`
	InForceFrom statute.Date `json:"in_force_from,omitempty"`
	InForceTo   statute.Date `json:"in_force_to,omitempty"`
	Computed    bool         `json:"computed,omitempty" doc:"推算的文本，不是公布的"`
}

// HeadingLine is a heading with the articles under it.
type HeadingLine struct {
	Address string `json:"address,omitempty"`
	Title   string `json:"title"`
	First   string `json:"first,omitempty" doc:"第一条的条号"`
	Last    string `json:"last,omitempty" doc:"最后一条的条号"`
}

// getLaw answers the outline of a law, or some of its articles.
func (s *Server) getLaw(ctx context.Context, c *call, in lawAsked) (*LawOutline, string, error) {
	l := &LawOutline{Basis: c.newBasis()}
	p, err := c.locate(ctx, in.Law)
	if err != nil {
		return l, "", l.missing(err)
	}
	whole := *p
	whole.Provision, whole.Unit, whole.Part, whole.Heading = statute.Provision{}, nil, nil, nil
	l.Place, l.Issuers, l.Number = newPlace(&whole, c.day), p.Law.Issuers, p.Version.Number
	units, err := c.Laws.Units(ctx, p.Version.ID)
	if err != nil {
		return nil, "", err
	}
	if in.Articles != "" {
		chosen, err := search.Articles(ctx, c.Laws, p, units, in.Articles)
		if err != nil {
			return l, "", l.missing(err)
		}
		l.texts(chosen, &whole)
		return l, lines(placeLine(&l.Place), unitLines(l.Articles)), nil
	}
	for _, v := range p.Law.Versions {
		l.Versions = append(l.Versions, ShortText{v.Label, v.StatusText(c.day), v.InForceFrom, v.InForceTo, v.Computed != ""})
	}
	headings, err := c.Laws.Headings(ctx, p.Version.ID)
	if err != nil {
		return nil, "", err
	}
	l.outline(headings, units)
	if len(l.Contents) == 0 {
		l.texts(units, &whole)
	}
	return l, lines(placeLine(&l.Place), textOutline(l.Count, len(l.Versions)), contentLines(l.Contents), unitLines(l.Articles)), nil
}

// maxHeadings bounds an outline.
const maxHeadings = 400

// outline lists the headings with the articles under each.
func (l *LawOutline) outline(headings []kb.Heading, units []*kb.Unit) {
	parent := map[int64]int64{}
	at := map[int64]int{}
	for i, h := range headings {
		parent[h.ID], at[h.ID] = h.Parent, i
		l.Contents = append(l.Contents, HeadingLine{Address: h.Address, Title: h.Name()})
	}
	for _, u := range units {
		if u.Kind != statute.KindArticle || u.Address == "" {
			continue
		}
		l.Count++
		for id := u.HeadingID; id != 0; id = parent[id] {
			i, ok := at[id]
			if !ok {
				break
			}
			if l.Contents[i].First == "" {
				l.Contents[i].First = u.Address
			}
			l.Contents[i].Last = u.Address
		}
	}
	if len(l.Contents) > maxHeadings {
		l.Contents = l.Contents[:maxHeadings]
		l.cut(textCutContents)
	}
}

// texts lists articles with their words.
func (l *LawOutline) texts(units []*kb.Unit, p *kb.Provision) {
	room := &budget{maxText}
	for _, u := range units {
		if u.Address == "" {
			continue
		}
		text, whole := room.take(u.Text())
		if text != "" {
			l.Articles = append(l.Articles, ShortUnit{p.Pinned().Whole().String() + "/" + u.Address, u.Label, text})
		}
		if !whole {
			l.cut(textCutFrom(u.Address))
			return
		}
	}
}

type nameAsked struct {
	dated
	Name string `json:"name" min:"1" max:"200" doc:"法律的名称、简称、旧称或文号，如 民法典、人脸识别规定、法释〔2020〕17号"`
}

// Names are the laws that a name may mean.
type Names struct {
	Basis
	Name string  `json:"name"`
	Laws []Place `json:"laws" doc:"可能指的法律，各在当天的文本"`
}

// resolveName answers which laws a name may mean.
func (s *Server) resolveName(ctx context.Context, c *call, in nameAsked) (*Names, string, error) {
	n := &Names{Basis: c.newBasis(), Name: in.Name, Laws: []Place{}}
	keys := c.Names.Resolve(strings.Trim(strings.TrimSpace(in.Name), "《》"))
	if len(keys) == 0 {
		p, err := c.locate(ctx, in.Name)
		if err != nil {
			return n, "", n.missing(err)
		}
		keys = []string{p.Law.Key}
	}
	if len(keys) > 20 {
		keys = keys[:20]
		n.cut(textCutNames)
	}
	var said []string
	for _, k := range keys {
		p, err := c.Laws.Lookup(ctx, statute.Address{Law: k}, c.day)
		if err != nil {
			return n, "", n.missing(err)
		}
		n.Laws = append(n.Laws, newPlace(p, c.day))
		said = append(said, placeLine(&n.Laws[len(n.Laws)-1]))
	}
	if len(keys) > 1 {
		n.Outcome, n.Message, n.Nearest = Ambiguous, textAmbiguous(in.Name), keys
	}
	return n, lines(said...), nil
}

func placeLine(p *Place) string {
	said := fmt.Sprintf("%s（%s，%s，文本 %s）%s", p.Address, p.Title, p.Level, p.Version, p.StatusText)
	if p.StandsIn {
		said += textStandsIn
	}
	if p.Computed != "" {
		said += textComputed(p.Computed)
	}
	if p.Incomplete {
		said += textIncomplete
	}
	return said
}

func unitLines(units []ShortUnit) string {
	var b strings.Builder
	for _, u := range units {
		fmt.Fprintf(&b, "%s　%s\n", u.Number, u.Text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func contentLines(list []HeadingLine) string {
	var b strings.Builder
	for _, h := range list {
		fmt.Fprintf(&b, "%s [%s] %s–%s\n", h.Title, h.Address, h.First, h.Last)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
