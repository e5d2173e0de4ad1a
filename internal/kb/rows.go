package kb

import (
	"context"
	"database/sql"
	"fmt"
)

// Querier is what rows are read from: a [Base], or a [Writer] and its transaction.
type Querier interface {
	Query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Scan reads the columns of a row, as the method of sql.Rows does.
type Scan func(into ...any) error

// Each calls read for every row that a query gives, until an error. doing says in the
// error what was being done: "listing the laws".
func Each(ctx context.Context, q Querier, doing string, read func(Scan) error, query string, args ...any) error {
	rows, err := q.Query(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows.Scan); err != nil {
			return fmt.Errorf("%s: %w", doing, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// List returns what read makes of every row that a query gives; see [Each].
func List[T any](ctx context.Context, q Querier, doing string, read func(Scan) (T, error), query string, args ...any) ([]T, error) {
	var list []T
	err := Each(ctx, q, doing, func(scan Scan) error {
		v, err := read(scan)
		if err == nil {
			list = append(list, v)
		}
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Map returns the rows of a query with two columns as a map from the first to the second;
// see [Each].
func Map[K comparable, V any](ctx context.Context, q Querier, doing, query string, args ...any) (map[K]V, error) {
	found := map[K]V{}
	err := Each(ctx, q, doing, func(scan Scan) error {
		var k K
		var v V
		err := scan(&k, &v)
		found[k] = v
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Column reads the row of a query with one column; see [List].
func Column[T any](scan Scan) (v T, err error) {
	err = scan(&v)
	return v, err
}
