package wordedit

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"

	"github.com/fatiao/fatiao/corpus/docx"
)

// The bounds of parts that are edited, in bytes.
const (
	maxMain  = 48 << 20
	maxOther = 16 << 20
)

// packageFile is the zip file of a document, with the parts that are replaced or added.
type packageFile struct {
	z        *zip.Reader
	files    map[string]*zip.File         // by their names as parts are compared by
	replaced map[string][]byte            // likewise, in UTF-8
	added    []string                     // names of parts that were not there
	wide     map[string]encoding.Encoding // of the parts that are in UTF-16, likewise
}

func newPackageFile(z *zip.Reader) *packageFile {
	f := &packageFile{z: z, files: map[string]*zip.File{}, replaced: map[string][]byte{},
		wide: map[string]encoding.Encoding{}}
	for _, x := range z.File {
		if name := partName(x.Name); f.files[name] == nil {
			f.files[name] = x
		}
	}
	return f
}

// partName is a name as parts are compared by: without case, and some programs write \\ for /.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (f *packageFile) has(name string) bool { return f.files[partName(name)] != nil }

// read unpacks a part, of at most so many bytes. One in UTF-16 is given in UTF-8, and is packed as
// it was.
func (f *packageFile) read(name string, most int64) ([]byte, error) {
	x := f.files[partName(name)]
	if x == nil {
		return nil, fmt.Errorf("%w: no part %s", ErrDamaged, name)
	}
	in, err := x.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	case int64(len(content)) > most:
		return nil, fmt.Errorf("%w: %s", ErrTooMuch, name)
	}
	wide := docx.WideOf(content)
	if wide == nil {
		return content, nil
	}
	narrow, err := wide.NewDecoder().Bytes(content)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	if again, err := wide.NewEncoder().Bytes(narrow); err != nil || !bytes.Equal(again, content) {
		return nil, fmt.Errorf("%w: %s is no whole UTF-16", ErrDamaged, name)
	}
	f.wide[partName(name)] = wide
	return narrow, nil
}

// write replaces a part, or adds it.
func (f *packageFile) write(name string, content []byte) {
	if _, again := f.replaced[partName(name)]; !again && !f.has(name) {
		f.added = append(f.added, name)
	}
	f.replaced[partName(name)] = content
}

// packed is the file: what was not replaced is copied as it is packed.
func (f *packageFile) packed(ctx context.Context) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	fail := func(err error) ([]byte, error) { return nil, fmt.Errorf("writing a Word document: %w", err) }
	for _, x := range f.z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		content, is := f.replaced[partName(x.Name)]
		if !is || f.files[partName(x.Name)] != x {
			if err := w.Copy(x); err != nil {
				return fail(err)
			}
			continue
		}
		out, err := w.CreateHeader(&zip.FileHeader{Name: x.Name, Method: zip.Deflate, Modified: x.Modified})
		if err != nil {
			return fail(err)
		}
		if wide := f.wide[partName(x.Name)]; wide != nil {
			if content, err = wide.NewEncoder().Bytes(content); err != nil {
				return fail(err)
			}
		}
		if _, err := out.Write(content); err != nil {
			return fail(err)
		}
	}
	for _, name := range f.added {
		out, err := w.Create(name)
		if err != nil {
			return fail(err)
		}
		if _, err := out.Write(f.replaced[partName(name)]); err != nil {
			return fail(err)
		}
	}
	if err := w.SetComment(f.z.Comment); err != nil {
		return fail(err)
	}
	if err := w.Close(); err != nil {
		return fail(err)
	}
	return b.Bytes(), nil
}

// list is a part that is a list of elements, as the relations are, to which elements are added.
type list struct {
	name    string
	content []byte
	end     int    // before the end tag of the root
	root    string // the root as it is written, where it has no end tag
	prefix  string // of the root, with its colon
}

// list reads a part that is a list and calls visit for each element in it. fresh is what it is
// where the file has none.
func (f *packageFile) list(name, fresh string, visit func(xml.StartElement)) (*list, error) {
	l := &list{name: name, content: []byte(fresh)}
	if content, again := f.replaced[partName(name)]; again {
		l.content = content
	} else if f.has(name) {
		content, err := f.read(name, maxOther)
		if err != nil {
			return nil, err
		}
		l.content = content
	}
	d := docx.NewDecoder(bytes.NewReader(l.content))
	depth, from := 0, 0
	for {
		at := int(d.InputOffset())
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				from = at
			} else {
				visit(token)
			}
		case xml.EndElement:
			if depth--; depth == 0 {
				l.end = at
				l.root = string(l.content[from:at])
			}
		}
	}
	if l.end == 0 {
		return nil, fmt.Errorf("%w: %s: no element", ErrDamaged, name)
	}
	if prefix, _, ok := strings.Cut(closing(l.root)[len("</"):], ":"); ok {
		l.prefix = prefix + ":"
	}
	return l, nil
}

// add puts elements before the end of the list.
func (f *packageFile) add(l *list, elements string) {
	content, tail := l.content[:l.end], l.content[l.end:]
	if bytes.HasSuffix(content, []byte("/>")) && strings.HasSuffix(l.root, "/>") && strings.Count(l.root, "<") == 1 {
		content = append(bytes.Clone(content[:len(content)-2]), '>')
		elements += closing(l.root)
	}
	f.write(l.name, bytes.Join([][]byte{content, []byte(elements), tail}, nil))
}

// number is the number at the end of an id with a prefix, 0 for another.
func number(id, prefix string) int {
	rest, ok := strings.CutPrefix(id, prefix)
	n, err := strconv.Atoi(rest)
	if !ok || err != nil {
		return 0
	}
	return n
}
