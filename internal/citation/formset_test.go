package citation

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// shippedNames are the names that ship with the program, with no law loaded.
type shippedNames struct{ *lawnames.Names }

func (n shippedNames) LawsNamed(name string, day statute.Date) []string {
	keys := n.ResolveOn(name, day)
	if usual := n.Usual(name, keys); usual != "" && day == "" { // as with laws loaded
		return []string{usual}
	}
	return keys
}
func (n shippedNames) LawsEnding(string) []string        { return nil }
func (n shippedNames) LawAbbreviated(form string) string { return n.Abbreviated(form) }
func (n shippedNames) Text(string, When) (Text, bool)    { return nil, false }

// formSet is a paragraph written for the forms, with its answer.
type formSet struct {
	ID, Kind, Law, Article, Item, Before, Text, Date string
	Paragraph                                        int
	Cites                                            []struct {
		Quote   string
		Targets []string
	}
}

// targets are what a paragraph cites. The two ends of a range stand for all between them.
func (p formSet) targets() map[string]bool {
	all := map[string]bool{}
	for _, c := range p.Cites {
		list := c.Targets
		if len(list) == 2 && strings.ContainsAny(c.Quote, "至到-－–—~～") {
			list = between(list[0], list[1])
		}
		for _, target := range list {
			all[oneParagraph(target)] = true
		}
	}
	return all
}

// oneParagraph is an address as it is scored: an item of the first paragraph is that of the article.
func oneParagraph(address string) string { return strings.Replace(address, "/k1/x", "/x", 1) }

// between lists the addresses from one to another that differ in their last number.
func between(first, last string) []string {
	digits := func(s string) (string, int) {
		head := strings.TrimRight(s, "0123456789")
		n, err := strconv.Atoi(s[len(head):])
		if err != nil {
			return s, -1
		}
		return head, n
	}
	head, from := digits(first)
	same, to := digits(last)
	if head != same || from < 0 || to < from {
		return []string{first, last}
	}
	var list []string
	for n := from; n <= to; n++ {
		list = append(list, head+strconv.Itoa(n))
	}
	return list
}

// Paragraphs written for the forms of lawyers, notes and news: precision and F1 at full
// depth, in thousandths, with the names that ship alone. The second set was not looked at
// before it scored .968; the third was written after the forms and scored .903 at first, the
// fourth, with more notes and shorter ones, .810, the fifth, by another hand again, .914, the
// sixth, by two more hands with paragraphs in circles, .786, the seventh, half of what two
// hands wrote after those were mended, .885, the eighth, by two hands again, .902 (half of it) and
// .957 (the other half, after the first was mended), the ninth, by two hands again, .893 (half of it), and
// .927 (the other half, fresh8 here), the tenth, by two hands again, .935 (half of it) and
// .957 (the other half, fresh10 here, measured after the first was mended and never looked at; the code of before
// the mends has .955): the figures before anything was mended by them.
func TestFormSets(t *testing.T) {
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	for set, floor := range map[string]struct{ precision, f1 int }{
		"tune": {998, 998}, "held": {978, 984}, "fresh": {995, 995}, "fresh2": {995, 995}, "fresh3": {995, 995}, "fresh4": {974, 974},
		"fresh5": {993, 991}, "fresh6": {995, 990}, "fresh7": {998, 998},
		"fresh8": {985, 983}, "fresh9": {997, 996}, "fresh10": {977, 967},
		"fresh11": {985, 968}, "fresh12": {968, 930}, "fresh13": {993, 985}, "fresh14": {930, 915}, "fresh15": {985, 990},
		"fresh16": {990, 988}, "fresh17": {950, 950}, "fresh18": {980, 955}, "fresh19": {960, 953},
	} {
		right, extra, missed := 0, 0, 0
		for _, p := range readFormSet(t, set) {
			got, want := map[string]bool{}, p.targets()
			doc, from := p.document()
			for _, c := range Cite(doc, s.dict, s.names) {
				for _, target := range c.Targets {
					if c.Kind == KindProvision && c.Span.Start >= from {
						got[oneParagraph(target.Address.String())] = true
					}
				}
			}
			for target := range got {
				if want[target] {
					right++
				} else {
					extra++
				}
			}
			for target := range want {
				if !got[target] {
					missed++
				}
			}
		}
		precision, f1 := 1000*right/max(1, right+extra), 2000*right/max(1, 2*right+extra+missed)
		t.Logf("%s: precision %d, F1 %d of 1000", set, precision, f1)
		if precision < floor.precision || f1 < floor.f1 {
			t.Errorf("%s: precision %d, F1 %d; want at least %d and %d", set, precision, f1, floor.precision, floor.f1)
		}
	}
}

func readFormSet(t *testing.T, set string) []formSet {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "forms", set+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []formSet
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var p formSet
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatalf("%s: %v", set, err)
		}
		list = append(list, p)
	}
	return list
}

// document is the paragraph as a document, and where it begins there.
func (p formSet) document() (*CitingText, int) {
	text := p.Text
	if p.Law == "" {
		text = joinline.Join(text).Joined
	}
	doc := &CitingText{Text: p.Before + "\n" + text, Law: p.Law, Day: statute.Date(p.Date)}
	from := len(p.Before) + 1
	own := Segment{Span: statute.Span{Start: from, End: len(doc.Text)}}
	if p.Law != "" {
		own.At = statute.Provision{Article: ArticleIn(p.Article), Paragraph: p.Paragraph, Item: ItemIn(p.Item)}
	}
	if p.Before != "" {
		doc.Segments = append(doc.Segments, Segment{Span: statute.Span{End: len(p.Before)}})
	}
	doc.Segments = append(doc.Segments, own)
	return doc, from
}
