package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/web"
)

func newServe(o *options) *cobra.Command {
	var addr string
	var limits web.Limits
	var proxies []string
	c := &cobra.Command{
		Use:   "serve",
		Short: "打开网页服务",
		Long: `打开网页服务。数据目录为空时，先装入内置的示例文档。
导入完成后不必重启，会自动换用新的数据。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			for _, p := range proxies {
				_, n, err := net.ParseCIDR(p)
				if err != nil {
					return usageError("--proxy：%s 不是网段，请写成 172.18.0.0/16 这样", p)
				}
				limits.Proxies = append(limits.Proxies, n)
			}
			return serve(c.Context(), c, o, addr, limits)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "监听地址")
	c.Flags().Float64Var(&limits.PerClient, "rate", 30, "每个访问者每秒最多请求多少次（本机不限），-1 为不限")
	c.Flags().StringSliceVar(&proxies, "proxy", nil, "前面的反向代理所在的网段，只采信它们写的访问者地址，可多次给出")
	return c
}

// The time limits of the server.
const (
	readTimeout  = 15 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
	stopTimeout  = 10 * time.Second
)

func serve(ctx context.Context, c *cobra.Command, o *options, addr string, limits web.Limits) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return fmt.Errorf("%s 已被别的程序占用，换一个端口：--addr 127.0.0.1:8081", addr)
		}
		return fmt.Errorf("不能监听 %s：%w", addr, err)
	}
	defer listener.Close()
	store, err := generation.OpenStore(o.data)
	if err != nil {
		return err
	}
	if _, err := store.Current(); errors.Is(err, generation.ErrEmpty) {
		fmt.Fprintln(os.Stderr, "数据目录是空的，先装入内置的示例文档")
		if _, err := ingest.Run(ctx, ingest.Options{Store: store, Embedded: true, Progress: newProgress(os.Stderr)}); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: requestLog(os.Stderr)}))
	library, err := openLibrary(ctx, store, log)
	if err != nil {
		return err
	}
	defer library.Close()
	handler, err := web.New(web.Options{Library: library, Log: log, Citable: ingest.Citable, Upload: ingest.Upload, Limits: limits})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	go library.Watch(ctx)
	fmt.Fprintf(c.OutOrStdout(), "法条已在 http://%s 打开，按 Ctrl+C 结束\n", reachable(listener.Addr()))
	stopped := make(chan error, 1)
	go func() { // #nosec G118 -- shutting down needs time of its own: ctx has ended by then
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.Background(), stopTimeout)
		defer cancel()
		stopped <- server.Shutdown(stop)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("网页服务停止了：%w", err)
	}
	return <-stopped
}

// reachable is an address that a browser on this machine can open: a server
// that listens everywhere is found on the loopback.
func reachable(a net.Addr) string {
	if t, ok := a.(*net.TCPAddr); ok && t.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(t.Port))
	}
	return a.String()
}

// requestLog is the level of the log: requests are logged where somebody
// collects the log, and left out on a terminal, where somebody reads it.
func requestLog(out *os.File) slog.Level {
	if term.IsTerminal(int(out.Fd())) {
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// newHealth asks a running server whether it is well, for containers that have
// no other program to ask with.
func newHealth() *cobra.Command {
	var url string
	c := &cobra.Command{
		Use:    "health",
		Short:  "问一个正在运行的服务是否正常",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, cancel := context.WithTimeout(c.Context(), 5*time.Second)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return usageError("--url：%w", err)
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				return fmt.Errorf("服务没有应答：%w", err)
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf("服务应答 %s", res.Status)
			}
			return nil
		},
	}
	c.Flags().StringVar(&url, "url", "http://127.0.0.1:8080/healthz", "地址")
	return c
}
