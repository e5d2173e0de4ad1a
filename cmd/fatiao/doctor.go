package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/ingest"
)

func newDoctor(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "检查知识库与索引是否一致，列出需要维护的地方",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			all, err := o.openAll(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			out := c.OutOrStdout()
			check, err := ingest.Check(c.Context(), all.base, all.index)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "数据目录 %s，%s，%s 生成\n", o.data, all.generation.Name, all.generation.Manifest.Created.Local().Format("2006-01-02 15:04"))
			fmt.Fprintf(out, "知识库 %d 条可检索，索引 %d 条\n", check.Rows, check.Indexed)
			for _, n := range check.Notes {
				fmt.Fprintf(out, "\n%s（%d）\n", n.Title, n.Count)
				for _, l := range n.Lines {
					fmt.Fprintf(out, "  %s\n", l)
				}
				if n.Count > len(n.Lines) {
					fmt.Fprintf(out, "  ……还有 %d 处\n", n.Count-len(n.Lines))
				}
			}
			if len(check.Problems) > 0 {
				for _, p := range check.Problems {
					fmt.Fprintf(out, "不一致：%s\n", p)
				}
				return fmt.Errorf("知识库与索引有 %d 处不一致，请重新导入：删除 %s 后再 fatiao ingest", len(check.Problems), o.data)
			}
			fmt.Fprintln(out, "\n知识库与索引一致")
			return nil
		},
	}
}
