package masking

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/textview"
)

// shielded are the crimes, causes, titles of laws and quoted statutes of a text, in order.
func shielded(text string) []string {
	v := textview.New(text)
	g := newGuard(v, nil)
	var list []string
	for at := 0; at < len(g); at++ {
		if g[at]&fixed == 0 {
			continue
		}
		end := at
		for end < len(g) && g[end]&fixed != 0 {
			end++
		}
		list = append(list, v.Text[at:end])
		at = end
	}
	return list
}

// Of all marked papers and written judgments no crime, cause, law or quoted statute differs before and after, and nobody whom
// a word introduces is left when the masked text is read as a text of its own.
func TestShieldedStays(t *testing.T) {
	t.Parallel()
	compared := 0
	for _, path := range [...]string{"testdata/names.jsonl", "testdata/natural.jsonl", "testdata/natural2.jsonl", "testdata/natural3.jsonl",
		"testdata/natural4.jsonl", "testdata/natural5.jsonl", "testdata/natural6.jsonl", "testdata/natural7.jsonl",
		"testdata/natural9.jsonl",
		"testdata/natural11.jsonl", "../judgment/testdata/judgments.jsonl",
		"../judgment/testdata/judgments2.jsonl"} {
		for id, text := range textsOf(t, filepath.FromSlash(path)) {
			compared += compareShielded(t, id, text)
			for _, name := range introducedAgain(maskOf(text)) {
				t.Errorf("%s: %s is introduced and left", id, name)
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d were compared", compared)
	}
}

// textsOf are the texts of a file that has one a line, by id.
func textsOf(t *testing.T, path string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(path) // #nosec G304 -- a file of the collection or of the tests
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for line := range strings.Lines(string(data)) {
		var d struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		texts[fmt.Sprintf("%s %d %s", filepath.Base(path), len(texts), d.ID)] = d.Text
	}
	return texts
}

// compareShielded compares what is shielded of a text with and without its people, and returns how much it is.
func compareShielded(t *testing.T, id, text string) int {
	t.Helper()
	before, after := shielded(text), shielded(maskOf(text).Text())
	for _, s := range before {
		i := slices.Index(after, s)
		if i < 0 {
			t.Errorf("%s: %s is gone", id, s)
			continue
		}
		after = slices.Delete(after, i, i+1)
	}
	return len(before)
}

// introducedAgain are the people whom words of the masked text introduce, read as a text of its own, and who stand in it
// to the letter.
func introducedAgain(m *Mask) []string {
	v := textview.New(m.Text())
	f := newFinder(m.finder.model, v, slices.Collect(maps.Keys(m.finder.known)))
	f.report, f.bound, f.hidden = m.finder.report, m.finder.bound, m.finder.hidden
	for _, p := range m.finder.list {
		if !m.finder.hides(p) {
			*f.person(p.name) = *p
		}
	}
	known := len(f.list)
	f.introduced()
	var left []string
	for _, p := range f.list[known:] {
		onlySurname := personname.Surname(p.name) == utf8.RuneCountInString(p.name) // 申屠某
		if f.hides(p) && p.seen[party]+p.seen[involved] > 0 && !isHidden(p.name) && !onlySurname {
			left = append(left, p.name)
		}
	}
	return left
}

// Of all cases and papers of the collection no crime, cause, law or quoted statute differs before and after, and nobody
// whom a word introduces is left when the whole masked text is looked through again.
func TestCollection(t *testing.T) {
	t.Parallel()
	folder := testlaw.Shared(t, "cases")
	texts := map[string]string{}
	for _, name := range [...]string{"judgments.jsonl", "whole.jsonl"} {
		maps.Copy(texts, textsOf(t, filepath.Join(folder, name)))
	}
	err := filepath.WalkDir(testlaw.Shared(t, "laws"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" || !strings.Contains(path, "案例") {
			return err
		}
		data, err := os.ReadFile(path) // #nosec G122 G304 -- a file of the collection
		texts[filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for id, text := range texts {
		compared += compareShielded(t, id, text)
		for _, name := range introducedAgain(maskOf(text)) {
			t.Errorf("%s: %s is introduced and left", id, name)
		}
	}
	t.Logf("%d texts, %d shielded stretches", len(texts), compared)
}
