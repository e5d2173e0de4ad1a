package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
	"github.com/fatiao/fatiao/internal/wire"
)

func newHistory(o *options) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "history 地址|法律",
		Short: "一条在历次文本里的变化，或者一部法律的历次文本",
		Long: `一条在历次文本、以及被取代的法律里是哪一条，新的在前；或者一部法律的历次文本，每个文本改了几条。
不写文本日期时，从今天的文本说起。`,
		Example: "  fatiao history 民法典577\n  fatiao history 公司法@2018-10-26/16\n  fatiao history 公司法",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			today := statute.Today(time.Now())
			place, err := placeOf(c.Context(), all.base, strings.Join(args, " "), today)
			if err != nil {
				return err
			}
			book, out := lawhistory.New(all.base), c.OutOrStdout()
			if place.Provision.IsZero() {
				return printLaw(c.Context(), out, all.base, place.Law.Key, asJSON)
			}
			a := place.Pinned()
			stages, err := book.Trail(c.Context(), a)
			switch {
			case err != nil:
				return err
			case asJSON:
				return writeJSON(out, wire.NewTrail(a, stages))
			}
			return printTrail(out, stages)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return c
}

func newDiff(o *options) *cobra.Command {
	var asJSON bool
	var ignore []string
	var output string
	c := &cobra.Command{
		Use:   "diff 地址 地址",
		Short: "两个文本、或者两条的差别",
		Long: `一部法律的两个文本逐条对照，或者两条对照。删去的写作 [-…-]，增加的写作 {+…+}。
前后相继的文本按条文的去向对照，不按条号。差别全部列出，不想看的用 --ignore 略去。
--output 写成 Word 文档（.docx）或 JSON（.json）。`,
		Example: "  fatiao diff 公司法@2018-10-26 公司法\n  fatiao diff --ignore all 合同法/107 民法典/577\n" +
			"  fatiao diff 公司法@2018-10-26 公司法 --output 对照.docx",
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			ignored, err := textdiff.ParseIgnored(ignore)
			if err != nil {
				return usageError("%s", err)
			}
			format := strings.TrimPrefix(filepath.Ext(output), ".")
			if output != "" && !slices.Contains(export.DiffFormats[:], format) {
				return usageError("--output 应是 .docx 或 .json 文件")
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			today := statute.Today(time.Now())
			var ends [2]statute.Address
			for i, words := range args {
				place, err := placeOf(c.Context(), all.base, words, today)
				if err != nil {
					return err
				}
				ends[i] = place.Pinned()
			}
			list, err := lawhistory.New(all.base).Diff(c.Context(), ends[0], ends[1], ignored)
			switch {
			case err != nil:
				return err
			case output != "":
				of := strings.TrimSpace(ends[1].Law + " " + ends[1].Provision.Chinese())
				content, err := export.EncodeDiff(c.Context(), format, export.TextDiff(of, ends[0].Version, ends[1].Version), ends[0],
					ends[1], list)
				if err != nil {
					return err
				}
				return writeFile(c.OutOrStdout(), output, content)
			case asJSON:
				return writeJSON(c.OutOrStdout(), wire.NewDiff(ends[0], ends[1], list))
			}
			return printDiff(c.OutOrStdout(), list)
		},
	}
	c.Flags().StringSliceVar(&ignore, "ignore", nil, "不计的差别：punctuation 标点、space 空白、digits 数字写法、numbering 条号变动、all 全部")
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	c.Flags().StringVarP(&output, "output", "o", "", "写到这个文件（.docx 或 .json）")
	return c
}

// placeOf finds what a user's words name, in the text of a day where they name none.
func placeOf(ctx context.Context, base *kb.Base, words string, day statute.Date) (*kb.Provision, error) {
	ref := query.ParseRef(words)
	if ref == nil {
		return nil, usageError("请写明地址，例如 公司法@2018-10-26/16，无法识别 %q", words)
	}
	if ref.Day != "" {
		day = ref.Day
	}
	return search.Locate(ctx, base, base.Names(), ref, day)
}

