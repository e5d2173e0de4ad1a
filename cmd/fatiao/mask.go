package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newMask() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "mask 文件",
		Short: "看一篇文书隐去姓名之后是什么样，隐去了什么、为什么",
		Long: `看一篇文书隐去姓名之后是什么样：先列出隐去了什么、换成什么、为什么，再是隐去后的全文。不写入数据目录；- 读标准输入。
拿不准、没有隐去的地方列在最后，请人看一看。
--json 每篇一行：text 是隐去后的全文，replacements 和 doubtful 的位置按原文的字符（Unicode 码点）计。`,
		Example: "  fatiao mask 判决书.docx",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return maskFile(c.Context(), c.OutOrStdout(), args[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，每篇一行")
	return c
}

func maskFile(ctx context.Context, out io.Writer, path string, asJSON bool) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return eachDocument(ctx, path, func(d *corpus.Document) error {
		for _, r := range reading.ReadAll(d, reading.Named) {
			text := r.Text
			j := &wire.Masked{ID: r.Source.ID, Title: r.Source.Title, Text: text, Replacements: []wire.Hidden{}, Doubtful: []wire.Doubt{}}
			if r.Kind != statute.DocLaw {
				j = wire.NewMasked(reading.MaskOf(r), text, r.Source.ID, r.Source.Title)
			}
			if !asJSON {
				printMasked(out, j, text)
				continue
			}
			if err := e.Encode(j); err != nil {
				return fmt.Errorf("writing the result: %w", err)
			}
		}
		return nil
	})
}

// printMasked prints what was hidden, a line for each form, and the text.
func printMasked(out io.Writer, m *wire.Masked, before string) {
	type row struct{ before, after, reason string }
	var rows []row
	counts := map[row]int{}
	for _, r := range m.Replacements {
		x := row{strings.Join(strings.Fields(r.Before), ""), r.After, r.Reason}
		if counts[x]++; counts[x] == 1 {
			rows = append(rows, x)
		}
	}
	if len(rows) == 0 {
		fmt.Fprintln(out, "没有要隐去的内容")
	} else {
		fmt.Fprintf(out, "隐去 %d 处：\n", len(m.Replacements))
	}
	for _, x := range rows {
		fmt.Fprintf(out, "  %s → %s　%s", x.before, x.after, x.reason)
		if n := counts[x]; n > 1 {
			fmt.Fprintf(out, "（%d 处）", n)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\n%s\n", strings.TrimRight(m.Text, "\n"))
	if len(m.Doubtful) == 0 {
		return
	}
	fmt.Fprintf(out, "\n拿不准的 %d 处，没有隐去：\n", len(m.Doubtful))
	runes := []rune(before)
	for _, d := range m.Doubtful {
		from, to := max(0, d.Start-aroundDoubt), min(len(runes), d.End+aroundDoubt)
		around := string(runes[from:d.Start]) + "【" + d.Before + "】" + string(runes[d.End:to])
		fmt.Fprintf(out, "  %s：……%s……\n", d.Reason, strings.Join(strings.Fields(around), ""))
	}
}

// aroundDoubt is how many characters of the text stand around a doubtful place.
const aroundDoubt = 12
