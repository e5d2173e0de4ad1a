// Package lawnames knows by which names laws are called: titles, short forms,
// nicknames of interpretations (民间借贷司法解释), numbers of documents, and the
// names that a user adds. It holds no texts and reads no database: package kb
// stores the names and makes a [Names] of them when it opens.
//
// Start with [Names] and its method Resolve. Three files feed it: titles.txt
// (laws that exist, loaded or not), aliases.tsv (names made by hand, which no
// text gives), and the user's file of the form of the latter, see [Read].
// What a title alone tells is in derived.go and nicknames.go.
package lawnames

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Alias is a name by which a law is called.
type Alias struct {
	Name   string // as written
	Key    string // of the law
	Origin Origin
}

// Origin says where a name comes from.
type Origin string

// The origins of names. What a user says of a name is all that it means.
const (
	OriginTitle    Origin = "title"    // the key, or the title as printed
	OriginShort    Origin = "short"    // without issuer, 关于 or （试行）
	OriginNumber   Origin = "number"   // of the document: 法释〔2021〕15号
	OriginNickname Origin = "nickname" // of an interpretation: 民间借贷司法解释
	OriginHand     Origin = "hand"     // ships with the program
	OriginUser     Origin = "user"     // from the user's file
	OriginKnown    Origin = "known"    // the key of a law that exists, loaded or not
)

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

// Known returns the keys of laws that are known to exist as names of
// themselves.
func Known() []Alias {
	var found []Alias
	for line := range strings.Lines(knownTitles) {
		if key := strings.TrimSpace(line); key != "" && !strings.HasPrefix(key, "#") {
			found = append(found, Alias{Name: key, Key: key, Origin: OriginKnown})
		}
	}
	return found
}

// ByHand returns the names that ship with the program.
func ByHand() ([]Alias, error) {
	found, err := readAliases(strings.NewReader(handAliases), OriginHand)
	if err != nil {
		return nil, fmt.Errorf("aliases.tsv: %w", err)
	}
	return found, nil
}

// namesSince are the days since which laws bear names that others had before, by key:
// the fourth column of the names that ship with the program.
func namesSince() map[string]statute.Date {
	since := map[string]statute.Date{}
	for line := range strings.Lines(handAliases) {
		if columns := strings.Split(strings.TrimSpace(line), "\t"); len(columns) > 3 && !strings.HasPrefix(line, "#") {
			since[statute.Key(columns[1])] = statute.Date(columns[3])
		}
	}
	return since
}

// otherTitles are the names, with their keys, that lead to another title of a law, as after a change of it: 另题 in the third
// column of those that ship with the program.
func otherTitles() map[Alias]bool {
	other := map[Alias]bool{}
	for line := range strings.Lines(handAliases) {
		if columns := strings.Split(strings.TrimSpace(line), "\t"); len(columns) > 2 && columns[2] == "另题" {
			other[Alias{Name: columns[0], Key: statute.Key(columns[1])}] = true
		}
	}
	return other
}

// Read reads a user's file of names: a name, a tab and the title of a
// law per line, # before remarks. A name on several lines means all the laws.
// An error names the line, in Chinese.
func Read(r io.Reader) ([]Alias, error) { return readAliases(r, OriginUser) }

func readAliases(r io.Reader, origin Origin) ([]Alias, error) {
	var found []Alias
	scan := bufio.NewScanner(r)
	for line := 1; scan.Scan(); line++ {
		text := strings.TrimSpace(strings.TrimPrefix(scan.Text(), "\ufeff"))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		name, rest, _ := strings.Cut(text, "\t")
		title, _, _ := strings.Cut(rest, "\t")
		a := Alias{Name: strings.TrimSpace(name), Key: statute.Key(title), Origin: origin}
		if quoted := statute.QuotedTitles(title); len(quoted) == 1 && strings.HasPrefix(a.Key, "《") && strings.HasSuffix(a.Key, "》") {
			a.Key = quoted[0]
		}
		if a.Key == "《》" {
			a.Key = ""
		}
		if statute.NormName(a.Name) == "" || a.Key == "" {
			return nil, usererr.Errorf("第 %d 行应为“名称、制表符、法律全名”：%.60q", line, text)
		}
		found = append(found, a)
	}
	if err := scan.Err(); err != nil {
		return nil, usererr.Errorf("读不下去：%w", err)
	}
	return found, nil
}

// Hash changes with the names that no loaded text gives: those that ship with the program
// and those of the user.
func Hash(user []Alias) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%q", handAliases, knownTitles, user)
	return hex.EncodeToString(h.Sum(nil)[:16])
}
