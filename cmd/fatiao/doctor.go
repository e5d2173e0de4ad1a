package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

func newDoctor(o *options) *cobra.Command {
	var everything, citations, dangling, collated, asJSON, checkCases bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "检查数据有没有损坏、是否一致，列出需要维护的地方",
		Long: `核对每个文件的校验和；逐条比较知识库、索引和排序数据，抽样与逐字扫描比较；列出需要维护的地方：不完整的文本、各来源文字不同的地方、指向不存在条文的引用、被引用而没有收录的法律、
不能确定的名称、解析时发现的问题。每项先列几行，--all 列出全部。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if checkCases {
				return o.checkCases(c.Context(), c.OutOrStdout())
			}
			if !citations && !dangling && !collated && !asJSON {
				if err := o.whole(c.OutOrStdout()); err != nil {
					return err
				}
			}
			return o.withAll(c.Context(), func(store *generation.Store, all *search.Opened) error {
				if dangling {
					return printDangling(c.Context(), c.OutOrStdout(), all.Graph)
				}
				if citations {
					return printCitationCounts(c.Context(), c.OutOrStdout(), all.Graph)
				}
				if collated {
					return printVariants(c.Context(), c.OutOrStdout(), all.Base)
				}
				if asJSON {
					return examineAsJSON(c.Context(), c.OutOrStdout(), all)
				}
				return errors.Join(o.examine(c.Context(), c.OutOrStdout(), store, all, everything),
					tellCases(c.Context(), c.OutOrStdout(), all.Cases))
			})
		},
	}
	c.Flags().BoolVar(&everything, "all", false, "列出全部，不只每项的前几行")
	c.Flags().BoolVar(&dangling, "dangling", false, "只列出没有着落的引用和各自的原因，每处一行，以制表符分隔")
	c.Flags().BoolVar(&collated, "collation", false, "只列出各来源与正文不同的地方，每处一行，以制表符分隔")
	c.Flags().BoolVar(&checkCases, "check-cases", false, "只核对集群里的案例：与入库日志比数目，抽样按现在的法律和程序重做一遍来比较（要有 --cases）")
	c.Flags().BoolVar(&asJSON, "json", false, "以 JSON 输出：不一致、需要维护的地方、不完整的文本、各来源不同的地方，全部列出")
	c.Flags().BoolVar(&citations, "citations", false, "只列出每部法律、每篇文字里的引用：找到、有条文、没有条文、法律没有收录、不能确定，以制表符分隔")
	return c
}

// whole compares the files of the current generation with their checksums, and says
// what else lies in the data folder.
func (o *options) whole(out io.Writer) error {
	store, err := o.existing()
	if err != nil {
		return err
	}
	state, err := store.State()
	if err != nil {
		return err
	}
	switch {
	case state.Ingesting:
		fmt.Fprintln(out, "正有导入在进行")
	case len(state.Unfinished) > 0:
		fmt.Fprintf(out, "有没有完成的导入（%s），下次导入或启动服务时清除\n", strings.Join(state.Unfinished, "、"))
	}
	g, err := store.Current()
	if err != nil {
		return o.explainEmpty(err)
	}
	if state.Lost {
		fmt.Fprintf(out, "CURRENT 文件不见了，用最新的完整数据 %s；fatiao rollback --to %s 可以补上\n", g.Name, g.Name)
	}
	if err := g.Verify(nil); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d 个文件的校验和都对\n", len(g.Manifest.Files))
	return nil
}

// examine checks a generation and prints what a maintainer should look at.
func (o *options) examine(ctx context.Context, out io.Writer, store *generation.Store, all *search.Opened, everything bool) error {
	check, err := checked(ctx, all)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "数据目录 %s，%s，%s 生成\n", o.data, all.Generation.Name, all.Generation.Manifest.Created.Local().Format("2006-01-02 15:04"))
	fmt.Fprintf(out, "知识库 %d 条可检索，索引 %d 条\n", check.Rows, check.Indexed)
	notes, err := notesOn(ctx, all.Base, all.Graph, statute.Today(time.Now()))
	if err != nil {
		return err
	}
	for _, n := range notes {
		shown := n.lines
		if !everything {
			shown = n.lines[:min(noteLines, len(n.lines))]
		}
		fmt.Fprintf(out, "\n%s（%d）\n", n.title, len(n.lines))
		for _, l := range shown {
			fmt.Fprintf(out, "  %s\n", l)
		}
		if more := len(n.lines) - len(shown); more > 0 {
			fmt.Fprintf(out, "  ……还有 %d 行，--all 列出全部\n", more)
		}
	}
	others, err := ingest.ReadWithOthers(ctx, all.Base)
	if err != nil {
		return err
	}
	if others > 0 {
		fmt.Fprintf(out, "\n%d 个来源是别的版本的程序读的，重新导入它们（fatiao ingest 同样的路径）就会重读\n", others)
	}
	switch changed, err := ingest.UserChanged(store); {
	case err != nil:
		fmt.Fprintf(out, "\n%s\n", err)
	case changed:
		fmt.Fprintf(out, "\n名称表或效力表改过，下次 fatiao ingest（不论导入什么）时生效\n")
	}
	if len(check.Problems) > 0 {
		for _, p := range check.Problems {
			fmt.Fprintf(out, "不一致：%s\n", p)
		}
		return inconsistent(check)
	}
	fmt.Fprintf(out, "\n知识库与索引一致；抽查 %d 处文字，检索结果与逐字扫描相同\n", check.Scanned)
	return nil
}

// checked checks a generation.
func checked(ctx context.Context, all *search.Opened) (*inspect.CheckResult, error) {
	check, err := inspect.Check(ctx, all.Base, all.Index, all.Ranking.Collection)
	if err != nil {
		return nil, err
	}
	return check, check.Counts(ctx, all.Base, all.Generation.Manifest)
}

func inconsistent(check *inspect.CheckResult) error {
	return usererr.Errorf("知识库、索引和排序数据有 %d 处不一致，请重建索引：fatiao ingest --rebuild；仍不一致，再退回上一代（fatiao rollback）或从备份恢复",
		len(check.Problems))
}

// printCitationCounts prints a line for each text, to be compared with the
// lines before a change of names or rules.
func printCitationCounts(ctx context.Context, out io.Writer, graph *citegraph.Graph) error {
	texts, err := graph.CountsByText(ctx)
	if err != nil {
		return err
	}
	for _, t := range texts {
		fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%d\t%d\n", t.Title, t.Found, t.Resolved, t.Dangling, t.UnknownLaw, t.Ambiguous)
	}
	return nil
}

// printDangling prints the citations that lead nowhere as a table.
func printDangling(ctx context.Context, out io.Writer, graph *citegraph.Graph) error {
	list, err := graph.DanglingCites(ctx, "", statute.Today(time.Now()))
	if err != nil {
		return err
	}
	_, err = out.Write(export.StrayTSV(list))
	return err
}

// noteLines is how many lines of a note are given unless all are asked for.
const noteLines = 15
