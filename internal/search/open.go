package search

import (
	"context"
	"errors"
	"time"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Opened is an open generation with its service.
type Opened struct {
	Generation *generation.Generation
	Base       *kb.Base
	Graph      *citegraph.Graph
	Index      *index.Index
	Ranking    *ranking.Files
	Engine     engine.Engine
	Cases      *composite.Store // nil where the generation has them
	Service    *Service
	release    func() error
}

// Option changes how a generation is opened.
type Option func(*Opened)

// CasesIn says where the cases are; nil is in the generation.
func CasesIn(store *composite.Store) Option { return func(o *Opened) { o.Cases = store } }

// OpenCurrent opens the current generation of a data folder.
func OpenCurrent(ctx context.Context, store *generation.Store, now func() time.Time, options ...Option) (*Opened, error) {
	g, release, err := store.Hold() // until Open holds it
	if err != nil {
		return nil, err
	}
	o, err := Open(ctx, g, now, options...)
	return o, errors.Join(err, release())
}

// Open opens everything that a generation holds, after its files were compared with
// their checksums, and keeps the generation from being removed until it is closed.
func Open(ctx context.Context, g *generation.Generation, now func() time.Time, options ...Option) (o *Opened, err error) {
	o = &Opened{Generation: g}
	for _, set := range options {
		set(o)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Close())
		}
	}()
	if o.release, err = g.Hold(); err != nil {
		return o, err
	}
	model, err := ranking.Shipped()
	if err != nil {
		return o, err
	}
	if err := readable(g.Manifest, model); err != nil {
		return o, err
	}
	if err := g.Verify(nil); err != nil {
		return o, err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return o, err
	}
	prepare() // while the files are opened
	if o.Base, err = kb.Open(ctx, g.KB()); err != nil {
		return o, err
	}
	o.Graph = citegraph.New(o.Base)
	if o.Index, err = index.Open(g.Index()); err != nil {
		return o, err
	}
	o.Ranking, err = ranking.OpenFiles(g.Ranking(), model)
	if err != nil {
		return o, err
	}
	law, err := local.New(ctx, o.Base, o.Graph, o.Index, ranking.NewRanker(o.Ranking.Collection, model, words))
	if err != nil {
		return o, err
	}
	if o.Engine = law; o.Cases != nil {
		o.Engine = composite.New(law, o.Cases)
	}
	o.Service, err = New(ctx, o.Base, o.Graph, o.Engine, now)
	return o, err
}

// readable refuses a generation that another program made.
func readable(m generation.Manifest, model *ranking.Model) error {
	switch {
	case m.Index > index.FormatVersion || m.Dictionary > gseanalysis.DictionaryVersion:
		return usererr.Errorf("%w（索引 %d，词典 %d；本程序是 %d、%d）", kb.ErrNewer, m.Index, m.Dictionary, index.FormatVersion,
			gseanalysis.DictionaryVersion)
	case m.Index != index.FormatVersion || m.Dictionary != gseanalysis.DictionaryVersion || m.Schema < kb.SchemaVersion ||
		m.Ranking != model.Version():
		return kb.ErrOlder
	}
	return nil
}

// Close closes what is open.
func (o *Opened) Close() error {
	var err error
	if o.Ranking != nil {
		err = o.Ranking.Close()
	}
	if o.Index != nil {
		err = errors.Join(err, o.Index.Close())
	}
	if o.Base != nil {
		err = errors.Join(err, o.Base.Close())
	}
	if o.release != nil {
		err = errors.Join(err, o.release())
	}
	return err
}
