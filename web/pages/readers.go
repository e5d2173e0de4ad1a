package pages

import (
	"context"
	"time"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Readers are what the pages read of one generation. All of them may be used by many
// requests at once.
type Readers struct {
	Generation string    // its name
	Created    time.Time // when it was made; zero where nobody knows
	Laws       LawReader
	Names      NameReader
	Graph      GraphReader
	Documents  DocumentReader
	Citations  CitationFinder
	History    HistoryReader
	Search     Searcher
}

// LawReader reads laws, their versions and units.
type LawReader interface {
	// Lookup finds what an address names, in the version of the address or of the day.
	// Where that is not there, the error is a *kb.MissingError.
	Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
	// EndOf is the first repeal of a law that need not be loaded.
	EndOf(ctx context.Context, key string) (timeline.Repeal, error)
	holding.LawReader
	export.LawReader
	// Versions gives every version of every law.
	Versions(ctx context.Context) ([]kb.Version, error)
	// Newest gives the versions with the latest dates up to a day.
	Newest(ctx context.Context, day statute.Date, limit int) ([]kb.Version, error)
	Counts(ctx context.Context, today string) (kb.Counts, error)
	// ChangeRuns is the log of what bringing collections changed, the latest first.
	ChangeRuns(ctx context.Context, from, limit int) (runs []kb.ChangeRun, total int, err error)
	Headings(ctx context.Context, versionID int64) ([]kb.Heading, error)
	Units(ctx context.Context, versionID int64) ([]*kb.Unit, error)
	// Around gives a unit with up to n units before and after it, in reading order.
	Around(ctx context.Context, u *kb.Unit, n int) ([]*kb.Unit, error)
	Terms(ctx context.Context, versionID int64) ([]kb.Term, error)
	SourcesOf(ctx context.Context, versionID int64) ([]kb.Source, error)
	// ShownSources gives those of them that have its words; Variants where the others differ, in
	// one unit or, for "", in all.
	ShownSources(ctx context.Context, versionID int64) ([]kb.Source, error)
	Variants(ctx context.Context, versionID int64, address string) ([]kb.Variant, error)
	// UnloadedOf gives the texts of a law that are known by title and day only.
	UnloadedOf(ctx context.Context, key string) ([]kb.Unloaded, error)
	Interprets(ctx context.Context, key string) ([]string, error)
	InterpretedBy(ctx context.Context, key string) ([]string, error)
}

// NameReader tells laws by their names.
type NameReader interface {
	// Resolve gives the keys of the laws that a name may mean.
	Resolve(name string) []string
	IsLoaded(key string) bool
	// Short is what a reader calls a law whose title is long; a short title stays.
	Short(key string) string
}

// GraphReader reads stored citations, both ways.
type GraphReader interface {
	holding.GraphReader
	// CitesOn gives the citations of a unit as they are read on a day: of the texts of that day.
	CitesOn(ctx context.Context, unitID int64, day statute.Date) ([]citegraph.Cite, error)
	// CitesOfVersionOn is CitesOn for all units of a version.
	CitesOfVersionOn(ctx context.Context, versionID int64, day statute.Date) (map[int64][]citegraph.Cite, error)
	CitesOf(ctx context.Context, unitID int64, day statute.Date) ([]citegraph.Cite, error)
	// CitesOfVersion gives the citations of all units of a version by the id of the unit.
	CitesOfVersion(ctx context.Context, versionID int64, day statute.Date) (map[int64][]citegraph.Cite, error)
	CitedBy(ctx context.Context, q citegraph.CitedByQuery) (*citegraph.CitedBy, error)
	// CitedTogether gives the articles that are cited most often together with the place of a query.
	CitedTogether(ctx context.Context, q citegraph.CitedByQuery) ([]citegraph.Together, error)
	// Net gives what cites an article or a law and what it cites; Widen adds a second step.
	Net(ctx context.Context, place *kb.Provision, q citegraph.CitedByQuery) (*citegraph.Net, error)
	Widen(ctx context.Context, n *citegraph.Net) error
	// CarriedOutBy gives the laws in force on a day that were made upon a law.
	CarriedOutBy(ctx context.Context, law string, day statute.Date) ([]citegraph.Carrying, error)
	// CommentaryOn gives the commentaries that cite a law.
	CommentaryOn(ctx context.Context, law string, limit int) ([]kb.DocumentInfo, error)
	// DanglingCites are the citations that lead nowhere, of one law or, for "", of all.
	DanglingCites(ctx context.Context, law string, day statute.Date) ([]citegraph.Stray, error)
	// OutdatedCites are the citations, in laws in force, of what a law has changed or lost.
	OutdatedCites(ctx context.Context, law string, day statute.Date) ([]citegraph.Stray, error)
	// Counts counts the citations of provisions.
	Counts(ctx context.Context) (citegraph.Counts, error)
	// MostCited lists the articles that the most texts cite.
	MostCited(ctx context.Context, limit int) ([]citegraph.CitedArticle, error)
}

// DocumentReader reads cases, commentaries and consultations. What is not there is
// kb.ErrNotFound.
type DocumentReader interface {
	Document(ctx context.Context, ref string) (*kb.FullDocument, error)
	Documents(ctx context.Context, kind statute.DocumentKind, limit int) ([]kb.DocumentInfo, error)
	CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error)
	CommentaryNotes(ctx context.Context, document int64) (*casefile.Notes, error)
}

// CitationFinder finds the citations of a text that is not stored.
type CitationFinder interface {
	Cite(ctx context.Context, doc *citation.CitingText, today statute.Date) ([]citation.Citation, error)
}

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	Cases(ctx context.Context, r search.CaseRequest) (*search.CaseList, error)
	// Mark gives the places of words in a text, in code points, from the beginning of a word to the
	// end of one.
	Mark(text string, words []string) [][2]int
	// RelatedTo gives the provisions around an article in the net of citations of a day.
	RelatedTo(ctx context.Context, p *kb.Provision, day statute.Date) ([]search.Related, error)
	// Similar gives cases like a document, by what its facts say.
	Similar(ctx context.Context, ref, facts string) ([]search.SimilarCase, error)
	// Chain gives the other papers of the dispute of a case, by its normalised number.
	Chain(ctx context.Context, ref, number string) ([]search.Linked, error)
	Statistics(ctx context.Context, r search.CaseRequest) (*search.Statistics, error)
	// StatisticsLike gives figures of the cases with a cause or charge; nil for "".
	StatisticsLike(ctx context.Context, about string) (*search.Statistics, error)
}
