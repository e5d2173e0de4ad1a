package main

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/web/guard"
)

// config is what can be set. Its table is newSettings.
type config struct {
	data        string
	addr        string
	rate        float64
	proxies     []*net.IPNet
	connections int
	deadline    time.Duration
	tlsCert     string
	tlsKey      string
	access      string
	tokenFile   string
	logQueries  bool
	publicURL   string
	indexCases  bool
	cases       string
}

// setting is one thing that can be set: its key is the name of the flag, the key in the
// file and, in capitals behind FATIAO_, the environment variable. It is a pflag.Value.
type setting struct {
	key   string
	about string // what it is for, in Chinese
	want  string // what a value is, in Chinese, for errors
	kind  string // as help shows it; "bool" for what is on or off
	set   func(string) error
	get   func() any // as the file holds it
	// read turns what the file holds into what set takes; ok is false where it is of
	// another type.
	read   func(any) (s string, ok bool)
	source source
}

// source is where a value comes from.
type source string

const (
	fromDefault     source = "默认"
	fromFile        source = "文件"
	fromEnvironment source = "环境变量"
	fromFlag        source = "选项"
)

// environment is the name of the variable.
func (s *setting) environment() string {
	return "FATIAO_" + strings.ToUpper(strings.ReplaceAll(s.key, "-", "_"))
}

// Set implements pflag.Value.
func (s *setting) Set(text string) error {
	if err := s.set(text); err != nil {
		return usererr.Errorf("应为%s，不是“%s”", s.want, text)
	}
	return nil
}

// String implements pflag.Value.
func (s *setting) String() string {
	if s.get == nil {
		return ""
	}
	if list, ok := s.get().([]string); ok {
		return strings.Join(list, ",")
	}
	return fmt.Sprint(s.get())
}

// Type implements pflag.Value.
func (s *setting) Type() string { return s.kind }

// maxDeadline leaves the answer time to be written.
const maxDeadline = writeTimeout - 5*time.Second

// newSettings fills c with the defaults and returns the table of what can be set.
func newSettings(c *config) []*setting {
	*c = config{data: defaultData(), addr: "127.0.0.1:8080", rate: 30, connections: 4096, deadline: guard.DefaultDeadline}
	table := []*setting{
		text("data", "数据目录，以 ~/ 开头的在用户目录里", &c.data, notEmpty, "目录的路径"),
		text("addr", "监听地址；只写 127.0.0.1 时只有本机能访问，0.0.0.0 为所有网卡", &c.addr, isAddress, "地址和端口，如 127.0.0.1:8080"),
		number("rate", "每个访问者每秒最多请求多少次（本机不限），-1 为不限", &c.rate),
		networks("proxy", "前面的反向代理自己的地址，如 192.168.1.2/32，只采信它们写的访问者地址，可多次给出", &c.proxies),
		whole("connections", "同时打开的连接最多多少个", &c.connections, 1, 1_000_000),
		span("deadline", "一次请求最多处理多久，超过即停止", &c.deadline, time.Millisecond, maxDeadline),
		text("tls-cert", "TLS 证书文件（PEM，含中间证书），换了新证书会自动读入；空为不用 TLS", &c.tlsCert, nil, "文件的路径"),
		text("tls-key", "TLS 私钥文件（PEM），与 tls-cert 一起给出", &c.tlsKey, nil, "文件的路径"),
		text("access", "名单文件：列出的名字凭密码才能访问，一行一个，用 fatiao password 生成；空为不限", &c.access, nil, "文件的路径"),
		text("token-file", "令牌文件：程序凭其中的令牌访问（Authorization: Bearer），至少 24 个字符；空为没有", &c.tokenFile, nil, "文件的路径"),
		yesNo("log-queries", "日志里写下每次检索的内容；默认不写", &c.logQueries),
		text("public-url", "别人访问这个网站用的网址，写进订阅、站点地图和页面的规范网址；空为按每次请求的网址", &c.publicURL, isSite,
			"网址，如 https://law.example.cn，后面没有路径"),
		yesNo("index-cases", "让搜索引擎收录案例；默认不让", &c.indexCases),
		cluster(casesKey, "案例所在的 OpenSearch 集群，如 opensearch://用户@h1:9200,h2:9200/前缀?password_file=密码文件&ca=证书文件，"+
			"TLS 用 opensearchs://；空为案例在数据目录里", &c.cases),
	}
	for _, s := range table {
		s.source = fromDefault
	}
	return table
}

