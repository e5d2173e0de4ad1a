package reading

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// layouts break the lines of a text in the ways that programs do.
var layouts = map[string]func(seed uint64) func() (width int, page string){
	"30":           even(30, 0),
	"33":           even(33, 0),
	"36":           even(36, 0),
	"40":           even(40, 0),
	"uneven":       uneven(30, 40, 0),
	"ragged":       uneven(31, 39, 0),
	"pages":        even(38, 22),
	"uneven pages": uneven(30, 40, 25),
}

func even(width, lines int) func(uint64) func() (int, string) { return uneven(width, width, lines) }

// uneven gives the widths of lines, from least to most characters, and what stands
// between two pages of so many lines.
func uneven(least, most, lines int) func(uint64) func() (int, string) {
	return func(seed uint64) func() (int, string) {
		random := rand.New(rand.NewPCG(seed, 1))
		n := 0
		return func() (int, string) {
			n++
			page := ""
			if lines > 0 && n%lines == 0 {
				page = []string{fmt.Sprintf("- %d -\n", n/lines), fmt.Sprintf("第%d页 共9页\n", n/lines), fmt.Sprintf("\n%d\n\n", n/lines),
					fmt.Sprintf("共 9 页　第 %d 页\n", n/lines)}[n/lines%4]
			}
			return least + random.IntN(most-least+1), page
		}
	}
}

// wrap breaks the lines of a text.
func wrap(text string, next func() (int, string)) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimRight(line, "\n"))
		for {
			width, page := next()
			if len(runes) <= width {
				b.WriteString(string(runes) + "\n")
				break
			}
			b.WriteString(string(runes[:width]) + "\n" + page)
			runes = runes[width:]
		}
	}
	return b.String()
}

// named lists citations with what they name and how they are written.
func named(text string, cites []citation.Citation) []string {
	var all []string
	for _, c := range cites {
		s := string(c.Kind) + " " + string(c.Status) + " " + c.Name + " " + strings.Join(strings.Fields(c.Span.Of(text)), "")
		for _, t := range c.Targets {
			s += " " + t.Address.String()
		}
		all = append(all, s)
	}
	return all
}

// missed counts the lines of want that got lacks, each as often as it is there.
func missed(want, got []string) (n int, first string) {
	left := map[string]int{}
	for _, s := range got {
		left[s]++
	}
	for _, s := range want {
		if left[s]--; left[s] < 0 {
			if n++; first == "" {
				first = s
			}
		}
	}
	return n, first
}

// The citations of a judgment do not depend on where its lines break.
func TestWrappedJudgments(t *testing.T) {
	graph, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	cites := func(text string) []string {
		doc := Citable(text)
		cites, err := graph.Cite(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		came, moved := doc.AsCame(cites)
		if came != text {
			t.Fatal("a text does not come back as it came")
		}
		for i, c := range cites {
			here, there := c.Span.Of(doc.Text), moved[i].Span.Of(came)
			if !strings.HasPrefix(here, there[:1]) || !strings.HasSuffix(there, here[len(here)-1:]) || len(there) < len(here) {
				t.Errorf("%q is led back to %q", here, there)
			}
		}
		return named(doc.Text, cites)
	}
	for i, text := range judgmentTexts(t) {
		want := cites(text)
		for name, layout := range layouts {
			got := cites(wrap(text, layout(uint64(len(text)))))
			if n, first := missed(want, got); n > 0 {
				t.Errorf("judgment %d, %s: %d citations are lost, %s", i, name, n, first)
			}
			if n, first := missed(got, want); n > 0 {
				t.Errorf("judgment %d, %s: %d citations too many, %s", i, name, n, first)
			}
		}
	}
}

// judgmentTexts are the texts of all judgments, as readers give them.
func judgmentTexts(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"whole.jsonl", "judgments.jsonl"} {
		data, err := os.ReadFile(filepath.Join(testlaw.Shared(t, "cases"), name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = (&corpus.Reader{}).Read(t.Context(), corpus.Memory(name, data), func(d *corpus.Document) error {
			if d.Laid != nil {
				t.Errorf("%s: lines of paragraphs were joined", d.ID)
			}
			texts = append(texts, d.Text)
			return nil
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// A law has the same articles wherever its lines break.
func TestWrappedLaws(t *testing.T) {
	root, files := testlaw.Shared(t, "laws"), 0
	marks, blank := regexp.MustCompile(`(?m)^#+ *|<!--.*?-->`), regexp.MustCompile(`\n\s*\n+`)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		if files++; files%10 != 0 { // each tenth: it takes long
			return nil
		}
		data, err := os.ReadFile(path)
		text := blank.ReplaceAllString(marks.ReplaceAllString(strings.ReplaceAll(string(data), "\r\n", "\n"), ""), "\n")
		want, paragraphs := provisions(text)
		for name, layout := range layouts {
			d := &corpus.Document{Text: wrap(text, layout(uint64(files)))}
			d.JoinLines()
			got, gotParagraphs := provisions(d.Text)
			if n, first := missed(want, got); n > 0 {
				t.Errorf("%s, %s: %d articles are missing, %s", filepath.Base(path), name, n, first)
			}
			if n, first := missed(got, want); n > 0 {
				t.Errorf("%s, %s: %d articles too many, %s", filepath.Base(path), name, n, first)
			}
			// A paragraph whose last line is full, or one with a sentence that ends with a
			// line, looks like the other.
			if n, _ := missed(paragraphs, gotParagraphs); n > 6+len(paragraphs)/15 {
				t.Errorf("%s, %s: %d of %d paragraphs differ", filepath.Base(path), name, n, len(paragraphs))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// provisions are the articles of a law, and the texts of all that has an address.
func provisions(text string) (articles, all []string) {
	law := lawparse.Parse(text, lawparse.Hint{})
	for _, a := range law.Articles() {
		articles = append(articles, a.Address)
	}
	law.Root.Walk(func(n, _ *lawparse.Node) bool {
		if n.Text.Len() > 0 && n.Address != "" {
			all = append(all, strings.Join(strings.Fields(n.Text.Of(text)), ""))
		}
		return true
	})
	return articles, all
}

// A text that was pasted with line ends is cited in the places where it came, also where
// it is in traditional characters.
func TestCitedAsItCame(t *testing.T) {
	graph, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"本院認為，被告未按約定付清倉庫租金，依照《中華人民共和國民法\n典》第五百七\n十七條、第五百八十四條的規定，判決如\n下：": "第五百七\n十七條",
		"本院认为，被告未按约定付清仓库租金，依照《民法典》第五百七\n- 3 -\n十七条的规定，判决如\n下：":           "第五百七\n- 3 -\n十七条",
	} {
		doc := Citable(text)
		cites, err := graph.Cite(t.Context(), doc)
		if err != nil || len(cites) == 0 {
			t.Fatalf("%q: %v, %v", text, cites, err)
		}
		came, moved := doc.AsCame(cites)
		from, to := utf8.RuneCountInString(came[:moved[0].Span.Start]), utf8.RuneCountInString(came[:moved[0].Span.End])
		if got := string([]rune(text)[from:to]); got != want || moved[0].Targets[0].Address.String() != "民法典/577" {
			t.Errorf("%q is cited as %q, %v", text, got, moved[0].Targets)
		}
	}
}
