package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
	"github.com/fatiao/fatiao/internal/wire"
)

// leastEvery is the least pause between updates: other people's servers are asked.
const leastEvery = 10 * time.Minute

func newUpdate(o *options) *cobra.Command {
	var report string
	var every time.Duration
	c := &cobra.Command{
		Use:   "update [名称...]",
		Short: "更新用 get 装入的法律汇编，列出变动",
		Long: `再取一次用 get 装入过的汇编，从原来的地方；没有变化的，不再下载。
有变化的装入，并列出新增、修改、废止的法律和更正的文本；这些变动也记在网页 /changes 里。
原来的文本被新的代替，或不再收录的，仍然保留，供查以前的日子。
退出码：0 已是最新；3 有一部分没有取到，或有文件读不了；1 没有取到，已有数据保持原样。
定时运行见 docs/fatiao-update.timer；没有 systemd 的地方用 --every 24h。`,
		RunE: func(c *cobra.Command, names []string) error {
			if every != 0 && every < leastEvery {
				return usageError("--every 至少 %s", leastEvery)
			}
			a, err := o.acquirer()
			if err != nil {
				return err
			}
			limitMemory()
			once := func(ctx context.Context) error {
				r, err := a.Update(ctx, names...)
				if err != nil {
					return err
				}
				if len(r.Outcomes) == 0 {
					return usererr.New("还没有用 get 装入过汇编；有哪些：fatiao get --list")
				}
				return finishGet(c.OutOrStdout(), o.data, r, report)
			}
			if every == 0 {
				return once(c.Context())
			}
			return repeat(c.Context(), c.OutOrStdout(), every, once)
		},
	}
	c.Flags().StringVar(&report, "report", "", "把结果写成 JSON 文件")
	c.Flags().DurationVar(&every, "every", 0, "一直运行，每隔这么久更新一次，如 24h")
	return c
}

// repeat does something until the context ends, and says what fails.
func repeat(ctx context.Context, out io.Writer, every time.Duration, once func(context.Context) error) error {
	for {
		err := once(ctx)
		var exit *exitError
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil, errors.As(err, &exit) && exit.err == nil:
		default:
			warn("错误：%s", explained(err))
		}
		fmt.Fprintf(out, "下次更新：%s\n", localTime(time.Now().Add(every)))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(every):
		}
	}
}

// changeNames are the kinds of changes in Chinese, in the order in which they are told.
var changeNames = [...]struct {
	kind kb.ChangeKind
	name string
	unit string
}{
	{kb.LawAdded, "新增", "部"}, {kb.LawAmended, "修改", "部"}, {kb.LawRepealed, "废止", "部"}, {kb.TextCorrected, "更正文本", "个"},
	{kb.LawEarlier, "补充旧文本", "个"}, {kb.LawRemoved, "移除", "部"},
}

// printChanges says what bringing collections changed of the laws.
func printChanges(out io.Writer, r *kb.ChangeRun) {
	if r == nil {
		return
	}
	fmt.Fprint(out, "法律的变动：")
	comma := ""
	for _, n := range changeNames {
		if r.Counts[n.kind] > 0 {
			fmt.Fprintf(out, "%s%s %d %s", comma, n.name, r.Counts[n.kind], n.unit)
			comma = "，"
		}
	}
	if comma == "" {
		fmt.Fprint(out, "没有")
	}
	fmt.Fprintln(out)
	for i, c := range r.Changes {
		if i == listed {
			fmt.Fprintf(out, "……还有 %d 项，见网页 /changes\n", len(r.Changes)-listed)
			break
		}
		for _, n := range changeNames {
			if n.kind != c.Kind {
				continue
			}
			fmt.Fprintf(out, "  %s　%s", n.name, c.Law)
			if c.Label != "" {
				fmt.Fprintf(out, "（%s）", kb.Version{Label: c.Label}.Name())
			}
			fmt.Fprintln(out)
		}
	}
}

// writeGetReport writes what became of collections as JSON.
func writeGetReport(path string, r *acquire.Result) error {
	report := wire.CollectionReport{Collections: []wire.CollectionOutcome{}}
	for _, o := range r.Outcomes {
		j := wire.CollectionOutcome{Name: o.Name, Title: o.Title, Day: string(o.Day), Revision: o.Revision, Unchanged: o.Unchanged,
			Stopped: o.Stopped, Refused: []wire.FileReason{}}
		if o.Err != nil {
			j.Error = explained(o.Err)
		}
		for _, f := range o.Refused {
			j.Refused = append(j.Refused, fileReason(f))
		}
		report.Collections = append(report.Collections, j)
	}
	if r.Report != nil {
		report.Ingest = wire.NewIngestReport(r.Report)
	}
	data, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	if err := wholefile.Write(path, append(data, '\n'), 0o644); err != nil {
		return usererr.Errorf("写不了报告 %s：%w", path, err)
	}
	return nil
}

func fileReason(f catalogue.Refused) wire.FileReason {
	return wire.FileReason{Path: f.Name, Reason: f.Reason}
}
