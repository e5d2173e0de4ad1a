package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
)

// citingPath ends the path of the page of those who cite what a law has changed:
// /law/公司法/citing.
const citingPath = "citing"

// strayPage lists citations that lead to no provision of today.
type strayPage struct {
	frame
	Heading     string
	About       string
	Law, LawURL string // whose citations are listed, "" for those of all laws
	Total       int
	Causes      []countedCause
	Laws        []choice // those that are cited, each with its own list, where the page is of all laws
	List        []strayLine
	File        string // the same as a table
}

type countedCause struct {
	Name  string
	Count int
}

// strayLine is a citation with what became of what it cites.
type strayLine struct {
	Title, URL string // of the citing text
	Place      string
	Target     choice // as cited
	Said       string
	Now        []choice
}

// dangling lists the citations that lead nowhere: the laws, or those of one law.
func (s *Site) dangling(r *request) error {
	law := r.lawAsked()
	list, err := r.Graph.DanglingCites(r.ctx(), law, r.day)
	if err != nil {
		return err
	}
	if r.QueryParam("format") == "tsv" {
		return r.download(textDangling+".tsv", tableType, export.StrayTSV(list))
	}
	p := strayPage{frame: r.frame(textDangling, ""), Heading: textDangling, About: textAboutDangling, Law: law,
		File: r.Link("/dangling?format=tsv")}
	if law == "" {
		p.count(list)
		counts := map[string]int{}
		for _, x := range list {
			counts[x.Target.Law]++
		}
		keys := make([]string, 0, len(counts))
		for key := range counts {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(a, b string) int {
			if counts[a] != counts[b] {
				return counts[b] - counts[a]
			}
			return strings.Compare(a, b)
		})
		for _, key := range keys {
			p.Laws = append(p.Laws, choice{Name: textCounted(key, counts[key]), URL: r.Link("/dangling?law=" + url.QueryEscape(key))})
		}
		return s.render(r, http.StatusOK, "strays", p)
	}
	p.LawURL, p.File = r.law(law), r.Link("/dangling?format=tsv&law="+url.QueryEscape(law))
	p.fill(r, list)
	return s.render(r, http.StatusOK, "strays", p)
}

// tableType is the media type of tables whose fields are divided by tabs.
const tableType = "text/tab-separated-values; charset=utf-8"

// lawAsked is the key of the law of a parameter, "" where none is asked for.
func (r *request) lawAsked() string {
	name := strings.TrimSpace(r.QueryParam("law"))
	if keys := r.Names.Resolve(name); len(keys) == 1 && !r.Names.IsLoaded(name) {
		return keys[0]
	}
	return statute.Key(name)
}

// outdatedCites lists who cites what a law has changed or lost.
func (s *Site) outdatedCites(r *request, a statute.Address) error {
	list, err := r.Graph.OutdatedCites(r.ctx(), a.Law, r.day)
	if err != nil {
		return err
	}
	title := textOutdated(a.Law)
	if r.QueryParam("format") == "tsv" {
		return r.download(title+".tsv", tableType, export.StrayTSV(list))
	}
	p := strayPage{frame: r.frame(title, ""), Heading: title, About: textAboutOutdated, Law: a.Law, LawURL: r.law(a.Law),
		File: r.Link(lawPath(a.Law, citingPath) + "?format=tsv")}
	p.fill(r, list)
	return s.render(r, http.StatusOK, "strays", p)
}

// count counts the citations by cause.
func (p *strayPage) count(list []citegraph.Stray) {
	p.Total = len(list)
	at := map[string]int{}
	for _, x := range list {
		name := causeOf(x)
		i, ok := at[name]
		if !ok {
			i = len(p.Causes)
			at[name] = i
			p.Causes = append(p.Causes, countedCause{Name: name})
		}
		p.Causes[i].Count++
	}
	slices.SortStableFunc(p.Causes, func(a, b countedCause) int { return b.Count - a.Count })
}

// causeOf is what happened to what is cited.
func causeOf(x citegraph.Stray) string {
	if x.Why != nil {
		return x.Why.Cause.Chinese()
	}
	return x.Became.Kind.Chinese()
}

func (p *strayPage) fill(r *request, list []citegraph.Stray) {
	p.count(list)
	for _, x := range list {
		_, _, now, sure := x.Outcome()
		line := strayLine{Title: x.Title, Place: x.Label, Target: choice{Name: titleOf(x.Target)}, Said: causeOf(x)}
		if x.Why == nil {
			line.Target.URL = r.address(x.Target)
		}
		if len(now) > 0 {
			line.Said = textNow(line.Said, sure == concordance.Certain)
		}
		for _, a := range now {
			name := a.Provision.Chinese()
			if a.Law != x.Target.Law {
				name = "《" + a.Law + "》" + name
			}
			line.Now = append(line.Now, choice{Name: name, URL: r.address(a)})
		}
		if x.Address.Law != "" {
			line.URL = r.address(x.Address)
			if x.Address.Provision.IsZero() {
				line.URL = r.law(x.Address.Whole().String())
			}
		} else {
			line.URL = r.document(x.Document)
		}
		p.List = append(p.List, line)
	}
}
