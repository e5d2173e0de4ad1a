package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/statute"
)

func newList(o *options) *cobra.Command {
	var sources bool
	var kind string
	c := &cobra.Command{
		Use:   "list [名称中的字]",
		Short: "列出已经导入的法律、案例、解读或来源文件",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !validType(kind) || kind == "article" {
				return usageError("--type 应是 law、case、commentary、consultation 之一，不能是 %q", kind)
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			has := func(s string) bool { return len(args) == 0 || strings.Contains(s, args[0]) }
			out := tabwriter.NewWriter(c.OutOrStdout(), 2, 4, 2, ' ', 0)
			switch {
			case sources:
				list, err := all.base.Sources(c.Context())
				if err != nil {
					return err
				}
				for _, s := range list {
					if has(s.Path) {
						fmt.Fprintf(out, "%s\t%s %s\t%d 篇\t%s\n", s.Path, s.Format, s.Encoding, s.Documents, s.IngestedAt)
					}
				}
			case kind == "law":
				laws, err := all.base.Laws(c.Context())
				if err != nil {
					return err
				}
				for _, l := range laws {
					if has(l.Key) {
						fmt.Fprintf(out, "%s\t%s\t%d 个版本\t%d 条\t%s\n", l.Key, l.Level, l.Versions, l.Articles, l.Latest)
					}
				}
			default:
				docs, err := all.base.Documents(c.Context(), statute.DocumentKind(kind), 1_000_000)
				if err != nil {
					return err
				}
				for _, d := range docs {
					if has(d.Title) {
						fmt.Fprintf(out, "%s\t%s\t%s\n", d.Ref, d.Date, d.Title)
					}
				}
			}
			return out.Flush()
		},
	}
	c.Flags().BoolVar(&sources, "sources", false, "列出来源文件")
	c.Flags().StringVar(&kind, "type", "law", "law、case、commentary 或 consultation")
	return c
}

func newRemove(o *options) *cobra.Command {
	var building bool
	c := &cobra.Command{
		Use:     "remove 来源|法律",
		Short:   "把一部法律，或一个文件、文件夹、压缩包里的内容移除",
		Long:    "把一部法律，或一个文件、文件夹、压缩包里的内容移除。来源文件本身不动。\n来源的写法见 fatiao list --sources；内置的示例用 内置:文件名。",
		Example: "  fatiao remove 公司法\n  fatiao remove ./laws/旧文件.md\n  fatiao remove 内置:case-rugao-phone-numbers.md",
		Args: func(c *cobra.Command, args []string) error {
			if building {
				return cobra.NoArgs(c, args)
			}
			return cobra.ExactArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			store, err := o.existing()
			if err != nil {
				return err
			}
			if building {
				return o.discardBuilding(c.Context(), c.OutOrStdout())
			}
			removed, err := o.removeCases(c.Context(), c.OutOrStdout(), args[0])
			if err != nil {
				return err
			}
			r, err := ingest.Remove(c.Context(), ingest.Options{Store: store, Progress: newProgress(os.Stderr)}, args[0])
			var none *ingest.NotLoadedError
			if errors.As(err, &none) && removed {
				return nil // the cluster had all of it
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "已移除 %s。现有法律法规 %d 部，条文 %d 条，案例 %d 件，解读 %d 篇\n", args[0], r.Laws, r.Articles, r.Cases,
				r.Commentaries)
			return nil
		},
	}
	c.Flags().BoolVar(&building, "building", false, "放弃集群里没有建完的那一代案例索引，不移除别的（要有 --cases）")
	return c
}
