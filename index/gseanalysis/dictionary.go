package gseanalysis

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// entry is a word of the dictionary with how often it occurs in running text.
type entry struct {
	word string
	freq float64
}

// dictionary cuts runs of Chinese characters into words as gse does it, by the same words and the
// same arithmetic: the way through a run on which the words are likeliest together. gse itself
// takes a third of a second to read the words, most of it for modes that are not used, and
// several times as long to cut.
//
// The words are a trie whose edges stand in one hash table with open addressing.
type dictionary struct {
	entries []entry            // each word once: those of the list in its order, then other legal terms
	ofList  int                // how many of them are of the list
	freqs   map[string]float64 // of words, lower case
	total   float64            // sum of all frequencies
	edges   []edge
	costs   []float32 // of the word that ends at a node; notWord where none does
}

// edge leads from a node by a character to another node. The key is 0 where there is no edge.
type edge struct {
	key uint64
	to  int32
}

// notWord is the cost where no word ends: no word costs less than nothing.
const notWord = -1

// unknownCost is that of a character which is no word, as gse has it.
const unknownCost = 32

func edgeKey(node int32, r rune) uint64 { return uint64(uint32(node))<<32 | uint64(uint32(r)) }

func (d *dictionary) slot(key uint64) uint64 {
	h := key * 0x9e3779b97f4a7c15
	at := (h ^ h>>32) & uint64(len(d.edges)-1)
	for d.edges[at].key != key && d.edges[at].key != 0 {
		at = (at + 1) & uint64(len(d.edges)-1)
	}
	return at
}

// edgeSlots is a power of two, about three times the edges of the list that ships.
const edgeSlots = 1 << 18

// newDictionary reads a list of words, a word and its frequency a line, and the legal terms.
func newDictionary(list string, terms []string) (*dictionary, error) {
	lines := strings.Count(list, "\n") + len(terms)
	d := &dictionary{entries: make([]entry, 0, lines), freqs: make(map[string]float64, lines), edges: make([]edge, edgeSlots),
		costs: []float32{notWord}}
	for line := range strings.Lines(list) {
		word, freq, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || word == "#" {
			continue
		}
		n, err := strconv.ParseFloat(freq, 64)
		if err != nil {
			return nil, fmt.Errorf("the frequency of the word %q: %w", word, err)
		}
		d.add(word, n)
	}
	d.ofList = len(d.entries)
	for _, term := range terms {
		d.add(term, legalFrequency)
	}
	logTotal := float32(math.Log2(d.total))
	for _, e := range d.entries {
		d.insert(e.word, logTotal-float32(math.Log2(e.freq)))
	}
	return d, nil
}

// listed are the words of the list.
func (d *dictionary) listed() []entry { return d.entries[:d.ofList] }

// add notes a word, the first time that it comes.
func (d *dictionary) add(word string, freq float64) {
	word = strings.ToLower(word)
	if _, ok := d.freqs[word]; ok {
		return
	}
	d.entries, d.freqs[word] = append(d.entries, entry{word, freq}), freq
	d.total += freq
}

// insert puts a word into the trie.
func (d *dictionary) insert(word string, cost float32) {
	node := int32(0)
	for _, r := range word {
		if len(d.costs)*2 > len(d.edges) {
			d.grow()
		}
		key := edgeKey(node, r)
		e := &d.edges[d.slot(key)]
		if e.key == 0 {
			*e = edge{key, int32(len(d.costs))}
			d.costs = append(d.costs, notWord)
		}
		node = e.to
	}
	d.costs[node] = cost
}

// grow doubles the table of edges.
func (d *dictionary) grow() {
	old := d.edges
	d.edges = make([]edge, 2*len(old))
	for _, e := range old {
		if e.key != 0 {
			d.edges[d.slot(e.key)] = e
		}
	}
}

// way is the best way to a place in a run: what it costs, and how many bytes its last word has.
type way struct {
	cost   float32
	length int32
}

// cut adds the words of a run of Chinese characters, text[start:end], to tokens.
func (d *dictionary) cut(tokens []Token, text string, start, end int) []Token {
	var room [512]way // by the byte at which a character ends
	ways := room[:]
	if end-start >= len(ways) {
		ways = make([]way, end-start+1)
	}
	run := text[start:end]
	for at := 0; at < len(run); {
		node, alone := int32(0), false // alone: the first character is a word
		size := 0
		for to := at; to < len(run); {
			r, n := utf8.DecodeRuneInString(run[to:])
			if to += n; size == 0 {
				size = n
			}
			e := d.edges[d.slot(edgeKey(node, r))]
			if e.key == 0 {
				break
			}
			node = e.to
			if cost := d.costs[node]; cost != notWord {
				ways[to].take(ways[at].cost+cost, to-at)
				alone = alone || to == at+size
			}
		}
		if !alone {
			ways[at+size].take(ways[at].cost+unknownCost, size)
		}
		at += size
	}
	return collect(tokens, text, start, ways[:len(run)+1])
}

// take takes a way if it costs less, or is the first.
func (w *way) take(cost float32, length int) {
	if w.cost == 0 || w.cost > cost {
		*w = way{cost, int32(length)}
	}
}

// collect adds the words of the best way to the end of a run.
func collect(tokens []Token, text string, start int, ways []way) []Token {
	first := len(tokens)
	for at := len(ways) - 1; at > 0; {
		from := at - int(ways[at].length)
		tokens = append(tokens, Token{Term: text[start+from : start+at], Start: start + from, End: start + at})
		at = from
	}
	for i, j := first, len(tokens)-1; i < j; i, j = i+1, j-1 {
		tokens[i], tokens[j] = tokens[j], tokens[i]
	}
	return tokens
}