// printTrail writes a line for each text.
func printTrail(w io.Writer, stages []lawhistory.Stage) error {
	out := bufio.NewWriter(w)
	for _, s := range stages {
		names := make([]string, len(s.Provisions))
		for i, a := range s.Provisions {
			names[i] = a.Provision.Chinese()
		}
		fmt.Fprintf(out, "《%s》%s 文本（%s）　%s", s.Version.Law, s.Version.Name(), spanOf(s.Version),
			strings.Join(names, "、"))
		if s.Kind != "" {
			fmt.Fprintf(out, "　其后%s", s.Kind.Chinese())
			if s.Sure == concordance.Likely {
				fmt.Fprint(out, "（可能）")
			}
		}
		fmt.Fprintln(out)
		for _, c := range s.Clauses {
			fmt.Fprintf(out, "    %s：%s\n", c.Chinese(), c.Kind)
		}
	}
	return out.Flush()
}

// printLaw writes the texts of a law.
func printLaw(ctx context.Context, out io.Writer, base *kb.Base, key string, asJSON bool) error {
	today := statute.Today(time.Now())
	texts, err := lawhistory.New(base).Texts(ctx, key)
	if err != nil {
		return err
	}
	unloaded, err := base.UnloadedOf(ctx, key)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, wire.NewLawTexts(key, texts, unloaded, today))
	}
	if err := printTexts(out, texts, today); err != nil {
		return err
	}
	for _, u := range slices.Backward(unloaded) {
		from := "施行日期不明"
		if u.From != "" {
			from = string(u.From) + " 起施行"
		}
		fmt.Fprintf(out, "%s 文本（%s）　未收录文本\n", statute.LabelChinese(u.Label), from)
	}
	return nil
}

// printTexts writes a line for each text of a law.
func printTexts(w io.Writer, texts []lawhistory.Text, day statute.Date) error {
	out := bufio.NewWriter(w)
	for _, t := range texts {
		fmt.Fprintf(out, "%s 文本（%s）　%s", statute.LabelChinese(t.Version.Label), spanOf(t.Version), t.Version.StatusText(day))
		if c := t.Changes; c != nil {
			fmt.Fprintf(out, "　未变 %d 条，改 %d 条，增 %d 条，删 %d 条", c.Kept, c.Changed, c.Added, c.Dropped)
		}
		fmt.Fprintln(out)
		for _, a := range t.Amendings {
			fmt.Fprintf(out, "    《%s》（%d 处修改）%s\n", a.Instrument, len(a.Operations), outcomeOf(a))
		}
	}
	return out.Flush()
}

// outcomeOf says what came of an amending instrument, with the differences that count.
func outcomeOf(a kb.Amending) string {
	s, counts := a.Outcome.Chinese(), map[string]int{}
	for _, d := range a.Differences {
		counts[d.Name]++
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d 处", name, counts[name]))
	}
	if n := len(a.Problems); n > 0 {
		parts = append(parts, fmt.Sprintf("不能照做 %d 处", n))
	}
	if len(parts) > 0 {
		s += "（" + strings.Join(parts, "，") + "）"
	}
	return s
}

// spanOf tells from when to when a text is in force.
func spanOf(v kb.Version) string {
	span := "施行日期不明"
	if from := v.From(); from.Date != "" {
		span = string(from.Date) + " 起施行"
		if !from.IsKnown() {
			span = "推定 " + span
		}
	}
	if to := v.To(); to.Date != "" {
		span += "，" + string(to.Date) + " 起不再有效"
	}
	return span
}

// printDiff writes the articles that differ, and counts the others.
func printDiff(w io.Writer, list []lawhistory.Difference) error {
	out := bufio.NewWriter(w)
	same := 0
	for _, d := range list {
		if d.Kind == concordance.Same {
			same++
			continue
		}
		var names []string
		for _, a := range [...]statute.Address{d.From, d.To} {
			if a.Law != "" {
				names = append(names, cmp.Or(a.Provision.Chinese(), "条文之前"))
			}
		}
		fmt.Fprintf(out, "%s　%s\n", strings.Join(names, " → "), d.Kind.Chinese())
		if d.Kind != concordance.Moved {
			for _, s := range d.Segments() {
				switch s.In {
				case textdiff.Earlier:
					fmt.Fprintf(out, "[-%s-]", s.Text())
				case textdiff.Later:
					fmt.Fprintf(out, "{+%s+}", s.Text())
				default:
					fmt.Fprint(out, s.Text())
				}
			}
			fmt.Fprintln(out)
		}
	}
	if same > 0 {
		fmt.Fprintf(out, "条号和文字都没有变的 %d 条\n", same)
	}
	return out.Flush()
}
