package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/search"
)

func newDump(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "dump",
		Short: "把数据写成可以逐行比较的文本",
		Long: `把知识库、索引和排序数据的全部内容写成文本，每项一行，写到标准输出；有 --cases 时，后面是集群里的案例和入库日志。
两个数据目录内容相同，文本就相同，不论是一次导入还是逐次更新得来：
  diff <(fatiao dump --data 甲) <(fatiao dump --data 乙)`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.withAll(c.Context(), func(_ *generation.Store, all *search.Opened) error {
				out := bufio.NewWriterSize(asStored(c.OutOrStdout()), 1<<20)
				if err := inspect.Dump(c.Context(), out, all.Base, all.Index, all.Ranking); err != nil {
					return err
				}
				if err := o.dumpCases(c.Context(), out); err != nil {
					return err
				}
				return out.Flush()
			})
		},
	}
}
