package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
	"github.com/fatiao/fatiao/internal/wire"
)

func newIngest(o *options) *cobra.Command {
	var report string
	var keepNames, update, rebuild bool
	var cases caseFlags
	c := &cobra.Command{
		Use:   "ingest [路径...]",
		Short: "导入文件、文件夹或压缩包",
		Long: `导入文件、文件夹或压缩包（zip、tar.gz），或 fatiao get --save 写出的资料包。可读 Markdown、纯文本、HTML、DOCX、带文字层的 PDF、JSON Lines。
编码自动识别：UTF-8、UTF-16、GB18030。

裁判文书里自然人的姓名、住址、身份证号、电话默认隐去，存下、检索、显示的都是隐去后的文本；--keep-names 保留。

没有变化的文件不会重读；变了的文件替换它原来的内容。导入中途断开，原有数据不受影响。
换了新版程序、改了名称表、有文本开始施行之后，--update 不用重新导入文件就能更新数据。
读不了的文件逐个列出原因，其余照常导入，此时退出码是 3。`,
		Example: "  fatiao ingest ./laws ./cases.zip --report report.json",
		RunE: func(c *cobra.Command, paths []string) error {
			if len(paths) == 0 && !update && !rebuild {
				return usageError("没有写要导入的文件或文件夹\n用法：%s", c.UseLine())
			}
			if report != "" {
				if info, err := os.Stat(filepath.Dir(report)); err != nil || !info.IsDir() {
					return usageError("--report：没有文件夹 %s", filepath.Dir(report))
				}
			}
			limitMemory()
			store, err := o.store()
			if err != nil {
				return err
			}
			bundles, paths := splitBundles(paths)
			options := ingest.Options{Store: store, Paths: paths, KeepNames: keepNames, Rebuild: rebuild, Progress: newProgress(os.Stderr)}
			if o.config.cases == "" && cases.isSet() {
				return usageError("--shard、--next、--index-shards、--replicas 用于集群里的案例，要有 --%s", casesKey)
			}
			if o.config.cases != "" {
				return o.ingestCases(c, &cases, options, bundles, report)
			}
			r, err := ingestWith(c.Context(), options, bundles)
			if err != nil {
				return err
			}
			printReport(c.OutOrStdout(), o.data, r)
			printChanges(c.OutOrStdout(), r.Changes)
			return ended(report, wire.NewIngestReport(r))
		},
	}
	cases.add(c)
	c.Flags().StringVar(&report, "report", "", "把结果写成 JSON 文件")
	c.Flags().BoolVar(&update, "update", false, "不导入新文件，按现有文本更新数据")
	c.Flags().BoolVar(&rebuild, "rebuild", false, "从知识库重建索引和排序，不论它们现在怎样")
	c.Flags().BoolVar(&keepNames, "keep-names", false, "保留裁判文书里的人名、住址和号码（只供内部使用）")
	return c
}

// ingestWith ingests with the collections of bundles, which take the place of what was kept of them
// when they are loaded.
func ingestWith(ctx context.Context, options ingest.Options, bundles []string) (r *ingest.Report, err error) {
	if len(bundles) == 0 {
		return ingest.Run(ctx, options)
	}
	a, err := newAcquirer(options.Store)
	if err != nil {
		return nil, err
	}
	unpacked, err := a.Unpack(ctx, bundles)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, unpacked.Discard()) }()
	options.Collections = unpacked.Collections
	if r, err = ingest.Run(ctx, options); err != nil {
		return nil, err
	}
	return r, unpacked.Keep()
}

// splitBundles tells bundles of collections from other files.
func splitBundles(paths []string) (bundles, others []string) {
	for _, p := range paths {
		if acquire.IsPacked(p) {
			bundles = append(bundles, p)
		} else {
			others = append(others, p)
		}
	}
	return bundles, others
}

// memoryLimit is where an ingest begins to trade time for memory, in bytes.
const memoryLimit = 768 << 20

// ended writes the report of an ingest, where a file for it is named, and is the error by which
// the command ends where sources were rejected.
func ended(path string, r *wire.IngestReport) error {
	if path != "" {
		if err := writeReport(path, r); err != nil {
			return err
		}
	}
	if len(r.Rejected) > 0 || r.Cluster != nil && len(r.Cluster.Rejected) > 0 {
		return &exitError{code: exitRejected}
	}
	return nil
}

func writeReport(path string, r *wire.IngestReport) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	if err := wholefile.Write(path, append(data, '\n'), 0o644); err != nil {
		return usererr.Errorf("写不了报告 %s：%w", path, err)
	}
	return nil
}

// listed is how many rejected files are printed; the report has all.
const listed = 50

func printReport(out io.Writer, data string, r *ingest.Report) {
	scans := ""
	if r.Scans > 0 {
		scans = fmt.Sprintf("（其中 %d 个是扫描件或图片，没有文字）", r.Scans)
	}
	fmt.Fprintf(out, "读取 %d 个文件（其中 %d 个没有变化），略过 %d 个，拒绝 %d 个%s，用时 %.1f 秒\n", r.Sources, r.Unchanged, len(r.Skipped),
		len(r.Rejected), scans, r.Seconds)
	fmt.Fprintf(out, "现有法律法规 %d 部（%d 个版本），条文 %d 条（其中 %d 条已废止），案例 %d 件，解读 %d 篇，咨询 %d 则；引用 %d 处\n",
		r.Laws, r.Versions, r.Articles, r.Repealed, r.Cases, r.Commentaries, r.Consultations, r.Citations.Found)
	printRejected(out, r.Rejected)
	if r.Laws+r.Cases+r.Commentaries+r.Consultations > 0 {
		fmt.Fprintf(out, "数据目录 %s\n", data)
	}
}

func printRejected(out io.Writer, rejected []ingest.Reason) {
	for i, s := range rejected {
		if i == listed {
			fmt.Fprintf(out, "……还有 %d 个，见 --report 写出的文件\n", len(rejected)-listed)
			break
		}
		fmt.Fprintf(out, "拒绝 %s：%s\n", s.Path, s.Reason)
	}
}
