package pages

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
)

// charted are the fields of cases of which a list of cases has a chart.
var charted = [...]string{engine.FieldOutcome, engine.FieldSentence, engine.FieldAmount, engine.FieldYear, engine.FieldCourtLevel,
	engine.FieldCause}

// chartRows bounds the rows of a chart.
const chartRows = 8

// caseCharts are the charts of the cases that a list has found: each row leads to its cases. A row that has the values
// of own, a case that may be nil, says so.
func caseCharts(counts map[string][]search.Count, link pageLink, own *engine.Attributes) []*bars {
	var list []*bars
	for _, name := range charted {
		field, _ := engine.FieldNamed(name)
		offer := engine.CaseList.Offer(field)
		values := slices.Clone(counts[offer.Facet])
		if len(values) < 2 {
			continue
		}
		values = values[:min(len(values), chartRows)]
		switch {
		case field.Number != nil:
			slices.SortStableFunc(values, func(a, b search.Count) int { return cmp.Compare(field.First(a.Value), field.First(b.Value)) })
		case name == engine.FieldYear:
			slices.SortFunc(values, func(a, b search.Count) int { return cmp.Compare(b.Value, a.Value) })
		}
		chart := newBars(textChartOf(offer.Label), offer.Label, textCaseCount)
		var ofOwn []string
		if own != nil && field.Values != nil {
			ofOwn = field.Values(own)
		}
		for _, v := range values {
			chart.add(v.Name, link.with(offer.Param, v.Value), v.Count)
			row := &chart.Rows[len(chart.Rows)-1]
			row.Chosen = link.params.Get(offer.Param) == v.Value
			if slices.Contains(ofOwn, v.Value) {
				row.Chosen, row.Note = true, textThisCase
			}
		}
		list = append(list, chart)
	}
	return list
}
