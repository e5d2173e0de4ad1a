// Package caseload puts the cases of files onto a cluster. What a case is, which names in it
// are hidden and what it cites depends only on its text and on the laws that are loaded here,
// so that any number of machines with the same laws can load at once.
//
// Start with [Run]. file.go reads one file; [Like] and [EachCase] say what a knowledge base
// has, to be compared with what the cluster has.
package caseload

import (
	"context"
	"errors"
	"hash/fnv"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// Options say what to load and how.
type Options struct {
	Cluster *opensearch.Cluster
	// Base has the laws that cases cite, and Graph is made of it.
	Base  *kb.Base
	Graph *citegraph.Graph
	Paths []string
	// Share is which of the files are loaded; the zero Share is all.
	Share opensearch.Share
	// Rebuild loads into a generation beside the one in use, which takes its place when all
	// shares are done. Where none is in use, that is done anyway.
	Rebuild   bool
	Layout    opensearch.Layout // of a new generation
	KeepNames bool              // see ingest.Options
	Limits    corpus.Limits
	Bulk      int             // bytes of a request; 0 is what suits a cluster
	Progress  ingest.Progress // nil is silence
	Now       func() time.Time
}

// Report tells what a load did.
type Report struct {
	Sources   int // files of this share that were read, or were done before
	Unchanged int // of these, those that were done before
	Rejected  []ingest.Reason
	Skipped   []ingest.Reason
	Cases     int // that were sent and taken
	Others    int // documents that are no cases, and were left
	// Generation is what was loaded into; it is in use where Live is set, else Left are the
	// numbers of the shares that it waits for.
	Generation string
	Live       bool
	Left       []int
	Total      int // cases of the generation, where it was counted
	// Building is another generation that is being made and does not get what was loaded, "" for
	// none.
	Building string
	Seconds  float64
}

// load is one call of Run.
type load struct {
	Options
	report     Report
	today      statute.Date
	made       string
	generation *opensearch.Generation
	load       *opensearch.Load
	reader     *corpus.Reader
	jobs       chan job
	room       chan struct{} // for documents that are being read
}

// ahead is how many documents are read ahead of what is sent.
const ahead = 64

// Run loads. What was done before, of the same text and with the same program, is not done
// again: a load that was cut off goes on.
func Run(ctx context.Context, o Options) (*Report, error) {
	l := &load{Options: o, made: ingest.Made(o.KeepNames), today: statute.Today(o.Now()), jobs: make(chan job, ahead),
		room: make(chan struct{}, runtime.GOMAXPROCS(0)), reader: &corpus.Reader{Limits: o.Limits, Words: reading.Words}}
	if l.Share.Of == 0 {
		l.Share = opensearch.Share{Number: 1, Of: 1}
	}
	if l.Progress == nil {
		l.Progress = ingest.Silence{}
	}
	start := o.Now()
	var err error
	if l.generation, l.report.Live, err = l.target(ctx); err != nil {
		return nil, err
	}
	l.report.Generation = l.generation.Name()
	if l.report.Live {
		building, err := l.Cluster.Building(ctx)
		if err != nil {
			return nil, err
		}
		if building != nil {
			l.report.Building = building.Name()
		}
	}
	if err := l.files(ctx); err != nil {
		return nil, err
	}
	if !l.report.Live {
		if l.report.Left, err = l.generation.Finished(ctx, l.Share); err != nil {
			return nil, err
		}
		if len(l.report.Left) == 0 {
			if err := l.finish(ctx); err != nil {
				return nil, err
			}
		}
	}
	l.report.Seconds = o.Now().Sub(start).Seconds()
	return &l.report, nil
}

// target is the generation to load into, and whether it is the one in use.
func (l *load) target(ctx context.Context) (g *opensearch.Generation, live bool, err error) {
	if !l.Rebuild {
		g, err = l.Cluster.Live(ctx)
		if !errors.Is(err, opensearch.ErrNoGeneration) {
			return g, err == nil, err
		}
	}
	g, err = l.Cluster.Next(ctx, l.Layout.Shards)
	return g, false, err
}

// finish puts the generation in use.
func (l *load) finish(ctx context.Context) error {
	l.Progress.Start("合并、复制、核对案例索引", 0)
	defer l.Progress.Done()
	b, err := l.generation.Finish(ctx, l.Layout.Replicas)
	if err != nil {
		return err
	}
	l.report.Live, l.report.Total = true, b.Cases
	return errors.Join(b.Left...)
}

// files loads the files of the share.
func (l *load) files(ctx context.Context) error {
	l.load = l.generation.Load(l.Bulk)
	defer l.load.Stop()
	total, err := ingest.SizeOf(l.Paths)
	if err != nil {
		return err
	}
	l.Progress.Start("读取案例", total/int64(l.Share.Of))
	defer l.Progress.Done()
	both, inside := errgroup.WithContext(ctx)
	both.Go(func() error { return l.send(ctx) }) // what is in flight outlives both
	both.Go(func() error {
		defer close(l.jobs)
		return corpus.Walk(inside, l.Paths, l.Limits, func(f *corpus.File) error {
			if !l.mine(f.Path) {
				return nil
			}
			return l.file(inside, f)
		})
	})
	if err := both.Wait(); err != nil {
		return err
	}
	done, err := l.load.Close(ctx)
	if err != nil {
		return err
	}
	l.report.Cases = done.Cases
	for _, r := range done.Rejects {
		l.reject(string(r.Key), errors.New(r.Reason))
	}
	return nil
}

func (l *load) reject(path string, why error) {
	l.report.Rejected = append(l.report.Rejected, ingest.Reason{Path: path, Reason: why.Error()})
}

// mine reports whether a file belongs to the share: by its path below what was named, which is
// the same on all machines, wherever they have the files.
func (l *load) mine(path string) bool {
	if l.Share.Of == 1 {
		return true
	}
	name := filepath.Base(path)
	for _, root := range l.Paths {
		if below, ok := strings.CutPrefix(path, strings.TrimRight(root, "/\\")); ok && below != "" {
			name = below
			break
		}
	}
	h := fnv.New64a()
	_, _ = io.WriteString(h, filepath.ToSlash(name)) // a hash always takes it
	return int(h.Sum64()%uint64(l.Share.Of)) == l.Share.Number-1
}
