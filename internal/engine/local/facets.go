package local

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// tally counts documents by the values of fields.
type tally struct {
	fields  []*engine.Field
	counts  []map[string]int // beside fields
	columns []*column        // likewise; nil for fields that cases have not
	cases   [][]int          // likewise: how many cases have a value, by its number
}

// addField adds a field to be counted.
func (t *tally) addField(f *engine.Field, c *column) {
	t.fields, t.counts, t.columns = append(t.fields, f), append(t.counts, map[string]int{}), append(t.columns, c)
	var cases []int
	if c != nil {
		cases = make([]int, len(c.names))
	}
	t.cases = append(t.cases, cases)
}

// addCase counts the case at a place.
func (t *tally) addCase(place int) {
	for i, c := range t.columns {
		if c == nil {
			continue
		}
		counts := t.cases[i]
		for _, v := range c.of(place) {
			counts[v]++
		}
	}
}

// sum adds the cases to the counts of the other documents.
func (t *tally) sum() {
	for i, c := range t.columns {
		for v, n := range t.cases[i] {
			if n > 0 {
				t.counts[i][c.names[v]] += n
			}
		}
	}
}

// add counts n documents that have the same attributes.
func (t *tally) add(a *engine.Attributes, n int) {
	for i, f := range t.fields {
		if !slices.Contains(f.Kinds, a.Kind) {
			continue
		}
		for _, v := range f.Values(a) {
			t.counts[i][v] += n
		}
	}
}

// facets counts what was found by the fields that the plan asks for.
func (e *Engine) facets(list []found, p *engine.Plan) (map[string][]engine.Count, error) {
	if len(p.Facets) == 0 {
		return nil, nil
	}
	facets := map[string][]engine.Count{}
	var t tally
	for _, name := range p.Facets {
		f, ok := engine.FieldNamed(name)
		switch {
		case ok && name == engine.FieldApplies:
			counts := e.countArticles(list, p.Day)
			if len(counts) > 0 {
				facets[name] = counts
			}
		case ok && f.Values != nil:
			t.addField(f, e.columns.values[name])
		default:
			return nil, fmt.Errorf("the plan asks for counts of the field %q, which has none", name)
		}
	}
	e.count(list, p.Day, &t)
	for i, f := range t.fields {
		if counts := mostFrequent(t.counts[i]); len(counts) > 0 {
			facets[f.Name] = counts
		}
	}
	return facets, nil
}

// count counts what was found. What the provisions of one text have in common is
// looked up once.
func (e *Engine) count(list []found, day statute.Date, t *tally) {
	texts, first := map[text]int{}, map[text]int{}
	for _, f := range list {
		if place, ok := e.placeOf(f); ok {
			t.addCase(place)
			continue
		}
		if f.unknown {
			t.add(e.attributesOf(f, day), 1)
			continue
		}
		facts := e.ranker.Facts(f.Doc)
		if facts.Version == 0 {
			t.add(e.attributes(f.Doc, day), 1)
			continue
		}
		x := text{facts.Version, facts.Kind}
		if texts[x]++; texts[x] == 1 {
			first[x] = f.Doc
		}
	}
	for x, n := range texts {
		t.add(e.attributes(first[x], day), n)
	}
	t.sum()
}

// mostFrequent are the most frequent values, of equal ones in their order.
func mostFrequent(counts map[string]int) []engine.Count {
	list := make([]engine.Count, 0, len(counts))
	for v, n := range counts {
		if v != "" && n > 0 {
			list = append(list, engine.Count{Value: v, Count: n})
		}
	}
	slices.SortFunc(list, func(a, b engine.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return list[:min(engine.MaxCounts, len(list))]
}

// countArticles counts the articles that cases cite, those cited by most.
func (e *Engine) countArticles(list []found, day statute.Date) []engine.Count {
	provisions := e.provisionsOn(day)
	counts := map[int32]int{}
	for _, f := range list {
		if f.unknown || f.Kind != searchdoc.Case {
			continue
		}
		for _, a := range provisions.citedBy(f.Doc) {
			counts[a]++
		}
	}
	docs := make([]int32, 0, len(counts))
	for d := range counts {
		if e.ranker.Facts(int(d)).Kind.IsProvision() {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, func(a, b int32) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	byAddress := map[string]int{}
	for _, d := range docs[:min(engine.MaxCounts, len(docs))] {
		law, _, address, _ := e.ranker.Key(int(d)).Provision()
		byAddress[law+"/"+address] += counts[d]
	}
	return mostFrequent(byAddress)
}
