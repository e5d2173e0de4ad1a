package pages

import (
	"net/url"
	"strings"

	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

const (
	// listParam asks a search for its list, also where the query names one thing.
	listParam = "list"
	// queryParam is the query: of a search, and of a page that it led to.
	queryParam = "q"
)

// landing is the page of the one provision, law or case that a query names, "" where its results
// are to be listed: it names none or several, or more is asked for than what it names. A law
// that ended and is not loaded has a page too, which says what became of it. A query that names
// a day opens the text of that day.
func (r *request) landing(req search.Request, res *search.Result) string {
	for name, values := range r.QueryParams() {
		if name != queryParam && name != dayParam && len(values) > 0 && values[0] != "" {
			return ""
		}
	}
	day := r.links
	if res.Bare != "" {
		day = links{res.AsOf}
	}
	to := ""
	switch {
	case res.Case != nil:
		to = day.caseOf(res.Case)
	case res.Intent != search.IntentAddress && res.Intent != search.IntentName:
	case res.Exact != nil:
		p := res.Exact
		a := p.Address(res.AsOf)
		whole := a
		whole.Provision = a.Provision.AtArticle()
		switch {
		case p.Heading != nil:
			to = day.heading(p.Address(res.AsOf).Whole(), p.Heading.Address)
		case p.Part != nil:
			to = day.address(whole) + "#" + anchor(p.Part.Local)
		default:
			to = day.address(a)
		}
	case res.Missing != nil && !res.Missing.Loaded && res.Missing.End.Day.Date != "" && len(res.Hits) == 0:
		to = day.address(res.Missing.Address)
	}
	return withQuery(to, req.Query)
}

// heading leads to the page on which a heading of a law stands.
func (l links) heading(law statute.Address, address string) string {
	return l.Link(lawPath(law.String()) + "?" + goParam + "=" + url.QueryEscape(address))
}

// withQuery adds to the address of a page the query that led there.
func withQuery(to, typed string) string {
	if to == "" {
		return ""
	}
	path, place, found := strings.Cut(to, "#")
	joint := "?"
	if strings.Contains(path, "?") {
		joint = "&"
	}
	path += joint + queryParam + "=" + url.QueryEscape(typed)
	if found {
		path += "#" + place
	}
	return path
}

// cameFrom puts into the frame of a page of a law or case the query that led there.
func (f *frame) cameFrom(r *request) {
	typed := strings.TrimSpace(r.QueryParam(queryParam))
	if typed == "" || !landsOn(r.Path()) {
		return
	}
	f.Query = typed
	f.Also = &choice{Name: typed, URL: r.Link("/search?" + url.Values{queryParam: {typed}, listParam: {"1"}}.Encode())}
}

// landsOn reports whether a query may lead to the pages of a route.
func landsOn(route string) bool {
	for _, prefix := range [...]string{"/law/", "/case/", "/commentary/"} {
		if strings.HasPrefix(route, prefix) {
			return true
		}
	}
	return false
}
