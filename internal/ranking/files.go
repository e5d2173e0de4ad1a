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

// The files of a collection. Their formats are those of table.write, postings.Builder
// and embedding.Vectors; keys and texts are strings one behind another, which the table
// says where to cut.
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
	maps []mmap.MMap
}

// OpenFiles opens a collection that [Builder.Save] wrote.
func OpenFiles(dir string, m *Model) (f *Files, err error) {
	f = &Files{}
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
	data, err := f.mapped(dir, filePostings)
	if err != nil {
		return f, err
	}
	post, err := postings.Parse(data, params)
	if err != nil {
		return f, err
	}
	var vectors [3]*embedding.Vectors
	for i, name := range [...]string{fileVectors, fileSentences, fileTitles} {
		if data, err = f.mapped(dir, name); err != nil {
			return f, err
		}
		if vectors[i], err = embedding.ParseVectors(data); err != nil {
			return f, err
		}
	}
	texts, err := f.mapped(dir, fileTexts)
	if err != nil {
		return f, err
	}
	keys, err := f.mapped(dir, fileKeys)
	if err != nil {
		return f, err
	}
	if err := t.check(sizes{keys: len(keys), sentences: vectors[1].Len(), titles: vectors[2].Len(), texts: len(texts)}); err != nil {
		return f, err
	}
	if post.Docs() != t.len() || vectors[0].Len() != t.len() {
		return f, errors.New("opening the ranking: its files do not fit together")
	}
	for _, v := range vectors {
		if v.Dim() != m.Embedding.Dim {
			return f, errors.New("opening the ranking: its vectors are those of another model")
		}
	}
	f.Collection = newCollection(t, post, vectors[0])
	f.sentences, f.titles, f.texts = vectors[1], vectors[2], texts
	return f, f.readKeys(dir, keys)
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
	if b.texts, err = createAppended(filepath.Join(dir, fileTexts)); err != nil {
		return nil, err
	}
	if b.keys, err = createAppended(filepath.Join(dir, fileKeys)); err != nil {
		return nil, errors.Join(err, b.texts.close())
	}
	return b, nil
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
func (b *Builder) Discard() error { return errors.Join(b.texts.close(), b.keys.close()) }

// Save completes a collection that was started with [CreateFiles]. m gives the
// vectors.
func (b *Builder) Save(m *Model) error {
	b.finish()
	if err := errors.Join(b.texts.close(), b.keys.close()); err != nil {
		return fmt.Errorf("writing the texts of the ranking: %w", err)
	}
	vectors := b.encode(m.Embedding)
	if err := b.err(); err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{
		fileDocs: b.table.write, filePostings: b.post.Write,
		fileVectors: vectors.docs.Write, fileSentences: vectors.sentences.Write, fileTitles: vectors.titles.Write,
		fileModel: func(w io.Writer) error {
			_, err := io.WriteString(w, m.Version())
			return err
		},
	} {
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
