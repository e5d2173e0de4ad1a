package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/net/netutil"
	"golang.org/x/term"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

func newServe(o *options) *cobra.Command {
	var get []string
	c := &cobra.Command{
		Use:   "serve",
		Short: "打开网页服务",
		Long: `打开网页服务。数据目录为空时，先装入内置的示例文档；--get national 同时取得全国的法律，装好后自动换用。
导入完成后不必重启，会自动换用新的数据。不写 --get 时不连接别的机器。
每个选项也可以写在配置文件或环境变量里，见 fatiao config。`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.resolve(c.Flags()); err != nil {
				return err
			}
			return serve(c.Context(), c.OutOrStdout(), o, get)
		},
	}
	c.Flags().StringSliceVar(&get, "get", nil, "打开后取得这些汇编，如 national（见 fatiao get）；已是最新的不再下载")
	o.addFlags(c)
	return c
}

// The time limits of the server.
const (
	readTimeout  = 15 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
	stopTimeout  = 25 * time.Second // more than the default deadline of a request
)

// serve listens at once, so that the server can be asked how it is, and serves pages
// when the data is open. Only then it says where it is found.
func serve(ctx context.Context, out io.Writer, o *options, get []string) error {
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: requestLog(os.Stderr)}))
	visitors, err := o.guard(log)
	if err != nil {
		return err
	}
	secured, err := o.tls(log, time.Now)
	if err != nil {
		return err
	}
	listener, err := listen(o.config.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	store, err := generation.OpenStore(o.data)
	if err != nil {
		return err
	}
	cases, err := o.caseStore()
	if err != nil {
		return err
	}
	library := &library{store: store, cases: cases, log: log}
	defer library.Close()
	getting, err := newGetting(store, o, get)
	if err != nil {
		return err
	}
	handler, err := web.New(web.Options{Library: library, FirstLaw: getting.command, FirstLawAbout: getting.about, Getting: getting.now,
		Log: log, Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed, Access: visitors, Cases: cases,
		PublicURL: o.config.publicURL, IndexCases: o.config.indexCases,
		TLS: secured != nil, LogQueries: o.config.logQueries,
		Limits: guard.Limits{PerClient: o.config.rate, Proxies: o.config.proxies, Deadline: o.config.deadline}})
	if err != nil {
		return err
	}
	if a, ok := listener.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() && visitors == nil {
		log.Warn("everybody who reaches this address can use the site; access and token-file protect it", "addr", a.String())
	}
	server := newServer(handler, log, secured)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		defer stop()
		served <- answer(server, listener, o.config.connections)
	}()
	loadErr := load(ctx, library)
	if loadErr == nil {
		watched := make(chan struct{})
		go func() {
			defer close(watched)
			library.Watch(ctx)
		}()
		defer func() { <-watched }() // before the library is closed
		if cases != nil {
			defer cases.Close()
			go cases.Watch(ctx)
		}
		fmt.Fprintf(out, "法条已在 %s 打开，按 Ctrl+C 结束\n", reachable(listener.Addr(), secured != nil))
		getting.tellEmpty(ctx, os.Stderr, library)
		got := getting.start(ctx, os.Stderr)
		<-ctx.Done()
		<-got
	}
	stopErr := end(server)
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return usererr.Errorf("网页服务停止了：%w", err)
	}
	return cmp.Or(loadErr, stopErr)
}

func newServer(handler http.Handler, log *slog.Logger, secured *tls.Config) *http.Server {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn), TLSConfig: secured}
	if faultpoint.Active(faultpoint.Timeouts) {
		server.ReadHeaderTimeout, server.ReadTimeout, server.WriteTimeout = 0, 0, 0
	}
	if faultpoint.Active(faultpoint.Headers) {
		server.MaxHeaderBytes = 1 << 30
	}
	return server
}

// end waits until what was begun is answered.
func end(server *http.Server) error {
	if faultpoint.Active(faultpoint.Stop) {
		return server.Close()
	}
	patience, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	err := server.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		return usererr.Errorf("停止时还有请求没有答完，等了 %s 后中断", stopTimeout)
	}
	return err
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, usererr.Errorf("%s 已被别的程序占用，换一个端口：--addr 127.0.0.1:8081", addr)
	}
	if err != nil {
		return nil, usererr.Errorf("不能监听 %s：%w", addr, err)
	}
	return listener, nil
}

// answer serves until the server is shut down, so many connections at once.
func answer(server *http.Server, listener net.Listener, connections int) error {
	if faultpoint.Active(faultpoint.Connections) {
		connections = 100
	}
	listener = netutil.LimitListener(listener, connections)
	if server.TLSConfig != nil {
		return server.ServeTLS(listener, "", "")
	}
	return server.Serve(listener)
}

// load makes the data ready and opens it. What could not be made ready may be served all
// the same: where an update fails, the generation before it is there.
func load(ctx context.Context, l *library) error {
	err := prepare(ctx, os.Stderr, l.store)
	for announced := false; errors.Is(err, generation.ErrIngesting); err = prepare(ctx, os.Stderr, l.store) {
		if !announced {
			fmt.Fprintln(os.Stderr, "正有另一个导入在进行，等它结束再打开")
			announced = true
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(watchEvery):
		}
	}
	if err != nil && (ctx.Err() != nil || errors.Is(err, kb.ErrNewer)) {
		return err
	}
	if loadErr := l.Load(ctx); loadErr != nil {
		return cmp.Or(err, loadErr)
	}
	if err != nil {
		l.log.Error("the data could not be made ready; what there was before is served", "error", err)
		warn("数据没有更新成：%s\n现在用的是 %s", err, l.current.Generation)
	}
	return nil
}

// reachable is an address that a browser on this machine can open: a server
// that listens everywhere is found on the loopback.
func reachable(a net.Addr, secured bool) string {
	scheme, host := "http://", a.String()
	if secured {
		scheme = "https://"
	}
	if t, ok := a.(*net.TCPAddr); ok && t.IP.IsUnspecified() {
		host = net.JoinHostPort("127.0.0.1", strconv.Itoa(t.Port))
	}
	return scheme + host
}

// requestLog is the level of the log: requests are logged where somebody
// collects the log, and left out on a terminal, where somebody reads it.
func requestLog(out *os.File) slog.Level {
	if term.IsTerminal(int(out.Fd())) {
		return slog.LevelWarn
	}
	return slog.LevelInfo
}
