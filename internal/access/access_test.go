package access_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/fatiao/fatiao/internal/access"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

const goodToken = "0123456789abcdef0123456789abcdef"

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// line is a line whose hash is cheap: tests compute many.
func line(t *testing.T, name, password string) string {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	return name + ":" + string(hash) + "\n"
}

// clock is a clock that a test moves.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func open(t *testing.T, o access.Options) *access.Authenticator {
	t.Helper()
	o.Log = quiet
	if o.Now == nil {
		o.Now = time.Now
	}
	g, err := access.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestPasswordsAndToken(t *testing.T) {
	g := open(t, access.Options{Names: write(t, "names", "# 书记员\n\n"+line(t, "王法官", "correct horse")+line(t, "li", "battery staple")),
		Token: write(t, "token", goodToken+"\n")})
	ctx := context.Background()
	for i, c := range []struct {
		name, password string
		ok             bool
	}{
		{"王法官", "correct horse", true}, {"li", "battery staple", true}, {"王法官", "correct horse", true}, // remembered
		{"li", "correct horse", false}, {"王法官", "", false}, {"nobody", "correct horse", false}, {"", "", false},
		{"王法官:", "correct horse", false},
	} {
		err := g.CheckPassword(ctx, fmt.Sprint(i), c.name, c.password)
		if c.ok && err != nil || !c.ok && !errors.Is(err, access.ErrRefused) {
			t.Errorf("%q with %q: %v", c.name, c.password, err)
		}
	}
	for token, ok := range map[string]bool{goodToken: true, goodToken + "0": false, goodToken[1:]: false, "": false} {
		if err := g.CheckToken("token", token); (err == nil) != ok {
			t.Errorf("token %q: %v", token, err)
		}
	}
}

// Who is wrong ten times in a minute is refused, whatever comes next; others are not.
func TestWrongTooOften(t *testing.T) {
	c := &clock{time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}
	g := open(t, access.Options{Names: write(t, "names", line(t, "li", "battery staple")), Token: write(t, "token", goodToken), Now: c.now})
	ctx := context.Background()
	right := func(client string) error { return g.CheckPassword(ctx, client, "li", "battery staple") }
	if err := right("127.0.0.1"); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		var err error
		if i%2 == 0 {
			err = g.CheckPassword(ctx, "127.0.0.1", "li", "wrong")
		} else {
			err = g.CheckToken("127.0.0.1", "wrong")
		}
		if !errors.Is(err, access.ErrRefused) {
			t.Fatalf("wrong the %d. time: %v", i+1, err)
		}
	}
	var many *access.TooManyError
	if err := right("127.0.0.1"); !errors.As(err, &many) || many.Wait != time.Minute {
		t.Errorf("the right password after ten wrong ones: %v", err)
	}
	if err := g.CheckToken("127.0.0.1", goodToken); !errors.As(err, &many) {
		t.Errorf("the right token after ten wrong ones: %v", err)
	}
	if err := right("192.0.2.1"); err != nil {
		t.Errorf("another client: %v", err)
	}
	c.t = c.t.Add(time.Minute)
	if err := right("127.0.0.1"); err != nil {
		t.Errorf("a minute later: %v", err)
	}
	for range 10 { // one network of IPv6 is one client
		_ = g.CheckToken("2001:db8::1", "wrong")
	}
	if err := right("2001:db8::2:3"); !errors.As(err, &many) {
		t.Errorf("a neighbour in the network: %v", err)
	}
	if err := right("2001:db8:0:1::1"); err != nil {
		t.Errorf("another network: %v", err)
	}
}

// Hundreds that try at once compute no more hashes than one after the other would.
func TestWrongAtOnce(t *testing.T) {
	g := open(t, access.Options{Names: write(t, "names", line(t, "li", "battery staple"))})
	var refused, blocked int
	var mu sync.Mutex
	var running sync.WaitGroup
	for i := range 300 {
		running.Go(func() {
			err := g.CheckPassword(context.Background(), "192.0.2.1", "li", fmt.Sprint("wrong ", i))
			var many *access.TooManyError
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, access.ErrRefused):
				refused++
			case errors.As(err, &many):
				blocked++
			default:
				t.Errorf("a wrong password: %v", err)
			}
		})
	}
	running.Wait()
	if refused != 10 || blocked != 290 {
		t.Errorf("%d were checked and %d refused without; want 10 and 290", refused, blocked)
	}
}

// A changed file counts, and what was right for the old one does not.
func TestChanged(t *testing.T) {
	path := write(t, "names", line(t, "li", "battery staple")+line(t, "wang", "correct horse"))
	now := time.Now()
	g := open(t, access.Options{Names: path, Now: func() time.Time { return now }})
	ctx := context.Background()
	for _, c := range [][2]string{{"li", "battery staple"}, {"wang", "correct horse"}} {
		if err := g.CheckPassword(ctx, "1", c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, []byte(line(t, "li", "something else")+"# "), 0o600); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute) // time for another look at the file
	for _, c := range []struct {
		name, password string
		ok             bool
	}{{"li", "battery staple", false}, {"wang", "correct horse", false}, {"li", "something else", true}} {
		if err := g.CheckPassword(ctx, "1", c.name, c.password); (err == nil) != c.ok {
			t.Errorf("%s with %q after the change: %v", c.name, c.password, err)
		}
	}
}

func TestFilesThatMakeNoSense(t *testing.T) {
	good := line(t, "li", "battery staple")
	for _, c := range []struct{ names, token, says string }{
		{names: "", says: "没有名字"},
		{names: "# nobody\n", says: "没有名字"},
		{names: good + "secretwithoutcolon\n", says: "第 2 行：应为 名字:散列值"},
		{names: "li:secret123\n", says: "第 1 行：冒号后面不是 bcrypt 散列值"},
		{names: good + good, says: "第 2 行：这个名字出现了两次"},
		{names: strings.Replace(good, "$04$", "$31$", 1), says: "cost 是 31"},
		{token: "short", says: "至少 24 个字符"},
		{token: goodToken + "\n" + goodToken, says: "没有空白"},
	} {
		o := access.Options{Log: quiet, Now: time.Now}
		if c.token != "" {
			o.Token = write(t, "token", c.token)
		} else {
			o.Names = write(t, "names", c.names)
		}
		_, err := access.Open(o)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c, err)
		}
		if err != nil && (strings.Contains(err.Error(), "secret") || c.token != "" && strings.Contains(err.Error(), c.token)) {
			t.Errorf("the error tells a secret: %v", err)
		}
	}
	if _, err := access.Open(access.Options{Names: filepath.Join(t.TempDir(), "none"), Log: quiet, Now: time.Now}); err == nil {
		t.Error("a file that is not there was opened")
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct{ name, password, says string }{
		{"", "battery staple", "名字"}, {"a:b", "battery staple", "名字"}, {"a b", "battery staple", "名字"}, {"#a", "battery staple", "名字"},
		{"li", "short", "至少 8 个字符"}, {"li", strings.Repeat("长", 25), "最多 72 个字节"},
	} {
		if _, err := access.PasswordLine(c.name, c.password); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q with %q: %v", c.name, c.password, err)
		}
	}
}
