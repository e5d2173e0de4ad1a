package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/caseload"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wire"
)

// caseFlags are the flags of ingest that are for cases on a cluster.
type caseFlags struct {
	share    string
	next     bool
	shards   int
	replicas int
}

const (
	defaultShards   = 3
	defaultReplicas = 1
)

func (f *caseFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.share, "shard", "", "只写入全部文件中的一份，如 3/16：多台机器各写一份，法律用各自数据目录里的（要有 --cases）")
	c.Flags().BoolVar(&f.next, "next", false, "案例写入新的一代，各份都完成、核对之后替换现用的一代（要有 --cases）")
	c.Flags().IntVar(&f.shards, "index-shards", defaultShards, "新的一代分成几片（要有 --cases）")
	c.Flags().IntVar(&f.replicas, "replicas", defaultReplicas, "新的一代每片另存几份（要有 --cases）")
}

func (f *caseFlags) isSet() bool {
	return f.share != "" || f.next || f.shards != defaultShards || f.replicas != defaultReplicas
}

// read reads --shard; the zero Share is all files.
func (f *caseFlags) read() (s opensearch.Share, err error) {
	if f.shards < 1 || f.replicas < 0 {
		return s, usageError("--index-shards 至少是 1，--replicas 至少是 0")
	}
	if f.share == "" {
		return s, nil
	}
	number, of, _ := strings.Cut(f.share, "/")
	if s.Number, err = strconv.Atoi(number); err == nil {
		s.Of, err = strconv.Atoi(of)
	}
	if err != nil || s.Number < 1 || s.Number > s.Of || s.Of > maxShares {
		return s, usageError("--shard 应为第几份/共几份，如 3/16，不是“%s”", f.share)
	}
	return s, nil
}

// maxShares bounds into how many shares the files of a load are divided.
const maxShares = 10_000

// ingestCases ingests where cases are on a cluster: what is no case goes into the data folder
// first, since cases cite it; then the cases go onto the cluster. With --shard only cases are
// loaded.
func (o *options) ingestCases(c *cobra.Command, f *caseFlags, options ingest.Options, bundles []string, report string) error {
	share, err := f.read()
	if err != nil {
		return err
	}
	cluster, err := o.cluster()
	if err != nil {
		return err
	}
	defer cluster.Close()
	ctx, out := c.Context(), c.OutOrStdout()
	whole := &wire.IngestReport{}
	if f.share == "" {
		if options.Elsewhere, err = cluster.OnlyCases(ctx); err != nil {
			return err
		}
		r, err := ingestWith(ctx, options, bundles)
		if err != nil {
			return err
		}
		printReport(out, o.data, r)
		printChanges(out, r.Changes)
		whole = wire.NewIngestReport(r)
	}
	if len(options.Paths) > 0 {
		all, err := o.openBase(ctx)
		if err != nil {
			return err
		}
		defer all.Close()
		r, err := caseload.Run(ctx, caseload.Options{Cluster: cluster, Base: all.base, Graph: all.graph, Paths: options.Paths,
			Share: share, Rebuild: f.next, Layout: opensearch.Layout{Shards: f.shards, Replicas: f.replicas},
			KeepNames: options.KeepNames, Limits: options.Limits, Progress: newProgress(os.Stderr), Now: time.Now})
		if err != nil {
			return err
		}
		r.Rejected = slices.DeleteFunc(r.Rejected, func(x ingest.Reason) bool { // said above
			return slices.ContainsFunc(whole.Rejected, func(said wire.FileReason) bool { return said.Path == x.Path })
		})
		printCaseLoad(out, r)
		whole.Cluster = wire.NewCaseLoad(r)
	}
	return ended(report, whole)
}

