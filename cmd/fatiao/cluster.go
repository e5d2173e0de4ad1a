package main

import (
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
