package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/watch"
)

// leastWatch is the least pause between two rounds: results change when something is loaded.
const leastWatch = time.Minute

func newWatch(o *options) *cobra.Command {
	var dry bool
	var every time.Duration
	c := &cobra.Command{
		Use:   "watch",
		Short: "保存的检索有了新的结果时，通知别的程序（webhook）",
		Long: `把保存的检索各做一次，与上次比较，有新的结果、或结果换了文本的，发到写明的网址（webhook）。
检索写在数据目录的 ` + watch.FileName + ` 里；还没有时，运行本命令会给出例子。
消息按 Standard Webhooks 签名（HMAC-SHA256）；对方忙或出错的，隔一会儿再试几次，还不行的下次再发。
第一次只记下结果，不发。适合放在 fatiao update 之后。不发邮件。
退出码：0 都发到了，或没有新的；1 有没发到的。`,
		Example: `  fatiao update && fatiao watch
  fatiao watch --dry-run`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if every != 0 && every < leastWatch {
				return usageError("--every 至少 %s", leastWatch)
			}
			store, err := o.existing()
			if err != nil {
				return err
			}
			once := func(ctx context.Context) error { return o.watchOnce(ctx, c.OutOrStdout(), store, dry) }
			if every == 0 {
				return once(c.Context())
			}
			return repeat(c.Context(), c.OutOrStdout(), every, once)
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "只说会发什么，不发，也不记")
	c.Flags().DurationVar(&every, "every", 0, "一直运行，每隔这么久做一次，如 1h")
	return c
}

// watchOnce does all saved searches once.
func (o *options) watchOnce(ctx context.Context, out io.Writer, store *generation.Store, dry bool) error {
	f, err := watch.Read(filepath.Join(o.data, watch.FileName))
	if err != nil {
		return err
	}
	all, err := search.OpenCurrent(ctx, store, time.Now)
	if err != nil {
		return o.explainEmpty(err)
	}
	defer all.Close()
	client := download.New()
	client.Again = func(why string, pause time.Duration) { warn("%s，%s 后再试", why, pause) }
	w := &watch.Watcher{File: f, StatePath: filepath.Join(o.data, watch.StateName), Search: all.Service, Generation: all.Generation.Name,
		Until: all.Base.CollectedUntil(), Client: client, Now: time.Now, DryRun: dry}
	failed := 0
	err = w.Run(ctx, func(x watch.Outcome) {
		if x.Err != nil {
			failed++
		}
		printWatched(out, x, dry)
	})
	if err == nil && failed > 0 {
		err = &exitError{code: 1, err: errors.New(textNotSent(failed))}
	}
	return err
}

func textNotSent(n int) string { return fmt.Sprintf("有 %d 项没有发到", n) }

// printWatched says what became of a saved search.
func printWatched(out io.Writer, x watch.Outcome, dry bool) {
	switch added, changed := len(x.News.Added), len(x.News.Changed); {
	case x.Err != nil:
		fmt.Fprintf(out, "%s：%s\n", x.Name, explained(x.Err))
	case x.First:
		fmt.Fprintf(out, "%s：第一次，记下 %d 条，以后有新的再发\n", x.Name, x.Found)
	case added+changed == 0:
		fmt.Fprintf(out, "%s：没有新的\n", x.Name)
	case dry:
		fmt.Fprintf(out, "%s：会发 新的 %d 条，换了文本的 %d 条\n", x.Name, added, changed)
		for _, h := range append(x.News.Added, x.News.Changed...) {
			fmt.Fprintf(out, "  %s　%s\n", h.Title, h.Address)
		}
	default:
		fmt.Fprintf(out, "%s：已发 新的 %d 条，换了文本的 %d 条\n", x.Name, added, changed)
	}
}
