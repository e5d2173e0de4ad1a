package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/fatiao/fatiao/internal/ingest"
)

// newProgress shows a bar on a terminal and plain lines elsewhere.
func newProgress(out *os.File) ingest.Progress {
	if term.IsTerminal(int(out.Fd())) {
		return &barProgress{out: out}
	}
	return &lineProgress{out: out}
}

type barProgress struct {
	out io.Writer
	bar *progressbar.ProgressBar
}

func (p *barProgress) Start(stage string, total int64) {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription(stage), progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100 * time.Millisecond), progressbar.OptionSetPredictTime(true), progressbar.OptionSetElapsedTime(true),
		progressbar.OptionUseANSICodes(true), progressbar.OptionSetRenderBlankState(true),
	}
	if total > 1<<20 {
		options = append(options, progressbar.OptionShowBytes(true))
	} else {
		options = append(options, progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("件"))
	}
	if total == 0 {
		total = -1
	}
	p.bar = progressbar.NewOptions64(total, options...)
}

func (p *barProgress) Add(n int64) { _ = p.bar.Add64(n) } // a bar that cannot be drawn must not stop the work

func (p *barProgress) Done() {
	_ = p.bar.Finish() // likewise
	fmt.Fprintln(p.out)
}

// lineProgress writes a line when a stage begins and ends, and now and then
// between.
type lineProgress struct {
	out         io.Writer
	stage       string
	total, done int64
	start, last time.Time
}

// lineEvery is the pause between lines of one stage.
const lineEvery = 5 * time.Second

func (p *lineProgress) Start(stage string, total int64) {
	p.stage, p.total, p.done = stage, total, 0
	p.start = time.Now()
	p.last = p.start
	fmt.Fprintf(p.out, "%s……\n", stage)
}

func (p *lineProgress) Add(n int64) {
	p.done += n
	now := time.Now()
	if p.total == 0 || now.Sub(p.last) < lineEvery {
		return
	}
	p.last = now
	elapsed := now.Sub(p.start)
	left := time.Duration(0)
	if p.done > 0 {
		left = time.Duration(float64(elapsed) * float64(max(0, p.total-p.done)) / float64(p.done))
	}
	fmt.Fprintf(p.out, "%s %d%%，还需约 %s\n", p.stage, min(100, p.done*100/p.total), minutes(int(left.Round(time.Second)/time.Second)))
}

func (p *lineProgress) Done() {
	fmt.Fprintf(p.out, "%s 完成，用时 %.1f 秒\n", p.stage, time.Since(p.start).Seconds())
}
