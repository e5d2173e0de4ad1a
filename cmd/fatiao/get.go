package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/flk"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
)

func newGet(o *options) *cobra.Command {
	var list bool
	var from, mirror, save, report string
	c := &cobra.Command{
		Use:   "get [名称...]",
		Short: "取得法律汇编并装入：fatiao get national",
		Long: `取得目录里的法律汇编并装入；--list 列出有哪些，已装入的是哪一天的。
下载中断后再次运行，从断开处接着下载；没有变化的不会重新下载。下载的内容先检查完好，再换用；取不到时，已有数据保持原样。
通过代理上网的，按环境变量 HTTPS_PROXY、HTTP_PROXY、NO_PROXY。
自己的汇编可以写进数据目录里的 ` + catalogue.UserFile + `，写法见程序自带的那一份。
不能上网的机器：在能上网的机器上用 --save 写成一个资料包，拿过去 fatiao ingest 资料包。
全部取到时退出码是 0；取到一部分，或者有文件读不了，是 3；一项也没有取到，是 1。`,
		Example: "  fatiao get national\n  fatiao get --list\n  fatiao get national --mirror https://镜像的地址/\n" +
			"  fatiao get --from https://例子/laws.zip\n  fatiao get national just-laws --save 资料包.tar.zst",
		RunE: func(c *cobra.Command, names []string) error {
			a, err := o.acquirer()
			if err != nil {
				return err
			}
			if err := checkMirror(a.Catalogue, mirror, from, names); err != nil {
				return err
			}
			a.Mirror = mirror
			if list || len(names) == 0 && from == "" {
				if save != "" {
					return usageError("没有写要取哪一项；有的是 %s", strings.Join(a.Catalogue.Names(), "、"))
				}
				return printCatalogue(c, a)
			}
			orders, err := acquire.Orders(a.Catalogue, names, from)
			if err != nil {
				return usageError("%w", err)
			}
			if save != "" {
				return saveBundle(c, a, orders, save, report)
			}
			limitMemory()
			r, err := a.Get(c.Context(), orders)
			if err != nil {
				return err
			}
			return finishGet(c.OutOrStdout(), o.data, r, report)
		},
	}
	c.Flags().BoolVar(&list, "list", false, "列出有哪些汇编，各有多大，已装入的是哪一天的")
	c.Flags().StringVar(&from, "from", "", "从这个网址，或本机的文件、文件夹取，代替目录里的网址")
	c.Flags().StringVar(&mirror, "mirror", "", "镜像：加在目录里的网址前面的网址")
	c.Flags().StringVar(&save, "save", "", "不装入，写成一个资料包（.tar.zst），供不能上网的机器用")
	c.Flags().StringVar(&report, "report", "", "把结果写成 JSON 文件")
	return c
}

// checkMirror refuses a mirror where it would do nothing: it stands before addresses of archives.
func checkMirror(list catalogue.List, mirror, from string, names []string) error {
	if mirror == "" {
		return nil
	}
	if err := catalogue.CheckURL(mirror); err != nil {
		return usageError("--mirror：%w", err)
	}
	if from != "" {
		return usageError("--mirror 加在目录里的网址前面，不能和 --from 一起用")
	}
	for _, name := range names {
		if e, ok := list.Find(name); ok && e.Kind == catalogue.Official {
			return usageError("--mirror 只用于压缩包，“%s”是逐篇询问的数据库；它在别处的网址用 --from", name)
		}
	}
	return nil
}

// saveBundle brings collections and writes them into a bundle.
func saveBundle(c *cobra.Command, a *acquire.Acquirer, orders []acquire.Order, to, report string) error {
	saved, err := a.Save(c.Context(), orders, to)
	if err != nil {
		return err
	}
	out := c.OutOrStdout()
	for _, s := range saved.Outcomes {
		fmt.Fprintf(out, "%s　%s\n", s.Name, ofDay(kb.Collection{Day: s.Day, Revision: s.Revision}))
		printRefused(out, s.Refused)
	}
	fmt.Fprintf(out, "资料包 %s（%s）已写好，在另一台机器上：fatiao ingest %s\n", to, size(saved.Bytes), to)
	r := &acquire.Result{Outcomes: saved.Outcomes}
	if report != "" {
		if err := writeGetReport(report, r); err != nil {
			return err
		}
	}
	for _, s := range saved.Outcomes {
		if len(s.Refused) > 0 {
			return &exitError{code: exitRejected}
		}
	}
	return nil
}

