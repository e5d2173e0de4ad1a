package local

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/fatiao/fatiao/internal/engine"
)

// groups are the figures that groupings ask for, of the cases that were found.
func (e *Engine) groups(list []found, asked []engine.Grouping) ([][]engine.Group, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	var places []int
	for _, f := range list {
		if place, ok := e.placeOf(f); ok {
			places = append(places, place)
		}
	}
	all := make([][]engine.Group, len(asked))
	for i, g := range asked {
		var err error
		if all[i], err = e.grouped(places, g); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// grouped are the groups of the cases at some places.
func (e *Engine) grouped(places []int, g engine.Grouping) ([]engine.Group, error) {
	by := e.columns.values[g.By]
	if by == nil && g.By != "" {
		return nil, fmt.Errorf("the plan groups by the field %q, which cases have no values of", g.By)
	}
	if by == nil {
		x, err := e.figures("", places, g)
		return []engine.Group{x}, err
	}
	members := make([][]int, len(by.names))
	for _, place := range places {
		for _, v := range by.of(place) {
			members[v] = append(members[v], place)
		}
	}
	var values []int
	for v, list := range members {
		if len(list) > 0 {
			values = append(values, v)
		}
	}
	slices.SortFunc(values, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(members[b]), len(members[a])), cmp.Compare(by.names[a], by.names[b]))
	})
	values = values[:min(engine.MaxGroups, len(values))]
	slices.SortFunc(values, func(a, b int) int { return cmp.Compare(by.names[a], by.names[b]) })
	groups := make([]engine.Group, len(values))
	for i, v := range values {
		var err error
		if groups[i], err = e.figures(by.names[v], members[v], g); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// figures are the figures of one group.
func (e *Engine) figures(value string, places []int, g engine.Grouping) (engine.Group, error) {
	x := engine.Group{Value: value, Count: len(places)}
	for _, name := range g.Facets {
		c := e.columns.values[name]
		if c == nil {
			return x, fmt.Errorf("the plan asks for counts of the field %q, which cases have no values of", name)
		}
		counts := map[string]int{}
		for _, place := range places {
			for _, v := range c.of(place) {
				counts[c.names[v]]++
			}
		}
		if list := mostFrequent(counts); len(list) > 0 {
			if x.Facets == nil {
				x.Facets = map[string][]engine.Count{}
			}
			x.Facets[name] = list
		}
	}
	for _, name := range g.Spreads {
		f, ok := engine.FieldNamed(name)
		if !ok || f.Number == nil {
			return x, fmt.Errorf("the plan asks for the spread of the field %q, which has no numbers", name)
		}
		numbers, err := e.columns.looked[name].numbers(places)
		if err != nil {
			return x, err
		}
		if len(numbers) > 0 {
			if x.Spreads == nil {
				x.Spreads = map[string]engine.Spread{}
			}
			x.Spreads[name] = engine.SpreadOf(numbers)
		}
	}
	return x, nil
}

// numbers are the numbers of the cases at some places, in order.
func (c *column) numbers(places []int) ([]int64, error) {
	read := make([]int64, len(c.names))
	for v, name := range c.names {
		var err error
		if read[v], err = strconv.ParseInt(name, 10, 64); err != nil {
			return nil, fmt.Errorf("reading a number of a case: %w", err)
		}
	}
	var list []int64
	for _, place := range places {
		for _, v := range c.of(place) {
			list = append(list, read[v])
		}
	}
	slices.Sort(list)
	return list, nil
}
