package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citeeval"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newCite(o *options) *cobra.Command {
	var batch, asOf string
	var asJSON bool
	c := &cobra.Command{
		Use:   "cite 文件",
		Short: "找出一篇文字引用的条文，指明是哪部法律的哪一条",
		Long: `找出一篇文字引用的条文，指明是哪部法律的哪一条。文件写成 - 从标准输入读。
状态：resolved 已找到；dangling 法律有，这一条（款、项）没有；unknown_law 法律没有收录；ambiguous 不能确定是哪部法律。
文书自己的日期决定看哪一天有效的文本，可用 --as-of 另定。--json 的位置按字符（Unicode 码点）计。

--batch 成批处理：每行一个 JSON，含 id、law、article、paragraph、date、before、text，每行输出 {"id","cites"}。`,
		Example: `  fatiao cite 判决书.docx
  echo '依照民法典第1036条' | fatiao cite -
  fatiao cite --batch 段落.jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (batch == "") == (len(args) == 0) {
				return usageError("请给出一个文件（或 -），或者用 --batch 给出段落文件")
			}
			var day statute.Date
			if asOf != "" {
				var err error
				if day, err = dayFlag(asOf); err != nil {
					return err
				}
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			if batch != "" {
				return citeBatch(c.Context(), all, batch, day, c.OutOrStdout())
			}
			return citeFile(c.Context(), all.graph, args[0], day, asJSON, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&batch, "batch", "", "段落文件（JSON Lines）")
	c.Flags().StringVar(&asOf, "as-of", "", "按某一天有效的文本，如 2018-06-01（默认用文书自己的日期）")
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，每篇一行")
	return c
}

func citeFile(ctx context.Context, graph *citegraph.Graph, path string, day statute.Date, asJSON bool, out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	today := statute.Today(time.Now())
	return eachDocument(ctx, path, func(d *corpus.Document) error {
		p := reading.Read(d)
		doc := p.Citable()
		if day != "" {
			doc.Day = day
		}
		cites, err := graph.Cite(ctx, doc, today)
		if err != nil {
			return err
		}
		text, cites := doc.AsCame(cites)
		list := wire.NewCitations(text, cites)
		if !asJSON {
			printCites(out, list)
			return nil
		}
		return e.Encode(wire.CitedDocument{ID: d.ID, Type: p.Kind, Title: p.Title(), Date: doc.Day, Text: text, Cites: list})
	})
}

// printCites prints a line for each citation, and how many there are.
func printCites(out io.Writer, cites []wire.Citation) {
	counts := map[citation.Status]int{}
	cases := 0
	for _, c := range cites {
		c.Quote = strings.Join(strings.Fields(c.Quote), "") // a line end in it
		if c.Kind == string(citation.KindCase) {
			cases++
			fmt.Fprintf(out, "%s　案号\n", c.Quote)
			continue
		}
		counts[citation.Status(c.Status)]++
		fmt.Fprintln(out, citeLine(c.Cite))
	}
	fmt.Fprintf(out, "共 %d 处：找到 %d，条文不存在 %d，法律没有收录 %d，不能确定 %d；案号 %d 个\n", len(cites)-cases,
		counts[citation.Resolved], counts[citation.Dangling], counts[citation.UnknownLaw], counts[citation.Ambiguous], cases)
}

// shownTargets is how many provisions of a citation a line names.
const shownTargets = 5

// citeLine is a citation with what it names, for a reader.
func citeLine(c wire.Cite) string {
	line := c.Quote
	if c.Kind == string(citation.KindProvision) {
		line = c.Law + c.Quote
	}
	line += "　→ " + strings.Join(c.Targets[:min(shownTargets, len(c.Targets))], "、")
	if n := len(c.Targets); n > shownTargets {
		line += fmt.Sprintf("……共 %d 条", n)
	}
	switch citation.Status(c.Status) {
	case citation.Dangling:
		line += "　（没有这一条）"
	case citation.UnknownLaw:
		line += "　（没有收录）"
	case citation.Ambiguous:
		line += "可能是 " + strings.Join(c.Candidates, "、") + "　（不能确定是哪部法律）"
	}
	if c.NumberOf != "" {
		line += "　（法名与文号不符：文号是《" + c.NumberOf + "》的）"
	}
	if c.Version != "" && c.Basis != string(citation.ByStatement) && c.Text != "" {
		meant := "旧文本"
		if c.Version != citation.Former {
			meant = " " + c.Version + " 的文本"
		}
		line += "　（文中指" + meant + "，没有收录，按 " + c.Text + " 的文本）"
	}
	return line
}

func citeBatch(ctx context.Context, all *opened, path string, day statute.Date, w io.Writer) error {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	citer := &citeeval.Citer{Base: all.base, Graph: all.graph, Today: statute.Today(time.Now())}
	err := eachLine(path, "段落文件", `{"id": "1", "text": "……"}`, func(l wire.BatchParagraph) error {
		p := citeeval.Paragraph{Law: l.Law, Article: l.Article, Paragraph: l.Paragraph, Item: l.Item, Before: l.Before, Text: l.Text,
			Day: day}
		if l.Date != "" && day == "" {
			var err error
			if p.Day, err = statute.ReadDay(l.Date); err != nil {
				return err
			}
		}
		cites, err := citer.Cite(ctx, p)
		if err != nil {
			return err
		}
		return e.Encode(wire.NewBatchCitations(l, cites))
	})
	if err != nil {
		return err
	}
	return out.Flush()
}
