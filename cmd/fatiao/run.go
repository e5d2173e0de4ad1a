package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

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
			f, err := os.Open(queries)
			if err != nil {
				return fmt.Errorf("打不开问题文件：%w", err)
			}
			defer f.Close()
			return o.withService(c.Context(), func(s *search.Service) error {
				return rankAll(c.Context(), s, f, c.OutOrStdout(), k)
			})
		},
	}
	c.Flags().StringVar(&queries, "queries", "", "问题文件（JSON Lines）")
	c.Flags().IntVar(&k, "k", 100, "每个问题最多几条")
	return c
}

// rankAll writes the ranking of each question of a JSON Lines file.
func rankAll(ctx context.Context, s *search.Service, questions io.Reader, w io.Writer, k int) error {
	out := bufio.NewWriter(w)
	lines := bufio.NewScanner(questions)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q struct {
			QID   string `json:"qid"`
			Query string `json:"query"`
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("问题文件第 %d 行不是有效的 JSON", n)
		}
		if q.QID == "" || strings.ContainsAny(q.QID, " \t") {
			return fmt.Errorf("问题文件第 %d 行的 qid 是空的或含有空格", n)
		}
		ranked, err := s.Rank(ctx, q.Query, k)
		if err != nil {
			return err
		}
		for i, r := range ranked {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f fatiao\n", q.QID, r.Address, i+1, r.Score)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("读问题文件：%w", err)
	}
	return out.Flush()
}
