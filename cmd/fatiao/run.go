package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
)

func newRun(o *options) *cobra.Command {
	var queries string
	var k int
	c := &cobra.Command{
		Use:   "run",
		Short: "成批检索，输出 TREC 格式的排名",
		Long: `成批检索。问题文件每行一个 JSON：{"qid": "1", "query": "…"}。
输出每行：qid Q0 地址 名次 得分 fatiao，只有现行条文。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if queries == "" {
				return usageError("请用 --queries 给出问题文件")
			}
			if k < 1 || k > 1000 {
				return usageError("--k 应在 1 到 1000 之间")
			}
			questions, err := readQuestions(queries)
			if err != nil {
				return err
			}
			return o.withService(c.Context(), func(s *search.Service) error {
				return rankAll(c.Context(), s, questions, c.OutOrStdout(), k)
			})
		},
	}
	c.Flags().StringVar(&queries, "queries", "", "问题文件（JSON Lines）")
	c.Flags().IntVar(&k, "k", 100, "每个问题最多几条")
	return c
}

// rankAll writes the ranking of each question.
func rankAll(ctx context.Context, s *search.Service, questions []relevance.Question, w io.Writer, k int) error {
	out := bufio.NewWriter(w)
	for _, q := range questions {
		ranked, err := s.Rank(ctx, q.Text, k)
		if err != nil {
			return err
		}
		for i, r := range ranked {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f fatiao\n", q.ID, r.Address, i+1, r.Score)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the ranking: %w", err)
	}
	return nil
}
