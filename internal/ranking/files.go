package ranking

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/blevesearch/mmap-go"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The files of a collection; but for the model, the table and the keys there is one for each piece.
// Their formats are those of table.write, postings.Builder and embedding.Vectors; keys and texts
// are strings one behind another, which the table says where to cut.
const (
	fileModel     = "model"
	fileDocs      = "docs"
	filePostings  = "postings"
	fileVectors   = "vectors"
	fileSentences = "sentences"
	fileTitles    = "titles"
	fileTexts     = "texts"
	fileKeys      = "keys"
)

// ErrOtherModel says that a collection was made with another model than the
// program has: it must be made again.
var ErrOtherModel = errors.New("the collection was made with another model")

// Files is a collection whose files are mapped into memory.
type Files struct {
	*Collection
	dir  string
	maps []mmap.MMap
}

// OpenFiles opens a collection that [Builder.Save] wrote.
func OpenFiles(dir string, m *Model) (f *Files, err error) {
	f = &Files{dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	id, err := os.ReadFile(filepath.Join(dir, fileModel))
	if err != nil {
		return f, fmt.Errorf("opening the ranking: %w", err)
	}
	if string(id) != m.Version() {
		return f, ErrOtherModel
	}
	docs, err := os.ReadFile(filepath.Join(dir, fileDocs))
	if err != nil {
		return f, fmt.Errorf("opening the ranking: %w", err)
	}
	t, err := readTable(docs)
	if err != nil {
		return f, err
	}
	keys, err := f.mapped(dir, fileKeys)
	if err != nil {
		return f, err
	}
	if err := t.check(len(keys)); err != nil {
		return f, err
	}
	if err := f.readPieces(dir, t, m); err != nil {
		return f, err
	}
	return f, f.readKeys(dir, keys)
}

// readPieces makes the collection of its pieces.
func (f *Files) readPieces(dir string, t *table, m *Model) error {
	documents := t.documentsOf()
	if documents == nil {
		return errDamaged
	}
	var post []postings.Piece
	var vectors [3][]*embedding.Vectors
	var texts texts
	bounds := t.pieces.bounds()
	for i, name := range t.pieces.names {
		data, err := f.mapped(dir, pieceName(filePostings, name))
		if err != nil {
			return err
		}
		post = append(post, pieceOfPostings(data, documents[i]))
		size := t.pieces.size(i)
		for j, file := range [...]string{fileVectors, fileSentences, fileTitles} {
			if data, err = f.mapped(dir, pieceName(file, name)); err != nil {
				return err
			}
			v, err := embedding.ParseVectors(data)
			if err != nil {
				return err
			}
			if v.Len() != int([...]int32{size.rows, size.sentences, size.titles}[j]) || v.Dim() != m.Embedding.Dim {
				return errPieces
			}
			vectors[j] = append(vectors[j], v)
		}
		if data, err = f.mapped(dir, pieceName(fileTexts, name)); err != nil {
			return err
		}
		if int64(len(data)) != size.texts {
			return errPieces
		}
		texts = append(texts, textFile{bounds[i].texts, data})
	}
	joined, err := postings.Join(params, post...)
	if err != nil {
		return err
	}
	if joined.Docs() != t.len() {
		return errPieces
	}
	f.Collection = newCollection(t, joined, embedding.Join(vectors[0]...))
	f.sentences, f.titles, f.texts = embedding.Join(vectors[1]...), embedding.Join(vectors[2]...), texts
	return nil
}

// errPieces says that the files of a collection are not those that its table means.
var errPieces = errors.New("opening the ranking: its files do not fit together")

// pieceOfPostings is a file of postings whose rows are some documents.
func pieceOfPostings(data []byte, documents []int32) postings.Piece {
	p := postings.Piece{Data: data}
	if len(documents) > 0 {
		p.First = int(documents[0])
	}
	for row, doc := range documents {
		if int(doc) != p.First+row {
			p.Docs = documents
		}
	}
	return p
}

// readKeys makes the table of keys, which lie in a file that is mapped already.
func (f *Files) readKeys(dir string, keys []byte) error {
	file, err := os.Open(filepath.Join(dir, fileKeys))
	if err != nil {
		return fmt.Errorf("opening the ranking: %w", err)
	}
	defer file.Close()
	f.keys, err = newKeyTable(file, keys, f.table.keyStart)
	return err
}

func (f *Files) mapped(dir, name string) ([]byte, error) {
	m, err := mapFile(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	f.maps = append(f.maps, m)
	return m, nil
}

// mapFile maps a file into memory. An empty one, which systems refuse to map, is nil.
func mapFile(path string) (mmap.MMap, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the ranking: %w", err)
	}
	defer file.Close() // the map stays
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("opening the ranking: %w", err)
	}
	if info.Size() == 0 {
		return nil, nil
	}
	m, err := mmap.Map(file, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("mapping %s: %w", path, err)
	}
	return m, nil
}

// Close unmaps the files. The collection must not be used any more.
func (f *Files) Close() error {
	var err error
	for _, m := range f.maps {
		if m != nil {
			err = errors.Join(err, m.Unmap())
		}
	}
	f.maps = nil
	return err
}

// CreateFiles starts a collection of the documents of a file, in a folder that it
// makes. The file must stay open until the collection is saved.
func CreateFiles(dir string, words *gseanalysis.Segmenter, documents *searchdoc.File) (*Builder, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("making the folder of the ranking: %w", err)
	}
	b := NewBuilder(words, documents)
	b.dir = dir
	var err error
	b.keys, err = createAppended(filepath.Join(dir, fileKeys))
	return b, err
}

// appendedFile is a file to which strings are appended while a collection is made.
type appendedFile struct {
	file *os.File
	out  *bufio.Writer
	end  int64 // bytes written
}

func createAppended(path string) (*appendedFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("making a file of the ranking: %w", err)
	}
	return &appendedFile{file: f, out: bufio.NewWriterSize(f, 1<<20)}, nil
}

// write appends a string. An error stays in the writer until it is closed.
func (a *appendedFile) write(s string) {
	n, _ := a.out.WriteString(s)
	a.end += int64(n)
}

func (a *appendedFile) close() error {
	return errors.Join(a.out.Flush(), a.file.Close())
}

// Discard gives a collection up that was started with [CreateFiles].
func (b *Builder) Discard() error { return b.keys.close() }

// Save completes a collection that was started with [CreateFiles]. m gives the
// vectors.
func (b *Builder) Save(m *Model) error {
	b.model = m
	if err := b.finish(); err != nil {
		return errors.Join(err, b.keys.close())
	}
	if err := b.keys.close(); err != nil {
		return fmt.Errorf("writing the keys of the ranking: %w", err)
	}
	if err := b.linkPieces(); err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{fileDocs: b.table.write, fileModel: func(w io.Writer) error {
		_, err := io.WriteString(w, m.Version())
		return err
	}} {
		if err := writeFile(filepath.Join(b.dir, name), write); err != nil {
			return fmt.Errorf("writing %s of the ranking: %w", name, err)
		}
	}
	return nil
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}
