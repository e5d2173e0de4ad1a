package kb

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"testing"
)

// Statements are kept up to a bound, answered the same beyond it, and not broken by a
// caller that gave up while they were prepared.
func TestStatements(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(2)
	b := &Base{db: db, ready: statements{list: map[string]*sql.Stmt{}}}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if rows, err := b.Query(gone, "SELECT 0 + ?", 1); err == nil {
		t.Errorf("a caller that is gone got %v", rows)
	}
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			for i := range maxStatements + 20 {
				var got int
				if err := b.Row(context.Background(), fmt.Sprintf("SELECT %d + ?", i), 1).Scan(&got); err != nil || got != i+1 {
					t.Errorf("%d + 1 is %d: %v", i, got, err)
				}
			}
		})
	}
	running.Wait()
	if n := len(b.ready.list); n > maxStatements+8 {
		t.Errorf("%d statements are kept", n)
	}
	if _, err := b.Query(context.Background(), "SELECT FROM nowhere"); err == nil {
		t.Error("a broken statement is answered")
	}
	if err := b.db.Close(); err != nil {
		t.Error(err)
	}
}
