package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wire"
)

func newConcordance(o *options) *cobra.Command {
	var batch string
	var asJSON bool
	c := &cobra.Command{
		Use:   "concordance 地址|法律",
		Short: "条文对照：旧文本的一条（或一部法律的每一条）后来是哪一条",
		Long: `条文对照：旧文本的一条（或一部法律的每一条）在下一个文本里、或者在取代它的法律里是哪一条。
不写文本日期时，指最近一个已被取代的文本。每行四栏，用制表符隔开：
  条文、后来的条文（空格隔开，最可能的在前）、变化、把握
变化：same 未变、moved 条号变、changed 内容改、split 分为多条、merged 合并、dropped 没有对应。
把握：certain 确定、likely 可能、none 没有对应。

--batch 成批对照：每行一个地址。`,
		Example: `  fatiao concordance 公司法@2018-10-26/16
  fatiao concordance 合同法
  fatiao concordance --batch 地址.txt`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if (batch == "") == (len(args) == 0) {
				return usageError("请给出一个地址或一部法律，或者用 --batch 给出地址文件")
			}
			all, err := o.openBase(c.Context())
			if err != nil {
				return err
			}
			defer all.Close()
			k := &concordancer{base: all.base, book: lawhistory.New(all.base)}
			var rows []lawhistory.Successor
			if batch != "" {
				rows, err = k.batch(c.Context(), batch)
			} else {
				rows, err = k.of(c.Context(), strings.Join(args, " "))
			}
			if err != nil && len(rows) == 0 {
				return err
			}
			if asJSON {
				return errors.Join(writeJSON(c.OutOrStdout(), wire.NewConcordance(rows)), err)
			}
			return errors.Join(printConcordance(c.OutOrStdout(), rows), err)
		},
	}
	c.Flags().StringVar(&batch, "batch", "", "地址文件，每行一个")
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return c
}

// concordancer answers what provisions became.
type concordancer struct {
	base *kb.Base
	book *lawhistory.Book
}

// of answers for a provision, or for each article of a law.
func (k *concordancer) of(ctx context.Context, words string) ([]lawhistory.Successor, error) {
	a, err := k.address(ctx, words)
	if err != nil {
		return nil, err
	}
	if a.Provision.IsZero() {
		rows, err := k.book.Whole(ctx, a.Law, a.Version)
		if err == nil && len(rows) == 0 {
			err = usererr.Errorf("《%s》没有收录后来的文本，没有可以对照的", a.Law)
		}
		return rows, err
	}
	s, err := k.book.Next(ctx, a)
	if err != nil {
		return nil, err
	}
	return []lawhistory.Successor{s}, nil
}

// address is what a user means by words: an address in any spelling.
func (k *concordancer) address(ctx context.Context, words string) (statute.Address, error) {
	ref := query.ParseRef(words)
	if ref == nil {
		return statute.Address{}, usageError("请写明地址，例如 公司法@2018-10-26/16，无法识别 %q", words)
	}
	a, err := search.AddressOf(ctx, k.base, k.base.Names(), ref)
	if err != nil || ref.Day == "" {
		return a, err
	}
	law, err := k.base.Law(ctx, a.Law)
	if err != nil {
		return a, err
	}
	a.Version = law.On(ref.Day).Label
	return a, nil
}

// batch answers for each line of a file. A line without an answer has a row that says nothing,
// so that rows and lines go together; why is told at the end.
func (k *concordancer) batch(ctx context.Context, path string) (rows []lawhistory.Successor, err error) {
	f := os.Stdin
	if path != "-" {
		if f, err = os.Open(path); err != nil {
			return nil, usererr.Errorf("打不开地址文件 %s：%w", path, err)
		}
		defer f.Close()
	}
	var unanswered []string
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" {
			continue
		}
		found, err := k.of(ctx, line)
		if why, ok := usererr.Text(err); ok {
			unanswered = append(unanswered, fmt.Sprintf("第 %d 行 %s：%s", n, line, why))
			found = []lawhistory.Successor{{From: statute.Address{Law: line}, Sure: concordance.None}}
		} else if err != nil {
			return nil, fmt.Errorf("answering line %d of %s: %w", n, path, err)
		}
		rows = append(rows, found...)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(unanswered) > 0 {
		return rows, usererr.New(strings.Join(unanswered, "\n"))
	}
	return rows, nil
}

// printConcordance writes a line for each provision.
func printConcordance(w io.Writer, rows []lawhistory.Successor) error {
	out := bufio.NewWriter(w)
	for _, s := range rows {
		to := make([]string, len(s.To))
		for i, a := range s.To {
			to[i] = a.String()
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", s.From, strings.Join(to, " "), s.Kind, s.Sure)
	}
	return out.Flush()
}
