package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
)

// pageLink makes links to other results of a page from the parameters of these.
type pageLink struct {
	path   string
	params url.Values
}

// with changes one parameter and goes back to the first page.
func (l pageLink) with(name, value string) string {
	v := url.Values{}
	for k, list := range l.params {
		if k != "page" && k != name && len(list) > 0 && list[0] != "" {
			v.Set(k, list[0])
		}
	}
	if value != "" {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return l.path
	}
	return l.path + "?" + v.Encode()
}

func (l pageLink) page(n int) string {
	if n == 1 {
		return l.with("page", "")
	}
	return l.with("page", strconv.Itoa(n))
}

// facet is a group of links that narrow the results.
type facet struct {
	Name   string
	Values []choice
	More   []choice // those that are folded away
	Clear  string   // takes the choice back; "" where none was made
}

// shownCounts is how many values of a facet a page shows.
const shownCounts = 8

// foldedCounts is how many more of them stand there, folded away.
const foldedCounts = 40

// appendFacet adds a facet where there is something to choose from, or something
// was chosen.
func appendFacet(list []facet, name, param string, values []search.Count, link pageLink) []facet {
	chosen := link.params.Get(param)
	if chosen == "" && len(values) < 2 {
		return list
	}
	x := facet{Name: name}
	if chosen != "" {
		x.Clear = link.with(param, "")
	}
	for i, c := range values[:min(shownCounts+foldedCounts, len(values))] {
		one := choice{Name: c.Name, Count: c.Count, URL: link.with(param, c.Value), Chosen: c.Value == chosen}
		if i < shownCounts {
			x.Values = append(x.Values, one)
		} else {
			x.More = append(x.More, one)
		}
	}
	return append(list, x)
}

// chosenFrom are the conditions that were chosen from the facets of a list, each with
// the page without it.
func chosenFrom(list engine.List, link pageLink) []choice {
	var chosen []choice
	for field, value := range list.Chosen(link.params.Get) {
		offer := list.Offer(field)
		chosen = append(chosen, choice{Name: offer.Label + "：" + field.Called(value), URL: link.with(offer.Param, "")})
	}
	return chosen
}

// facetsOf are the facets of a list that a page shows.
func facetsOf(list engine.List, counts map[string][]search.Count, link pageLink) []facet {
	var facets []facet
	for field, offer := range list.Offered() {
		if offer.Param == "" || offer.Facet == "" {
			continue
		}
		values := slices.Clone(counts[offer.Facet])
		if field.Number != nil { // bands stand in their order
			slices.SortStableFunc(values, func(a, b search.Count) int { return cmp.Compare(field.First(a.Value), field.First(b.Value)) })
		}
		facets = appendFacet(facets, offer.Label, offer.Param, values, link)
	}
	return facets
}
