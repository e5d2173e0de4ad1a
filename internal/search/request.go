package search

import (
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// The ways to sort results.
const (
	SortRelevance = "relevance"
	SortDate      = string(engine.ByDate)
	SortLevel     = string(engine.ByLevel)
	SortCitations = string(engine.ByCitations)
)

// Types lists the kinds of hits, as a request names them.
var Types = [...]string{"article", "law", "case", "commentary", "consultation"}

// Sorts lists the ways to sort, the usual one first.
var Sorts = [...]string{SortRelevance, SortDate, SortLevel, SortCitations}

// Request is a search.
type Request struct {
	Query string
	// Filters hold beside those in the query: what a user chose on the page.
	Filters []query.Filter
	Types   []string // article law case commentary consultation; none means all
	Law     string   // key or other name of a law to search inside
	Sort    string   // one of Sorts; "" is SortRelevance
	// GroupByLaw shows the best provision of each law, with the number of others.
	GroupByLaw bool
	Page       int // from 1
	Size       int // up to MaxSize
	AsOf       statute.Date
	// Superseded includes texts that are no longer in force; they are marked.
	Superseded bool
	// All shows what was found for a question even where it probably does not answer it.
	All bool
	// Beside asks for that many of the cases, and of the commentary, that are like the query,
	// whatever page they are on.
	Beside int
}

// The limits of a request.
const (
	MaxSize     = 100
	defaultSize = 20
)

// Hit is one result.
type Hit struct {
	Type       string
	Address    string
	ID         string
	Title      string
	Path       []string // headings above an article
	Level      statute.Level
	Status     statute.Status
	StatusText string // with its day and reason: see kb.Version.StatusText
	Date       statute.Date
	Snippet    string
	Highlights [][2]int // in the snippet, code points
	Score      float64
	Why        []string
	Cited      int // provisions and cases that cite it
	SameLaw    int // further results in that law, where results are grouped

	exact bool
}

// Exact reports whether the query names the hit outright.
func (h *Hit) Exact() bool { return h.exact }

// Intent is what a query asks for.
type Intent string

// What a query asks for.
const (
	IntentNothing    Intent = "nothing"
	IntentAddress    Intent = "address"    // a provision, or several, whether they are there or not
	IntentName       Intent = "name"       // a law or document by its name or number
	IntentConditions Intent = "conditions" // what must occur: operators, phrases, patterns
	IntentQuestion   Intent = "question"   // words to rank by
	IntentUnknown    Intent = "unknown"    // the search was stopped before it was understood
)

// Intents lists what a query may ask for.
var Intents = [...]Intent{IntentNothing, IntentAddress, IntentName, IntentConditions, IntentQuestion, IntentUnknown}

// Result is the answer to a request.
type Result struct {
	Intent     Intent
	Query      string
	Understood string
	// AsOf is the day for which it was searched: the one of the request, or the one that the
	// query names; Bare is the query without it then.
	AsOf    statute.Date
	Bare    string
	Exact   *kb.Provision
	Missing *kb.MissingError // the query is an address that is not there
	Case    *kb.CaseInfo     // the one case whose number the query is; nil for others
	Total   int
	Listed  int // of them on all pages together: less where they are grouped
	// LeftOut is how many more were found that probably do not answer the question; see
	// Request.All. Where nothing else was found, Nearest are addresses of the closest of them.
	LeftOut int
	TookMS  float64
	Hits    []Hit
	Facets  map[string][]Count
	// Cases and Commentary are those that Request.Beside asks for.
	Cases, Commentary []Hit
	// Suggestions are other ways to ask: a word that was perhaps meant.
	Suggestions []string
	Message     string
	// Notice says that cases could not be searched, where they were to be: none are there, and
	// all else is. "" where all was searched.
	Notice string
	// NotLoaded says that the query names a law or provision that is not there;
	// Nearest is what is near.
	NotLoaded string
	Nearest   []string
	// Scope is the law that the search was kept to, Expanded the everyday words
	// for which legal ones were looked for too.
	Scope    string
	Expanded []query.Replacement
	// Ignored is what a question tells and nothing was looked up by: days, people, and of the
	// facts of a case sums, places and roles.
	Ignored []string
	// Idle are operators of the query that join, close or name nothing.
	Idle []string
	// Related are provisions that cite the one that the query names, or that it
	// cites.
	Related []Related
}

// IntentOrUnknown is what a query asked for, IntentUnknown where the search was stopped before
// there was a result.
func (r *Result) IntentOrUnknown() Intent {
	if r == nil {
		return IntentUnknown
	}
	return r.Intent
}

// Count is a value of a facet with the number of results that have it.
type Count struct {
	Value string // as a filter takes it, where there is one for the facet
	Name  string // as a user reads it
	Count int
}

// Related is a provision that belongs to another.
type Related struct {
	Address string
	Title   string
	Note    string // 引用本条, 本条引用
}
