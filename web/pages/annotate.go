package pages

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// formatAnnotated is the format of a report that is the draft itself, with what was found in it.
const formatAnnotated = "annotated"

// annotatedFile is a draft that is given back.
type annotatedFile struct {
	name    string
	isWord  bool
	content []byte
}

// annotated hands out drafts with what was found in them: Word documents as they are, with links
// and comments, other files and what was pasted as pages with marks. Several come in one archive.
func (s *Site) annotated(r *request, drafts []namedDraft) error {
	var files []annotatedFile
	for _, d := range drafts {
		report, err := r.reportOn(d)
		if err != nil {
			return err
		}
		f, err := s.annotatedDraft(r, d, report)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	if len(files) == 1 {
		mediaType := export.HTMLType
		if files[0].isWord {
			mediaType = export.WordType
		}
		return r.download(files[0].name, mediaType, files[0].content)
	}
	content, err := archiveOf(files)
	if err != nil {
		return err
	}
	return r.download(textAnnotatedName+".zip", "application/zip", content)
}

// annotatedDraft is one draft. An error may be in the user's words.
func (s *Site) annotatedDraft(r *request, d namedDraft, report *citecheck.Report) (annotatedFile, error) {
	site := r.Scheme() + "://" + r.Request().Host
	a := export.Annotation{Name: d.name, Now: s.Now(), Page: func(a statute.Address) string { return site + addressPath(a) }}
	stem := strings.TrimSuffix(path.Base(strings.ReplaceAll(d.name, `\`, "/")), path.Ext(d.name))
	if d.name == "" {
		stem = textAnnotatedName
	}
	f := annotatedFile{name: stem + textAnnotatedSuffix, isWord: d.word != nil}
	var err error
	if f.isWord {
		f.name += ".docx"
		f.content, _, err = a.DOCX(r.ctx(), d.content, d.word, report)
	} else {
		f.name += ".html"
		f.content, err = a.HTML(r.ctx(), report)
	}
	if said, ok := usererr.Text(err); ok && d.name != "" {
		err = usererr.New(d.name + "：" + said)
	}
	return f, err
}

// archiveOf packs files; those with the same name are numbered.
func archiveOf(files []annotatedFile) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	seen := map[string]int{}
	for _, f := range files {
		name := f.name
		if seen[f.name]++; seen[f.name] > 1 {
			ext := path.Ext(name)
			name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), seen[f.name], ext)
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(f.content)
		}
		if err != nil {
			return nil, fmt.Errorf("packing drafts: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing drafts: %w", err)
	}
	return b.Bytes(), nil
}
