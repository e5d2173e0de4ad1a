package reading

import (
	"context"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/corpus/repair"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Upload reads a file that was sent in (text, DOCX, PDF, HTML …) as package citation
// reads a text. Nothing of it is stored. An error is in the user's words.
func Upload(ctx context.Context, name string, content []byte) (*citation.CitingText, error) {
	var texts []string
	reader := &corpus.Reader{Words: Words}
	_, err := reader.Read(ctx, corpus.Memory(name, content), func(d *corpus.Document) error {
		texts = append(texts, d.Text)
		return nil
	}, func(string, error) {})
	if err != nil {
		return nil, err
	}
	if len(texts) == 0 {
		return nil, usererr.New("没有文字")
	}
	return Citable(strings.Join(texts, "\n")), nil
}

// Placed reads a Word document as package citation reads a text, with the places of its text in
// the parts of the file: the text as it came is that of doc. ok is false for other files. An error
// is in the user's words.
func Placed(content []byte) (text *citation.CitingText, doc *docx.Placed, ok bool, err error) {
	doc, ok, err = corpus.PlacedWord(content)
	if err != nil || !ok {
		return nil, nil, ok, err
	}
	return Citable(doc.Text), doc, true, nil
}

// Words are the words by which damaged text is repaired: those of the index.
// They are nil where the dictionary cannot be read.
func Words() repair.Words {
	words, err := gseanalysis.Load()
	if err != nil {
		return nil
	}
	return words
}
