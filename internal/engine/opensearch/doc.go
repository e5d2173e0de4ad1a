// Package opensearch keeps cases on an OpenSearch cluster, for collections that outgrow
// one machine.
//
// Start with [Open] and [Cluster.Search]. transport.go asks the nodes, and takes nothing
// but whole answers; query.go writes a plan as the query language of OpenSearch;
// mapping.go says how a case is indexed, [Cluster.Build] makes a new generation beside
// the one in use and switches to it.
//
// listing.go answers plans that ask what cases have: strings, fields, counts, orders, pages.
// ranked.go answers questions: the cluster finds the cases that have the most of the terms,
// whose order is made here as package ranking makes it. What cites a provision is asked with
// what the laws of a generation tell, see [Law]; they stay on this machine. A plan that asks
// for more is refused with [ErrUnsupported], never answered in part.
package opensearch

import (
	"errors"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/usererr"
)

var (
	// ErrIncomplete says that the cluster gave no whole answer before the deadline. The
	// error that wraps it names what the nodes said last.
	ErrIncomplete = engine.ErrUnavailable
	// ErrUnsupported says that a plan asks for what only the engine of package local does.
	ErrUnsupported = errors.New("the cluster does not answer such plans")
	// ErrNoGeneration says that the cluster has no cases of this version of the mapping.
	ErrNoGeneration = usererr.New("集群里没有这一版本的案例索引，请重新入库")
)
