package citegraph

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citation"
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

// Where the text that is meant is not loaded, the nearest answers: numbers of a text of
// 2012 are looked for in that of 2017, not in that of 2023.
func TestNearestText(t *testing.T) {
	t.Parallel()
	texts := []*lawText{{label: "undated"}, {label: "2017-06-27", from: "2017-07-01", to: "2022-01-01"},
		{label: "2021-12-24", from: "2022-01-01", to: "2024-01-01"}, {label: "2023-09-01", from: "2024-01-01"}}
	for w, want := range map[citation.When]string{
		{Day: "2015-02-04"}:               "2017-06-27",
		{Year: "2012"}:                    "2017-06-27",
		{Year: "2018"}:                    "2021-12-24",
		{Before: true, Day: "2012-08-31"}: "2017-06-27",
		{Former: true, Day: "2018-01-01"}: "2017-06-27",
		{Label: "2012-08-31"}:             "2023-09-01",
		{}:                                "2023-09-01",
		{Former: true}:                    "2023-09-01",
	} {
		if got := nearest(texts, w, "2026-03-04").label; got != want {
			t.Errorf("%+v: the text of %s answers; want %s", w, got, want)
		}
	}
}

// Between two loaded texts the earlier one answers, and is said to stand in.
func TestTextBetween(t *testing.T) {
	t.Parallel()
	texts := []*lawText{{label: "1997-03-14", from: "1997-10-01", to: "1998-12-29"},
		{label: "2017-11-04", from: "2017-11-04", to: "2021-03-01"}}
	l := &lookup{lawTexts: newLawTexts(nil, lawnames.New([]string{"甲法"}, nil), "2026-03-04")}
	l.byKey["甲法"] = texts
	for w, want := range map[citation.When]struct {
		label string
		exact bool
	}{
		{Day: "1998-01-01"}:   {"1997-03-14", true},
		{Day: "2015-01-01"}:   {"1997-03-14", false},
		{Day: "2018-01-01"}:   {"2017-11-04", true},
		{Day: "2022-01-01"}:   {"2017-11-04", true}, // repealed: the last text
		{Label: "1997-03-14"}: {"1997-03-14", true},
	} {
		if got, exact := l.Text("甲法", w); got.Label() != want.label || exact != want.exact {
			t.Errorf("%+v: %s, exact %v; want %+v", w, got.Label(), exact, want)
		}
	}
}
