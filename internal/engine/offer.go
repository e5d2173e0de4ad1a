package engine

import (
	"cmp"
	"iter"
	"slices"
)

// List is a list of documents that fields are offered for.
type List uint8

// The lists: results of a search, and cases.
const (
	SearchList List = iota
	CaseList
)

// Offered yields the fields that a list counts, those that a page shows first, in
// their order there.
func (l List) Offered() iter.Seq2[*Field, *Offer] {
	return func(yield func(*Field, *Offer) bool) {
		var list []*Field
		for i := range table {
			if l.Offer(&table[i]) != nil {
				list = append(list, &table[i])
			}
		}
		slices.SortStableFunc(list, func(a, b *Field) int {
			x, y := l.Offer(a), l.Offer(b)
			return cmp.Or(-cmp.Compare(min(1, x.Place), min(1, y.Place)), cmp.Compare(x.Place, y.Place))
		})
		for _, f := range list {
			if !yield(f, l.Offer(f)) {
				return
			}
		}
	}
}

// Params yields the fields that a request can choose a value of, in the order of the
// table.
func (l List) Params() iter.Seq2[*Field, *Offer] {
	return func(yield func(*Field, *Offer) bool) {
		for i := range table {
			if o := l.Offer(&table[i]); o != nil && o.Param != "" && !yield(&table[i], o) {
				return
			}
		}
	}
}

// Chosen yields the fields of which a value was chosen, in their order on a page. Get
// returns the value of a parameter, "" where it was not given.
func (l List) Chosen(get func(param string) string) iter.Seq2[*Field, string] {
	return func(yield func(*Field, string) bool) {
		for f, offer := range l.Offered() {
			if offer.Param == "" {
				continue
			}
			if v := get(offer.Param); v != "" && !yield(f, v) {
				return
			}
		}
	}
}

// Offer is how the list offers a field; nil where it does not.
func (l List) Offer(f *Field) *Offer {
	if l == CaseList {
		return f.Cases
	}
	return f.Search
}

// Facets are the names of the fields that the list counts.
func (l List) Facets() []string {
	var names []string
	for f, o := range l.Offered() {
		if o.Facet != "" {
			names = append(names, f.Name)
		}
	}
	return names
}

// Choose returns the value of the field that a user means. ok is false where the
// field has no such value.
func (f *Field) Choose(typed string) (value string, ok bool) {
	if f.Normal != nil {
		typed = f.Normal(typed)
	}
	for _, c := range f.Choices {
		if c.Value == typed || c.Name == typed || slices.Contains(c.Also, typed) {
			return c.Value, true
		}
	}
	return typed, len(f.Choices) == 0
}

// Called is what a value of the field is called on a page.
func (f *Field) Called(value string) string {
	if f.Title == nil {
		return value
	}
	return f.Title(value)
}
