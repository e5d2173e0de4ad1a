package local

import (
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

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
	// inverse gives the cases of each value, made when it is asked for first: most fields have
	// nobody who chooses by them.
	inverse func() *inverse
}

// inverse has the cases of each value of a column: those of value v are, by their places,
// places[start[v]:start[v+1]].
type inverse struct{ places, start []int32 }

func (c *column) invert() *inverse {
	n := &inverse{make([]int32, len(c.values)), make([]int32, len(c.names)+1)}
	for _, v := range c.values {
		n.start[v+1]++
	}
	for v := range c.names {
		n.start[v+1] += n.start[v]
	}
	next := slices.Clone(n.start)
	for place := range len(c.start) - 1 {
		for _, v := range c.of(place) {
			n.places[next[v]] = int32(place)
			next[v]++
		}
	}
	return n
}

// having are the cases that have a marked value, by their places in order, where these are at
// most so many; ok is false where they may be more.
func (c *column) having(marked []bool, most int) (places []int32, ok bool) {
	n := c.inverse()
	size := 0
	for v, is := range marked {
		if is {
			size += int(n.start[v+1] - n.start[v])
		}
	}
	if size > most {
		return nil, false
	}
	places = make([]int32, 0, size)
	for v, is := range marked {
		if is {
			places = append(places, n.places[n.start[v]:n.start[v+1]]...)
		}
	}
	slices.Sort(places)
	return slices.Compact(places), true
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
	var making errgroup.Group
	making.SetLimit(runtime.GOMAXPROCS(0))
	add := func(to map[string]*column, name string, of func(*engine.Attributes) []string) {
		c := &column{}
		to[name] = c
		making.Go(func() error {
			c.fill(cases, of)
			return nil
		})
	}
	for f := range engine.FieldsOf(searchdoc.Case) {
		if f.Values != nil {
			add(all.values, f.Name, f.Values)
		}
		if f.Looked != nil {
			add(all.looked, f.Name, f.Looked)
		}
	}
	_ = making.Wait() // none fails
	return all
}

// fill reads the values of all cases.
func (c *column) fill(cases []*engine.Attributes, of func(*engine.Attributes) []string) {
	c.start = make([]int32, 1, len(cases)+1)
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
	c.inverse = sync.OnceValue(c.invert)
}
