// Package engine is the seam between what a user asks and what finds the answer.
// Package search understands a string into a [Plan], an [Engine] answers it with an
// [Answer], and package search presents that. Plan and Answer are plain data: both may
// cross a network, since tens of millions of judgments need not stand on the machine
// that shows them.
//
// Read this file first. It has every type that the two sides share, apart from the
// expressions of expr.go and the table of fields in field.go. Package local is the
// engine inside of the program; package enginetest has what every engine must pass.
package engine

import (
	"context"

	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Engine finds search documents. It is safe for concurrent use, changes nothing that
// it is given, and never answers in part: whatever keeps it from a whole answer is an
// error. When the context ends, its error is returned soon.
type Engine interface {
	// Search answers a plan.
	Search(ctx context.Context, p *Plan) (*Answer, error)
	// Similar returns cases like one, best first. The case itself is not among them,
	// and a case that the engine does not have is like none.
	Similar(ctx context.Context, like *Likeness) ([]Hit, error)
	// Neighbours returns the provisions around one in the net of citations; none where the
	// engine does not have it.
	Neighbours(ctx context.Context, around *Around) (*Neighbourhood, error)
}

// Plan is a search that is understood: nothing in it is a user's spelling any more.
// Names of laws are keys, days are YYYY-MM-DD, values are those that documents have.
// The zero plan asks for every document of the day.
//
// A document is found where Must holds of its text, all Conditions of its fields, where
// its kind is among Kinds and its text is shown on Day. Words put what is found in
// order. Where nothing has to occur, they also choose: documents that have nothing in
// common with them are left out.
type Plan struct {
	Must *Expr `json:"must,omitempty"`
	// Words are what documents are ranked by, "" for nothing: a question, or words.
	Words string `json:"words,omitempty"`
	// Question is how Words were read; an engine reads them where it is not there.
	Question question.Question `json:"question,omitzero"`
	// Also are words of the law for everyday ones among Words. They are looked up as
	// well, but the meaning is that of Words.
	Also []string `json:"also,omitempty"`
	// Near says that provisions may be found that have nothing of the words, the closest first.
	Near bool `json:"near,omitempty"`
	// Answering leaves out what Words found and what probably does not answer them. An engine
	// that cannot tell leaves out nothing.
	Answering  bool             `json:"answering,omitempty"`
	Conditions []Condition      `json:"conditions,omitempty"`
	Kinds      []searchdoc.Kind `json:"kinds,omitempty"` // none means all
	// Day is the day on which texts must be in force, or not be known to be otherwise.
	// Superseded takes the others as well.
	Day        statute.Date `json:"day"`
	Superseded bool         `json:"superseded,omitempty"`
	// Reports adds the cases that news reports tell, which are no documents of their own.
	// They have fields, but no text to find.
	Reports bool `json:"reports,omitempty"`
	// Named are documents that the user named outright. They are found whatever the rest
	// of the plan says, and stand first, in this order unless Sort says otherwise. A key
	// may stand there twice, for two parts of one provision. NamedOnly leaves out all else.
	Named     []searchdoc.Key `json:"named,omitempty"`
	NamedOnly bool            `json:"named_only,omitempty"`
	// CasesFirst puts cases before what only speaks of them.
	CasesFirst bool `json:"cases_first,omitempty"`
	Sort       Sort `json:"sort,omitempty"`
	// GroupByLaw keeps the best document of each law, with the number of others.
	GroupByLaw bool `json:"group_by_law,omitempty"`
	// From is how many hits to pass over, Size how many to return.
	From int `json:"from,omitempty"`
	Size int `json:"size"`
	// Facets are the names of the fields whose values are counted; see [Field].
	Facets []string `json:"facets,omitempty"`
	// Groups ask for figures of the cases among what was found.
	Groups []Grouping `json:"groups,omitempty"`
	// Beside asks for the best documents of some kinds among what was found, whatever page they
	// are on.
	Beside Beside `json:"beside,omitzero"`
	// Marks asks for the places in each hit's text where these strings stand.
	Marks []string `json:"marks,omitempty"`
}

// Beside asks for at most Size documents of each kind that have something in common with the
// words: LeastWords of them at least, as [Reasons] count.
type Beside struct {
	Kinds      []searchdoc.Kind `json:"kinds,omitempty"`
	Size       int              `json:"size,omitempty"`
	LeastWords float64          `json:"least_words,omitempty"`
}

// Condition is what must hold of a field of a document: that one of its values stands
// in a relation to one of Values. Not turns it round, so that documents without any
// value are found too.
type Condition struct {
	Field    string   `json:"field"` // the name of a [Field]
	Relation Relation `json:"relation"`
	Values   []string `json:"values"`
	Not      bool     `json:"not,omitempty"`
}

// Relation is how a condition compares.
type Relation string

// The relations. Between has two values, the first and the last day, or the smallest and
// the greatest whole number, both of which belong to it; an open end is "". See
// [Field.Within].
const (
	Is       Relation = "is"
	Contains Relation = "contains"
	Between  Relation = "between"
)

// Sort is an order of hits. Equal ones stay in the order of relevance.
type Sort string

// The orders. Relevance is best first. What was found without words is in the order of
// the levels of laws and of their articles. ByDate has the newest first, ByLevel the
// highest law, ByCitations what is cited most. ByTier is for cases: by authority, then
// newest first.
const (
	ByRelevance Sort = ""
	ByDate      Sort = "date"
	ByLevel     Sort = "level"
	ByCitations Sort = "citations"
	ByTier      Sort = "tier"
)

// Answer is what an engine found for a plan.
type Answer struct {
	Total int `json:"total"` // documents found
	// Listed is the number of hits on all pages together: less than Total where they are
	// grouped.
	Listed int   `json:"listed"`
	Hits   []Hit `json:"hits"`
	// LeftOut is how many documents were left out since they probably do not answer.
	LeftOut int `json:"left_out,omitempty"`
	// Facets are the counts of all that was found, by the name of the field: the most
	// frequent MaxCounts values first, of equal ones in the order of the values. Fields
	// of which nothing found has a value are not there.
	Facets map[string][]Count `json:"facets,omitempty"`
	// Beside are the hits that the plan asks for beside those of the page, of each of its kinds,
	// best first.
	Beside [][]Hit `json:"beside,omitempty"`
	// Groups are the groups of each of the plan's groupings, in the order of their values.
	// What was found and is no case is in none.
	Groups [][]Group `json:"groups,omitempty"`
	// WithoutCases says that the cases could not be searched: all else is whole, and none of
	// them is there.
	WithoutCases bool `json:"without_cases,omitempty"`
}

// MaxCounts is how many values of a facet are returned.
const MaxCounts = 20

// Grouping asks for figures of the cases that were found, apart for each value of a field:
// how many there are, how many of them have each value of Facets, and how the numbers of
// the fields of Spreads are spread. By "" asks for one group of all.
type Grouping struct {
	By      string   `json:"by,omitempty"`
	Facets  []string `json:"facets,omitempty"`
	Spreads []string `json:"spreads,omitempty"`
}

// Group are the figures of the cases with one value. Facets are those of the Answer, of
// these cases. Fields of which no case has a number are not among Spreads.
type Group struct {
	Value   string             `json:"value,omitempty"`
	Count   int                `json:"count"`
	Facets  map[string][]Count `json:"facets,omitempty"`
	Spreads map[string]Spread  `json:"spreads,omitempty"`
}

// MaxGroups is how many groups are returned of a grouping, those with the most cases.
const MaxGroups = 60

// Spread says how numbers are spread: how many there are, and which stand at the
// beginning, behind a quarter, half and three quarters, and at the end of them in their
// order (of n numbers, counted from 0, those at (n-1)/4, (n-1)/2 and 3(n-1)/4, rounded
// down).
type Spread struct {
	Count    int   `json:"count"`
	Least    int64 `json:"least"`
	Quarter  int64 `json:"quarter"`
	Median   int64 `json:"median"`
	Quarter3 int64 `json:"quarter3"`
	Most     int64 `json:"most"`
}

// SpreadOf is the spread of numbers, which are in order.
func SpreadOf(sorted []int64) Spread {
	n := len(sorted)
	if n == 0 {
		return Spread{}
	}
	at := func(quarters int) int64 { return sorted[quarters*(n-1)/4] }
	return Spread{Count: n, Least: at(0), Quarter: at(1), Median: at(2), Quarter3: at(3), Most: at(4)}
}

// Count is a value of a field with the number of documents that have it.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Hit is a document that was found.
type Hit struct {
	Key  searchdoc.Key  `json:"key"`
	Kind searchdoc.Kind `json:"kind"`
	// Named is which of the plan's named documents it is, from 1; 0 for others.
	Named int `json:"named,omitempty"`
	// Score falls along hits that are in the order of relevance. Scores of two answers
	// cannot be compared. Named documents have NamedScore.
	Score   float64 `json:"score"`
	Reasons Reasons `json:"reasons"`
	// Cited is how many provisions, cases and commentaries cite it.
	Cited int `json:"cited,omitempty"`
	// Date is the day that it goes by in the order of days, "" for none.
	Date statute.Date `json:"date,omitempty"`
	// SameLaw is how many further documents of its law were found, where hits are grouped.
	SameLaw int `json:"same_law,omitempty"`
	// Marks are the places of the strings that the plan asked for in the text of the
	// document: beginnings and ends, in code points, in order and without overlap.
	Marks [][2]int `json:"marks,omitempty"`
}

// NamedScore is the score of documents that the user named.
const NamedScore = 1000

// Reasons are what speaks for a hit.
type Reasons struct {
	Closeness float64 `json:"closeness,omitempty"` // of meaning: a cosine, 1 for the same, about 0 for what has nothing to do with it
	Words     float64 `json:"words,omitempty"`     // share of the plan's words that it has, by their weight, from 0 to 1
	Title     float64 `json:"title,omitempty"`     // closeness of title and headings, likewise
	Answers   int     `json:"answers,omitempty"`   // consultations that it answers
	Cited     int     `json:"cited,omitempty"`     // provisions that cite it
	// Passage is the share of the plan's words that its best passage has; 0 where that was not
	// looked at.
	Passage float64 `json:"passage,omitempty"`
	// Rare says that it has a word of the plan which few documents have, and stands first.
	Rare bool `json:"rare,omitempty"`

	// Of similar cases.

	Causes []string        `json:"causes,omitempty"` // causes or charges that both have
	Shared []searchdoc.Key `json:"shared,omitempty"` // provisions that both cite, the rarest first, at most MaxShared
}

// MaxShared is how many common provisions are named of a similar case.
const MaxShared = 5

// Likeness asks for cases like one. First stand those with the same cause or the same
// charges, then those with some charge in common; among these, those with the most
// provisions in common, of which one counts the more the fewer cases cite it; among
// these, those in which the most alike happened.
type Likeness struct {
	Case  searchdoc.Key `json:"case"`
	Facts string        `json:"facts"` // what happened, in the words of the case
	Size  int           `json:"size"`
}

// Around asks for what stands around a provision: texts that are shown on Day, or any
// with Superseded, at most Size in each list.
type Around struct {
	Provision  searchdoc.Key `json:"provision"`
	Day        statute.Date  `json:"day"`
	Superseded bool          `json:"superseded,omitempty"`
	Size       int           `json:"size"`
}

// Neighbourhood are provisions around one: those that cite it and those that
// it cites, each list with what is cited most first.
type Neighbourhood struct {
	Citing []searchdoc.Key `json:"citing"`
	Cited  []searchdoc.Key `json:"cited"`
}

// ErrUnavailable says that what stands on other machines gave no whole answer.
var ErrUnavailable = usererr.New("案例库暂时不能完整检索")
