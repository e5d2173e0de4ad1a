package api

import (
	"context"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/pressfacts"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/wire"
)

// Readers are what the API reads of one generation. All of them may be used by many
// requests at once.
type Readers struct {
	Generation string // its name
	Laws       LawReader
	Names      NameReader
	Graph      wire.GraphReader
	Documents  DocumentReader
	Citations  CitationFinder
	History    HistoryReader
	Strays     StrayReader
	Search     Searcher
}

// LawReader reads laws and their units.
type LawReader interface {
	wire.LawReader
	// Lookup finds what an address names, in the version of the address or of the day.
	// Where that is not there, the error is a *kb.MissingError.
	Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
	// EndOf is the first repeal of a law that need not be loaded.
	EndOf(ctx context.Context, key string) (timeline.Repeal, error)
	holding.LawReader
	// UnloadedOf gives the texts of a law that are known by title and day only.
	UnloadedOf(ctx context.Context, key string) ([]kb.Unloaded, error)
	// ChangesAfter and ChangesFrom are what changed after a generation, and from a day on.
	ChangesAfter(ctx context.Context, generation string) ([]kb.ChangeRun, error)
	ChangesFrom(ctx context.Context, day statute.Date) (runs []kb.ChangeRun, complete bool, err error)
	// ChangeRuns is the log of what bringing collections changed, the latest first.
	ChangeRuns(ctx context.Context, from, limit int) (runs []kb.ChangeRun, total int, err error)
	Counts(ctx context.Context, today string) (kb.Counts, error)
	Terms(ctx context.Context, versionID int64) ([]kb.Term, error)
	Interprets(ctx context.Context, key string) ([]string, error)
	InterpretedBy(ctx context.Context, key string) ([]string, error)
	Headings(ctx context.Context, versionID int64) ([]kb.Heading, error)
	Units(ctx context.Context, versionID int64) ([]*kb.Unit, error)
	// ShownSources gives the sources that have the words of a version.
	ShownSources(ctx context.Context, versionID int64) ([]kb.Source, error)
}

// NameReader tells laws by their names.
type NameReader interface {
	// Resolve gives the keys of the laws that a name may mean.
	Resolve(name string) []string
}

// DocumentReader reads cases, commentary and consultations. What is not there is kb.ErrNotFound.
type DocumentReader interface {
	pressfacts.Reader
	CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error)
}

// CitationFinder finds the citations of a text that is not stored.
type CitationFinder interface {
	Cite(ctx context.Context, doc *citation.CitingText, today statute.Date) ([]citation.Citation, error)
}

// Searcher answers searches and completes what is typed.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	// Suggest completes what is typed, with provisions of the texts of a day.
	Suggest(ctx context.Context, typed string, day statute.Date) ([]search.Suggestion, error)
	Cases(ctx context.Context, r search.CaseRequest) (*search.CaseList, error)
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
