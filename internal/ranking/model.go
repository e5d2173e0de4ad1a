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
	// First chooses the candidates that the other two order.
	First     *forest.Forest
	Plain     *forest.Forest
	Consulted *forest.Forest
	// Likelihood says what probably answers; nil where that was not learned.
	Likelihood *Likelihood
}

const modelMagic = "fatiaorm2"

// Write writes the model: the magic, the embedding, the forests.
func (m *Model) Write(w io.Writer) error {
	if _, err := io.WriteString(w, modelMagic); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	if err := m.Embedding.Write(w); err != nil {
		return err
	}
	for _, f := range [...]*forest.Forest{m.First, m.Plain, m.Consulted} {
		if err := f.Write(w); err != nil {
			return err
		}
	}
	return nil
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
	for _, f := range [...]struct {
		forest   **forest.Forest
		features int
	}{{&m.First, len(firstNames)}, {&m.Plain, len(featureNames)}, {&m.Consulted, len(featureNames)}} {
		read, err := forest.Read(r)
		if err != nil {
			return nil, err
		}
		if read.Features != f.features {
			return nil, fmt.Errorf("the ranking model knows %d features, this program %d", read.Features, f.features)
		}
		*f.forest = read
	}
	return &m, nil
}

// FormatVersion is bumped when the files of a collection change. 1: first. 2: marks
// of what did not change. 3: documents have keys instead of rows, which every generation
// numbers anew. 4: where the parts of cases stand. 7: pieces. Also where other rules say what a provision
// has of what may be asked for, or how texts are folded: both are taken from the collection before.
const FormatVersion = 7

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
