// Package wire holds every JSON form that the command line and the HTTP API write: laws
// and provisions (law.go, place.go), citations both ways (citation.go), cases
// (case.go, caselist.go), answers of a search (search.go), the report of an ingest
// (ingest.go). Keys are English, as the contract has them; the doc tags describe them in
// the API's description. Places in a text count Unicode code points (points.go).
//
// Each form has a constructor, from what the knowledge base or a search returned.
// Start with [NewPlace], [NewCitations] and [NewSearch].
package wire

// list is s as JSON has it: [] where it is empty.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