// limitMemory sets where an ingest begins to trade time for memory.
func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// acquirer brings collections into the data folder.
func (o *options) acquirer() (*acquire.Acquirer, error) {
	store, err := o.store()
	if err != nil {
		return nil, err
	}
	return newAcquirer(store)
}

func newAcquirer(store *generation.Store) (*acquire.Acquirer, error) {
	list, err := catalogue.Read(store.Dir())
	if err != nil {
		return nil, err
	}
	client := download.New()
	client.Again = func(why string, pause time.Duration) {
		warn("%s，%s后再试", why, minutes(int((pause+time.Second-1)/time.Second)))
	}
	return &acquire.Acquirer{Store: store, Catalogue: list, Client: client, Gatherer: &flk.Gatherer{Client: client},
		Progress: newProgress(os.Stderr)}, nil
}

// finishGet prints what became of collections, writes the report and gives the exit code.
func finishGet(out io.Writer, data string, r *acquire.Result, report string) error {
	partly := false
	for _, f := range r.Outcomes {
		printOutcome(out, f)
		partly = partly || f.Err != nil || len(f.Refused) > 0 || f.Stopped != ""
	}
	if r.Report != nil {
		printReport(out, data, r.Report)
		printChanges(out, r.Report.Changes)
		partly = partly || len(r.Report.Rejected) > 0
	}
	if report != "" {
		if err := writeGetReport(report, r); err != nil {
			return err
		}
	}
	switch {
	case len(r.Outcomes) > 0 && r.Failed() == len(r.Outcomes):
		return &exitError{exitFailed, usererr.New("没有取到，已有数据保持原样")}
	case partly:
		return &exitError{code: exitRejected}
	}
	return nil
}

func printOutcome(out io.Writer, f acquire.Outcome) {
	is := ofDay(kb.Collection{Day: f.Day, Revision: f.Revision})
	switch {
	case f.Err != nil:
		fmt.Fprintf(out, "没有取到 %s（%s）：%s\n", f.Name, f.Title, explained(f.Err))
	case f.Unchanged:
		fmt.Fprintf(out, "%s（%s）没有变化：%s\n", f.Name, f.Title, is)
	default:
		fmt.Fprintf(out, "取到 %s（%s）：%s\n", f.Name, f.Title, is)
	}
	printRefused(out, f.Refused)
	if f.Stopped != "" {
		fmt.Fprintf(out, "%s 没有取完：%s\n", f.Name, f.Stopped)
	}
}

// printRefused names texts that could not be brought, the first of them.
func printRefused(out io.Writer, refused []catalogue.Refused) {
	for i, x := range refused {
		if i == listed {
			fmt.Fprintf(out, "……还有 %d 篇没有取到\n", len(refused)-listed)
			break
		}
		fmt.Fprintf(out, "没有取到 %s：%s\n", x.Name, x.Reason)
	}
}

// ofDay says of which day and revision a collection is.
func ofDay(c kb.Collection) string {
	var parts []string
	if c.Day != "" {
		parts = append(parts, "截至 "+string(c.Day))
	}
	if c.Revision != "" {
		parts = append(parts, "版本 "+c.Revision[:min(len(c.Revision), 12)])
	}
	if len(parts) == 0 {
		return "没有写明日期"
	}
	return strings.Join(parts, "，")
}

func size(bytes int64) string {
	if bytes >= 1_000_000 {
		return fmt.Sprintf("%d MB", (bytes+500_000)/1_000_000)
	}
	return fmt.Sprintf("%d KB", (bytes+999)/1000)
}
