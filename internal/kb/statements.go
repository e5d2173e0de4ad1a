package kb

import (
	"context"
	"database/sql"
	"sync"
)

// maxStatements bounds how many statements are kept: those of a list are made of
// what was asked for.
const maxStatements = 200

// statements are prepared once: a page asks a dozen small questions, each of which
// takes longer to prepare than to answer.
type statements struct {
	mu   sync.Mutex
	list map[string]*sql.Stmt
}

// statement returns a prepared statement, or nil where too many are kept.
func (b *Base) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	b.ready.mu.Lock()
	s, full := b.ready.list[query], len(b.ready.list) >= maxStatements
	b.ready.mu.Unlock()
	if s != nil || full {
		return s, nil
	}
	// Not under the lock, as it may wait for a connection. Not the caller's context:
	// the statement outlives the request.
	s, err := b.db.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	b.ready.mu.Lock()
	defer b.ready.mu.Unlock()
	if first := b.ready.list[query]; first != nil {
		return first, s.Close()
	}
	b.ready.list[query] = s
	return s, nil
}

// Query runs a query whose rows [Each] and [List] read.
func (b *Base) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := b.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return b.db.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

// Row is like Query for a single row; it fails when the row is scanned.
func (b *Base) Row(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := b.statement(ctx, query)
	if err != nil || s == nil {
		return b.db.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(ctx, args...)
}
