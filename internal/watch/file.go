package watch

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/usererr"
)

// FileName is the file of saved searches in a data folder, StateName the one in which is remembered
// what was told.
const (
	FileName  = "watch.toml"
	StateName = "watch-state.json"
)

// Example is a file, for those who have none.
const Example = `# 网页的网址，消息里的链接用它；可以不写
site = "https://law.example.cn"
# 签名的密钥：whsec_ 后面是 24 到 64 个字节的 Base64，用 openssl rand -base64 32 生成
secret = "whsec_……"

[[search]]
name = "人脸识别"
q = "人脸识别 单独同意"
type = ["article", "case"] # 可以不写
url = "https://example.cn/hook"
`

// File is what a user wants to be told of.
type File struct {
	Site     string   `toml:"site"`
	Secret   string   `toml:"secret"`
	Searches []Search `toml:"search"`
}

// Search is a saved search.
type Search struct {
	Name   string   `toml:"name"`
	Query  string   `toml:"q"`
	Types  []string `toml:"type"`
	Law    string   `toml:"law"` // to search inside
	URL    string   `toml:"url"` // where to send
	Secret string   `toml:"secret"`

	key []byte
}

// The bounds of a file.
const (
	maxFile     = 1 << 20
	maxSearches = 100
	maxName     = 100
	maxQuery    = 1000
	leastKey    = 24
	mostKey     = 64
)

// secretPrefix stands before the keys of Standard Webhooks.
const secretPrefix = "whsec_"

// Read reads a file. Errors say in the user's words what is wrong with it, and where.
func Read(path string) (*File, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usererr.Errorf("还没有 %s。写一个，例如：\n\n%s", path, Example)
	}
	if err == nil && info.Size() > maxFile {
		return nil, usererr.Errorf("%s 超过 %d 字节", path, maxFile)
	}
	f := &File{}
	meta, err := toml.DecodeFile(path, f)
	var wrong toml.ParseError
	if errors.As(err, &wrong) {
		return nil, usererr.Errorf("%s 第 %d 行不是 TOML：%s", path, wrong.Position.Line, wrong.Message)
	}
	if err != nil {
		return nil, usererr.Errorf("读不了 %s：%w", path, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, usererr.Errorf("%s 里没有“%s”这一项，可以写的有 site、secret 和 [[search]] 的 name、q、type、law、url、secret", path, unknown[0])
	}
	if err := f.check(); err != nil {
		return nil, usererr.Errorf("%s：%w", path, err)
	}
	return f, nil
}

func (f *File) check() error {
	switch {
	case len(f.Searches) == 0:
		return usererr.New("没有 [[search]]")
	case len(f.Searches) > maxSearches:
		return usererr.Errorf("有 %d 个 [[search]]，最多 %d 个", len(f.Searches), maxSearches)
	}
	if f.Site = strings.TrimRight(f.Site, "/"); f.Site != "" && !isWeb(f.Site) {
		return usererr.Errorf("site 应为网址，不是“%s”", f.Site)
	}
	names := map[string]bool{}
	for i := range f.Searches {
		s := &f.Searches[i]
		if s.Name == "" || utf8.RuneCountInString(s.Name) > maxName || names[s.Name] {
			return usererr.Errorf("第 %d 个 [[search]] 要有自己的 name，不超过 %d 个字，也不与别的相同", i+1, maxName)
		}
		names[s.Name] = true
		if err := s.check(f.Secret); err != nil {
			return usererr.Errorf("“%s”：%w", s.Name, err)
		}
	}
	return nil
}

func (s *Search) check(secret string) error {
	if n := utf8.RuneCountInString(strings.TrimSpace(s.Query)); n == 0 || n > maxQuery {
		return usererr.Errorf("q 是要查的内容，1 到 %d 个字", maxQuery)
	}
	for _, t := range s.Types {
		if !slices.Contains(search.Types[:], t) {
			return usererr.Errorf("type 没有“%s”，请用 %s", t, strings.Join(search.Types[:], "、"))
		}
	}
	if !isWeb(s.URL) {
		return usererr.Errorf("url 应为 https 的网址，不是“%s”；http 只许发给本机和内网的地址", s.URL)
	}
	if s.Secret != "" {
		secret = s.Secret
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if !strings.HasPrefix(secret, secretPrefix) || err != nil || len(key) < leastKey || len(key) > mostKey {
		return usererr.Errorf("secret 应为 %s 后接 %d 到 %d 个字节的 Base64，可用 openssl rand -base64 32 生成", secretPrefix, leastKey, mostKey)
	}
	s.key = key
	return nil
}

// isWeb reports whether an address is one of https, or of http in the reader's own net: what is sent says
// what somebody is looking for.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	own := u.Hostname() == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsPrivate())
	return u.Scheme == "https" || u.Scheme == "http" && own
}

// identity is what a search looks for: where that is another, what it found before says nothing.
func (s *Search) identity() string {
	return strings.Join([]string{s.Query, strings.Join(s.Types, ","), s.Law}, "\n")
}
