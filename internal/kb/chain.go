package kb

import (
	"context"
	"encoding/json"
	"fmt"
)

// Side says where a decision stands in a dispute, seen from another one.
type Side string

// The sides. Same are other papers under the same number.
const (
	Earlier Side = "earlier"
	Later   Side = "later"
	Same    Side = "same"
)

// Linked is a number of a case that belongs to one dispute with another.
type Linked struct {
	Number string
	Side   Side
}

// maxChain bounds the numbers of one dispute: a number that hundreds of decisions cite is
// no first instance of theirs.
const maxChain = 50

// Chain returns the numbers of the decisions that one was made upon, and upon which these
// were made, then of those that were made upon it, as far as loaded cases say. Numbers are
// normalised; the one asked for is not among them. Earlier ones may not be loaded.
func (b *Base) Chain(ctx context.Context, number string) ([]Linked, error) {
	if number == "" {
		return nil, nil
	}
	seen := map[string]bool{number: true}
	var list []Linked
	for _, way := range [...]struct {
		side  Side
		query string
	}{
		{Earlier, `SELECT DISTINCT e.number FROM case_file c JOIN case_earlier e ON e.document_id = c.document_id
			WHERE c.number = ? AND c.number <> '' ORDER BY 1`},
		{Later, `SELECT DISTINCT c.number FROM case_earlier e JOIN case_file c ON c.document_id = e.document_id
			WHERE e.number = ? AND c.number <> '' ORDER BY 1`},
	} {
		for next := []string{number}; len(next) > 0; next = next[1:] {
			found, err := List(ctx, b, "following the numbers of a dispute", Column[string], way.query, next[0])
			if err != nil {
				return nil, err
			}
			for _, n := range found {
				if !seen[n] && len(list) < maxChain {
					seen[n] = true
					list, next = append(list, Linked{n, way.side}), append(next, n)
				}
			}
		}
	}
	return list, nil
}

// CasesByNumber returns what is known of the cases with some numbers, which are
// normalised, by day and title.
func (b *Base) CasesByNumber(ctx context.Context, numbers []string) ([]*CaseInfo, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	wanted, err := json.Marshal(numbers)
	if err != nil {
		return nil, fmt.Errorf("encoding numbers of cases: %w", err)
	}
	return b.cases(ctx, ` WHERE c.number <> '' AND c.number IN (SELECT value FROM json_each(?))
		ORDER BY d.date, d.title, d.hash`, string(wanted))
}
