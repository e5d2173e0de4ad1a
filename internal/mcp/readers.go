package mcp

import (
	"context"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/wire"
)

// Readers are what the tools read of one generation. All of them may be used by many calls at
// once.
type Readers struct {
	Generation string // its name
	Laws       LawReader
	Names      search.NameReader
	Graph      GraphReader
	Documents  DocumentReader
	Citations  citecheck.Finder
	History    HistoryReader
	Search     Searcher
}

// LawReader reads laws and their units.
type LawReader interface {
	wire.LawReader
	search.PlaceReader
	holding.LawReader
	// EndOf is the first repeal of a law that need not be loaded.
	EndOf(ctx context.Context, key string) (timeline.Repeal, error)
	Headings(ctx context.Context, versionID int64) ([]kb.Heading, error)
	Units(ctx context.Context, versionID int64) ([]*kb.Unit, error)
	// Around gives a unit with up to n units before and after it, in reading order.
	Around(ctx context.Context, u *kb.Unit, n int) ([]*kb.Unit, error)
}

// GraphReader reads stored citations, and what is cited and not loaded.
type GraphReader interface {
	wire.GraphReader
	holding.GraphReader
}

// DocumentReader reads cases. What is not there is kb.ErrNotFound.
type DocumentReader interface {
	Document(ctx context.Context, ref string) (*kb.FullDocument, error)
	CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error)
}

// HistoryReader says what became of provisions, see [lawhistory.Book].
type HistoryReader interface {
	citecheck.History
	Texts(ctx context.Context, key string) ([]lawhistory.Text, error)
	Trail(ctx context.Context, a statute.Address) ([]lawhistory.Stage, error)
}

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	Cases(ctx context.Context, r search.CaseRequest) (*search.CaseList, error)
}
