package main

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/usererr"
)

// newHealth asks a running server whether it is well, for containers that have
// no other program to ask with.
func newHealth(o *options) *cobra.Command {
	var address string
	c := &cobra.Command{
		Use:    "health",
		Short:  "问一个正在运行的服务是否正常",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if address == "" {
				if err := o.resolve(c.Flags()); err != nil {
					return err
				}
				address = o.ownAddress() + "/healthz"
			}
			ctx, cancel := context.WithTimeout(c.Context(), 5*time.Second)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
			if err != nil {
				return usageError("--url：%w", err)
			}
			client := &http.Client{}
			if ip := net.ParseIP(req.URL.Hostname()); ip != nil && ip.IsLoopback() {
				// The certificate is for the name that others use.
				client.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // #nosec G402 -- on the loopback
			}
			res, err := client.Do(req)
			if err != nil {
				return usererr.Errorf("服务没有应答：%w", err)
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return usererr.Errorf("服务应答 %s", res.Status)
			}
			return nil
		},
	}
	c.Flags().StringVar(&address, "url", "", "地址；不写则按设置里的监听地址")
	return c
}

// ownAddress is where a server with these settings is found from its own machine.
func (o *options) ownAddress() string {
	host, port, err := net.SplitHostPort(o.config.addr)
	if ip := net.ParseIP(host); err != nil || host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	scheme := "http://"
	if o.config.tlsCert != "" {
		scheme = "https://"
	}
	return scheme + net.JoinHostPort(host, port)
}
