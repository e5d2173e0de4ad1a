package ranking

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/forest"
)

// Model is what was learned: how near texts are, and how much each feature of
// a candidate counts, without consultations and with them.
type Model struct {
	// ID changes with the embedding: vectors made by another are of no use.
	ID        string
	Embedding *embedding.Model
	Plain     *forest.Forest
	Consulted *forest.Forest
	// Likelihood says what probably answers; nil where that was not learned.
	Likelihood *Likelihood
}

const modelMagic = "fatiaorm1"

// Write writes the model: the magic, the embedding, both forests.
func (m *Model) Write(w io.Writer) error {
	if _, err := io.WriteString(w, modelMagic); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	if err := m.Embedding.Write(w); err != nil {
		return err
	}
	if err := m.Plain.Write(w); err != nil {
		return err
	}
	return m.Consulted.Write(w)
}

// ParseModel reads a model that lies in data, which must stay as it is.
func ParseModel(data []byte) (*Model, error) {
	body, ok := bytes.CutPrefix(data, []byte(modelMagic))
	if !ok {
		return nil, errors.New("not a ranking model, or one of another version")
	}
	var m Model
	var err error
	var trees []byte
	if m.Embedding, trees, err = embedding.Parse(body); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body[:len(body)-len(trees)])
	m.ID = hex.EncodeToString(sum[:6])
	r := bytes.NewReader(trees)
	for _, f := range [...]**forest.Forest{&m.Plain, &m.Consulted} {
		if *f, err = forest.Read(r); err != nil {
			return nil, err
		}
		if (*f).Features != len(featureNames) {
			return nil, fmt.Errorf("the ranking model knows %d features, this program %d", (*f).Features, len(featureNames))
		}
	}
	return &m, nil
}

// FormatVersion is bumped when the files of a collection change. 1: first. 2: marks
// of what did not change. 3: documents have keys instead of rows, which every generation
// numbers anew. 4: where the parts of cases stand. Also where other rules say what a provision
// has of what may be asked for, or how texts are folded: both are taken from the collection before.
const FormatVersion = 5

// Version is what a collection made with this model is marked with.
func (m *Model) Version() string { return fmt.Sprintf("%d-%s", FormatVersion, m.ID) }

//go:embed model.bin
var shipped []byte

// Shipped returns the model that comes with the program.
func Shipped() (*Model, error) { return readShipped() }

var readShipped = sync.OnceValues(func() (*Model, error) {
	m, err := ParseModel(shipped)
	if err != nil {
		return nil, fmt.Errorf("reading the model that comes with the program: %w", err)
	}
	m.Likelihood, err = ParseLikelihood(shippedLikelihood)
	return m, err
})
