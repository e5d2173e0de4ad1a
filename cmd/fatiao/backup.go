package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

func newBackup(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "backup 文件",
		Short: "把数据备份成一个文件",
		Long: `把正在使用的一代数据和名称表写进一个文件，边服务边备份也可以。逐个文件核对校验和，有损坏就不写。
备份里的裁判文书是隐去姓名之后的文本（除非导入时用了 --keep-names）。恢复：fatiao restore 文件`,
		Example: "  fatiao backup /backup/fatiao-$(date +%F).tar.zst",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			store, err := o.existing()
			if err != nil {
				return err
			}
			// The file appears when it is whole: a backup that was interrupted never replaces
			// the one before.
			out, err := wholefile.Create(args[0], 0o600)
			if err != nil {
				return usererr.Errorf("写不了 %s：%w", args[0], err)
			}
			defer func() { err = errors.Join(err, out.Discard()) }()
			g, err := store.Backup(c.Context(), out, ingest.UserFiles...)
			if err != nil {
				return o.explainEmpty(err)
			}
			info, err := out.Stat()
			if err != nil {
				return usererr.Errorf("写不了 %s：%w", args[0], err)
			}
			if err := out.Commit(); err != nil {
				return usererr.Errorf("写不了 %s：%w", args[0], err)
			}
			fmt.Fprintf(c.OutOrStdout(), "已备份 %s（%s 生成），%.1f MB\n", g.Name, localTime(g.Manifest.Created), float64(info.Size())/1e6)
			return nil
		},
	}
}

func newRestore(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "restore 文件",
		Short: "从备份恢复数据",
		Long: `把备份恢复成新的一代并换用它。现有数据留作上一代，fatiao rollback 可以退回。
备份不完整或有损坏时，什么都不改。正在运行的服务会自动换用恢复的数据。`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			in, err := os.Open(args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return usageError("没有文件 %s", args[0])
			}
			if err != nil {
				return usererr.Errorf("打不开 %s：%w", args[0], err)
			}
			defer in.Close()
			store, err := o.store()
			if err != nil {
				return err
			}
			g, err := store.Restore(c.Context(), in, ingest.Accept, ingest.UserFiles...)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "已恢复为 %s（%s 生成），正在使用\n", g.Name, localTime(g.Manifest.Created))
			if old, err := ingest.Outdated(g.Manifest); err == nil && old {
				fmt.Fprintln(c.OutOrStdout(), "这是旧版程序的数据，请更新：fatiao ingest --update")
			}
			return nil
		},
	}
}

func newRollback(o *options) *cobra.Command {
	var to string
	var list bool
	c := &cobra.Command{
		Use:   "rollback",
		Short: "退回上一代数据",
		Long: `退回上一代数据，例如导入了不该导入的文件之后。被退下来的一代保留到下次导入，--to 可以再换回去。
正在运行的服务会自动换用。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := o.existing()
			if err != nil {
				return err
			}
			if list {
				return o.listGenerations(c, store)
			}
			g, err := store.Rollback(to)
			if err != nil {
				return o.explainEmpty(err)
			}
			fmt.Fprintf(c.OutOrStdout(), "已换用 %s（%s 生成）\n", g.Name, localTime(g.Manifest.Created))
			return nil
		},
	}
	c.Flags().StringVar(&to, "to", "", "换用这一代，例如 gen-000012")
	c.Flags().BoolVar(&list, "list", false, "列出数据目录里的各代数据，不作改动")
	return c
}

func (o *options) listGenerations(c *cobra.Command, store *generation.Store) error {
	all, err := store.Generations()
	if err != nil {
		return err
	}
	current, err := store.CurrentName()
	if err != nil {
		return o.explainEmpty(err)
	}
	for _, g := range all {
		state := ""
		switch {
		case !g.Complete:
			state = "没有完成的导入"
		case g.Err != nil:
			state = "不能使用：" + g.Err.Error()
		case g.Name == current:
			state = "正在使用"
		}
		if g.Err == nil {
			m := g.Manifest
			state = fmt.Sprintf("%s 生成，法规 %d 部，条文 %d 条，案例 %d 件  %s", localTime(m.Created), m.Counts["laws"], m.Counts["articles"],
				m.Counts["cases"], state)
		}
		fmt.Fprintf(c.OutOrStdout(), "%s  %s\n", g.Name, state)
	}
	return nil
}

func localTime(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
