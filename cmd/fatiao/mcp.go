package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/mcp"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/web/guard"
)

func newMCP(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "让语言模型检索：在标准输入输出上用 MCP 回答",
		Long: `让语言模型检索：在标准输入和标准输出上用 Model Context Protocol 回答，由支持 MCP 的程序启动。
十个工具都只读：检索、读条文、看目录、看沿革、谁引用了它、案例、核对引用、认法名、收录范围。
导入完成后不必重启，会自动换用新的数据。网页服务也在 /mcp 上用同一协议（Streamable HTTP）回答。`,
		Example: `  {"mcpServers": {"fatiao": {"command": "fatiao", "args": ["mcp"]}}}`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := o.existing()
			if err != nil {
				return err
			}
			return answerModels(c.Context(), o, store, c.InOrStdin(), asStored(c.OutOrStdout()))
		},
	}
}

// answerModels answers on in and out until in ends.
func answerModels(ctx context.Context, o *options, store *generation.Store, in io.Reader, out io.Writer) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	l := &library{store: store, log: log}
	if err := l.Load(ctx); err != nil {
		return o.explainEmpty(err)
	}
	defer l.Close()
	ctx, stop := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		l.Watch(ctx)
	}()
	defer func() { stop(); <-watched }() // before the library is closed
	server := mcp.New(mcp.Options{Now: time.Now, Log: log, Citable: reading.Citable, Deadline: guard.DefaultDeadline,
		Acquire: func() (mcp.Readers, func(), bool) {
			s, release := l.Acquire()
			return s.ModelReaders(), release, true
		}})
	return server.ServeStdio(ctx, in, out)
}
