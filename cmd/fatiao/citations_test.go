package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// annotated is a paragraph with its citations annotated by hand. Those of the
// development set carry their text; those of testdata/citations say where in
// the real data it stands (the README there tells how they were made).
type annotated struct {
	ID        string       `json:"id"`
	Law       string       `json:"law"`
	Article   string       `json:"article"`
	Paragraph int          `json:"paragraph"`
	Item      string       `json:"item"`
	Before    string       `json:"before"`
	Text      string       `json:"text"`
	Cites     []annotation `json:"cites"`

	Source   string `json:"source,omitempty"`
	Document int    `json:"document,omitempty"` // which one of the source
	Start    int    `json:"start,omitempty"`    // code points of the text as shown
	End      int    `json:"end,omitempty"`
	Sum      string `json:"sum,omitempty"` // of the text, to notice when it moves
}

type annotation struct {
	Quote   string   `json:"quote,omitempty"`
	Start   int      `json:"start,omitempty"`
	End     int      `json:"end,omitempty"`
	Targets []string `json:"targets"`
	Version string   `json:"version,omitempty"`
	// Doubt marks where a careful lawyer could differ: it may be missed.
	Doubt any `json:"doubt,omitempty"`
}

// annotatedSets are the sets with the least precision, recall and F1, in
// thousandths, that each must reach. The floors are what was measured; what
// falls below lost something.
var annotatedSets = []struct {
	name          string
	full, article int
	show          bool // print the worst cases: not those of the set that nobody looks at
}{
	{"dev", 1000, 1000, true},
	{"tune", 996, 996, true},
	{"hard", 1000, 1000, true},
	{"held", 995, 995, false},
}

// testCitations scores the citations of every annotated set.
func testCitations(t *testing.T, bin, data string) {
	for _, set := range annotatedSets {
		t.Run(set.name, func(t *testing.T) {
			gold := readAnnotated(t, set.name)
			got := citeParagraphs(t, bin, data, gold)
			s := &scores{forms: map[string]*recall{}}
			for _, g := range gold {
				s.add(g, got[g.ID])
			}
			t.Logf("%d paragraphs: full %s; article %s; former versions named right %d of %d", len(gold), &s.full, &s.article, s.versions.found, s.versions.all)
			t.Log(s.formTable())
			if set.show {
				for _, w := range s.worst[:min(10, len(s.worst))] {
					t.Log(w.line)
				}
			}
			for _, d := range []struct {
				name  string
				score *score
				floor int
			}{{"full", &s.full, set.full}, {"article", &s.article, set.article}} {
				if p, r, f := d.score.values(); min(p, r, f)*1000 < float64(d.floor)-0.5 { // as printed
					t.Errorf("%s depth: %s; want at least %.3f", d.name, d.score, float64(d.floor)/1000)
				}
			}
			if s.versions.found < s.versions.all {
				t.Errorf("%d of %d former versions are named as annotated", s.versions.found, s.versions.all)
			}
		})
	}
}

