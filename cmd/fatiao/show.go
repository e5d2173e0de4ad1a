package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wire"
)

func newShow(o *options) *cobra.Command {
	var asOf string
	var asJSON bool
	c := &cobra.Command{
		Use:   "show 地址",
		Short: "看一部法律、一条、一款或一项",
		Long: `看一部法律、一条、一款或一项。地址怎么写都可以：
  民法典/1036/k1/x2    民法典1036    刑法133-1    《刑法》第287条之二    人脸识别规定第10条第1款    民法典/b4/z6
某一天、某一年的文本也可以写在一起：2018年10月26日的公司法第16条    公司法第16条（2018年）
找不到时给出最接近的几个。`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ref := query.ParseRef(strings.Join(args, " "))
			if ref == nil {
				return usageError("请写明地址，例如 fatiao show 民法典1036")
			}
			day, err := dayFlag(cmp.Or(asOf, string(ref.Day)))
			if err != nil {
				return err
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			place, err := search.Locate(c.Context(), all.base, all.base.Names(), ref, day)
			var missing *kb.MissingError
			if errors.As(err, &missing) {
				return showMissing(c.OutOrStdout(), missing, day, asJSON)
			}
			if err != nil {
				return err
			}
			if asJSON {
				describe := wire.NewPlace
				if asOf != "" || ref.Day != "" {
					describe = wire.NewPlaceOn
				}
				j, err := describe(c.Context(), all.base, all.graph, place, day)
				if err != nil {
					return err
				}
				return writeJSON(c.OutOrStdout(), j)
			}
			return showText(c.Context(), c.OutOrStdout(), all, place, day)
		},
	}
	c.Flags().StringVar(&asOf, "as-of", "", "某一天有效的文本，如 2018-06-01（默认今天）")
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return c
}

// showMissing tells of a law that is not loaded what is known of its end; all else that is not
// there is an error.
func showMissing(out io.Writer, m *kb.MissingError, day statute.Date, asJSON bool) error {
	if whole := (statute.Address{Law: m.Address.Law}); m.End.Day.Date == "" || m.Address != whole {
		return missingMessage(m)
	}
	j := wire.NewEndedPlace(m.Address.Law, m.End, day)
	if asJSON {
		return writeJSON(out, j)
	}
	fmt.Fprintf(out, "%s\n%s · 没有收录\n", m.Address.Law, j.StatusText)
	return nil
}

func missingMessage(m *kb.MissingError) error {
	var b strings.Builder
	b.WriteString(m.Error())
	if len(m.Nearest) > 0 {
		b.WriteString("\n您要找的可能是：")
		for _, n := range m.Nearest {
			b.WriteString("\n  " + n)
			if a, err := statute.ParseAddress(n); err == nil && !a.Provision.IsZero() {
				b.WriteString("　" + a.Provision.Chinese())
			}
		}
	} else if !m.Loaded {
		b.WriteString("\n导入它：fatiao ingest 文件或文件夹")
	}
	return usererr.New(b.String())
}

func showText(ctx context.Context, out io.Writer, all *opened, p *kb.Provision, day statute.Date) error {
	head := p.Law.Key
	if c := p.Provision.Chinese(); c != "" {
		head += " " + c
	}
	fmt.Fprintf(out, "%s\n", head)
	status := p.Version.StatusText(day)
	if today := statute.Today(time.Now()); day != today {
		status = string(day) + " 时" + p.Version.StatusOn(day).Chinese() + "，今天" + p.Version.StatusText(today)
		if p.StandsIn(day) {
			status = string(day) + " 时有效的文本没有收录，这是最接近的文本，今天" + p.Version.StatusText(today)
		}
	}
	facts := []string{string(p.Law.Level), status}
	if p.Version.Number != "" {
		facts = append(facts, p.Version.Number)
	}
	if len(p.Law.Issuers) > 0 {
		facts = append(facts, strings.Join(p.Law.Issuers, "、"))
	}
	if p.Version.Label == statute.Undated {
		facts = append(facts, "文本日期不明")
	} else {
		facts = append(facts, "文本 "+p.Version.Name())
	}
	switch from := p.Version.From(); {
	case from.IsKnown():
		facts = append(facts, string(from.Date)+" 起施行")
	case from.Date != "":
		facts = append(facts, "推定 "+string(from.Date)+" 起施行")
	default:
		facts = append(facts, "施行日期不明")
	}
	if p.Version.RepealedBy != "" {
		facts = append(facts, "被《"+p.Version.RepealedBy+"》废止")
	}
	if p.Version.Incomplete {
		facts = append(facts, "不完整")
	}
	fmt.Fprintln(out, strings.Join(facts, " · "))
	for _, h := range p.Path {
		fmt.Fprintln(out, h.Name())
	}
	fmt.Fprintln(out)
	switch {
	case p.Part != nil:
		fmt.Fprintln(out, kb.TextOf([]kb.Part{*p.Part}))
	case p.Unit != nil:
		fmt.Fprintln(out, p.Unit.Label+"　"+p.Unit.Text())
		cites, err := all.graph.CitesOf(ctx, p.Unit.ID, day)
		if err != nil {
			return err
		}
		if len(cites) > 0 {
			fmt.Fprintln(out, "\n引用：")
		}
		for _, c := range cites {
			fmt.Fprintf(out, "  %s\n", citeLine(wire.NewCite(c)))
		}
		q := citegraph.QueryFor(p, day)
		q.Limit = shownCiting
		cited, err := all.graph.CitedBy(ctx, q)
		if err != nil {
			return err
		}
		if cited.Total > 0 {
			fmt.Fprintf(out, "\n被引用 %d 次：\n", cited.Total)
			if cited.Former > 0 {
				fmt.Fprintf(out, "  （其中 %d 次引自旧文本或被取代的法律，所引的条文后来成为这一条）\n", cited.Former)
			}
			if cited.Earlier > 0 {
				fmt.Fprintf(out, "  （其中 %d 次引用的是更早的文本，没有收录，条号可能已调整；标 * 的就是）\n", cited.Earlier)
			}
		}
		last := ""
		for _, c := range cited.List {
			title := c.Title
			if c.Address.Law != "" {
				title += " " + c.Address.Provision.Chinese()
			}
			line := strings.TrimSpace(title) + "：" + c.Sentence
			if c.Former != nil {
				line += "　（" + c.Former.Chinese(p.Law.Key) + "）"
			}
			if c.Earlier {
				line = "* " + line
			}
			if line != last { // a sentence may cite it twice
				fmt.Fprintf(out, "  %s\n", line)
			}
			last = line
		}
		if left := cited.Total - len(cited.List); left > 0 {
			fmt.Fprintf(out, "  ……还有 %d 处\n", left)
		}
	default:
		return showLaw(ctx, out, all.base, p)
	}
	return nil
}

// shownCiting is how many citing texts are listed under an article.
const shownCiting = 10

// showLaw prints a whole law, or the part of it under a heading.
func showLaw(ctx context.Context, out io.Writer, base *kb.Base, p *kb.Provision) error {
	headings, units, err := base.Under(ctx, p)
	if err != nil {
		return err
	}
	for i, j := 0, 0; i < len(headings) || j < len(units); {
		if j == len(units) || i < len(headings) && headings[i].Ord < units[j].Ord {
			fmt.Fprintf(out, "\n%s\n\n", headings[i].Name())
			i++
			continue
		}
		u := units[j]
		text := u.Text()
		if u.Label != "" {
			text = u.Label + "　" + text
		}
		fmt.Fprintln(out, text)
		j++
	}
	return nil
}

func writeJSON(out io.Writer, j any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j)
}
