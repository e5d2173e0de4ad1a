// Package opensearch keeps cases on an OpenSearch cluster, for collections that outgrow
// one machine.
//
// Start with [Open] and [Cluster.Search]. transport.go asks the nodes, and takes nothing
// but whole answers; query.go writes a plan as the query language of OpenSearch;
// mapping.go says how a case is indexed, [Cluster.Build] makes a new generation beside
// the one in use and switches to it.
//
// It answers plans that ask what a case has: strings, fields, counts, orders, pages. A
// plan that asks for more is refused with [ErrUnsupported], never answered in part.
package opensearch

import "errors"

var (
	// ErrIncomplete says that the cluster gave no whole answer before the deadline. The
	// error that wraps it names what the nodes said last.
	ErrIncomplete = errors.New("案例库暂时不能完整检索")
	// ErrUnsupported says that a plan asks for what only the engine of package local does.
	ErrUnsupported = errors.New("the cluster does not answer such plans")
	// ErrNoGeneration says that the cluster has no cases of this version of the mapping.
	ErrNoGeneration = errors.New("集群里没有这一版本的案例索引，请重新入库")
)
