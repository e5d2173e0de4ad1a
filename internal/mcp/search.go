package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func (s *Server) addCaseTools() {
	add(s, "search_law", wordsSearchLaw, s.searchLaw)
	add(s, "search_cases", wordsSearchCases, s.searchCases)
	add(s, "get_case", wordsGetCase, s.getCase)
}

type searchAsked struct {
	dated
	Query      string   `json:"query" min:"1" max:"500" doc:"词、一句话的问题、“逐字”、AND OR NOT、law: level: date: 等条件，与网页相同"`
	Law        string   `json:"law,omitempty" max:"200" doc:"只在这部法律里查，简称亦可"`
	Level      string   `json:"level,omitempty" max:"20" doc:"只要这一级别：宪法、法律、行政法规、司法解释、部门规章等"`
	Types      []string `json:"types,omitempty" enum:"article,law,commentary,consultation" max:"4" doc:"只看这些类；默认条文和法律。案例用 search_cases"`
	Superseded bool     `json:"superseded,omitempty" doc:"也要不再有效的文本"`
	Page       int      `json:"page,omitempty" min:"1" max:"50" default:"1"`
	Limit      int      `json:"limit,omitempty" min:"1" max:"20" default:"10" doc:"每页几条"`
}

// SearchResult is what a search found.
type SearchResult struct {
	Basis
	Query       string   `json:"query"`
	Understood  string   `json:"understood,omitempty" doc:"查询理解为什么"`
	Total       int      `json:"total"`
	Hits        []Hit    `json:"hits"`
	Ignored     []string `json:"ignored,omitempty" doc:"没有用来检索的词：日期、姓名、金额等"`
	Suggestions []string `json:"suggestions,omitempty" doc:"是否要找"`
}

// Hit is a provision, law or document that was found.
type Hit struct {
	Type       string       `json:"type" doc:"article、law、commentary、consultation"`
	Address    string       `json:"address,omitempty" doc:"地址，带文本日期；用 get_article 读"`
	Version    string       `json:"version,omitempty" doc:"文本的日期"`
	ID         string       `json:"id,omitempty" doc:"解读、咨询的编号；用 get_case 读"`
	Title      string       `json:"title"`
	Path       []string     `json:"path,omitempty" doc:"所在的编章节"`
	StatusText string       `json:"status_text,omitempty" doc:"效力，带日期和依据"`
	Date       statute.Date `json:"date,omitempty"`
	Snippet    string       `json:"snippet" doc:"节选；全文用 get_article"`
	Cited      int          `json:"cited" doc:"被引用几次"`
}

// searchLaw answers a search for law.
func (s *Server) searchLaw(ctx context.Context, c *call, in searchAsked) (*SearchResult, string, error) {
	types := in.Types
	if len(types) == 0 {
		types = []string{"article", "law"}
	}
	r := search.Request{Query: in.Query, Types: types, Law: in.Law, Superseded: in.Superseded, Page: in.Page, Size: in.Limit, AsOf: c.day}
	if in.Level != "" {
		r.Filters = append(r.Filters, query.Filter{Field: engine.FieldLevel, Value: in.Level})
	}
	found, err := c.Search.Search(ctx, r)
	if err != nil {
		return nil, "", err
	}
	c.day = found.AsOf
	j := &SearchResult{Basis: c.newBasis(), Query: in.Query, Understood: found.Understood, Total: found.Total, Hits: []Hit{},
		Ignored: found.Ignored, Suggestions: found.Suggestions}
	j.Message, j.Nearest = found.Message, found.Nearest
	var said []string
	for _, h := range found.Hits {
		x := Hit{Type: h.Type, Address: h.Address, ID: h.ID, Title: h.Title, Path: h.Path, StatusText: h.StatusText, Date: h.Date,
			Snippet: h.Snippet, Cited: h.Cited}
		if err := c.pin(ctx, &x); err != nil {
			return nil, "", err
		}
		j.Hits = append(j.Hits, x)
		said = append(said, fmt.Sprintf("%d. %s［%s%s %s］%s", (in.Page-1)*in.Limit+len(j.Hits), x.Title, x.Address, x.ID, x.StatusText,
			strings.Join(strings.Fields(x.Snippet), " ")))
	}
	switch {
	case found.NotLoaded != "":
		j.Outcome, j.Message = NotLoaded, lines(found.NotLoaded, strings.Replace(found.Message, found.NotLoaded, "", 1))
		if found.Missing != nil && found.Missing.Loaded {
			j.Outcome = NoProvision
		}
	case len(found.Hits) == 0:
		j.Outcome, j.Message = None, lines(found.Message, textNothingFound)
	}
	if in.Page*in.Limit < found.Listed {
		j.cut(textCutPage(in.Page+1, found.Listed))
	}
	if found.Notice != "" {
		j.Message = lines(found.Notice, strings.Replace(j.Message, found.Notice, "", 1))
	}
	return j, lines(found.Notice, textTotal(found.Total), strings.Join(said, "\n")), nil
}

