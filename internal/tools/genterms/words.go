package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// everyday is how often a word must be used to be kept although no law has it:
// questions are asked in words that laws do not use.
const everyday = 50

// wordCounter notes which words of gse's dictionary a collection uses.
type wordCounter struct {
	all     map[string]float64
	longest int // in characters
	used    map[string]bool
}

func (c *wordCounter) load() error {
	c.all, c.used = map[string]float64{}, map[string]bool{}
	return gseanalysis.EachWord(func(word string, freq float64, _ string) {
		c.all[word] = freq
		c.longest = max(c.longest, utf8.RuneCountInString(word))
	})
}

// read notes the words that text has anywhere.
func (c *wordCounter) read(text string) {
	starts := make([]int, 0, len(text)/3+2)
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	for i := range len(starts) - 1 {
		for n := 1; n <= c.longest && i+n < len(starts); n++ {
			if word := text[starts[i]:starts[i+n]]; c.all[word] > 0 {
				c.used[word] = true
			}
		}
	}
}

// keeps reports whether a word is kept.
func (c *wordCounter) keeps(word string, freq float64) bool {
	return (c.used[word] || freq >= everyday) && !strings.ContainsAny(word, " \t\n")
}

// write writes the words that are kept with their frequencies, as they are and packed, in
// the order of gse's dictionary: where two words have one spelling, the first counts.
func (c *wordCounter) write(path string) error {
	var out strings.Builder
	out.WriteString("# Words of the dictionary of github.com/go-ego/gse (Apache-2.0) that a collection of national law or everyday " +
		"language uses, with their frequencies. Made by go run ./internal/tools/genterms.\n")
	err := gseanalysis.EachWord(func(word string, freq float64, _ string) {
		if c.keeps(word, freq) {
			out.WriteString(word + " " + strconv.FormatFloat(freq, 'f', -1, 64) + "\n")
		}
	})
	if err != nil {
		return err
	}
	packed, err := gseanalysis.Pack(out.String())
	if err != nil {
		return err
	}
	for p, data := range map[string][]byte{path: []byte(out.String()), path + ".zst": packed} {
		// #nosec G306 -- a file of the repository, which everybody may read
		if err := os.WriteFile(p, data, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
	}
	return nil
}
