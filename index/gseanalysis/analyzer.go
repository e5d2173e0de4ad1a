package gseanalysis

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// The names under which an index mapping finds the analyzers. Fatiao's own index
// is over GramAnalyzer; WordAnalyzer is what it is measured beside.
const (
	WordAnalyzer = "fatiao_words"
	GramAnalyzer = "fatiao_grams"
)

// cutter makes a bleve analyzer of a function that cuts text.
type cutter func(text string) []Token

// Analyze implements analysis.Analyzer. Positions count tokens from 1.
func (cut cutter) Analyze(input []byte) analysis.TokenStream {
	tokens := cut(string(input))
	stream := make(analysis.TokenStream, len(tokens))
	slab := make([]analysis.Token, len(tokens))
	for i, t := range tokens {
		slab[i] = analysis.Token{Term: []byte(t.Term), Start: t.Start, End: t.End, Position: i + 1, Type: analysis.Ideographic}
		stream[i] = &slab[i]
	}
	return stream
}

func init() {
	// bleve finds analyzers by name in its registry; this is its way to extend it.
	err := registry.RegisterAnalyzer(WordAnalyzer, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		s, err := Load()
		if err != nil {
			return nil, err
		}
		return cutter(s.Words), nil
	})
	if err == nil {
		err = registry.RegisterAnalyzer(GramAnalyzer, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return cutter(Grams), nil
		})
	}
	if err != nil {
		panic(err) // two packages claim one name: a mistake in the program, not in input
	}
}
