package kb

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// Side says where a decision stands in a dispute, seen from another one.
type Side string

// The sides. Same are other papers under the same number; beside are those that were made
// upon an earlier one too: the enforcement of a judgment, seen from a retrial of it.
const (
	Earlier Side = "earlier"
	Later   Side = "later"
	Same    Side = "same"
	Beside  Side = "beside"
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
// were made, then of those that were made upon it, then of the others that were made upon an
// earlier one, as far as loaded cases say. Numbers are normalised; the one asked for is not
// among them. Earlier ones may not be loaded.
func (b *Base) Chain(ctx context.Context, number string) ([]Linked, error) {
	if number == "" {
		return nil, nil
	}
	seen := map[string]bool{number: true}
	earlier, err := b.follow(ctx, seen, []string{number}, upon)
	if err != nil {
		return nil, err
	}
	later, err := b.follow(ctx, seen, []string{number}, madeUpon)
	if err != nil {
		return nil, err
	}
	beside, err := b.follow(ctx, seen, earlier, madeUpon)
	if err != nil {
		return nil, err
	}
	var list []Linked
	for _, x := range [...]struct {
		side    Side
		numbers []string
	}{{Earlier, earlier}, {Later, later}, {Beside, beside}} {
		for _, n := range x.numbers {
			list = append(list, Linked{n, x.side})
		}
	}
	return list, nil
}

// The steps from one number to others.
const (
	upon = `SELECT DISTINCT e.number FROM case_file c JOIN case_earlier e ON e.document_id = c.document_id
		WHERE c.number = ? AND c.number <> '' ORDER BY 1`
	madeUpon = `SELECT DISTINCT c.number FROM case_earlier e JOIN case_file c ON c.document_id = e.document_id
		WHERE e.number = ? AND c.number <> '' ORDER BY 1`
)

// follow returns the numbers that steps lead to, those that were not seen before.
func (b *Base) follow(ctx context.Context, seen map[string]bool, from []string, step string) ([]string, error) {
	var list []string
	for next := slices.Clone(from); len(next) > 0; next = next[1:] {
		found, err := List(ctx, b, "following the numbers of a dispute", Column[string], step, next[0])
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if !seen[n] && len(list) < maxChain {
				seen[n] = true
				list, next = append(list, n), append(next, n)
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
