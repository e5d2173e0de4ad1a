// Package flk brings texts from the official database of laws (国家法律法规数据库), as clients
// describe its interface. Nothing of it is taken for certain: what an answer lacks is named, an
// answer of another form is refused, and a page of the web never becomes a law.
//
// Start with [Gatherer]. It asks for what was promulgated since a day, in spans of days from the
// oldest on (list.go), for the details and history of each text (detail.go), and for its file
// (text.go); ask.go keeps the pace and stops where the database wants no more. What changes of texts
// that are older is found by listing all of them again, once a week (sweep.go). What was brought
// stands in a log in the folder (log.go), from which a list of official days is made (days.go),
// which an ingest reads beside the texts.
package flk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
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
	run.got.Through, run.got.Notes = max(run.through, about.Since), []string{logName}
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
	// unaddressed are the texts, one after another, for which no address of a file was given.
	unaddressed []record
}

// all asks for everything since the day from which it is wanted, and then for what changed of older
// texts.
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
	if err := g.beginSweep(); err != nil {
		return err
	}
	if err := g.span(ctx, from, g.Today); err != nil {
		return err
	}
	return g.sweep(ctx, from)
}

// pending tries once more what could not be brought before.
func (g *gathering) pending(ctx context.Context) error {
	for _, r := range g.log.passing() {
		bring := g.text
		if r.IsDay {
			bring = func(ctx context.Context, r record) error { return g.span(ctx, r.Promulgated, r.Promulgated) }
		}
		if err := bring(ctx, r); err != nil {
			return err
		}
	}
	return g.judgeUnaddressed(ctx)
}

// maxFailed is after how many texts in a row that could not be brought the rest is left for
// another time: the database is not what it was taken for.
const maxFailed = 5

// text brings a text that a list names, unless it was brought as the list has it now.
func (g *gathering) text(ctx context.Context, r record) error {
	have, known := g.log.texts[r.ID]
	if known && sameListing(have.Listed, r.Listed) && !have.Passing {
		return nil // brought, or known to be nothing that can be read
	}
	brought, err := g.bring(ctx, r)
	refused, isRefused := errors.AsType[*refusal](err)
	switch {
	case isRefused:
		brought.Problem, brought.Passing = refused.Error(), refused.passing || refused.unaddressed
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
	if isRefused && refused.unaddressed {
		if g.unaddressed = append(g.unaddressed, brought); len(g.unaddressed) < g.maxUnaddressed() {
			return nil
		}
		return g.judgeUnaddressed(ctx)
	}
	if !isRefused {
		if err := g.haveNoFile(); err != nil { // others have one
			return err
		}
	}
	if g.failed++; !brought.Passing {
		g.failed = 0
	}
	if g.failed >= maxFailed {
		return stop(fmt.Sprintf("连续 %d 部取不到，最后一部：%s", g.failed, brought.Problem))
	}
	return nil
}

// maxUnaddressed is how many texts in a row may be without an address before that is judged: where none
// was ever brought there is nothing to judge it by, and the oldest texts may have no file.
func (g *gathering) maxUnaddressed() int {
	for _, r := range g.log.texts {
		if r.File != "" {
			return maxFailed
		}
	}
	return 4 * maxFailed
}

// judgeUnaddressed decides what it means that no address of a file was given for some texts one after
// another. Where one is still given for a text that was brought before, they have no file; else the
// answers of the database have another form than is known, and the gathering ends.
func (g *gathering) judgeUnaddressed(ctx context.Context) error {
	if len(g.unaddressed) == 0 {
		return nil
	}
	for _, r := range slices.Backward(g.log.all()) {
		if r.File == "" {
			continue
		}
		_, err := g.asker.address(ctx, r.ID, strings.TrimPrefix(path.Ext(r.File), "."))
		if err == nil {
			return g.haveNoFile()
		}
		if _, ok := errors.AsType[*refusal](err); !ok {
			return err
		}
		break
	}
	last := g.unaddressed[len(g.unaddressed)-1]
	return stop(fmt.Sprintf("国家法律法规数据库的应答可能变了样子，%d 部都没有给出下载地址；%s：%s", len(g.unaddressed), last.name(), last.Problem))
}

// haveNoFile notes that the texts for which no address was given have no file: they are not asked for
// again while their rows stay as they are.
func (g *gathering) haveNoFile() error {
	for _, r := range g.unaddressed {
		r.Passing = false
		if err := g.log.put(r); err != nil {
			return err
		}
	}
	g.unaddressed = nil
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
