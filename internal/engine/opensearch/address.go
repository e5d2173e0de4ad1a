package opensearch

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Config says where a cluster is and how it is asked.
type Config struct {
	Nodes    []string // http://host:port of each node
	Prefix   string   // of the names of all indexes
	User     string   // "" for none
	Password string
	TLS      *tls.Config // nil for the defaults
	// Deadline bounds a search with all that is tried again; 0 is 10 seconds. A node has
	// a third of it to answer before another is asked.
	Deadline time.Duration
}

const (
	defaultPort     = "9200"
	defaultDeadline = 10 * time.Second
)

// prefixes are names of indexes that OpenSearch takes.
var prefixes = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// ParseAddress reads opensearch://user:password@host:9200,host:9200/prefix, or opensearchs://
// for TLS. After ? may stand password_file, whose first line is the password, and ca, a file
// with the certificates to trust. An error is in the user's words and has no password.
func ParseAddress(address string) (Config, error) {
	var c Config
	scheme, rest, _ := strings.Cut(address, "://")
	node := "http"
	switch scheme {
	case "opensearch":
	case "opensearchs":
		node = "https"
	default:
		return c, usererr.Errorf("集群的地址以 opensearch:// 或 opensearchs://（TLS）开头")
	}
	rest, query, _ := strings.Cut(rest, "?")
	var hosts string
	hosts, c.Prefix, _ = strings.Cut(rest, "/")
	if at := strings.LastIndexByte(hosts, '@'); at >= 0 {
		u, err := url.Parse("x://" + hosts[:at+1])
		if err != nil || u.User == nil {
			return c, usererr.Errorf("集群地址里的用户和密码不能识别，其中的特殊字符写成 %%40 这样") // err has the password
		}
		c.User = u.User.Username()
		c.Password, _ = u.User.Password()
		hosts = hosts[at+1:]
	}
	if !prefixes.MatchString(c.Prefix) {
		return c, usererr.Errorf("集群的地址以 /前缀 结尾，前缀由小写字母和数字组成，不是“%s”", c.Prefix)
	}
	for host := range strings.SplitSeq(hosts, ",") {
		if _, _, err := net.SplitHostPort(host); err != nil && host != "" {
			host = net.JoinHostPort(strings.Trim(host, "[]"), defaultPort)
		}
		if u, err := url.Parse(node + "://" + host); err != nil || u.Hostname() == "" {
			return c, usererr.Errorf("集群地址里的“%s”不是主机", host)
		}
		c.Nodes = append(c.Nodes, node+"://"+host)
	}
	options, err := url.ParseQuery(query)
	if err != nil {
		return c, usererr.Errorf("集群地址里 ? 后面的内容不能识别")
	}
	return c, c.set(options)
}

// set reads the options of an address.
func (c *Config) set(options url.Values) error {
	for name := range options {
		if name != "password_file" && name != "ca" {
			return usererr.Errorf("集群的地址没有 %s 这一项，可用的是 password_file、ca", name)
		}
		file := options.Get(name)
		text, err := os.ReadFile(file)
		if err != nil {
			return usererr.Errorf("集群的 %s：读不出文件：%w", name, err)
		}
		switch name {
		case "password_file":
			c.Password, _, _ = strings.Cut(string(text), "\n")
			c.Password = strings.TrimSuffix(c.Password, "\r")
		case "ca":
			pool := x509.NewCertPool()
			if !pool.AppendCertsFromPEM(text) {
				return usererr.Errorf("%s 里没有证书", file)
			}
			c.TLS = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
		}
	}
	return nil
}

// secret is the password in an address.
var secret = regexp.MustCompile(`^([a-z]*://[^:@/?]*):[^/?]*@`)

// Redacted is an address without its password.
func Redacted(address string) string { return secret.ReplaceAllString(address, "$1:***@") }
