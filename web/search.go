package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

type searchPage struct {
	frame
	Understood string
	Message    string
	Total      int
	TookMS     float64
	Type       string
	Types      []choice
	Exact      *exactCard
	Missing    *missingCard
	Hits       []hitLine
	Prev, Next string
}

// choice is a link that narrows the results.
type choice struct {
	Name   string
	URL    string
	Chosen bool
}

// exactCard is the provision that the query names, with its whole text.
type exactCard struct {
	Title  string
	URL    string
	Place  string
	Status statusBadge
	Text   []string // lines
}

// missingCard says that the query is an address of something not loaded.
type missingCard struct {
	Message string
	URL     string
	Nearest []choice
}

type hitLine struct {
	Title   string
	URL     string
	Place   string
	Status  statusBadge
	Snippet []piece
	Why     string
}

// piece is a stretch of a snippet.
type piece struct {
	Text   string
	Marked bool
}

// statusBadge is a status as a page shows it.
type statusBadge struct {
	Name  string
	Class string
}

func badgeOf(s statute.Status) statusBadge { return statusBadge{s.Chinese(), string(s)} }

const pageSize = 20

var typeNames = [...]struct{ value, name string }{{"", "全部"}, {"article", "条文"}, {"law", "法律法规"}, {"case", "案例"}, {"commentary", "解读"}, {"consultation", "咨询"}}

func (s *server) search(r *request) error {
	q := strings.TrimSpace(r.QueryParam("q"))
	kind := r.QueryParam("type")
	page, err := strconv.Atoi(r.QueryParam("page"))
	if err != nil || page < 1 {
		page = 1
	}
	valid := false
	for _, t := range typeNames {
		valid = valid || t.value == kind
	}
	if !valid {
		return echo.NewHTTPError(http.StatusBadRequest, "没有“"+kind+"”这一类，请用 article、law、case、commentary 或 consultation")
	}
	f := r.frame(q, q)
	req := search.Request{Query: q, Page: page, Size: pageSize, AsOf: r.today, Law: r.QueryParam("law")}
	if kind != "" {
		req.Types = []string{kind}
	}
	res, err := r.Search.Search(r.ctx(), req)
	if err != nil {
		return err
	}
	p := searchPage{frame: f, Understood: res.Understood, Message: res.Message, Total: res.Total, TookMS: res.TookMS, Type: kind}
	for _, t := range typeNames {
		p.Types = append(p.Types, choice{Name: t.name, URL: searchURL(q, t.value, 1), Chosen: t.value == kind})
	}
	if page == 1 && res.Exact != nil {
		p.Exact = exactOf(res.Exact, r.today)
	} else if page == 1 && res.Missing != nil {
		p.Missing = missingOf(res.Missing)
	}
	for _, h := range res.Hits {
		if p.Exact != nil && h.Score == 1000 {
			continue // shown above in full
		}
		p.Hits = append(p.Hits, hitOf(h))
	}
	if page > 1 {
		p.Prev = searchURL(q, kind, page-1)
	}
	if len(res.Hits) == pageSize && page*pageSize < res.Total {
		p.Next = searchURL(q, kind, page+1)
	}
	return s.render(r, http.StatusOK, "search", p)
}

func searchURL(q, kind string, page int) string {
	v := url.Values{"q": {q}}
	if kind != "" {
		v.Set("type", kind)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return "/search?" + v.Encode()
}

func exactOf(p *kb.Place, day statute.Date) *exactCard {
	a := p.Address(day)
	card := &exactCard{Title: strings.TrimSpace(p.Law.Key + " " + p.Provision.Chinese()), URL: addressURL(a), Status: badgeOf(p.Version.StatusOn(day))}
	place := []string{string(p.Law.Level)}
	for _, h := range p.Path {
		place = append(place, h.Name())
	}
	card.Place = strings.Join(place, " › ")
	switch {
	case p.Part != nil:
		card.Text = strings.Split(kb.TextOf([]kb.Part{*p.Part}), "\n")
	case p.Unit != nil:
		card.Text = strings.Split(p.Unit.Text(), "\n")
	}
	return card
}

func missingOf(m *kb.MissingError) *missingCard {
	card := &missingCard{Message: m.Error(), URL: addressURL(m.Address)}
	for _, n := range m.Nearest {
		if a, err := statute.ParseAddress(n); err == nil {
			card.Nearest = append(card.Nearest, choice{Name: strings.TrimSpace(a.Law + " " + a.Provision.Chinese()), URL: addressURL(a)})
		}
	}
	return card
}

func hitOf(h search.Hit) hitLine {
	line := hitLine{Title: h.Title, Snippet: pieces(h.Snippet, h.Highlights)}
	if h.Address != "" {
		if a, err := statute.ParseAddress(h.Address); err == nil {
			line.URL = addressURL(a)
		}
	} else {
		line.URL = "/" + h.Type + "/" + h.ID
	}
	place := append([]string{}, h.Path...)
	if h.Level != "" {
		place = append([]string{string(h.Level)}, place...)
	} else {
		place = append([]string{statute.DocumentKind(h.Type).Chinese()}, place...)
	}
	if h.Date != "" {
		place = append(place, string(h.Date))
	}
	line.Place = strings.Join(place, " › ")
	if h.Status != "" {
		line.Status = badgeOf(h.Status)
	}
	if len(h.Why) > 0 {
		line.Why = strings.Join(h.Why[:min(6, len(h.Why))], "、")
	}
	return line
}

// pieces cuts a snippet at its highlights, which count code points.
func pieces(snippet string, marks [][2]int) []piece {
	runes := []rune(snippet)
	var list []piece
	at := 0
	for _, m := range marks {
		if m[0] > at {
			list = append(list, piece{Text: string(runes[at:m[0]])})
		}
		list = append(list, piece{Text: string(runes[m[0]:m[1]]), Marked: true})
		at = m[1]
	}
	return append(list, piece{Text: string(runes[at:])})
}
