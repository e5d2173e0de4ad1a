package citation

import (
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// fakeLaws is a small collection for the tests.
type fakeLaws struct {
	names map[string][]string    // norm to keys
	texts map[string][]*fakeText // by key, oldest first
}

// fakeText is a version with some provisions: 3/k2/x1.
type fakeText struct {
	label, from string
	current     bool
	nodes       map[string]bool
	articles    []statute.Number
	parts       map[string]string
}

// collection reads a list of laws, one a line: key [@label] [= other names,]
// : provisions. 1-9 stands for the articles 1 to 9; an article with parts has
// the paragraphs and items listed.
func collection(t testing.TB, spec string) *fakeLaws {
	t.Helper()
	c := &fakeLaws{names: map[string][]string{}, texts: map[string][]*fakeText{}}
	for line := range strings.Lines(strings.TrimSpace(spec)) {
		head, provisions, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			t.Fatalf("no provisions in %q", line)
		}
		head, others, _ := strings.Cut(head, "=")
		key, label, _ := strings.Cut(strings.TrimSpace(head), "@")
		text := &fakeText{label: label, from: label, nodes: map[string]bool{}, parts: map[string]string{}}
		for _, p := range strings.Fields(provisions) {
			text.add(t, p)
		}
		for _, old := range c.texts[key] {
			old.current = false
		}
		text.current = true
		c.texts[key] = append(c.texts[key], text)
		for _, name := range append(strings.Split(others, ","), key) {
			if norm := statute.NormName(name); norm != "" && !slices.Contains(c.names[norm], key) {
				c.names[norm] = append(c.names[norm], key)
			}
		}
	}
	return c
}

func (f *fakeText) add(t testing.TB, p string) {
	t.Helper()
	if title, address, ok := strings.Cut(p, ">"); ok {
		f.parts[title] = address
		p = address
	}
	if from, to, ok := strings.Cut(p, "~"); ok {
		a, _ := cnnum.Parse(from)
		b, _ := cnnum.Parse(to)
		for n := a; n <= b; n++ {
			f.add(t, statute.Number{Main: n}.String())
		}
		return
	}
	parsed, err := statute.ParseProvision(p)
	if err != nil {
		t.Fatal(err)
	}
	for l := deepest(parsed); l > noLevel; l-- {
		f.nodes[upTo(parsed, l).String()] = true
	}
	f.nodes[p] = true
	if a := parsed.Article; !a.IsZero() {
		for _, have := range f.articles {
			if have == a {
				return
			}
		}
		f.articles = append(f.articles, a)
		sort.Slice(f.articles, func(i, j int) bool { return f.articles[i].Less(f.articles[j]) })
	}
}

func (c *fakeLaws) dictionary() *Dictionary {
	return NewDictionary(func(yield func(string) bool) {
		for norm := range c.names {
			if !strings.HasSuffix(norm, "号") && !yield(norm) {
				return
			}
		}
	})
}

func (c *fakeLaws) LawsNamed(name string, _ statute.Date) []string {
	return c.names[statute.NormName(name)]
}

func (c *fakeLaws) LawsEnding(name string) []string {
	var keys []string
	for k := range c.texts {
		if strings.HasSuffix(k, name) && utf8.RuneCountInString(name) >= 4 {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}

func (c *fakeLaws) LawAbbreviated(form string) string {
	if form == "住典法" { // of 住宅法典
		return "住宅法典"
	}
	if form == "宅诉法解释" { // a longer name that ends in another
		return "甲院关于审理租赁案件若干问题的规定"
	}
	return ""
}

func (c *fakeLaws) Text(key string, w When) (Text, bool) {
	texts := c.texts[key]
	if len(texts) == 0 {
		return nil, false
	}
	last := texts[len(texts)-1]
	for i, t := range texts {
		switch {
		case w.Label != "" && t.label == w.Label, w.Year != "" && strings.HasPrefix(t.label, w.Year):
			return t, true
		case w.Before && t.from < string(w.Day) && (i+1 == len(texts) || texts[i+1].from >= string(w.Day)):
			return t, true
		case w.Former && i > 0:
			return texts[i-1], true
		case w.Label == "" && w.Year == "" && !w.Former && !w.Before && w.Day != "" && t.from <= string(w.Day) &&
			(i+1 == len(texts) || texts[i+1].from > string(w.Day)):
			return t, true
		}
	}
	return last, w == When{}
}

func (f *fakeText) Label() string { return f.label }
func (f *fakeText) Current() bool { return f.current }

func (f *fakeText) Find(p statute.Provision) (statute.Provision, bool) {
	if f.nodes[p.String()] {
		return p, true
	}
	if p.Item > 0 && p.Paragraph == 0 {
		p.Paragraph = 1
		return p, f.nodes[p.String()]
	}
	return statute.Provision{}, false
}

func (f *fakeText) Before(article statute.Number, n int) []statute.Number {
	for i, a := range f.articles {
		if a == article {
			return f.articles[max(0, i-n):i]
		}
	}
	return nil
}

func (f *fakeText) PartNamed(title string) (statute.Provision, bool) {
	p, err := statute.ParseProvision(f.parts[title])
	return p, err == nil && f.parts[title] != ""
}

// cited writes the citations of provisions of a text: quote=targets, with marks
// for what is not plain.
func cited(doc *CitingText, c *fakeLaws) string {
	var list []string
	for _, cit := range Cite(doc, c.dictionary(), c) {
		if cit.Kind == KindLaw {
			continue
		}
		var targets []string
		for _, t := range cit.Targets {
			s := t.Address.String()
			if cit.Status == Dangling && !t.Found {
				s += "!"
			}
			targets = append(targets, s)
		}
		s := cit.Span.Of(doc.Text)
		switch {
		case cit.Kind == KindCase:
			s += "=案号"
		case cit.Status == Ambiguous:
			s += "=?" + strings.Join(cit.Candidates, "|")
		default:
			s += "=" + strings.Join(targets, " ")
		}
		if cit.Status == UnknownLaw && cit.Kind == KindProvision {
			s += "?"
		}
		if cit.Stated != "" {
			s += "[" + cit.Stated + "]"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

// AnnexNamed implements Text.
func (f *fakeText) AnnexNamed(title string) (statute.Provision, bool) { return f.PartNamed(title) }
