package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/statute"
)

// firstCollection is what a newcomer is told to get.
const firstCollection = "national"

// getting is how a server comes by law: what the user may run, and what it gets by itself.
type getting struct {
	command, about string // in the words of the user
	data           string
	acquirer       *acquire.Acquirer
	orders         []acquire.Order
	running        atomic.Bool // it is getting the orders
}

// now says what is being got at this moment, "" for nothing.
func (g *getting) now() string {
	if !g.running.Load() {
		return ""
	}
	return g.titles()
}

// names are those of what is ordered.
func (g *getting) names() []string {
	var list []string
	for _, o := range g.orders {
		list = append(list, o.Entry.Name)
	}
	return list
}

// titles are those of what is ordered.
func (g *getting) titles() string {
	var list []string
	for _, o := range g.orders {
		name := "“" + o.Entry.Title + "”"
		if about := sizeAndTime(o.Entry); about != "" {
			name += "（" + about + "）"
		}
		list = append(list, name)
	}
	return strings.Join(list, "、")
}

// newGetting prepares to get collections by name; without names, nothing is got.
func newGetting(store *generation.Store, o *options, names []string) (*getting, error) {
	a, err := newAcquirer(store)
	if err != nil {
		return nil, err
	}
	g := &getting{data: o.data, acquirer: a, command: getCommand(o.data, firstCollection)}
	if e, ok := a.Catalogue.Find(firstCollection); ok {
		g.about = sizeAndTime(e)
	}
	if len(names) == 0 {
		return g, nil
	}
	if g.orders, err = acquire.Orders(a.Catalogue, names, ""); err != nil {
		return nil, usageError("--get：%w", err)
	}
	return g, nil
}

// getCommand is what a user types to get collections.
func getCommand(data string, names ...string) string {
	command := "fatiao get " + strings.Join(names, " ")
	if data != atHome(defaultData()) {
		command += " --data " + quoted(data)
	}
	return command
}

// sizeAndTime is how large a collection is and how long it takes, as far as that is known.
func sizeAndTime(e catalogue.Entry) string {
	var about []string
	if e.Bytes > 0 {
		about = append(about, aboutSize(e))
	}
	if e.Seconds > 0 {
		about = append(about, aboutTime(e))
	}
	return strings.Join(about, "，")
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t'\"$&;()<>|*?#~`\\") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

// tellEmpty says what is loaded where that is no law, and the command that brings it.
func (g *getting) tellEmpty(ctx context.Context, out io.Writer, l *library) {
	s, release := l.Acquire()
	defer release()
	counts, err := s.Laws.Counts(ctx, string(statute.Today(time.Now())))
	if err != nil || counts.Laws > 0 {
		return
	}
	fmt.Fprintf(out, "现在装入的：案例 %d 件，解读 %d 篇，咨询 %d 则；还没有法律\n", counts.Cases, counts.Commentaries, counts.Consultations)
	if len(g.orders) > 0 {
		fmt.Fprintf(out, "正在取得%s并装入，装好后自动换用\n", g.titles())
		return
	}
	fmt.Fprintf(out, "取得全国的法律并装入（%s）：%s\n", g.about, g.command)
}

// start gets what is to be got, beside the server; done is closed when it is.
func (g *getting) start(ctx context.Context, out io.Writer) (done chan struct{}) {
	done = make(chan struct{})
	g.running.Store(len(g.orders) > 0)
	go func() {
		defer close(done)
		if len(g.orders) == 0 {
			return
		}
		defer g.running.Store(false)
		r, err := g.acquirer.Get(ctx, g.orders)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			err = finishGet(out, g.data, r, "")
		}
		if text := messageOf(err); text != "" {
			warn("%s；以后再取：%s", text, getCommand(g.data, g.names()...))
		}
	}()
	return done
}

// messageOf is what the user reads of an error, "" for none.
func messageOf(err error) string {
	if err == nil || err.Error() == "" {
		return ""
	}
	return explained(err)
}
