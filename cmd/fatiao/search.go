package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newSearch(o *options) *cobra.Command {
	var asJSON bool
	var types []string
	var law, order, asOf, output string
	var limit int
	var superseded, all bool
	c := &cobra.Command{
		Use:   "search 要查的内容",
		Short: "检索条文、案例和解读",
		Long: `检索条文、案例和解读。可以是地址（刑法287之二）、几个词、一句话的问题；引号里的内容必须逐字出现；
AND OR NOT、同条、同款、*、law: level: date: 等写法见 README。`,
		Example: `  fatiao search 小区能不能强制刷脸
  fatiao search --law 劳动合同法 试用期 工资
  fatiao search '"不可抗力" 租金'
  fatiao search 违约金 --limit 100 --output 结果.csv
  fatiao search -- -定金 违约金            减号打头时前面加 --`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if limit < 1 || limit > search.MaxSize {
				return usageError("--limit 应在 1 到 %d 之间", search.MaxSize)
			}
			for _, t := range types {
				if !validType(t) {
					return usageError("--type 应是 article、law、case、commentary、consultation 之一，不能是 %q", t)
				}
			}
			if !slices.Contains(search.Sorts[:], order) {
				return usageError("--sort 应是 %s 之一，不能是 %q", strings.Join(search.Sorts[:], "、"), order)
			}
			if format := filepath.Ext(output); output != "" && format != ".csv" && format != ".docx" {
				return usageError("--output 应是 .csv 或 .docx 文件；JSON 用 --json")
			}
			day, err := dayFlag(asOf)
			if err != nil {
				return err
			}
			return o.withAll(c.Context(), func(_ *generation.Store, opened *search.Opened) error {
				words := strings.Join(args, " ")
				res, err := opened.Service.Search(c.Context(), search.Request{Query: words, Types: types, Law: law, Size: limit,
					Sort: order, Superseded: superseded, All: all, AsOf: day})
				if err != nil {
					return err
				}
				if output != "" {
					content, err := resultFile(c.Context(), filepath.Ext(output), words, opened.Base.CollectedUntil(), res)
					if err != nil {
						return err
					}
					return writeFile(c.OutOrStdout(), output, content)
				}
				if asJSON {
					e := json.NewEncoder(c.OutOrStdout())
					e.SetEscapeHTML(false)
					e.SetIndent("", "  ")
					return e.Encode(wire.NewSearch(res))
				}
				if day != statute.Today(time.Now()) || res.AsOf != day {
					fmt.Fprintf(c.OutOrStdout(), "按%s的法律\n", res.AsOf.Chinese())
				}
				printResult(c.OutOrStdout(), res)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	c.Flags().StringVarP(&output, "output", "o", "", "把结果写到这个文件（.csv 或 .docx）")
	c.Flags().StringSliceVar(&types, "type", nil, "只看某类：article、law、case、commentary、consultation")
	c.Flags().StringVar(&asOf, "as-of", "", "按某一天有效的文本检索，如 2018-06-01（默认今天）")
	c.Flags().StringVar(&law, "law", "", "只在某部法律里查，简称亦可")
	c.Flags().StringVar(&order, "sort", search.SortRelevance, "怎样排：relevance、date、level、citations")
	c.Flags().BoolVar(&superseded, "superseded", false, "也要不再有效的文本")
	c.Flags().BoolVar(&all, "all", false, "也要不大可能回答问题的结果")
	c.Flags().IntVar(&limit, "limit", 20, "最多几条")
	return c
}

// resultFile is a result as a table or a Word document.
func resultFile(ctx context.Context, ending, words, until string, res *search.Result) ([]byte, error) {
	list := &export.Results{Query: words, Total: res.Total, Day: string(statute.Today(time.Now())), Until: until}
	for i := range res.Hits {
		h := &res.Hits[i]
		list.List = append(list.List, export.Result{Kind: export.KindOf(h), Title: h.Title, Place: strings.Join(h.Path, " › "),
			Status: h.StatusText, Date: string(h.Date), Snippet: h.Snippet, URL: cmp.Or(h.Address, "/"+h.Type+"/"+h.ID)})
	}
	if ending == ".csv" {
		return export.ResultsCSV(list)
	}
	return export.ResultsDOCX(ctx, list)
}

func validType(t string) bool {
	switch t {
	case "article", "law", "case", "commentary", "consultation":
		return true
	}
	return false
}

func printResult(out io.Writer, res *search.Result) {
	if res.Understood != "" {
		fmt.Fprintf(out, "%s：", res.Understood)
	}
	fmt.Fprintf(out, "%d 条结果，%.0f 毫秒\n", res.Total, res.TookMS)
	if res.Notice != "" {
		fmt.Fprintln(out, res.Notice)
	}
	for _, x := range res.Expanded {
		fmt.Fprintf(out, "已同时检索：%s（%s）\n", strings.Join(x.To, "、"), x.From)
	}
	if len(res.Idle) > 0 {
		fmt.Fprintf(out, "没有起作用的运算符（不成对，或前后缺少字词）：%s\n", strings.Join(res.Idle, "　"))
	}
	if len(res.Ignored) > 0 {
		fmt.Fprintf(out, "没有按这些词检索：%s\n", strings.Join(res.Ignored, "、"))
	}
	if len(res.Suggestions) > 0 {
		fmt.Fprintf(out, "是否要找：%s\n", strings.Join(res.Suggestions, "、"))
	}
	if res.NotLoaded != "" {
		fmt.Fprintln(out, res.NotLoaded)
		printNearest(out, res.Nearest)
	}
	for i, h := range res.Hits {
		where := h.Address
		if where == "" {
			where = "/" + h.Type + "/" + h.ID
		}
		status := ""
		if h.Status != "" {
			status = "［" + h.StatusText + "］"
		}
		fmt.Fprintf(out, "\n%d. %s %s\n   %s\n", i+1, h.Title, status, where)
		if h.Snippet != "" {
			fmt.Fprintf(out, "   %s\n", strings.ReplaceAll(h.Snippet, "\n", " "))
		}
	}
	for _, x := range res.Related {
		fmt.Fprintf(out, "   %s：%s\n", x.Note, x.Title)
	}
	if res.Message != "" && res.Message != res.NotLoaded && res.Message != res.Notice {
		fmt.Fprintln(out, res.Message)
	}
	if res.LeftOut > 0 {
		if res.NotLoaded == "" {
			printNearest(out, res.Nearest)
		}
		fmt.Fprintf(out, "另有 %d 条不大可能回答问题，没有列出；用 --all 列出\n", res.LeftOut)
	}
}

func printNearest(out io.Writer, addresses []string) {
	for i, n := range addresses {
		if i == 0 {
			fmt.Fprintln(out, "您要找的可能是：")
		}
		fmt.Fprintln(out, "  "+n)
	}
}
