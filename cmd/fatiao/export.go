package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// exporting is what `fatiao export` was asked for.
type exporting struct {
	format, articles, output, asOf string
	all                            bool
}

func newExport(o *options) *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use:   "export 地址 | --all",
		Short: "把一部法律或其中几条导出为 Word、Markdown、文本、JSON 或 Akoma Ntoso",
		Long: `把一部法律、一章或几条导出：docx（Word）、md（Markdown，可以再导入）、txt、json、xml（Akoma Ntoso 3.0）。
不写 --output 时，文本写到标准输出，docx 写到以名称命名的文件。
--all 导出全部法律的全部文本：默认每个文本一行 JSON；用 --format 和 --output 时每个文本一个文件，按级别分文件夹。`,
		Example: `  fatiao export 民法典 --format docx
  fatiao export 民法典 --articles 1034-1038 --format md
  fatiao export --all > laws.jsonl
  fatiao export --all --format xml --output akn`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if x.all == (len(args) == 1) {
				return usageError("请写明地址，或用 --all 导出全部")
			}
			if !slices.Contains(export.LawFormats[:], x.format) {
				return usageError("--format 应是 %s 之一，不能是 %q", strings.Join(export.LawFormats[:], "、"), x.format)
			}
			day, err := dayFlag(x.asOf)
			if err != nil {
				return err
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			out := asStored(c.OutOrStdout())
			if x.all {
				return x.everything(c.Context(), all, out, day)
			}
			return x.one(c.Context(), all, out, args[0], day)
		},
	}
	c.Flags().StringVar(&x.format, "format", "json", "docx、md、txt、json 或 xml")
	c.Flags().StringVar(&x.articles, "articles", "", "只要这些条：1034-1038，或一章的地址 b4/z6")
	c.Flags().StringVarP(&x.output, "output", "o", "", "写到这个文件；--all 时是文件夹")
	c.Flags().StringVar(&x.asOf, "as-of", "", "某一天有效的文本，如 2018-06-01（默认今天）")
	c.Flags().BoolVar(&x.all, "all", false, "全部法律的全部文本")
	return c
}

// one exports what an address names.
func (x *exporting) one(ctx context.Context, all *opened, out io.Writer, address string, day statute.Date) error {
	ref := query.ParseRef(address)
	if ref == nil {
		return usageError("请写明地址，例如 fatiao export 民法典")
	}
	if ref.Day != "" && x.asOf == "" {
		day = ref.Day
	}
	p, err := search.Locate(ctx, all.base, all.base.Names(), ref, day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return missingMessage(m)
	}
	if err != nil {
		return err
	}
	t, err := export.ReadLaw(ctx, all.base, p, x.articles, day, statute.Today(time.Now()))
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return missingMessage(m)
	}
	if err != nil {
		return err
	}
	content, err := x.content(ctx, all, t)
	if err != nil {
		return err
	}
	name := x.output
	if name == "" && x.format == "docx" {
		name = t.FileName() + ".docx"
	}
	if name == "" {
		_, err := out.Write(content)
		return err
	}
	if err := wholefile.Write(name, content, 0o644); err != nil {
		return usererr.Errorf("不能写 %s：%w", name, err)
	}
	_, err = fmt.Fprintln(out, name)
	return err
}

// content is a text in the format that was asked for.
func (x *exporting) content(ctx context.Context, all *opened, t *export.LawText) ([]byte, error) {
	return t.Encode(ctx, x.format, func() (map[int64][]citegraph.Cite, error) {
		return all.graph.CitesOfVersion(ctx, t.Version.ID, t.Day)
	})
}

// everything exports all texts of all laws.
func (x *exporting) everything(ctx context.Context, all *opened, out io.Writer, day statute.Date) error {
	if x.format != "json" && x.output == "" {
		return usageError("--all 用 %s 时要用 --output 给出文件夹", x.format)
	}
	w := bufio.NewWriter(out)
	for _, key := range all.base.Keys() {
		law, err := all.base.Law(ctx, key)
		if err != nil {
			return err
		}
		for _, v := range law.Versions {
			p := &kb.Provision{Law: law, Version: v}
			t, err := export.ReadLaw(ctx, all.base, p, "", day, statute.Today(time.Now()))
			if err != nil {
				return err
			}
			content, err := x.content(ctx, all, t)
			if err != nil {
				return err
			}
			if x.output == "" {
				if _, err := w.Write(content); err != nil {
					return err
				}
				continue
			}
			name := filepath.Join(x.output, string(law.Level), t.FileName()+"."+x.format)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { // #nosec G301 -- public law
				return usererr.Errorf("不能写 %s：%w", name, err)
			}
			if err := wholefile.Write(name, content, 0o644); err != nil {
				return usererr.Errorf("不能写 %s：%w", name, err)
			}
		}
	}
	return w.Flush()
}
