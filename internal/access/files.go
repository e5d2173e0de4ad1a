package access

import (
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/bcrypt"

	"github.com/fatiao/fatiao/internal/usererr"
)

// users are the names of a file with their hashes.
type users struct {
	hashes    map[string]string
	costliest string // hash
}

// maxName bounds a name, in bytes.
const maxName = 64

// maxCost bounds the work of one hash: each step doubles it, and 14 is about a second.
const maxCost = 14

// readUsers reads lines name:hash. Empty lines and those that begin with # are left out.
func readUsers(path string) (*users, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, usererr.Errorf("读不出名单 %s：%w", path, err)
	}
	l := &users{hashes: map[string]string{}}
	most := 0
	for i, line := range strings.Split(strings.TrimPrefix(string(content), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		// What is wrong is named by its line only: it may be a password.
		wrong := func(what string) error { return usererr.Errorf("名单 %s 第 %d 行：%s", path, i+1, what) }
		name, hash, ok := strings.Cut(line, ":")
		if !ok || !validName(name) {
			return nil, wrong("应为 名字:散列值，用 fatiao password 名字 生成")
		}
		cost, err := bcrypt.Cost([]byte(hash))
		if err != nil || len(hash) != 60 {
			return nil, wrong("冒号后面不是 bcrypt 散列值，用 fatiao password 名字 生成")
		}
		if cost > maxCost {
			return nil, wrong(fmt.Sprintf("bcrypt 的 cost 是 %d，太慢，最多 %d", cost, maxCost))
		}
		if _, twice := l.hashes[name]; twice {
			return nil, wrong("这个名字出现了两次")
		}
		l.hashes[name] = hash
		if cost > most {
			most, l.costliest = cost, hash
		}
	}
	if len(l.hashes) == 0 {
		return nil, usererr.Errorf("名单 %s 里没有名字，用 fatiao password 名字 生成一行", path)
	}
	return l, nil
}

func validName(s string) bool {
	return s != "" && len(s) <= maxName && utf8.ValidString(s) && !strings.HasPrefix(s, "#") &&
		!strings.ContainsFunc(s, func(r rune) bool { return r == ':' || unicode.IsSpace(r) || !unicode.IsPrint(r) })
}

// minToken is the least length of a token, in characters: one that is guessed would
// open everything.
const minToken = 24

// readToken reads the token, without white space around it.
func readToken(path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", usererr.Errorf("读不出令牌文件 %s：%w", path, err)
	}
	token := strings.TrimSpace(string(content))
	if len(token) < minToken || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", usererr.Errorf("令牌文件 %s 应有一个令牌：至少 %d 个字符，只用字母、数字和符号，没有空白。可以这样生成：openssl rand -hex 32", path, minToken)
	}
	return token, nil
}
