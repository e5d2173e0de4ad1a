package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newStats(o *options) *cobra.Command {
	var asJSON, everything bool
	c := &cobra.Command{
		Use:   "stats",
		Short: "收录了什么，还缺什么：各级别、各年的文本，来源和日期，引用了而没有收录的",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.withAll(c.Context(), func(_ *generation.Store, all *search.Opened) error {
				h, err := holding.Read(c.Context(), all.Base, all.Graph)
				if err != nil {
					return err
				}
				if asJSON {
					return encodeHolding(c.Context(), c.OutOrStdout(), h, all.Cases)
				}
				if err := printHolding(c.OutOrStdout(), h, everything); err != nil {
					return err
				}
				return tellCases(c.Context(), c.OutOrStdout(), all.Cases)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	c.Flags().BoolVar(&everything, "all", false, "列出全部，不只每项的前几行")
	return c
}

// encodeHolding writes what is loaded as JSON, with the number of cases on a cluster, where they
// are on one.
func encodeHolding(ctx context.Context, w io.Writer, h *holding.Holding, cases *composite.Store) error {
	x := struct {
		*wire.Holding
		Cases *int `json:"cluster_cases,omitempty"`
	}{Holding: wire.NewHolding(h, true)}
	if cases != nil {
		n, err := cases.Count(ctx)
		if err != nil {
			return err
		}
		x.Cases = &n
	}
	return json.NewEncoder(w).Encode(x)
}

// statsLines is how many of the laws that are missing are listed where not all are asked for.
const statsLines = 20

func printHolding(w io.Writer, h *holding.Holding, everything bool) error {
	out := tabwriter.NewWriter(w, 2, 4, 2, ' ', 0)
	fmt.Fprintf(out, "法律法规 %d 部，公布的文本 %d 个，最新的是 %s，收录截至 %s\n\n级别\t法律\t文本\t最新\n", h.Laws, h.Versions,
		cmp.Or(string(h.Newest), "（无）"), cmp.Or(h.Until, "（无）"))
	for _, l := range h.Levels {
		fmt.Fprintf(out, "%s\t%d\t%d\t%s\n", l.Level, l.Laws, l.Versions, l.Newest)
	}
	years := h.Years
	if !everything {
		years = nil
	} else {
		fmt.Fprint(out, "\n级别\t年份\t法律\t文本\n")
	}
	for _, y := range years {
		fmt.Fprintf(out, "%s\t%s\t%d\t%d\n", y.Level, cmp.Or(y.Year, "没有日期"), y.Laws, y.Versions)
	}
	shown := func(n int) int {
		if everything {
			return n
		}
		return min(n, statsLines)
	}
	fmt.Fprintf(out, "\n引用了而没有收录的法律 %d 部\n", len(h.Missing))
	for _, m := range h.Missing[:shown(len(h.Missing))] {
		fmt.Fprintf(out, "%s\t引用 %d 处\t如%s\n", m.Law, m.Count, m.Example)
	}
	fmt.Fprintf(out, "\n引用了而没有收录的文本，%d 部法律的\n", len(h.MissingTexts))
	for _, m := range h.MissingTexts[:shown(len(h.MissingTexts))] {
		fmt.Fprintf(out, "%s\t引用 %d 处\t以%s的文本代用\n", m.Law, m.Count, statute.LabelChinese(m.Version))
	}
	if h.ListedTexts+h.ListedLaws > 0 {
		fmt.Fprintf(out, "\n目录里有而没有收录的：已收录的法律的别的文本 %d 个，没有收录的法律的文本 %d 个\n", h.ListedTexts, h.ListedLaws)
	}
	fmt.Fprint(out, "\n来源\n")
	for _, c := range h.Collections {
		fmt.Fprintf(out, "%s\t%s\t%s\n", c.Title, c.Day, c.Address)
	}
	for _, s := range h.Sources {
		fmt.Fprintf(out, "%s\t%d 篇\t最新的法律 %s\t%s 装入\n", s.Path, s.Texts, cmp.Or(string(s.Newest), "（无）"), s.Ingested)
	}
	return out.Flush()
}
