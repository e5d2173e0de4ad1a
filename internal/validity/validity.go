// Package validity is the register of days that no text of a law tells: from when amended
// texts are in force, and from when texts no longer are, each with where that is written.
//
// Start with [Shipped], which reads the list that comes with the program (validity.tsv), and
// [Register.Of].
package validity

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Fact is a line of the register.
type Fact struct {
	Key    string // of the law, or of all whose keys begin so
	Prefix bool
	Label  string       // of the text, "" for all texts
	From   statute.Date // first day in force, "" where the line does not tell
	To     statute.Date // first day no longer in force, "" where it does not tell
	By     string       // what ended it, as it is called
	Source string       // where that is written
	// Confirmed is the day on which the line says that the text is in force, "" where it does
	// not: 现行有效（截至 2026-10-01） in the column of the status.
	Confirmed statute.Date
}

// Register is a list of facts.
type Register struct {
	byKey  map[string][]Fact
	prefix []Fact
}

//go:embed validity.tsv
var shipped string

// Shipped are the facts that come with the program.
func Shipped() ([]Fact, error) { return Read(strings.NewReader(shipped)) }

// Hash changes with the facts that no text tells: those that come with the program and those
// of the user.
func Hash(user []Fact) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%+v", shipped, user)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// New makes a register of facts. Of two about one text the first counts.
func New(facts []Fact) *Register {
	r := &Register{byKey: map[string][]Fact{}}
	for _, f := range facts {
		if f.Prefix {
			r.prefix = append(r.prefix, f)
		} else {
			r.byKey[f.Key] = append(r.byKey[f.Key], f)
		}
	}
	return r
}

// Of returns the facts about a law, those by its own name first.
func (r *Register) Of(key string) []Fact {
	list := r.byKey[key]
	for _, f := range r.prefix {
		if strings.HasPrefix(key, f.Key) {
			list = append(list[:len(list):len(list)], f)
		}
	}
	return list
}

// Start is the day from which the text of a law with a label is in force, unknown where the
// register does not tell.
func (r *Register) Start(key, label string) timeline.Day {
	for _, f := range r.Of(key) {
		if f.Label == label && f.From != "" {
			return timeline.DayOf(f.From, timeline.FromRegister)
		}
	}
	return timeline.DayOf("", timeline.Unknown)
}

// Confirmed is the last day on which the register says that the text of a law with a label is
// in force, "" where it does not tell.
func (r *Register) Confirmed(key, label string) statute.Date {
	last := statute.Date("")
	for _, f := range r.Of(key) {
		if f.Label == label || f.Label == "" {
			last = max(last, f.Confirmed)
		}
	}
	return last
}

// Repeals are the ends of a law that the register tells.
func (r *Register) Repeals(key string) []timeline.Repeal {
	var list []timeline.Repeal
	for _, f := range r.Of(key) {
		if f.To != "" && f.Label == "" {
			list = append(list, timeline.Repeal{Day: timeline.DayOf(f.To, timeline.FromRegister), By: f.By})
		}
	}
	return list
}

// Ended are the keys of the laws of which the register tells the end, in order.
func (r *Register) Ended() []string {
	var keys []string
	for key := range r.byKey {
		if len(r.Repeals(key)) > 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// columns of a line of the file.
const (
	columnTitle = iota
	columnLabel
	columnFrom
	columnTo
	columnStatus // for readers, as the days say as much; read where it tells a day
	columnBy
	columnSource
	columns
)

// Read reads facts from a table with a line for each; its head explains the form.
func Read(r io.Reader) ([]Fact, error) {
	var facts []Fact
	scan := bufio.NewScanner(r)
	for line := 1; scan.Scan(); line++ {
		text := strings.TrimPrefix(scan.Text(), "\ufeff")
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		f, err := readFact(strings.Split(text, "\t"))
		if err != nil {
			return nil, usererr.Errorf("第 %d 行：%w", line, err)
		}
		facts = append(facts, f)
	}
	if err := scan.Err(); err != nil {
		return nil, usererr.Errorf("读不下去：%w", err)
	}
	return facts, nil
}

func readFact(cells []string) (f Fact, err error) {
	if len(cells) != columns {
		return f, usererr.Errorf("应有 %d 栏，由制表符分开：标题、文本日期、施行日期、失效日期、状态、依据、出处", columns)
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	title, prefix := strings.CutSuffix(cells[columnTitle], "…")
	f = Fact{Key: statute.Key(title), Prefix: prefix, Label: cells[columnLabel], By: cells[columnBy], Source: cells[columnSource]}
	if f.Key == "" {
		return f, usererr.Errorf("没有标题")
	}
	for _, day := range [...]struct {
		written string
		into    *statute.Date
	}{{cells[columnLabel], new(statute.Date)}, {cells[columnFrom], &f.From}, {cells[columnTo], &f.To}} {
		if day.written == "" {
			continue
		}
		if *day.into, err = statute.ParseDate(day.written); err != nil {
			return f, err
		}
	}
	if f.Confirmed, err = confirmedIn(cells[columnStatus]); err != nil {
		return f, err
	}
	switch {
	case f.From == "" && f.To == "" && f.Confirmed == "":
		return f, usererr.Errorf("施行日期和失效日期都没有写")
	case f.Source == "":
		return f, usererr.Errorf("没有写出处")
	case f.From != "" && f.From < statute.Date(f.Label):
		return f, usererr.Errorf("施行日期 %s 在文本日期 %s 之前", f.From, f.Label)
	case f.From != "" && f.To != "" && f.To <= f.From:
		return f, usererr.Errorf("失效日期 %s 不在施行日期 %s 之后", f.To, f.From)
	}
	return f, nil
}

// confirmedIn is the day of 现行有效（截至 2026-10-01）, "" where a status tells none.
func confirmedIn(status string) (statute.Date, error) {
	_, day, ok := strings.Cut(status, "截至")
	if !ok {
		return "", nil
	}
	return statute.ParseDate(strings.Trim(day, " ）)"))
}
