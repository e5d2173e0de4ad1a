package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
)

// prepare makes a data folder ready to be served: it says what an ingest left that did
// not finish, fills an empty folder with the embedded documents, and brings the data of
// an older program up to date. Where there is something to make and another ingest runs, it
// says nothing of it and returns [generation.ErrIngesting].
func prepare(ctx context.Context, out io.Writer, store *generation.Store) error {
	state, err := store.State()
	if err != nil {
		return err
	}
	if len(state.Unfinished) > 0 && !state.Ingesting {
		fmt.Fprintf(out, "上次导入没有完成（%s），不影响已有数据；请重新运行那次导入\n", strings.Join(state.Unfinished, "、"))
		if err := store.RemoveUnfinished(); err != nil {
			fmt.Fprintln(out, err)
		}
	}
	g, err := store.Current()
	switch {
	case errors.Is(err, generation.ErrEmpty) && state.Ingesting:
		return generation.ErrIngesting
	case errors.Is(err, generation.ErrEmpty):
		fmt.Fprintln(out, "数据目录是空的，先装入内置的示例文档")
		_, err := ingest.Run(ctx, ingest.Options{Store: store, Embedded: true, Progress: newProgress(os.Stderr)})
		return err
	case err != nil:
		var damaged *generation.DamagedError
		if errors.As(err, &damaged) {
			return nil // what can be served instead is seen when it is opened
		}
		return err
	}
	if state.Lost {
		fmt.Fprintf(out, "数据目录里的 CURRENT 文件不见了，用最新的完整数据 %s\n", g.Name)
		if _, err := store.Rollback(g.Name); err != nil { // writes it anew
			fmt.Fprintln(out, err)
		}
	}
	old, err := ingest.Outdated(g.Manifest)
	if err != nil || !old {
		return err
	}
	if state.Ingesting {
		return generation.ErrIngesting
	}
	fmt.Fprintln(out, "数据是旧版程序整理的，先更新")
	_, err = ingest.Run(ctx, ingest.Options{Store: store, Progress: newProgress(os.Stderr)})
	return err
}
