package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/wire"
)

func newParse() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "parse 文件",
		Short: "看解析器从一个来源里读出了什么，连同发现的问题",
		Long: `看解析器从一个来源里读出了什么，连同发现的问题。不写入数据目录。
--json 每篇一行：text 是修复后的全文，original 是读到的原文，位置按字符（Unicode 码点）计。`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return parseFile(c.Context(), c.OutOrStdout(), args[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，每篇一行")
	return c
}

func parseFile(ctx context.Context, out io.Writer, path string, asJSON bool) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	names, err := citegraph.NewUnloaded()
	if err != nil {
		return err
	}
	return eachDocument(ctx, path, func(d *corpus.Document) error {
		for _, p := range reading.ReadAll(d, reading.Named) {
			if !asJSON {
				printParsed(out, p)
				continue
			}
			var cites []citation.Citation
			if p.Law == nil && p.Publication.Facts != nil {
				if cites, err = names.Cite(ctx, p.Citable()); err != nil {
					return err
				}
			}
			if err := e.Encode(wire.NewParsed(p, cites)); err != nil {
				return fmt.Errorf("writing the result: %w", err)
			}
		}
		return nil
	})
}

func printParsed(out io.Writer, p *reading.Result) {
	diagnostics := p.Source.Diagnostics
	if p.Law != nil {
		h := p.Law.Header
		fmt.Fprintf(out, "%s\n%s · %s · 版本 %s", h.Title, h.Level, strings.Join(h.Issuers, "、"), h.Label)
		switch from := h.InForceFrom(); {
		case from.IsKnown():
			fmt.Fprintf(out, " · %s 起施行", from.Date)
		case from.Date != "":
			fmt.Fprintf(out, " · 推定 %s 起施行", from.Date)
		}
		fmt.Fprintf(out, "\n条 %d，无条的项 %d\n\n%s\n", len(p.Law.Articles()), len(p.Law.Clauses()), lawparse.Print(p.Law))
		diagnostics = append(diagnostics, p.Law.Diagnostics...)
	} else {
		fmt.Fprintf(out, "%s：%s %s\n", p.Kind.Chinese(), p.Publication.Heading(), p.Publication.Date)
		for _, s := range p.Publication.Passages {
			if s.Heading != "" {
				fmt.Fprintf(out, "\n【%s】\n", s.Heading)
			}
			for _, q := range s.Paragraphs {
				fmt.Fprintln(out, q.Text)
			}
		}
	}
	if len(diagnostics) > 0 {
		fmt.Fprintf(out, "\n发现 %d 处：\n", len(diagnostics))
	}
	for _, d := range diagnostics {
		fmt.Fprintf(out, "  %s（%s）\n", d.Message, d.Code)
	}
	fmt.Fprintln(out)
}
