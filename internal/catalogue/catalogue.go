// Package catalogue says which collections of law there are to be had, from where, and
// under which terms: those of catalogue.toml beside it and those that a user writes into a
// file of the same form in the data folder. It fetches nothing.
//
// Start with [Read]. [Gatherer] is what brings the texts of a place that has many single
// ones.
package catalogue

import (
	"bytes"
	_ "embed"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

//go:embed catalogue.toml
var shipped []byte

// UserFile is the file in a data folder in which a user writes more entries.
const UserFile = "catalogue.toml"

// Kind says how an entry is to be had.
type Kind string

// The kinds.
const (
	Archive  Kind = "archive"  // one zip or tar.gz at an address
	Official Kind = "flk"      // the official database, text by text; see [Gatherer]
	Commands Kind = "commands" // by commands that the user runs: Fatiao has no address of it
)

// Entry is a collection that there is to be had.
type Entry struct {
	Name    string       `toml:"name"`  // by which the user asks for it: letters, digits, - and _
	Title   string       `toml:"title"` // what it is, in Chinese
	Note    string       `toml:"note"`  // more about it, "" for nothing
	Kind    Kind         `toml:"kind"`
	URL     string       `toml:"url"`     // where it is, "" for Commands
	Page    string       `toml:"page"`    // where people read about it
	Licence string       `toml:"licence"` // what is known of its terms, in Chinese
	Day     statute.Date `toml:"day"`     // up to which its newest text was known to go when this was written
	Bytes   int64        `toml:"bytes"`   // about how large the download is, 0 where not known
	Seconds int          `toml:"seconds"` // about how long downloading and reading it takes, 0 where not known
	// Files and Without are patterns of the paths in it that are read, and of those that are not
	// although they match. A pattern that ends in a slash means a folder with all below it, one
	// without a slash the name of a file in any folder; no Files means all. Of the kind Commands, they
	// are the names of the files that the user ingests.
	Files    []string `toml:"files"`
	Without  []string `toml:"without"`
	Commands []string `toml:"commands"` // of the kind Commands: what the user runs
	User     bool     `toml:"-"`        // written by the user
}

// Wants reports whether the entry has a file read: its path in the archive or folder,
// without the one folder that may hold all.
func (e Entry) Wants(file string) bool {
	return (len(e.Files) == 0 || matches(e.Files, file)) && !matches(e.Without, file)
}

func matches(patterns []string, file string) bool {
	for _, p := range patterns {
		of := file
		if folder, ok := strings.CutSuffix(p, "/"); ok {
			if strings.HasPrefix(file, folder+"/") {
				return true
			}
			continue
		}
		if !strings.Contains(p, "/") {
			of = path.Base(file)
		}
		if ok, err := path.Match(p, of); ok && err == nil {
			return true
		}
	}
	return false
}

// List are the entries, those that ship first.
type List []Entry

// Find is the entry with a name; ok is false where there is none.
func (l List) Find(name string) (e Entry, ok bool) {
	for _, e := range l {
		if e.Name == name {
			return e, true
		}
	}
	return Entry{}, false
}

// Names are the names of the entries.
func (l List) Names() []string {
	names := make([]string, len(l))
	for i, e := range l {
		names[i] = e.Name
	}
	return names
}

// Read reads the entries that ship and those of the user's file in a data folder, where there
// is one. An entry of the user takes the place of one that ships with the same name.
func Read(dataFolder string) (List, error) {
	list, err := decode(shipped, "程序自带的目录")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dataFolder, UserFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	if err != nil {
		return nil, usererr.Errorf("打不开汇编目录：%w", err)
	}
	own, err := decode(data, file)
	if err != nil {
		return nil, err
	}
	for _, e := range own {
		e.User = true
		at := -1
		for i := range list {
			if list[i].Name == e.Name {
				at = i
			}
		}
		if at < 0 {
			list = append(list, e)
			continue
		}
		list[at] = e
	}
	return list, nil
}

func decode(data []byte, file string) (List, error) {
	var t struct {
		Entry List `toml:"entry"`
	}
	meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(&t)
	if err != nil {
		return nil, usererr.Errorf("汇编目录 %s 读不懂：%w", file, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, usererr.Errorf("汇编目录 %s：不认识 %s", file, unknown[0])
	}
	seen := map[string]bool{}
	for i := range t.Entry {
		e := &t.Entry[i]
		if e.Kind == "" {
			e.Kind = Archive
		}
		if err := e.check(); err != nil {
			return nil, usererr.Errorf("汇编目录 %s 第 %d 项：%w", file, i+1, err)
		}
		if seen[e.Name] {
			return nil, usererr.Errorf("汇编目录 %s：%s 写了两次", file, e.Name)
		}
		seen[e.Name] = true
	}
	return t.Entry, nil
}

// nameForm is the form of names: they stand in paths of files and of sources.
var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)

// IsName reports whether a text can be the name of an entry.
func IsName(s string) bool { return nameForm.MatchString(s) }

// check says what is wrong with an entry, in the user's words.
func (e *Entry) check() error {
	if !IsName(e.Name) {
		return usererr.Errorf("name 要用小写字母、数字、- 和 _，不能是 %q", e.Name)
	}
	if e.Title == "" {
		e.Title = e.Name
	}
	if e.Day != "" {
		if _, err := statute.ParseDate(string(e.Day)); err != nil {
			return usererr.Errorf("day：%w", err)
		}
	}
	for _, p := range append(append([]string{}, e.Files...), e.Without...) {
		if _, err := path.Match(p, ""); err != nil {
			return usererr.Errorf("%q 不是文件名的样式", p)
		}
	}
	switch e.Kind {
	case Commands:
		return nil
	case Archive, Official:
		return CheckURL(e.URL)
	}
	return usererr.Errorf("kind 只能是 archive 或 flk，不能是 %q", e.Kind)
}

// CheckURL says in the user's words why a text is no address of the web.
func CheckURL(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return usererr.Errorf("%q 不是网址，要以 https:// 或 http:// 开头", s)
	}
	if u.User != nil {
		return usererr.New("网址里不能写用户名和密码")
	}
	return nil
}