func readAnnotated(t *testing.T, set string) []*annotated {
	t.Helper()
	path := filepath.Join("testdata", "citations", set+".jsonl")
	if set == "dev" {
		path = testlaw.Shared(t, "citations", "dev.jsonl")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []*annotated
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		a := &annotated{}
		if err := json.Unmarshal(lines.Bytes(), a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	fetchTexts(t, list)
	return list
}

// fetchTexts reads the texts of paragraphs that only say where they stand.
func fetchTexts(t *testing.T, list []*annotated) {
	t.Helper()
	texts := map[string][][]rune{}
	for _, a := range list {
		if a.Source == "" {
			continue
		}
		if texts[a.Source] == nil {
			err := eachDocument(context.Background(), testlaw.Shared(t, a.Source), func(d *corpus.Document) error {
				texts[a.Source] = append(texts[a.Source], []rune(ingest.Parse(d).Text))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		docs := texts[a.Source]
		if a.Document >= len(docs) || a.End > len(docs[a.Document]) {
			t.Fatalf("%s: %s has no such place", a.ID, a.Source)
		}
		doc := docs[a.Document]
		a.Text = string(doc[a.Start:a.End])
		if sum := sha256.Sum256([]byte(a.Text)); hex.EncodeToString(sum[:6]) != a.Sum {
			t.Fatalf("%s: another text stands at %d in %s", a.ID, a.Start, a.Source)
		}
		a.Before = string(doc[:a.Start])
		text := []rune(a.Text)
		for i := range a.Cites {
			a.Cites[i].Quote = string(text[a.Cites[i].Start:a.Cites[i].End])
		}
	}
}

// citeParagraphs runs fatiao cite --batch.
func citeParagraphs(t *testing.T, bin, data string, list []*annotated) map[string][]wire.Citation {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paragraphs.jsonl")
	var in bytes.Buffer
	for _, a := range list {
		line, err := json.Marshal(batchLine{ID: a.ID, Law: a.Law, Article: a.Article, Paragraph: a.Paragraph, Item: a.Item, Before: a.Before, Text: a.Text})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	if err := os.WriteFile(file, in.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(bin, "cite", "--data", data, "--batch", file).Output()
	if err != nil {
		t.Fatalf("cite: %v", err)
	}
	got := map[string][]wire.Citation{}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var r batchResult
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		got[r.ID] = r.Cites
	}
	for _, a := range list {
		text := []rune(a.Text)
		for _, c := range got[a.ID] {
			if c.Start < 0 || c.End > len(text) || string(text[c.Start:c.End]) != c.Quote {
				t.Errorf("%s: %q does not stand at %d", a.ID, c.Quote, c.Start)
			}
		}
	}
	return got
}

// score counts targets found against targets annotated.
type score struct{ right, extra, missed int }

func (s *score) values() (precision, recall, f1 float64) {
	precision = float64(s.right) / float64(max(1, s.right+s.extra))
	recall = float64(s.right) / float64(max(1, s.right+s.missed))
	return precision, recall, 2 * precision * recall / max(1e-9, precision+recall)
}

func (s *score) String() string {
	p, r, f := s.values()
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, f)
}

type recall struct{ found, all int }

type scores struct {
	full, article score
	forms         map[string]*recall
	versions      recall
	worst         []difference // most differences first
}

type difference struct {
	count int
	line  string
}

func (s *scores) add(g *annotated, got []wire.Citation) {
	for _, full := range [...]bool{true, false} {
		want, doubted, have := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, c := range g.Cites {
			for _, target := range c.Targets {
				want[cutTarget(target, full)] = true
				doubted[cutTarget(target, full)] = c.Doubt != nil
			}
		}
		for _, c := range got {
			for _, target := range c.Targets {
				have[cutTarget(target, full)] = true
			}
		}
		of := &s.article
		if full {
			of = &s.full
		}
		var extra, missed []string
		for target := range have {
			if want[target] {
				of.right++
			} else {
				extra = append(extra, target)
			}
		}
		for target := range want {
			if !have[target] && !doubted[target] {
				missed = append(missed, target)
			}
		}
		of.extra += len(extra)
		of.missed += len(missed)
		if !full {
			continue
		}
		if n := len(extra) + len(missed); n > 0 {
			s.worst = append(s.worst, difference{n, fmt.Sprintf("%s %s %s: extra %v, missed %v: %.80s", g.ID, g.Law, g.Article, extra, missed, g.Text)})
			sort.SliceStable(s.worst, func(i, j int) bool { return s.worst[i].count > s.worst[j].count })
		}
		for _, c := range g.Cites {
			s.addForms(g, c, have)
		}
	}
	for _, c := range g.Cites {
		if c.Version == "" || c.Doubt != nil {
			continue
		}
		s.versions.all++
		for _, h := range got {
			if h.Version == c.Version && len(h.Targets) > 0 && cutTarget(h.Targets[0], true) == cutTarget(c.Targets[0], true) {
				s.versions.found++
				break
			}
		}
	}
}

// cutTarget makes addresses comparable as the annotations are scored: without
// the version, with one spelling for an item of an article of one paragraph,
// down to the article where full is not asked for.
func cutTarget(target string, full bool) string {
	target = strings.NewReplacer("〈", "《", "〉", "》", "/k1/x", "/x").Replace(target)
	levels := strings.Split(target, "/")
	levels[0], _, _ = strings.Cut(levels[0], "@")
	if !full {
		levels = levels[:min(2, len(levels))]
	}
	return strings.Join(levels, "/")
}

// citationForms are the forms for which recall is printed; a citation may be of
// several. They are matched against the words before it, a bar, and itself.
var citationForms = []struct {
	name string
	re   *regexp.Regexp
}{
	{"title in 《》", regexp.MustCompile(`》([（(][^（(|]*[）)])?\|`)},
	{"bare name", regexp.MustCompile(`[^本该同上述](法|典|条例|规定|办法|解释|细则|规则)\|`)},
	{"本法", regexp.MustCompile(`本(法|条例|规定|办法|解释|细则|规则|决定|安排|公约)\|`)},
	{"该法", regexp.MustCompile(`(该|同|上述)(法|条例|规定|办法|解释|公约)\|`)},
	{"no name before 第N条", regexp.MustCompile(`[^法典例定法释则约》）]\|第[^款项章节编]*条`)},
	{"本条 该条 同条", regexp.MustCompile(`\|(本|该|同|上述)条`)},
	{"本款 该款", regexp.MustCompile(`\|(本|该|同|上述)款`)},
	{"前款", regexp.MustCompile(`\|[前上]款`)},
	{"前两款", regexp.MustCompile(`\|前[二两三四五]款`)},
	{"前条", regexp.MustCompile(`\|[前上][一二两三四五]?条`)},
	{"前项 本项 该项", regexp.MustCompile(`\|([前本该同][一二两三四五]?项)`)},
	{"各该条", regexp.MustCompile(`\|各该`)},
	{"之N", regexp.MustCompile(`\|.*条之[一二三四五六七八九十]`)},
	{"款", regexp.MustCompile(`\|.*第.*款`)},
	{"项", regexp.MustCompile(`\|.*项`)},
	{"目", regexp.MustCompile(`\|.*目`)},
	{"range", regexp.MustCompile(`\|.*(至|到|-|—|～)`)},
	{"list in one citation", regexp.MustCompile(`\|.*(、|和|或者?|及)`)},
	{"编 章 节", regexp.MustCompile(`\|.*[编章节]`)},
	{"附件", regexp.MustCompile(`\|.*附件`)},
	{"Arabic digits", regexp.MustCompile(`\|.*[0-9０-９]`)},
}

func (s *scores) addForms(g *annotated, c annotation, have map[string]bool) {
	before := g.Before
	if i := strings.Index(g.Text, c.Quote); c.End > 0 {
		before += string([]rune(g.Text)[:c.Start])
	} else if i >= 0 {
		before += g.Text[:i]
	}
	near := []rune(before)
	shape := string(near[max(0, len(near)-40):]) + "|" + c.Quote
	found := true
	for _, target := range c.Targets {
		found = found && have[cutTarget(target, true)]
	}
	count := func(form string) {
		if s.forms[form] == nil {
			s.forms[form] = &recall{}
		}
		s.forms[form].all++
		if found {
			s.forms[form].found++
		}
	}
	for _, f := range citationForms {
		if f.re.MatchString(shape) {
			count(f.name)
		}
	}
	if c.Version != "" {
		count("former version")
	}
}

func (s *scores) formTable() string {
	lines := []string{"found of annotated, by form:"}
	for name, r := range s.forms {
		lines = append(lines, fmt.Sprintf("  %s %d of %d", name, r.found, r.all))
	}
	sort.Strings(lines[1:])
	return strings.Join(lines, "\n")
}

var update = flag.Bool("update", false, "write the golden files anew")

// testCitationCounts compares what is found in each text with the golden file,
// so that a change of names or rules shows its gains and losses as a diff.
// Write it anew with: go test ./cmd/fatiao -run TestRealCollection -update
func testCitationCounts(t *testing.T, bin, data string) {
	out, err := exec.Command(bin, "doctor", "--data", data, "--citations").Output()
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/citations/counts.tsv"
	if *update {
		if err := os.WriteFile(golden, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for line := range strings.Lines(string(want)) {
		have[line] = true
	}
	changed := 0
	for line := range strings.Lines(string(out)) {
		if !have[line] {
			changed++
			t.Logf("new: %s", strings.TrimSpace(line))
		}
		delete(have, line)
	}
	for line := range have {
		changed++
		t.Logf("old: %s", strings.TrimSpace(line))
	}
	if changed > 0 {
		t.Errorf("%d lines differ from %s (title, found, resolved, dangling, unknown law, ambiguous)", changed, golden)
	}
}

// testDatedCitations checks that a dated text means the law of its day.
func testDatedCitations(t *testing.T, bin, data string) {
	for _, c := range []struct {
		date, text    string
		target, basis string
	}{
		{"2018-12-03", "依照《中华人民共和国公司法》第十六条的规定，判决如下：", "公司法@2018-10-26/16", "date"},
		{"2024-12-03", "依照《中华人民共和国公司法》第十五条的规定，判决如下：", "公司法/15", "date"},
		{"", "公司法第十五条", "公司法/15", "current"},
		{"", "2018年修正的公司法第十六条", "公司法@2018-10-26/16", "stated"},
	} {
		file := filepath.Join(t.TempDir(), "d.jsonl")
		line, err := json.Marshal(map[string]string{"text": c.text, "date": c.date, "type": "case"})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, line, 0o600); err != nil {
			t.Fatal(err)
		}
		got := citeFileJSON(t, bin, data, file)
		if len(got) != 1 || len(got[0].Cites) != 1 || len(got[0].Cites[0].Targets) != 1 || got[0].Cites[0].Targets[0] != c.target || got[0].Cites[0].Basis != c.basis {
			t.Errorf("%s %s: %+v; want %s by %s", c.date, c.text, got, c.target, c.basis)
		}
	}
}
