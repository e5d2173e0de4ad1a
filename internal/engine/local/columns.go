package local

import (
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// column has the values of one field of all cases, which are the same on every day:
// numbers, so that conditions compare and facets count numbers. It takes eight bytes
// a case for most fields, and each value once.
type column struct {
	names  []string // of the values, by their numbers
	values []int32  // those of case i are values[start[i]:start[i+1]]
	start  []int32
}

// of are the values of a case, by its place among all cases.
func (c *column) of(place int) []int32 { return c.values[c.start[place]:c.start[place+1]] }

// has reports whether a case has one of some values, which are marked by their numbers.
func (c *column) has(place int, marked []bool) bool {
	for _, v := range c.of(place) {
		if marked[v] {
			return true
		}
	}
	return false
}

// mark marks the values for which holds is true.
func (c *column) mark(holds func(value string) bool) []bool {
	marked := make([]bool, len(c.names))
	for v, name := range c.names {
		marked[v] = holds(name)
	}
	return marked
}

// columns are the columns of the fields that cases have, by the names of the fields: of
// the values that are counted, and of those that are looked at where they are others.
type columns struct{ values, looked map[string]*column }

// of is the column that a condition on a field looks at; nil where there is none.
func (c *columns) of(f *engine.Field, relation engine.Relation) *column {
	if relation != engine.Is && f.Looked != nil {
		return c.looked[f.Name]
	}
	return c.values[f.Name]
}

// makeColumns makes the columns from the attributes of all cases in the order of their
// places.
func makeColumns(cases []*engine.Attributes) columns {
	all := columns{map[string]*column{}, map[string]*column{}}
	for f := range engine.FieldsOf(searchdoc.Case) {
		if f.Values != nil {
			all.values[f.Name] = makeColumn(cases, f.Values)
		}
		if f.Looked != nil {
			all.looked[f.Name] = makeColumn(cases, f.Looked)
		}
	}
	return all
}

func makeColumn(cases []*engine.Attributes, of func(*engine.Attributes) []string) *column {
	c := &column{start: make([]int32, 1, len(cases)+1)}
	numbers := map[string]int32{}
	for _, a := range cases {
		for _, name := range of(a) {
			number, ok := numbers[name]
			if !ok {
				number = int32(len(c.names))
				numbers[name], c.names = number, append(c.names, name)
			}
			c.values = append(c.values, number)
		}
		c.start = append(c.start, int32(len(c.values)))
	}
	c.values = slices.Clip(c.values)
	return c
}
