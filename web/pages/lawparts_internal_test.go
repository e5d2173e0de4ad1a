package pages

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/kb"
)

// book is a code of chapters with sections, of which each has some articles.
func book(chapters, sections, articles int) *layout {
	var headings []kb.Heading
	var units []*kb.Unit
	ord, n := 0, 0
	for c := range chapters {
		ord++
		chapter := int64(ord)
		headings = append(headings, kb.Heading{ID: chapter, Ord: ord, Address: fmt.Sprintf("z%d", c+1), Label: fmt.Sprintf("第%d章", c+1)})
		for s := range sections {
			ord++
			headings = append(headings, kb.Heading{ID: int64(ord), Parent: chapter, Ord: ord, Address: fmt.Sprintf("z%d/j%d", c+1, s+1)})
			for range articles {
				ord, n = ord+1, n+1
				units = append(units, &kb.Unit{Ord: ord, Address: fmt.Sprint(n), Label: fmt.Sprintf("第%d条", n)})
			}
		}
	}
	return newLayout(headings, units)
}

// Every place of a law is in one part, in the part that its page shows.
func TestParts(t *testing.T) {
	if l := book(4, 3, 5); len(l.parts) != 1 {
		t.Errorf("a law of 60 articles has %d parts", len(l.parts))
	}
	l := book(5, 6, 30)
	if len(l.parts) < 5 || len(l.parts) > 15 {
		t.Errorf("a law of 900 articles has %d parts", len(l.parts))
	}
	for i := range l.list {
		part := l.part(i)
		if l.parts[part] > i || l.end(part) <= i {
			t.Errorf("place %d is in part %d, from %d to %d", i, part, l.parts[part], l.end(part))
		}
	}
	if i := l.find("577"); i < 0 || l.list[i].unit.Label != "第577条" {
		t.Errorf("article 577 is at %d", i)
	}
	for part := 1; part < len(l.parts); part++ {
		if i := l.find(l.name(part)); l.part(i) != part || i != l.parts[part] {
			t.Errorf("part %d is asked for by %q, which is at %d", part, l.name(part), i)
		}
	}
}

func TestMarked(t *testing.T) {
	show := func(list []piece) string {
		var b strings.Builder
		for _, p := range list {
			if p.Marked {
				p.Text = "【" + p.Text + "】"
			}
			b.WriteString(p.Text)
		}
		return b.String()
	}
	for word, want := range map[string]string{
		"押金": "【押金】 应当退还，见 <第三条> 的规定。", "第三条": "押金应当退还，见 <【第三条】> 的规定。", "见第三": "押金应当退还， 【见】 <【第三】条> 的规定。",
		"条的": "押金应当退还，见 <第三【条】> 【的】 规定。", "没有": "押金应当退还，见 <第三条> 的规定。",
	} {
		lines := marked([]textLine{{Pieces: []linked{{Text: "押金应当退还，见"}, {Text: "第三条", Cite: true}, {Text: "的规定。"}}}},
			func(text string) [][2]int {
				before, _, ok := strings.Cut(text, word)
				if !ok {
					return nil
				}
				at := utf8.RuneCountInString(before)
				return [][2]int{{at, at + utf8.RuneCountInString(word)}}
			})
		var got []string
		for _, p := range lines[0].Pieces {
			switch {
			case p.Cite && p.Inner == nil:
				got = append(got, "<"+p.Text+">")
			case p.Cite:
				got = append(got, "<"+show(p.Inner)+">")
			default:
				got = append(got, show([]piece{{p.Text, p.Marked}}))
			}
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%s: the line is cut into %s; want %s", word, all, want)
		}
	}
}
