package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func newCheck(o *options) *cobra.Command {
	var batch, date, annotate, site, folder, table string
	var asJSON bool
	c := &cobra.Command{
		Use:   "check 文件",
		Short: "核对一篇草稿引用的条文，按文书当日的法律逐处说明对错",
		Long: `核对一篇草稿引用的条文，按文书当日的法律逐处说明对错。文件写成 - 从标准输入读。
文书自己的日期（多在末尾）决定是哪一天，可用 --date 另定；当日没有错的引用，后来改了也不算错。
结果：存在、其后已修改、其后已废止、已废止、尚未生效、没有这一条、不能核对（当日的文本没有收录）、没有收录、引文不符、法名与文号不符、不能确定。
有错的引用时退出码是 4。--json 的位置按字符（Unicode 码点）计。

--batch 成批核对：每行一个 JSON，含 id、text、date，每行输出 {"id","date_used","cites"}。
--annotate 把文书写回来：Word 文档还是原来那份，只在引用处加链接，有疑问的引用旁加批注（结论、当日的条文、现在的条文）；PDF 和文本写成带标记的网页（.html）。
--folder 核对一个文件夹里的全部文书，--csv 给出结果表，--annotate 把每份文书写到另一个文件夹。`,
		Example: `  fatiao check 判决书.docx
  echo '依照民法典第1036条' | fatiao check --date 2021-06-01 -
  fatiao check --annotate 已核对.docx 起诉状.docx
  fatiao check --folder 文书 --csv 结果.csv --annotate 已核对
  fatiao check --batch 草稿.jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			given := len(args)
			for _, other := range [...]string{batch, folder} {
				if other != "" {
					given++
				}
			}
			switch {
			case given != 1:
				return usageError("请给出一个文件（或 -），或者用 --batch 给出草稿文件，或者用 --folder 给出文件夹")
			case (folder == "") != (table == ""):
				return usageError("--folder 和 --csv 要一起用；--csv - 写到标准输出")
			case annotate != "" && batch != "":
				return usageError("--annotate 写一份文书，或者一个文件夹里的文书")
			}
			site, err := siteFlag(site)
			if err != nil {
				return err
			}
			var day statute.Date
			if date != "" {
				if day, err = statute.ReadDay(date); err != nil {
					return usageError("--date：%w", err)
				}
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			sources := citecheck.Sources{Finder: all.graph, Laws: all.base, History: lawhistory.New(all.base)}
			k := &checking{sources: sources, day: day, today: statute.Today(time.Now()),
				asJSON: asJSON, out: json.NewEncoder(c.OutOrStdout()),
				text: c.OutOrStdout()}
			k.out.SetEscapeHTML(false)
			switch {
			case batch != "":
				err = k.batch(c.Context(), batch)
			case folder != "":
				err = k.folder(c.Context(), folder, table, annotate, site)
			case annotate != "":
				err = k.annotate(c.Context(), args[0], annotate, site)
			default:
				err = k.file(c.Context(), args[0])
			}
			if err == nil && k.wrong > 0 {
				return &exitError{code: exitWrong}
			}
			return err
		},
	}
	c.Flags().StringVar(&batch, "batch", "", "草稿文件（JSON Lines）")
	c.Flags().StringVar(&date, "date", "", "按哪一天的法律核对，如 2018-06-01（默认用文书自己的日期）")
	c.Flags().StringVar(&annotate, "annotate", "", "把核对结果写进文书，写到这个文件（.docx 或 .html）；--folder 时是文件夹")
	c.Flags().StringVar(&site, "site", defaultSite, "文书里的链接指向的网站")
	c.Flags().StringVar(&folder, "folder", "", "核对这个文件夹里的全部文书")
	c.Flags().StringVar(&table, "csv", "", "文件夹的结果表（CSV），- 写到标准输出")
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，每篇一行")
	return c
}

// checking checks drafts.
type checking struct {
	sources citecheck.Sources
	day     statute.Date // given for all drafts, "" for none
	today   statute.Date
	asJSON  bool
	out     *json.Encoder
	text    io.Writer
	wrong   int // citations so far that are errors
}

func (k *checking) check(ctx context.Context, doc *citation.CitingText) (*citecheck.Report, error) {
	if k.day != "" {
		doc.Day = k.day
	}
	r, err := citecheck.Check(ctx, k.sources, doc, k.today)
	if err == nil {
		k.wrong += r.Wrong
	}
	return r, err
}

func (k *checking) file(ctx context.Context, path string) error {
	return eachDocument(ctx, path, func(d *corpus.Document) error {
		r, err := k.check(ctx, reading.Read(d).Citable())
		if err != nil {
			return err
		}
		return k.show(d.ID, r)
	})
}

// show writes a report as it was asked for.
func (k *checking) show(id string, r *citecheck.Report) error {
	if k.asJSON {
		return k.out.Encode(wire.NewCheckedDraft(id, r, k.today))
	}
	k.print(r)
	return nil
}

// print writes a line for each citation, and how many of each verdict there are.
func (k *checking) print(r *citecheck.Report) {
	j := wire.NewCheckedDraft("", r, k.today)
	fmt.Fprintf(k.text, "按 %s 的法律核对\n", j.DateUsed)
	for i, f := range r.Findings {
		fmt.Fprintf(k.text, "%s　%s\n", strings.Join(strings.Fields(f.Cited), ""), j.Cites[i].Message)
	}
	var counts []string
	for _, v := range citecheck.Verdicts {
		if n := r.Counts[v]; n > 0 {
			counts = append(counts, fmt.Sprintf("%s %d", v.Chinese(), n))
		}
	}
	fmt.Fprintln(k.text, strings.TrimRight(fmt.Sprintf("共 %d 处：%s", len(r.Findings), strings.Join(counts, "，")), "："))
	if r.Unchecked > 0 {
		fmt.Fprintf(k.text, "引用太多，另有 %d 处没有核对\n", r.Unchecked)
	}
}

// batchDraft is a line of a file of drafts.
type batchDraft struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Date string `json:"date"`
}

func (k *checking) batch(ctx context.Context, path string) error {
	return eachLine(path, "草稿文件", `{"id": "1", "text": "……"}`, func(d batchDraft) error {
		doc := reading.Citable(d.Text)
		if d.Date != "" {
			var err error
			if doc.Day, err = statute.ReadDay(d.Date); err != nil {
				return err
			}
		}
		r, err := k.check(ctx, doc)
		if err != nil {
			return err
		}
		return k.out.Encode(wire.NewCheckedDraft(d.ID, r, k.today))
	})
}
