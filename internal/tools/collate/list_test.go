package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// listFile is the list that is kept.
var listFile = filepath.Join("..", "..", "..", "docs", "collation.tsv")

// readList reads the rows of the list that is kept.
func readList(t *testing.T) []place {
	t.Helper()
	data, err := os.ReadFile(listFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != listHead {
		t.Fatalf("the list begins with %q", lines[0])
	}
	var list []place
	for _, l := range lines[1:] {
		c := strings.Split(l, "\t")
		if len(c) != strings.Count(listHead, "\t")+1 {
			t.Fatalf("a row of the list is %q", l)
		}
		list = append(list, place{law: c[0], version: c[1], address: c[2], kind: collation.Kind(c[3]), rule: collation.Rule(c[5]),
			shown: c[6], other: c[7], verdict: c[8]})
	}
	return list
}

func kindCounts(list []place) map[collation.Kind]int {
	counts := map[collation.Kind]int{}
	for _, p := range list {
		counts[p.kind]++
	}
	return counts
}

// The list that is kept says of fifty places at least which reading is right, and has no words of laws.
func TestKeptList(t *testing.T) {
	t.Parallel()
	read := map[string]int{}
	for _, p := range readList(t) {
		read[p.verdict]++
		if p.kind.Chinese() == "" || strings.ContainsAny(p.address+p.shown+p.other, "，。；：　") {
			t.Errorf("the place %+v", p)
		}
		if (p.verdict == "form") == p.kind.IsOfLetters() {
			t.Errorf("the verdict on %+v", p)
		}
	}
	if n := read["right"] + read["wrong"] + read["unknown"]; n < 50 || n+read["form"]+read[unread] != len(readList(t)) {
		t.Errorf("the verdicts are %v", read)
	}
}

// The real collections differ where the list that is kept says so.
func TestListOfRealCollections(t *testing.T) {
	laws, history := testlaw.Shared(t, "laws"), testlaw.Shared(t, "history")
	if testing.Short() {
		t.Skip("takes a minute")
	}
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: []string{laws, history}, NoRanking: true}); err != nil {
		t.Fatal(err)
	}
	verdicts, err := readVerdicts(listFile)
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(filepath.Dir(laws))
	if err != nil {
		t.Fatal(err)
	}
	got, err := places(ctx, store, root, verdicts)
	if err != nil {
		t.Fatal(err)
	}
	now, kept := kindCounts(got), kindCounts(readList(t))
	for _, k := range collation.Kinds {
		if now[k] != kept[k] {
			t.Errorf("%d places are %s; the list has %d", now[k], k, kept[k])
		}
	}
	found := map[string]bool{}
	for _, p := range got {
		found[p.key()] = true
	}
	for _, p := range readList(t) {
		if !found[p.key()] {
			t.Errorf("there is no difference any more at %s", p.row())
		}
	}
	if t.Failed() {
		t.Log("the head of main.go says how the list is made anew")
	}
}

// A row tells the place, how much differs, by which rule and where the copies lie, and nothing of the
// words; verdicts are found again by it.
func TestRows(t *testing.T) {
	t.Parallel()
	p := place{law: "灯火法", version: "2020-03-01", address: "3..5", kind: collation.Missing, length: 3, rule: collation.RuleWhole,
		shown: "laws", other: "history/2018", verdict: "right"}
	const row = "灯火法\t2020-03-01\t3..5\tmissing\t3\twhole\tlaws\thistory/2018\tright"
	if p.row() != row {
		t.Errorf("the row is %q", p.row())
	}
	file := filepath.Join(t.TempDir(), "list.tsv")
	if err := os.WriteFile(file, []byte(listHead+"\n"+row+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	verdicts, err := readVerdicts(file)
	if err != nil || len(verdicts) != 1 || verdicts[p.key()] != "right" {
		t.Errorf("the verdicts are %v, %v", verdicts, err)
	}
	for _, c := range []struct {
		v    collation.Variant
		want int
	}{{collation.Variant{Address: "3", Through: "5", Kind: collation.Extra}, 3},
		{collation.Variant{Address: "附件1", Kind: collation.Missing}, 1},
		{collation.Variant{Address: "3", Kind: collation.Misprint, Here: "……向登记机关……", There: "……向登已机关……"}, 1}} {
		if got := lengthOf(c.v); got != c.want {
			t.Errorf("%+v differs by %d, want %d", c.v, got, c.want)
		}
	}
	sources := []kb.Source{{Path: "/s/history/2018/法律/a.txt"}, {Path: "/s/laws/其他/b.md"}, {Path: "/s/laws/c.md"}}
	if got := foldersOf(sources, "/s"); got != "history/2018,laws" {
		t.Errorf("the folders are %q", got)
	}
}