// pin says of which text a hit is.
func (c *call) pin(ctx context.Context, h *Hit) error {
	if h.Address == "" {
		return nil
	}
	a, err := statute.ParseAddress(h.Address)
	if err != nil {
		return fmt.Errorf("reading the address of a hit: %w", err)
	}
	if a.Version == "" {
		p, err := c.Laws.Lookup(ctx, a.Whole(), c.day)
		if err != nil {
			return kb.IgnoreMissing(err)
		}
		a.Version = p.Version.Label
	}
	h.Address, h.Version = a.String(), a.Version
	return nil
}

type casesAsked struct {
	dated
	Query      string `json:"query,omitempty" max:"500" doc:"案情，一句话即可；不给则按层级、日期列出"`
	Article    string `json:"article,omitempty" max:"100" doc:"适用的条文或法律，如 刑法264"`
	Cause      string `json:"cause,omitempty" max:"60" doc:"案由或罪名，全称或其中一部分"`
	Tier       string `json:"tier,omitempty" enum:"guiding,gazette,selected,typical,ordinary,procuratorial,arbitral,news" doc:"层级"`
	Kind       string `json:"kind,omitempty" enum:"刑事,民事,行政,执行,国家赔偿" doc:"类型"`
	Court      string `json:"court,omitempty" max:"60" doc:"法院，全称或其中一部分"`
	CourtLevel string `json:"court_level,omitempty" enum:"最高,高级,中级,基层,专门" doc:"法院级别"`
	Year       string `json:"year,omitempty" max:"4" doc:"年份"`
	Outcome    string `json:"outcome,omitempty" max:"30" doc:"结果"`
	Page       int    `json:"page,omitempty" min:"1" max:"50" default:"1"`
	Limit      int    `json:"limit,omitempty" min:"1" max:"20" default:"10" doc:"每页几件"`
}

// CaseList are cases that were found.
type CaseList struct {
	Basis
	Total int        `json:"total"`
	Cases []CaseLine `json:"cases"`
}

// CaseLine is a case in a list.
type CaseLine struct {
	ID         string       `json:"id" doc:"用 get_case 读全文"`
	Title      string       `json:"title"`
	Tier       string       `json:"tier" doc:"层级"`
	Date       statute.Date `json:"date,omitempty"`
	CaseNumber string       `json:"case_number,omitempty" doc:"案号"`
	Court      string       `json:"court,omitempty"`
	Cause      string       `json:"cause,omitempty"`
	Charges    []string     `json:"charges,omitempty"`
	Result     string       `json:"result,omitempty" doc:"裁判结果"`
	Instance   string       `json:"instance,omitempty" doc:"审级"`
}

// searchCases answers a list of cases.
func (s *Server) searchCases(ctx context.Context, c *call, in casesAsked) (*CaseList, string, error) {
	chosen := map[string]string{}
	for name, value := range map[string]string{engine.FieldApplies: in.Article, engine.FieldCause: in.Cause, engine.FieldTier: in.Tier,
		engine.FieldCaseKind: in.Kind, engine.FieldCourt: in.Court, engine.FieldCourtLevel: in.CourtLevel, engine.FieldYear: in.Year,
		engine.FieldOutcome: in.Outcome} {
		if value != "" {
			chosen[name] = value
		}
	}
	found, err := c.Search.Cases(ctx, search.CaseRequest{Query: in.Query, Chosen: chosen, Day: c.day, Page: in.Page, Size: in.Limit})
	if err != nil {
		return nil, "", err
	}
	l := &CaseList{Basis: c.newBasis(), Total: found.Total, Cases: []CaseLine{}}
	l.Message = found.Message
	var said []string
	for _, x := range found.Cases {
		l.Cases = append(l.Cases, CaseLine{ID: wire.CaseID(x), Title: x.Title, Tier: x.Tier.Chinese(), Date: x.Date, CaseNumber: x.Number,
			Court: x.Court, Cause: x.Cause, Charges: x.Charges, Result: x.Outcome, Instance: x.Instance})
		said = append(said, fmt.Sprintf("%s %s［%s］%s %s %s", x.Date, x.Title, wire.CaseID(x), x.Tier.Chinese(), x.Number, x.Outcome))
	}
	if len(l.Cases) == 0 {
		l.Outcome, l.Message = None, lines(found.Message, textNoCases)
	}
	if in.Page*in.Limit < found.Total {
		l.cut(textCutPage(in.Page+1, found.Total))
	}
	return l, lines(textTotal(found.Total), strings.Join(said, "\n")), nil
}