func printCaseLoad(out io.Writer, r *caseload.Report) {
	fmt.Fprintf(out, "集群：读取 %d 个文件（其中 %d 个没有变化），写入案例 %d 件，用时 %.1f 秒\n", r.Sources, r.Unchanged, r.Cases, r.Seconds)
	switch {
	case r.Live && r.Total > 0:
		fmt.Fprintf(out, "案例索引 %s 已与入库日志核对，共 %d 件，现在起用\n", r.Generation, r.Total)
	case r.Live:
		fmt.Fprintf(out, "写入现用的案例索引 %s\n", r.Generation)
		if r.Building != "" {
			fmt.Fprintf(out, "正在建立 %s，它替换现用的一代时这些文件不会带过去：请用 --next 也写入它\n", r.Building)
		}
	default:
		fmt.Fprintf(out, "案例索引 %s 还缺第 %s 份，完成后起用\n", r.Generation, numbers(r.Left))
	}
	printRejected(out, r.Rejected)
}

// maxNumbers is how many numbers are listed.
const maxNumbers = 20

func numbers(list []int) string {
	var b strings.Builder
	for i, n := range list[:min(len(list), maxNumbers)] {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(strconv.Itoa(n))
	}
	if len(list) > maxNumbers {
		fmt.Fprintf(&b, " 等 %d", len(list))
	}
	return b.String()
}

// removeCases takes out of the cluster, where cases are on one, what came from a file, or from
// the files of a folder or archive, and reports whether there was any.
func (o *options) removeCases(ctx context.Context, out io.Writer, path string) (bool, error) {
	cluster, err := o.cluster()
	if cluster == nil || err != nil {
		return false, err
	}
	defer cluster.Close()
	g, err := cluster.Live(ctx)
	if errors.Is(err, opensearch.ErrNoGeneration) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	files, err := g.Remove(ctx, ingest.Absolute(strings.TrimRight(path, "/")))
	if err == nil && files > 0 {
		fmt.Fprintf(out, "集群：已移除 %d 个文件里的案例\n", files)
	}
	return files > 0, err
}

// discardBuilding gives up the generation that is being made.
func (o *options) discardBuilding(ctx context.Context, out io.Writer) error {
	cluster, err := o.cluster()
	if err != nil {
		return err
	}
	if cluster == nil {
		return usageError("--building 用于集群里的案例，要有 --%s", casesKey)
	}
	defer cluster.Close()
	g, err := cluster.Building(ctx)
	if err != nil {
		return err
	}
	if g == nil {
		fmt.Fprintln(out, "没有正在建立的案例索引")
		return nil
	}
	if err := g.Discard(ctx); err != nil {
		return err
	}
	fmt.Fprintf(out, "已放弃案例索引 %s\n", g.Name())
	return nil
}

// dumpCases writes what the cluster has, where cases are on one.
func (o *options) dumpCases(ctx context.Context, out io.Writer) error {
	cluster, err := o.cluster()
	if cluster == nil || err != nil {
		return err
	}
	defer cluster.Close()
	return caseload.Dump(ctx, out, cluster)
}

// checkCases compares the cases on the cluster with the journal, and a sample of them with what
// an ingest would make.
func (o *options) checkCases(ctx context.Context, out io.Writer) error {
	all, err := o.openBase(ctx)
	if err != nil {
		return err
	}
	defer all.Close()
	cluster, err := o.cluster()
	if err != nil {
		return err
	}
	if cluster == nil {
		return usageError("--check-cases 用于集群里的案例，要有 --%s", casesKey)
	}
	defer cluster.Close()
	r, err := caseload.Check(ctx, cluster, all.graph, statute.Today(time.Now()))
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "案例索引 %s：%d 个文件，入库日志记有案例 %d 件，索引里有 %d 件；抽查 %d 件\n", r.Generation, r.Files, r.Listed, r.Indexed, r.Sampled)
	if r.Building != "" {
		fmt.Fprintf(out, "正在建立 %s；放弃它：fatiao remove --building\n", r.Building)
	}
	for i, x := range r.Rejects {
		if i == listed {
			fmt.Fprintf(out, "……还有 %d 件\n", len(r.Rejects)-listed)
			break
		}
		fmt.Fprintf(out, "集群没有接受 %s：%s\n", x.Key, x.Reason)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(out, "不一致：%s\n", p)
	}
	if len(r.Problems) > 0 {
		return usererr.Errorf("集群里的案例有 %d 处不一致，请重新写入一代：fatiao ingest --next 全部路径", len(r.Problems))
	}
	return nil
}
