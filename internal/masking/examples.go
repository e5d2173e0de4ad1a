package masking

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// Example is a stretch of a text that is a name or is none, with the answers to what is
// asked of it.
type Example struct {
	Name   string
	IsName bool
	// IsKnown says that somebody of the text is called so, be it here or elsewhere.
	IsKnown bool
	Answers []Answer
}

// Examples are the places of a text to learn from: those where the names stand, and those
// where none stands. Where somebody is told of of whom the names do not speak, as the judges,
// there is nothing to learn.
func Examples(text string, names, kept []string, use func(Example)) {
	v := textview.New(text)
	f := newFinder(learnedModel(), v, bodiesOf(v))
	f.find()
	state := make([]uint8, len(f.c)) // 1: inside of a name, 2: of what says nothing
	isName := map[item]bool{}
	mark := func(list []string, as uint8) {
		for _, s := range list {
			s = textview.New(s).Text
			for at := 0; s != ""; {
				i := strings.Index(f.c[at:], s)
				if i < 0 {
					break
				}
				at += i
				if as == 1 && state[at] != 2 {
					isName[item{at, at + len(s)}] = true
				}
				for j := at; j < at+len(s); j++ {
					state[j] = max(state[j], as)
				}
				at += len(s)
			}
		}
	}
	for _, k := range kept {
		if f.people[textview.New(k).Text] != nil {
			mark([]string{k}, 2)
		}
	}
	mark(names, 1)
	for _, k := range kept { // the word in 高兴地答应, where somebody is called 高兴
		k = textview.New(k).Text
		if !slices.ContainsFunc(names, func(n string) bool { return n != k && strings.Contains(k, textview.New(n).Text) }) {
			continue
		}
		for at := 0; ; {
			i := strings.Index(f.c[at:], k)
			if i < 0 {
				break
			}
			for x := range isName {
				if x.start >= at+i && x.end <= at+i+len(k) {
					delete(isName, x)
				}
			}
			clear(state[at+i : at+i+len(k)])
			at += i + len(k)
		}
	}
	for _, p := range f.list {
		if p.seen[official]+p.seen[head]+p.seen[agent]+p.seen[defender] > 0 {
			mark([]string{p.name}, 2)
		}
	}
	known := map[string]bool{}
	for _, n := range names {
		n = textview.New(n).Text
		known[n] = true
		if s := personSurname(n); utf8.RuneCountInString(n) > s+1 && !strings.ContainsFunc(n, isDot) {
			known[n[len(prefix(n, s)):]] = true
		}
	}
	for at, r := range f.c {
		if !personname.IsHan(r) {
			continue
		}
		for n := 2; n <= maxLearned; n++ {
			name := prefix(f.c[at:], n)
			if name == "" || f.guard.has(at, at+len(name), fixed) || f.v.NextLine(at) < at+len(name) {
				break
			}
			end := at + len(name)
			_, size := utf8.DecodeLastRuneInString(name)
			e := Example{Name: name, IsName: isName[item{at, end}]}
			e.IsKnown = known[name] && (e.IsName || state[at] == 0 && state[end-size] == 0)
			if !e.IsName && (state[at] == 2 || state[end-size] == 2 || isHidden(name)) {
				continue
			}
			e.Answers = f.between(at, end, n, f.ending(end, f.beginning(at, nil)))
			use(e)
		}
	}
}
