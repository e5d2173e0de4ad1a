package main

import (
	_ "embed"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// grammarFile has what sentences about people are put together from, as its head says.
//
//go:embed grammar.txt
var grammarFile string

// grammar has the parts of sentences by kind; around and nobody are whole ones.
type grammar map[string][]string

// sentenceGrammar is the grammar of the file.
var sentenceGrammar = sync.OnceValue(func() grammar { return grammarOf(grammarFile) })

// grammarOf reads a grammar: a kind stands alone behind a mark, its parts below it, whole sentences one a line.
func grammarOf(file string) grammar {
	g := grammar{}
	kind := ""
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "# "); ok {
			if !strings.Contains(name, " ") {
				kind = name
			}
			continue
		}
		if kind == "around" || kind == "nobody" {
			g[kind] = append(g[kind], line)
		} else {
			g[kind] = append(g[kind], strings.Fields(line)...)
		}
	}
	return g
}

// part is a place of a sentence for a part of one.
var part = regexp.MustCompile(`\{(role|before|act|rest)\}`)

// sentence is one of a kind with its parts, and places for people and things.
func (g grammar) sentence(kind string, random *rand.Rand) string {
	return part.ReplaceAllStringFunc(pick(g[kind], random), func(s string) string { return pick(g[strings.Trim(s, "{}")], random) })
}

// How many texts of sentences are made up, and what each has: people who come again and again, and sentences.
const (
	inventedTexts   = 900
	peopleOfText    = 5
	sentencesOfText = 14
	nobodyShare     = 3 // one of so many sentences names nobody
)

// invented are texts of sentences about people who are made up.
func (l *lexicon) invented() []paper {
	list := make([]paper, inventedTexts)
	for i := range list {
		list[i] = l.inventedText(uint64(i)) // #nosec G115 -- positive
	}
	return list
}

func (l *lexicon) inventedText(n uint64) paper {
	x := l.inventor(n, n)
	g := sentenceGrammar()
	people := make([]string, peopleOfText)
	for i := range people {
		people[i] = x.unlike(strings.Join(people, " "))
	}
	var b strings.Builder
	var p paper
	for i := range sentencesOfText {
		kind := "around"
		if x.random.IntN(nobodyShare) == 0 {
			kind = "nobody"
		}
		one := pick(people, x.random)
		text, names := filledWith(g.sentence(kind, x.random), b.String(), x, map[string]string{"1": one})
		b.WriteString(text)
		p.Hidden = append(p.Hidden, names...)
		if kind == "around" {
			p.Hidden = append(p.Hidden, one)
		} else {
			p.Kept = append(p.Kept, text)
		}
		if i%3 == 2 {
			b.WriteString("\n")
		}
	}
	for _, clause := range l.asWords(people, x.random) {
		b.WriteString(clause + "。\n")
		p.Kept = append(p.Kept, clause)
	}
	slices.Sort(p.Hidden)
	p.Hidden = slices.Compact(p.Hidden)
	p.Text = b.String()
	return p
}
