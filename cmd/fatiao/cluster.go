package main

import (
	"time"

	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
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
