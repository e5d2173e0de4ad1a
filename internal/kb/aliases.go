package kb

import (
	"bufio"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Alias is another name of a law.
type Alias struct {
	Name string
	Key  string
	Kind string // title, short, number, nickname, hand, user, known
}

// handAliases are names that no loaded text gives: nicknames, document
// numbers, acronyms. Its head explains the form, which is also that of the
// user's file.
//
//go:embed aliases.tsv
var handAliases string

// knownTitles are the keys of laws that exist, loaded or not, so that a bare
// name is recognised before its law is loaded. Its head says how it is made.
//
//go:embed titles.txt
var knownTitles string

// KnownAliases returns the keys of laws that are known to exist as names of
// themselves.
func KnownAliases() []Alias {
	var found []Alias
	for line := range strings.Lines(knownTitles) {
		if key := strings.TrimSpace(line); key != "" && !strings.HasPrefix(key, "#") {
			found = append(found, Alias{Name: key, Key: key, Kind: "known"})
		}
	}
	return found
}

// HandAliases returns the names that ship with the program.
func HandAliases() ([]Alias, error) { return readAliases(strings.NewReader(handAliases), "hand") }

// ReadAliases reads a user's file of names: a name, a tab and the title of a
// law per line, # before remarks. A name on several lines means all the laws.
// An error names the line, in Chinese.
func ReadAliases(r io.Reader) ([]Alias, error) { return readAliases(r, "user") }

func readAliases(r io.Reader, kind string) ([]Alias, error) {
	var found []Alias
	scan := bufio.NewScanner(r)
	for line := 1; scan.Scan(); line++ {
		text := strings.TrimSpace(strings.TrimPrefix(scan.Text(), "\ufeff"))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		name, rest, _ := strings.Cut(text, "\t")
		title, _, _ := strings.Cut(rest, "\t")
		a := Alias{Name: strings.TrimSpace(name), Key: statute.Key(title), Kind: kind}
		if quoted := statute.QuotedTitles(title); len(quoted) == 1 && strings.HasPrefix(a.Key, "《") && strings.HasSuffix(a.Key, "》") {
			a.Key = quoted[0]
		}
		if a.Key == "《》" {
			a.Key = ""
		}
		if statute.NormName(a.Name) == "" || a.Key == "" {
			return nil, fmt.Errorf("第 %d 行应为“名称、制表符、法律全名”：%.60q", line, text)
		}
		found = append(found, a)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("读不下去：%w", err)
	}
	return found, nil
}

// AliasesHash changes with what NameLaws would store: the names that ship with
// the program and those of the user.
func AliasesHash(user []Alias) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%q", handAliases, knownTitles, user)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// nameLaws stores the names that no loaded text gives, in place of those stored
// before.
func (w *Writer) nameLaws(ctx context.Context, user []Alias) error {
	if _, err := w.exec(ctx, "DELETE FROM alias WHERE kind IN ('hand', 'known', 'user')"); err != nil {
		return err
	}
	hand, err := HandAliases()
	if err != nil {
		return fmt.Errorf("aliases.tsv: %w", err)
	}
	for _, list := range [...][]Alias{hand, KnownAliases(), user} {
		if err := w.putAliases(ctx, list); err != nil {
			return err
		}
	}
	return nil
}
