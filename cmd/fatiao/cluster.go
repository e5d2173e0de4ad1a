package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/usererr"
)

// cluster opens the cluster that has the cases; nil where the data folder has them. The
// settings are settled. Nothing is asked of it yet.
func (o *options) cluster() (*opensearch.Cluster, error) {
	if o.config.cases == "" {
		return nil, nil
	}
	c, err := opensearch.ParseAddress(o.config.cases)
	if err != nil {
		return nil, usageError("--%s：%w", casesKey, err)
	}
	return opensearch.Open(c)
}

// caseStore is where the cases are, as searches ask it; nil where the data folder has them.
func (o *options) caseStore() (*composite.Store, error) {
	c, err := o.cluster()
	if err != nil || c == nil {
		return nil, err
	}
	return composite.NewStore(c, time.Now), nil
}

// tellCases says how many cases the cluster has, where cases are on one.
func tellCases(ctx context.Context, out io.Writer, cases *composite.Store) error {
	if cases == nil {
		return nil
	}
	n, err := cases.Count(ctx)
	if errors.Is(err, opensearch.ErrNoGeneration) {
		return opensearch.ErrNoGeneration // what to do, rather than that something is amiss
	}
	if err != nil {
		return usererr.Errorf("%w（%v）", engine.ErrUnavailable, err)
	}
	fmt.Fprintf(out, "\n集群上的案例 %d 件\n", n)
	return nil
}
