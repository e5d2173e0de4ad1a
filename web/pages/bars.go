package pages

// bars is a table of counts in which each row has a bar: the chart and the table beside it in one, so
// that who does not see the bars reads the numbers.
type bars struct {
	Title string // of the table
	Head  string // of the column of names
	Unit  string // what is counted: the heading of the column
	Rows  []countBar
	most  int
	total int
}

// countBar is a row.
type countBar struct {
	Name, URL string // URL is "" where the row leads nowhere
	Count     int
	Note      string // further words
	Chosen    bool
	of        *bars
}

func newBars(title, head, unit string) *bars { return &bars{Title: title, Head: head, Unit: unit} }

// add adds a row where there is something to count.
func (b *bars) add(name, url string, count int) {
	if count == 0 {
		return
	}
	b.Rows = append(b.Rows, countBar{Name: name, URL: url, Count: count, of: b})
	b.most = max(b.most, count)
	b.total += count
}

// Width is the length of the bar, of 100.
func (x countBar) Width() int { return max(1, 100*x.Count/max(1, x.of.most)) }

// HasNotes reports whether some row has further words.
func (b *bars) HasNotes() bool {
	for _, x := range b.Rows {
		if x.Note != "" {
			return true
		}
	}
	return false
}
