package opensearch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
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
// with the certificates to trust.
func ParseAddress(address string) (Config, error) {
	var c Config
	scheme, rest, _ := strings.Cut(address, "://")
	node := "http"
	switch scheme {
	case "opensearch":
	case "opensearchs":
		node = "https"
	default:
		return c, errors.New("the address of a cluster begins with opensearch:// or opensearchs://")
	}
	rest, query, _ := strings.Cut(rest, "?")
	var hosts string
	hosts, c.Prefix, _ = strings.Cut(rest, "/")
	if at := strings.LastIndexByte(hosts, '@'); at >= 0 {
		u, err := url.Parse("x://" + hosts[:at+1])
		if err != nil || u.User == nil {
			return c, errors.New("the user in the address of the cluster cannot be read") // err has the password
		}
		c.User = u.User.Username()
		c.Password, _ = u.User.Password()
		hosts = hosts[at+1:]
	}
	if !prefixes.MatchString(c.Prefix) {
		return c, fmt.Errorf("the address of a cluster ends in /prefix, of small letters and digits; this is %q", c.Prefix)
	}
	for host := range strings.SplitSeq(hosts, ",") {
		if _, _, err := net.SplitHostPort(host); err != nil && host != "" {
			host = net.JoinHostPort(strings.Trim(host, "[]"), defaultPort)
		}
		if u, err := url.Parse(node + "://" + host); err != nil || u.Hostname() == "" {
			return c, fmt.Errorf("%q in the address of the cluster is no host", host)
		}
		c.Nodes = append(c.Nodes, node+"://"+host)
	}
	options, err := url.ParseQuery(query)
	if err != nil {
		return c, errors.New("what stands behind ? in the address of the cluster cannot be read")
	}
	return c, c.set(options)
}

// set reads the options of an address.
func (c *Config) set(options url.Values) error {
	for name := range options {
		file := options.Get(name)
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("reading %s of the cluster: %w", name, err)
		}
		switch name {
		case "password_file":
			c.Password, _, _ = strings.Cut(string(text), "\n")
			c.Password = strings.TrimSuffix(c.Password, "\r")
		case "ca":
			pool := x509.NewCertPool()
			if !pool.AppendCertsFromPEM(text) {
				return fmt.Errorf("%s has no certificate", file)
			}
			c.TLS = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
		default:
			return fmt.Errorf("the address of a cluster has no option %q", name)
		}
	}
	return nil
}
