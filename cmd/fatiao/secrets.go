package main

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"time"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/reload"
	"github.com/fatiao/fatiao/internal/usererr"
)

// guard opens what says who may use the site; nil where everybody may.
func (o *options) guard(log *slog.Logger) (*access.Authenticator, error) {
	names, token := o.config.access, o.config.tokenFile
	if names == "" && token == "" {
		return nil, nil
	}
	g, err := access.Open(access.Options{Names: names, Token: token, Log: log, Now: time.Now})
	if err != nil {
		return nil, usageError("%w", err)
	}
	warnReadable(log, names, token)
	return g, nil
}

// tls makes the settings of TLS; nil where it is not used. The certificate is read again
// when its files change, so that a renewed one needs no restart; now is the clock by which
// they are looked at.
func (o *options) tls(log *slog.Logger, now func() time.Time) (*tls.Config, error) {
	cert, key := o.config.tlsCert, o.config.tlsKey
	if cert == "" {
		return nil, nil
	}
	pair, err := reload.Open(log, now, func() (*tls.Certificate, error) {
		c, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			return nil, usererr.Errorf("证书 %s 与私钥 %s 不能用：%w", cert, key, err)
		}
		return &c, nil
	}, cert, key)
	if err != nil {
		return nil, usageError("%w", err)
	}
	warnReadable(log, key)
	newest := func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return pair.Get(), nil }
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: newest}, nil
}

// warnReadable warns of secrets that everybody on this machine can read, or a group
// write. That a group reads them is how a service without rights is given them.
func warnReadable(log *slog.Logger, paths ...string) {
	if runtime.GOOS == "windows" {
		return // modes say nothing there
	}
	for _, p := range paths {
		if info, err := os.Stat(p); p != "" && err == nil && info.Mode().Perm()&0o027 != 0 {
			log.Warn("others on this machine may read a secret; chmod 640 keeps it from them", "file", p, "mode",
				fmt.Sprintf("%#o", info.Mode().Perm()))
		}
	}
}
