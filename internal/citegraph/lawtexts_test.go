package citegraph

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/lawnames"
)

// slowQuerier never answers for one law until it is let go of.
type slowQuerier struct {
	law           string
	asked, letGo  chan struct{}
	errOfTheOther error
}

func (q *slowQuerier) Query(_ context.Context, _ string, args ...any) (*sql.Rows, error) {
	if len(args) == 1 && args[0] == q.law {
		close(q.asked)
		<-q.letGo
	}
	return nil, q.errOfTheOther
}

// Nobody waits for a law that another one reads: no lock is held meanwhile.
func TestNoLockWhileReading(t *testing.T) {
	t.Parallel()
	failed := errors.New("read")
	q := &slowQuerier{law: "甲法", asked: make(chan struct{}), letGo: make(chan struct{}), errOfTheOther: failed}
	texts := newLawTexts(q, lawnames.New([]string{"乙法", "甲法"}, nil), "2024-05-01")
	first := make(chan error, 1)
	go func() {
		_, err := texts.of(context.Background(), "甲法")
		first <- err
	}()
	<-q.asked
	second := make(chan error, 1)
	go func() {
		_, err := texts.of(context.Background(), "乙法")
		second <- err
	}()
	select {
	case err := <-second:
		if !errors.Is(err, failed) {
			t.Errorf("the other law: %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the other law waits for the first one")
	}
	close(q.letGo)
	if err := <-first; !errors.Is(err, failed) {
		t.Errorf("the first law: %v", err)
	}
	if len(texts.byKey) != 0 {
		t.Errorf("what could not be read is kept: %v", texts.byKey)
	}
}
