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
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
	"github.com/fatiao/fatiao/internal/wire"
)

// exporting is what `fatiao export` was asked for.
type exporting struct {
	format, articles, output, asOf string
	all, cases, compiled           bool
	report, own, site              string
}

func newExport(o *options) *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use:   "export 地址 | case/编号 | --report 检索词 | --all",
		Short: "把法律、条文、合编本、案例或类案检索报告导出为 Word、Markdown、文本、JSON 或 Akoma Ntoso",
		Long: `把一部法律、一章、几条或一件案例导出：docx（Word）、md（Markdown，法律可以再导入）、txt、json、xml（Akoma Ntoso 3.0）。
不写 --output 时，文本写到标准输出，docx 写到以名称命名的文件。
--compiled 导出合编本（docx）：每条之下列出司法解释、实施规定、案例和现在的条文。
--report 检索案例，导出类案检索报告（docx）。
--all 导出全部法律的全部文本，加 --cases 是全部案例：默认每个一行 JSON；用 --format 和 --output 时每个一个文件，分文件夹。`,
		Example: `  fatiao export 民法典 --format docx
  fatiao export 民法典 --articles 1034-1038 --format md
  fatiao export 公司法 --compiled
  fatiao export case/4f1c2a9b7d3e --format docx
  fatiao export --report '违约金 过高' --own 北京市海淀区人民法院
  fatiao export --all > laws.jsonl
  fatiao export --all --format xml --output akn
  fatiao export --all --cases > cases.jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := x.check(args, c.Flags().Changed("format")); err != nil {
				return err
			}
			day, err := dayFlag(x.asOf)
			if err != nil {
				return err
			}
			if x.site != "" {
				if x.site, err = siteFlag(x.site); err != nil {
					return err
				}
			}
			out := asStored(c.OutOrStdout())
			if x.report != "" {
				return o.withAll(c.Context(), func(_ *generation.Store, all *search.Opened) error {
					return x.caseReport(c.Context(), all, out, day)
				})
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			switch {
			case x.all && x.cases:
				return x.everyCase(c.Context(), all, out)
			case x.all:
				return x.everything(c.Context(), all, out, day)
			}
			if ref, ok := caseRef(args[0]); ok {
				return x.oneCase(c.Context(), all, out, ref)
			}
			return x.one(c.Context(), all, out, args[0], day)
		},
	}
	c.Flags().StringVar(&x.format, "format", "json", "docx、md、txt、json 或 xml")
	c.Flags().StringVar(&x.articles, "articles", "", "只要这些条：1034-1038，或一章的地址 b4/z6")
	c.Flags().StringVarP(&x.output, "output", "o", "", "写到这个文件；--all 时是文件夹")
	c.Flags().StringVar(&x.asOf, "as-of", "", "某一天有效的文本，如 2018-06-01（默认今天）")
	c.Flags().BoolVar(&x.all, "all", false, "全部法律的全部文本")
	c.Flags().BoolVar(&x.cases, "cases", false, "与 --all 合用：全部案例")
	c.Flags().BoolVar(&x.compiled, "compiled", false, "合编本")
	c.Flags().StringVar(&x.report, "report", "", "类案检索报告，按这些检索词（写法同案例检索）")
	c.Flags().StringVar(&x.site, "site", "", "文件里写明的网址指向的网站，如 "+defaultSite)
	c.Flags().StringVar(&x.own, "own", "", "与 --report 合用：本案的法院，用来找出本院及上级法院的案件")
	return c
}

// check refuses what does not go together. chosen says that a format was asked for; a compiled edition
// and a report are Word documents anyway.
func (x *exporting) check(args []string, chosen bool) error {
	given := len(args)
	for _, other := range [...]bool{x.all, x.report != ""} {
		if other {
			given++
		}
	}
	isWord := x.compiled || x.report != ""
	if isWord && !chosen {
		x.format = "docx"
	}
	switch {
	case given != 1:
		return usageError("请写明地址、case/编号，或用 --report 写明检索词，或用 --all 导出全部")
	case !slices.Contains(export.LawFormats[:], x.format):
		return usageError("--format 应是 %s 之一，不能是 %q", strings.Join(export.LawFormats[:], "、"), x.format)
	case isWord && x.format != "docx":
		return usageError("合编本和类案检索报告只有 docx")
	case x.compiled && len(args) == 0:
		return usageError("--compiled 要写明一部法律")
	case x.cases && !x.all:
		return usageError("--cases 和 --all 要一起用；一件案例写成 case/编号")
	case x.own != "" && x.report == "":
		return usageError("--own 和 --report 要一起用")
	case x.all && x.format != "json" && x.output == "":
		return usageError("--all 用 %s 时要用 --output 给出文件夹", x.format)
	}
	return nil
}

// one exports what an address names.
func (x *exporting) one(ctx context.Context, all *opened, out io.Writer, address string, day statute.Date) error {
	ref := query.ParseRef(address)
	if ref == nil {
		return usageError("请写明地址，例如 fatiao export 民法典")
	}
	asked := x.asOf != "" || ref.Day != ""
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
	if x.site != "" {
		t.Page = x.site + wire.AddressPath(p.Pinned())
	}
	name := t.FileName()
	var content []byte
	if x.compiled {
		from := &export.Compiling{Laws: all.base, Graph: all.graph, Documents: all.base, History: lawhistory.New(all.base), OnDay: asked}
		name += export.TextCompiled
		content, err = export.CompiledDOCX(ctx, t, func(u *kb.Unit) ([]export.Attached, error) { return from.Attach(ctx, t, u) })
	} else {
		content, err = x.content(ctx, all, t)
	}
	if err != nil {
		return err
	}
	return x.write(out, name, content)
}

// write writes a file, or what is text to the output where none is named. name is that of the file
// without its ending.
func (x *exporting) write(out io.Writer, name string, content []byte) error {
	file := x.output
	if file == "" && x.format == "docx" {
		file = name + ".docx"
	}
	if file == "" {
		_, err := out.Write(content)
		return err
	}
	return writeFile(out, file, content)
}

// writeFile writes a file, and its name to the output.
func writeFile(out io.Writer, name string, content []byte) error {
	if err := wholefile.Write(name, content, 0o644); err != nil {
		return usererr.Errorf("不能写 %s：%w", name, err)
	}
	_, err := fmt.Fprintln(out, name)
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
			if err := x.add(w, string(law.Level), t.FileName(), content); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

// add writes one of many: behind the others, or as a file of a folder in the one that was named.
func (x *exporting) add(w io.Writer, folder, name string, content []byte) error {
	if x.output == "" {
		_, err := w.Write(content)
		return err
	}
	file := filepath.Join(x.output, folder, name+"."+x.format)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { // #nosec G301 -- public texts
		return usererr.Errorf("不能写 %s：%w", file, err)
	}
	if err := wholefile.Write(file, content, 0o644); err != nil {
		return usererr.Errorf("不能写 %s：%w", file, err)
	}
	return nil
}
