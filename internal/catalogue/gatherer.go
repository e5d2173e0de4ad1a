package catalogue

import (
	"context"

	"github.com/fatiao/fatiao/internal/statute"
)

// Gatherer brings the texts of a place that has many single ones into a folder, of which all
// files are then ingested. It is asked for entries of the kind [Official].
type Gatherer interface {
	// Gather writes into g.Folder what is new or changed since g.Since. A file appears there
	// when it is whole; those that are there already stay unless they are replaced. What a call
	// that was interrupted brought is not fetched again. The error says in the user's words why
	// nothing, or not enough to be of use, could be brought; where something was, and the place
	// wants no more requests now, there is none, and Gathered.Stopped says why.
	Gather(ctx context.Context, g Gathering) (Gathered, error)
}

// Gathering says what to bring.
type Gathering struct {
	Entry Entry
	// URL is the address to ask: that of the entry, or what the user wrote in its place.
	URL string
	// Since is the last day up to which everything is in the folder and loaded, as an earlier
	// call gave it in Gathered.Through; "" for none. It is never after today.
	Since statute.Date
	// Today is the present day.
	Today statute.Date
	// Folder is there, and holds what earlier calls brought. No folder in it may be named like
	// a year: the texts below one would be a collection of that year.
	Folder   string
	Progress Progress
}

// Gathered says what was brought.
type Gathered struct {
	Through statute.Date // up to this day everything that could be read is in the folder; "" where nothing is certain
	Texts   int          // texts that are new or changed
	// Notes are files in the folder, beside those that an ingest reads, that the next call goes on from.
	Notes   []string
	Refused []Refused // texts that could not be brought, with reasons
	Stopped string    // why it stopped before the end, in the user's words; "" where it did not
}

// Refused is a text that could not be brought.
type Refused struct {
	Name   string // title, or what else names it
	Reason string // in the user's words
}

// Progress hears how far something has come. Its methods are called from one goroutine.
type Progress interface {
	// Start begins a stage of total steps, or bytes; 0 where that is not known.
	Start(stage string, total int64)
	Add(n int64)
	Done()
}
