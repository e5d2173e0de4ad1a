// Package ingest is the pipeline from sources to a new generation. Nothing downstream
// reads source files.
//
// Start with [Run]. The stations, in order: sources.go reads what is new, pending.go and
// convert.go turn it into documents and store them, ingest.go has laws made of them and
// citations found, derive.go writes the stream of search documents, and index.go and
// ranking.go make index and ranking from it. collection.go loads what was brought as a whole. versions.go knows when data of another
// program must be made again; remove.go goes the way with less instead of more;
// user.go reads the names that a user gives to laws.
package ingest

import (
	"context"
	"errors"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/changelog"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Progress hears how far an ingest has come. Its methods are called from one
// goroutine.
type Progress interface {
	// Start begins a stage of total steps; 0 where that is not known.
	Start(stage string, total int64)
	Add(n int64)
	Done()
}

// Options say what to ingest and how.
type Options struct {
	Store    *generation.Store
	Paths    []string
	Embedded bool // the documents that ship with the binary instead of Paths
	// Collections are what was brought from places as a whole, to be loaded beside Paths.
	Collections []Collection
	Limits      corpus.Limits
	Progress    Progress // nil is silence
	Now         func() time.Time
	// Rebuild makes index and ranking from scratch, though nothing changed and whatever
	// state they are in.
	Rebuild bool
	// NoRanking leaves out what is ranked: the training makes its own.
	NoRanking bool
	// KeepNames stores the names of the people in judgments, for installations that
	// nobody else reads.
	KeepNames bool
	// Elsewhere, where it is not nil, leaves out cases, which somebody else keeps. It is asked
	// of each new file, by path, SHA-256 and what it would be read with, whether there is
	// nothing but cases in it; then it is not read.
	Elsewhere func(ctx context.Context, path, sha256, made string) (onlyCases bool, err error)
}

// Reason is a file with why it was not read.
type Reason struct {
	Path   string
	Reason string
}

// Report tells what an ingest did and what is loaded after it.
type Report struct {
	Sources       int // files read, changed or not
	Unchanged     int
	Rejected      []Reason
	Scans         int // of the rejected files, those that are pictures of texts
	Skipped       []Reason
	Laws          int
	Versions      int
	Articles      int
	Repealed      int // of these, in laws that a loaded text repeals
	Cases         int
	Commentaries  int
	Consultations int
	Citations     citegraph.Counts
	Diagnostics   int
	Seconds       float64
	Generation    string
	// Changes is what collections changed of the laws, nil where that is nothing.
	Changes *kb.ChangeRun
}

// run is one ingest.
type run struct {
	Options
	report Report
	reader *corpus.Reader
	hashes map[string]string // path to hash of what is loaded, with what it was read with
	marked map[string]string // of those whose names are hidden, the mark of the true path to the stored one
	// refused is what was refused inside the loaded sources, by path.
	refused map[string][]kb.Rejection
	// documents are the cases, commentaries and consultations of the base, by row.
	documents map[int64]searchdoc.Key
	cited     map[string]string // how the laws of the base were when its citations were found
	compared  bool              // provisions became others than those of the base did
	rebuilt   bool              // the index is made anew: it cuts words otherwise than that of the base, or keeps what was deleted
	user      lawbuild.User     // of the user's files
	base      *generation.Generation
	release   func() error             // lets go of base
	loaded    map[string]kb.Collection // the collections of base, by name
	official  map[string]bool          // the prefixes of those whose sources are official
	first     bool                     // a collection comes for the first time
	before    changelog.State          // of the laws
	draft     *generation.Draft
	kb        *kb.Writer
	laws      *lawbuild.Builder // of kb
}

// Silence is progress that nobody hears of.
type Silence struct{}

// Start implements [Progress].
func (Silence) Start(string, int64) {}

// Add implements [Progress].
func (Silence) Add(int64) {}

// Done implements [Progress].
func (Silence) Done() {}

func newRun(o Options) *run {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Progress == nil {
		o.Progress = Silence{}
	}
	return &run{Options: o, report: Report{Rejected: []Reason{}, Skipped: []Reason{}}}
}

// Run ingests. Where nothing changed, no generation is made.
func Run(ctx context.Context, o Options) (report *Report, err error) {
	r := newRun(o)
	start := r.Now()
	r.reader = &corpus.Reader{Limits: o.Limits, Words: reading.Words, Lists: true}
	defer func() { err = errors.Join(err, r.close(err != nil)) }()
	if err := r.loadState(ctx); err != nil {
		return nil, err
	}
	if err := r.readSources(ctx); err != nil {
		return nil, err
	}
	outdated, err := r.outdated(ctx)
	if err != nil {
		return nil, err
	}
	if outdated {
		if err := r.begin(ctx); err != nil {
			return nil, err
		}
	}
	if r.draft != nil {
		if err := r.complete(ctx); err != nil {
			return nil, err
		}
	}
	if err := r.count(ctx); err != nil {
		return nil, err
	}
	r.report.Seconds = r.Now().Sub(start).Seconds()
	return &r.report, nil
}

// loadState reads what the current generation holds.
func (r *run) loadState(ctx context.Context) error {
	var err error
	if r.user, err = ReadUser(r.Store); err != nil {
		return err
	}
	// Held: another ingest that ends meanwhile must not remove what is read here.
	r.base, r.release, err = r.Store.Hold()
	if errors.Is(err, generation.ErrEmpty) {
		r.hashes = map[string]string{}
		return nil
	}
	if err != nil {
		return err
	}
	if err := Accept(r.base.Manifest); err != nil {
		return err
	}
	if err := r.base.Verify(generation.KBOnly); err != nil {
		return err
	}
	r.rebuilt = indexedOtherwise(r.base.Manifest)
	base, err := kb.OpenOlder(ctx, r.base.KB())
	if err != nil {
		return err
	}
	defer base.Close()
	sources, err := base.Sources(ctx)
	if err != nil {
		return err
	}
	if r.refused, err = base.Rejections(ctx); err != nil {
		return err
	}
	if r.documents, err = docstream.DocumentKeys(ctx, base); err != nil {
		return err
	}
	if r.base.Manifest.Schema == kb.SchemaVersion {
		if r.cited, err = citegraph.States(ctx, base); err != nil {
			return err
		}
	}
	collections, err := base.Collections(ctx)
	if err != nil {
		return err
	}
	if r.official, err = base.OfficialCollections(ctx); err != nil {
		return err
	}
	r.loaded = make(map[string]kb.Collection, len(collections))
	for _, c := range collections {
		r.loaded[c.Name] = c
	}
	r.hashes, r.marked = make(map[string]string, len(sources)), map[string]string{}
	for _, s := range sources {
		r.hashes[s.Path] = s.SHA256 + " " + s.Made
		if mark := markIn(s.Path); mark != "" {
			r.marked[mark] = s.Path
		}
	}
	return nil
}

// begin makes the draft at the first change.
func (r *run) begin(ctx context.Context) error {
	if r.draft != nil {
		return nil
	}
	with := generation.CopyAll
	if r.rebuilt || r.Rebuild {
		with = generation.CopyKB
	}
	draft, err := r.Store.Begin(with)
	if err != nil {
		return err
	}
	r.draft = draft
	if (draft.Base == nil) != (r.base == nil) || r.base != nil && draft.Base.Name != r.base.Name {
		return usererr.New("另一个导入刚刚完成，数据已经换了一代，请重新运行这个命令")
	}
	if draft.Base == nil {
		r.kb, err = kb.Create(ctx, draft.KB())
	} else {
		r.kb, err = kb.OpenForUpdate(ctx, draft.KB())
	}
	r.laws = lawbuild.New(r.kb)
	if err == nil {
		r.before, err = changelog.Look(ctx, r.kb, statute.Today(r.Now()))
	}
	return err
}

// close lets go of the base and gives up what was begun, if the run failed.
func (r *run) close(failed bool) error {
	var errs []error
	if failed && r.kb != nil {
		errs = append(errs, r.kb.Abort())
	}
	if failed && r.draft != nil {
		errs = append(errs, r.draft.Discard())
	}
	if r.release != nil {
		errs = append(errs, r.release())
	}
	return errors.Join(errs...)
}

// complete derives what depends on all sources, builds the index and makes
// the draft current.
func (r *run) complete(ctx context.Context) error {
	today := statute.Today(r.Now())
	r.Progress.Start("整理法律与版本", 0)
	changes, err := r.laws.Build(ctx, r.user)
	r.Progress.Done()
	if err != nil {
		return err
	}
	if err := r.logChanges(ctx, today); err != nil {
		return err
	}
	r.Progress.Start("查找引用", 0)
	err = citegraph.Update(ctx, r.kb, today)
	r.Progress.Done()
	if err != nil {
		return err
	}
	err = r.kb.Close()
	r.kb, r.laws = nil, nil
	if err != nil {
		return err
	}
	r.Progress.Start("比较前后文本", 0)
	r.compared, err = lawhistory.Update(ctx, r.draft.KB())
	r.Progress.Done()
	if err != nil {
		return err
	}
	m, err := r.derive(ctx, today, changes)
	if err != nil {
		return err
	}
	if err := r.draft.Commit(m); err != nil {
		return err
	}
	r.draft = nil
	return nil
}

// count fills the report with what is loaded now. What is done is done: an interruption
// now must not say otherwise.
func (r *run) count(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	g, err := r.Store.Current()
	if errors.Is(err, generation.ErrEmpty) {
		return nil
	}
	if err != nil {
		return err
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		return err
	}
	defer base.Close()
	c, err := base.Counts(ctx, string(statute.Today(r.Now())))
	if err != nil {
		return err
	}
	p := &r.report
	if p.Citations, err = citegraph.New(base).Counts(ctx); err != nil {
		return err
	}
	p.Laws, p.Versions, p.Articles, p.Repealed = c.Laws, c.Versions, c.Articles, c.Repealed
	p.Cases, p.Commentaries, p.Consultations = c.Cases, c.Commentaries, c.Consultations
	p.Diagnostics, p.Generation = c.Diagnostics, g.Name
	return nil
}
