package ingest

import (
	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// CasesIn are the cases of a document.
type CasesIn struct {
	Cases  []*kb.Document        // as an ingest stores them
	Others int                   // documents that are no cases
	Hide   []func(string) string // what hides in a path the people whom it names
}

// ReadCases reads the cases of a document of a file, for those who keep them elsewhere than
// in a knowledge base.
func ReadCases(d *corpus.Document, path string, keepNames bool) (CasesIn, error) {
	var c CasesIn
	docs, err := convert(d, path, keepNames)
	for _, d := range docs {
		if d.hide != nil {
			c.Hide = append(c.Hide, d.hide)
		}
		if d.Kind == statute.DocCase {
			c.Cases = append(c.Cases, d.Document)
		} else {
			c.Others++
		}
	}
	return c, err
}

// Made names what this program reads a source with. A source that was read with something else
// is read again.
func Made(keepNames bool) string { return madeWith(versions(), keepNames) }
