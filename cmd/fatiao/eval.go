package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/usererr"
)

func newEval() *cobra.Command {
	var queries, run string
	var worst int
	c := &cobra.Command{
		Use:   "eval",
		Short: "用已知答案评测一个排名",
		Long: `用已知答案评测一个排名。问题文件每行一个 JSON：
{"qid": "1", "query": "…", "gold": [["民法典/1036"], ["民法典/1037", "…"]]}
gold 的每一组是一条应当找到的条文，组内是等价的地址。排名文件是 fatiao run 的输出，“-”表示标准输入。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if queries == "" || run == "" {
				return usageError("请用 --queries 给出问题文件，用 --run 给出排名文件")
			}
			if worst < 0 {
				return usageError("--worst 不能是负数")
			}
			q, err := readQuestions(queries)
			if err != nil {
				return err
			}
			if len(q) == 0 {
				return usererr.Errorf("问题文件 %s 是空的", queries)
			}
			ranked, err := readRun(run, c.InOrStdin())
			if err != nil {
				return err
			}
			report := relevance.Evaluate(q, ranked)
			printScores(c.OutOrStdout(), report)
			printWorst(c.OutOrStdout(), report.Worst(worst))
			return nil
		},
	}
	c.Flags().StringVar(&queries, "queries", "", "问题文件（JSON Lines）")
	c.Flags().StringVar(&run, "run", "", "排名文件（TREC 格式）")
	c.Flags().IntVar(&worst, "worst", 10, "列出答得最差的几个问题")
	return c
}

func readQuestions(path string) ([]relevance.Question, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usererr.Errorf("打不开问题文件：%w", err)
	}
	defer f.Close()
	return relevance.ReadQuestions(f)
}

func readRun(path string, stdin io.Reader) (relevance.Run, error) {
	if path == "-" {
		return relevance.ReadRun(stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usererr.Errorf("打不开排名文件：%w", err)
	}
	defer f.Close()
	return relevance.ReadRun(f)
}

func printScores(w io.Writer, r relevance.Evaluation) {
	fmt.Fprintf(w, "问题 %d 个\n", len(r.Questions))
	for i, c := range relevance.Cutoffs {
		fmt.Fprintf(w, "recall@%-4d%.4f\n", c, r.Mean.Recall[i])
	}
	fmt.Fprintf(w, "MRR@10     %.4f\nnDCG@10    %.4f\n", r.Mean.MRR, r.Mean.NDCG)
}

func printWorst(w io.Writer, list []relevance.QuestionScores) {
	if len(list) > 0 {
		fmt.Fprintf(w, "\n答得最差的 %d 个：\n", len(list))
	}
	for _, q := range list {
		first := "没有找到"
		if q.First > 0 {
			first = fmt.Sprintf("第一条在第 %d 名", q.First)
		}
		var gold []string
		for _, same := range q.Gold {
			gold = append(gold, strings.Join(same, "＝"))
		}
		fmt.Fprintf(w, "%s\t%s\n\t应为 %s；%s\n", q.ID, q.Text, strings.Join(gold, "、"), first)
	}
}
