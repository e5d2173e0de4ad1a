package pages

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// answerBox is the provision that answers a question best, with the interpretation that refines
// it and a case that applies it: sentences of the sources, no others.
type answerBox struct {
	hitLine
	Beside []besideLine
}

// besideLine is a text that stands beside an answer, with its sentence.
type besideLine struct {
	choice
	Kind string
	Text string
}

// The lengths of what stands beside an answer, in characters, and how many cases and commentaries
// are shown below the provisions.
const (
	maxBeside = 110
	stripSize = 3
)

// strip is a row of hits of another kind below the provisions.
type strip struct {
	Name string
	More string // all of them
	Hits []hitLine
}

// asksPlainly reports whether a request asks for the first page and for nothing beside its words: no
// kind, order or condition.
func asksPlainly(req search.Request, page int) bool {
	return page == 1 && len(req.Types) == 0 && len(req.Filters) == 0 && !req.GroupByLaw &&
		(req.Sort == "" || req.Sort == search.SortRelevance)
}

// besideBest is how many documents may stand before the best provision: the ranking puts those that have as much of a
// question as it on the first page.
const besideBest = 2

// answer takes the best provision out of the hits of a question, with what stands beside it.
func (p *searchPage) answer(r *request, res *search.Result) error {
	best := slices.IndexFunc(res.Hits[:min(1+besideBest, len(res.Hits))], func(h search.Hit) bool { return h.Type == "article" })
	if best < 0 || res.Hits[best].Exact() {
		return nil
	}
	a, err := statute.ParseAddress(res.Hits[best].Address)
	if err != nil {
		return nil // a document: it has no provision
	}
	box := &answerBox{hitLine: p.Hits[best]}
	box.Status.Name = cmp.Or(box.Status.Full, box.Status.Name)
	for _, kind := range [...]struct{ kind, name string }{{"interpretation", textRefines}, {"case", textApplies}} {
		cited, err := r.Graph.CitedBy(r.ctx(), citegraph.CitedByQuery{Law: a.Law, Version: a.Version, Provision: a.Provision.AtArticle(),
			Day: r.day, OnDay: r.asked, Kind: kind.kind, Limit: shownCiting})
		if err != nil {
			return err
		}
		if c := closest(cited.List, box.Crimes); c != nil {
			line := r.citingLine(a, *c)
			if c.Address.Law != "" {
				line.Title = strings.TrimSpace(r.Names.Short(c.Address.Law) + " " + c.Address.Provision.Chinese())
			}
			box.Beside = append(box.Beside,
				besideLine{choice{Name: line.Title, URL: line.URL}, kind.name, clipped(line.Quotes[0].Sentence, maxBeside)})
		}
	}
	p.Answer, p.Hits = box, slices.Delete(p.Hits, best, best+1)
	return nil
}

// closest is the first citation of the text that has most to do with what it cites: that names the
// crime in its title, then that cites it most often, then the first. nil where there is none.
func closest(list []citegraph.Citing, crimes string) *citegraph.Citing {
	var best *citegraph.Citing
	most := 0
	weight := map[string]int{}
	for _, c := range list {
		weight[c.Title]++
	}
	for i := range list {
		n := weight[list[i].Title]
		if crime := strings.TrimSuffix(crimes, textCrime); crime != "" {
			n += (2 - farFromCrime(list[i].Title, crime)) * len(list)
		}
		if n > most {
			best, most = &list[i], n
		}
	}
	return best
}

// strips are the cases and the commentary that are like a question, as the same search found them.
func (p *searchPage) strips(r *request, res *search.Result, link pageLink) {
	for _, kind := range [...]struct {
		kind, name string
		hits       []search.Hit
	}{{"case", textStripCases, res.Cases}, {"commentary", textStripCommentary, res.Commentary}} {
		if len(kind.hits) == 0 {
			continue
		}
		s := strip{Name: kind.name, More: link.with("type", kind.kind)}
		for _, h := range kind.hits {
			s.Hits = append(s.Hits, r.hitOf(h))
		}
		p.Strips = append(p.Strips, s)
	}
}

// facetsOfHits are the conditions that a page of results offers, by the kind of what is listed:
// those that tell its hits apart, and what was chosen.
func (r *request) facetsOfHits(kind string, counts map[string][]search.Count, link pageLink) []facet {
	shown := map[string][]search.Count{}
	for field, offer := range engine.SearchList.Offered() {
		if offersOf(kind, field.Name) || link.params.Get(offer.Param) != "" {
			shown[offer.Facet] = slices.Clone(counts[offer.Facet])
		}
	}
	laws := shown[engine.FieldLaw]
	for i := range laws {
		laws[i].Name = r.Names.Short(laws[i].Value)
	}
	return facetsOf(engine.SearchList, shown, link)
}

// offersOf reports whether a condition on a field tells hits of a kind apart.
func offersOf(kind, field string) bool {
	switch kind {
	case "", "article":
		return field == engine.FieldLevel || field == engine.FieldLaw || field == engine.FieldStatus
	case "law":
		return field == engine.FieldLevel || field == engine.FieldStatus || field == engine.FieldIssuer || field == engine.FieldDate
	case "case":
		return field == engine.FieldTier || field == engine.FieldCourt || field == engine.FieldCause || field == engine.FieldDate
	}
	return field == engine.FieldDate
}

// maxCrimes is how many crimes are named beside an article.
const maxCrimes = 2

// crimesOf are the crimes that an article punishes: 盗窃罪. "" for other articles.
func crimesOf(a statute.Address) string {
	names := crimes().PunishedBy(a.Law + "/" + a.Provision.AtArticle().String())
	if len(names) > maxCrimes {
		return strings.Join(names[:maxCrimes], "、") + textEtc
	}
	return strings.Join(names, "、")
}

// crimes is the list of crimes, read once.
var crimes = sync.OnceValue(charge.Load)