func notEmpty(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("empty")
	}
	return nil
}

func isAddress(s string) error {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return err
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err
}

// isSite takes an address of a site as a whole, or none.
func isSite(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || *u != (url.URL{Scheme: u.Scheme, Host: u.Host}) {
		return errors.New("no site")
	}
	return nil
}

// text is a setting that is a string. A nil check takes every string.
func text(key, about string, p *string, check func(string) error, want string) *setting {
	return &setting{key: key, about: about, want: want, kind: "文字", get: func() any { return *p }, read: readAs[string],
		set: func(s string) error {
			if check != nil {
				if err := check(s); err != nil {
					return err
				}
			}
			*p = s
			return nil
		}}
}

// number is a rate: more than 0, or below 0 for none.
func number(key, about string, p *float64) *setting {
	s := &setting{key: key, about: about, want: "大于 0 的数，-1 为不限", kind: "数", get: func() any { return *p }, set: func(s string) error {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
			return errors.New("no rate")
		}
		*p = f
		return nil
	}}
	s.read = func(v any) (string, bool) {
		if text, ok := readAs[int64](v); ok {
			return text, true
		}
		return readAs[float64](v)
	}
	return s
}

// whole is a whole number between two others.
func whole(key, about string, p *int, least, most int) *setting {
	return &setting{key: key, about: about, want: fmt.Sprintf(" %d 到 %d 的整数", least, most), kind: "数", get: func() any { return *p },
		read: readAs[int64], set: func(s string) error {
			n, err := strconv.Atoi(s)
			if err != nil || n < least || n > most {
				return errors.New("no such number")
			}
			*p = n
			return nil
		}}
}

// span is a time between two others. The file has it as a string.
func span(key, about string, p *time.Duration, least, most time.Duration) *setting {
	return &setting{key: key, about: about, want: fmt.Sprintf(" %s 到 %s 的时长，如 20s", least, most), kind: "时长",
		get: func() any { return p.String() }, read: readAs[string], set: func(s string) error {
			d, err := time.ParseDuration(s)
			if err != nil || d < least || d > most {
				return errors.New("no such time")
			}
			*p = d
			return nil
		}}
}

// yesNo is on or off.
func yesNo(key, about string, p *bool) *setting {
	return &setting{key: key, about: about, want: " true 或 false", kind: "bool", get: func() any { return *p }, read: readAs[bool],
		set: func(s string) (err error) {
			v, err := strconv.ParseBool(s)
			if err == nil {
				*p = v
			}
			return err
		}}
}

// networks is a list of networks: separated by commas, or given several times.
func networks(key, about string, p *[]*net.IPNet) *setting {
	given := false
	s := &setting{key: key, about: about, want: "网段，如 172.18.0.0/16", kind: "网段,..."}
	s.get = func() any {
		list := []string{}
		for _, n := range *p {
			list = append(list, n.String())
		}
		return list
	}
	s.set = func(text string) error {
		var list []*net.IPNet
		for _, part := range strings.Split(text, ",") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			_, n, err := net.ParseCIDR(part)
			if err != nil {
				return err
			}
			list = append(list, n)
		}
		if given {
			list = append(*p, list...)
		}
		*p, given = list, true
		return nil
	}
	s.read = func(v any) (string, bool) {
		list, ok := v.([]any)
		var parts []string
		for _, x := range list {
			part, isText := x.(string)
			ok = ok && isText
			parts = append(parts, part)
		}
		return strings.Join(parts, ","), ok
	}
	return s
}

func readAs[T any](v any) (string, bool) {
	_, ok := v.(T)
	return fmt.Sprint(v), ok
}

// cluster is the address of a cluster, which is shown without its password.
func cluster(key, about string, p *string) *setting {
	s := text(key, about, p, nil, "集群的地址")
	s.get = func() any { return opensearch.Redacted(*p) }
	return s
}

// defaultData is the data folder of the user.
func defaultData() string {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "fatiao")
	}
	if _, err := os.UserHomeDir(); err != nil {
		return "fatiao-data"
	}
	return "~/.local/share/fatiao"
}

// atHome is a path with ~/ at its beginning made the user's folder.
func atHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}