type caseAsked struct {
	dated
	ID     string `json:"id" min:"1" max:"40" doc:"案例、解读或咨询的编号，由 search_cases、search_law、get_cited_by 给出"`
	Offset int    `json:"offset,omitempty" min:"0" max:"10000000" default:"0" doc:"全文从第几个字起，用前一次的 next_offset"`
}

// CaseText is a case, a commentary or a consultation with its text.
type CaseText struct {
	Basis
	ID         string       `json:"id"`
	Kind       string       `json:"kind,omitempty" doc:"case 案例、commentary 解读、consultation 咨询"`
	Title      string       `json:"title,omitempty"`
	Date       statute.Date `json:"date,omitempty"`
	Tier       string       `json:"tier,omitempty" doc:"层级"`
	CaseNumber string       `json:"case_number,omitempty" doc:"案号"`
	Court      string       `json:"court,omitempty"`
	Cause      string       `json:"cause,omitempty"`
	Charges    []string     `json:"charges,omitempty"`
	Result     string       `json:"result,omitempty" doc:"裁判结果"`
	Withdrawn  bool         `json:"withdrawn,omitempty" doc:"文中写明不再参照"`
	Cites      []ShortCite  `json:"cites,omitempty" doc:"引用的条文，各在裁判当日的文本"`
	Text       string       `json:"text,omitempty" doc:"全文的一段；裁判文书里的人名已隐去"`
	Length     int          `json:"length,omitempty" doc:"全文多少字"`
	NextOffset int          `json:"next_offset,omitempty" doc:"下一段从第几个字起；没有就是完了"`
	Page       string       `json:"page,omitempty" doc:"网页的路径"`
}

// getCase answers a document.
func (s *Server) getCase(ctx context.Context, c *call, in caseAsked) (*CaseText, string, error) {
	id := in.ID
	if ref, _, ok := wire.ReportedCaseID(id); ok { // the report tells it
		id = ref
	}
	j := &CaseText{Basis: c.newBasis(), ID: in.ID}
	d, err := c.Documents.Document(ctx, id)
	if errors.Is(err, kb.ErrNotFound) {
		j.Outcome, j.Message = NotLoaded, textNoSuchCase
		return j, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	j.Kind, j.Title, j.Date, j.Page = string(d.Kind), d.Title, d.Date, wire.DocumentPath(d.DocumentInfo)
	day := c.day
	if d.Kind == statute.DocCase {
		facts, err := c.Documents.CaseFacts(ctx, d.ID)
		if err != nil {
			return nil, "", err
		}
		j.facts(facts)
		if on := casefile.DayOfLaw(d.Date, facts.Number.Text); on != "" && !c.asked {
			day = on
		}
	}
	j.AsOf = day
	if err := j.cites(ctx, c, d, day); err != nil {
		return nil, "", err
	}
	text := []rune(d.Text)
	j.Length = len(text)
	from := min(in.Offset, len(text))
	to := min(from+maxText, len(text))
	if j.Text = string(text[from:to]); to < len(text) {
		j.NextOffset = to
		j.cut(textCutCase(to))
	}
	return j, lines(lineOf(j.Title, string(j.Date), j.Tier, j.CaseNumber, j.Court, j.Result), j.Text), nil
}

// facts tells what a case says of itself.
func (j *CaseText) facts(f *casefile.Facts) {
	j.Tier, j.CaseNumber, j.Court, j.Cause = f.Tier.Chinese(), f.Number.Text, f.Court.Text, f.Cause.Text
	j.Result, j.Withdrawn = f.Outcome.Name, !f.Withdrawn.IsZero()
	for _, x := range f.Charges {
		j.Charges = append(j.Charges, x.Text)
	}
}

// cites lists what a document cites, each place once.
func (j *CaseText) cites(ctx context.Context, c *call, d *kb.FullDocument, day statute.Date) error {
	seen := map[string]bool{}
	for _, u := range d.Passages {
		cites, err := c.Graph.CitesOf(ctx, u.ID, day)
		if err != nil {
			return err
		}
		for _, x := range cites {
			w := wire.NewCite(x)
			if key := strings.Join(w.Targets, " "); !seen[key] && len(j.Cites) < 100 {
				seen[key] = true
				j.Cites = append(j.Cites, ShortCite{w.Quote, w.Targets, w.Status})
			}
		}
	}
	return nil
}

// lineOf joins what is not empty in one line.
func lineOf(list ...string) string { return strings.ReplaceAll(lines(list...), "\n", " ") }
