// Package flk brings texts from the official database of laws (国家法律法规数据库), as clients
// describe its interface. Nothing of it is taken for certain: what an answer lacks is named, an
// answer of another form is refused, and a page of the web never becomes a law.
//
// Start with [Gatherer]. It asks for what was promulgated since a day, in spans of days from the
// oldest on (list.go), for the details and history of each text (detail.go), and for its file
// (text.go); ask.go keeps the pace and stops where the database wants no more. What was brought
// stands in a log in the folder (log.go), from which a list of official days is made (days.go),
// which an ingest reads beside the texts.
package flk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/statute"
)

// Pace is the least time between two requests.
const Pace = time.Second

// Gatherer brings the national texts of the database. It implements [catalogue.Gatherer].
type Gatherer struct {
	// Client asks; its Wait and Now are the clock of the gathering too.
	Client *download.Client
}

// overlap is how many days before the last day are asked for again: the database enters texts
// some time after their promulgation.
const overlap = 60

// earliest is the day from which on everything is asked for.
const earliest statute.Date = "1949-10-01"

// Gather implements [catalogue.Gatherer].
func (g *Gatherer) Gather(ctx context.Context, about catalogue.Gathering) (got catalogue.Gathered, err error) {
	log, err := openLog(about.Folder)
	if err != nil {
		return got, err
	}
	run := &gathering{Gathering: about, log: log, asker: newAsker(g.Client, about.URL)}
	if run.Progress == nil {
		run.Progress = silence{}
	}
	run.Progress.Start("查询国家法律法规数据库", 0)
	err = run.all(ctx)
	run.Progress.Done()
	if ctx.Err() != nil {
		return got, errors.Join(ctx.Err(), log.close())
	}
	if stop, ok := errors.AsType[*stopped](err); ok {
		run.got.Stopped, err = stop.why, nil
		if run.got.Texts == 0 && len(log.texts) == 0 {
			err = stop.err()
		}
	}
	run.got.Through = max(run.through, about.Since)
	for _, r := range log.refused() {
		run.got.Refused = append(run.got.Refused, catalogue.Refused{Name: r.name(), Reason: r.Problem})
	}
	return run.got, errors.Join(err, writeDays(about.Folder, log), log.close())
}

type silence struct{}

func (silence) Start(string, int64) {}
func (silence) Add(int64)           {}
func (silence) Done()               {}

// gathering is one call.
type gathering struct {
	catalogue.Gathering
	log     *log
	asker   *asker
	got     catalogue.Gathered
	through statute.Date // of the last span that was read to its end, the day of its newest text
	failed  int          // texts one after another that could not be brought
}

// all asks for everything since the day from which it is wanted.
func (g *gathering) all(ctx context.Context) error {
	if err := g.pending(ctx); err != nil {
		return err
	}
	from := earliest
	if g.Since != "" {
		from = addDays(g.Since, -overlap)
	}
	if from > g.Today {
		return nil
	}
	return g.span(ctx, from, g.Today)
}

// pending tries once more what could not be brought before.
func (g *gathering) pending(ctx context.Context) error {
	for _, r := range g.log.passing() {
		if err := g.text(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// maxFailed is after how many texts in a row that could not be brought the rest is left for
// another time: the database is not what it was taken for.
const maxFailed = 5

// text brings a text that a list names, unless it was brought as the list has it now.
func (g *gathering) text(ctx context.Context, r record) error {
	have, known := g.log.texts[r.ID]
	if known && have.Listed == r.Listed && !have.Passing {
		return nil // brought, or known to be nothing that can be read
	}
	brought, err := g.bring(ctx, r)
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		brought.Problem, brought.Passing = refused.Error(), refused.passing
		brought.File = have.File // the text of before stays
	case err != nil:
		return err
	default:
		brought.Problem, brought.Passing = "", false
		g.got.Texts++
	}
	if err := g.log.put(brought); err != nil {
		return err
	}
	g.Progress.Add(1)
	if g.failed++; !brought.Passing {
		g.failed = 0
	}
	if g.failed >= maxFailed {
		return stop(fmt.Sprintf("连续 %d 部取不到，最后一部：%s", g.failed, brought.Problem))
	}
	return nil
}

// bring asks for the details and the file of a text.
func (g *gathering) bring(ctx context.Context, r record) (record, error) {
	d, err := g.asker.details(ctx, r.ID)
	if err != nil {
		return r, err
	}
	if r, err = r.with(d); err != nil {
		return r, err
	}
	file, err := g.asker.file(ctx, r)
	if err != nil {
		return r, err
	}
	r.File, err = store(g.Folder, r, file, g.log.texts)
	return r, err
}

// newest is the latest promulgation among rows that is not after today, "" for none.
func newest(rows []record, today statute.Date) statute.Date {
	day := statute.Date("")
	for _, r := range rows {
		if r.Promulgated <= today {
			day = max(day, r.Promulgated)
		}
	}
	return day
}

// byDay sorts rows, the oldest first.
func byDay(rows []record) {
	slices.SortFunc(rows, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.Promulgated, b.Promulgated), cmp.Compare(a.ID, b.ID))
	})
}
