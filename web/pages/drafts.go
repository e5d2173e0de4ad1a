package pages

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wordedit"
	"github.com/fatiao/fatiao/web/guard"
)

// namedDraft is a draft with the name of its file.
type namedDraft struct {
	name string
	text *citation.CitingText
	// Of a Word document that is to be given back: the file, and where its text stands in it.
	content []byte
	word    *wordedit.Document
}

// maxDrafts bounds the files that are checked at once.
const maxDrafts = 10

// drafts reads what was sent: files, else the text. An error is in the user's words.
func (s *Site) drafts(r *request, p *checkPage) ([]namedDraft, error) {
	var list []namedDraft
	_, err := r.FormFile("file")
	if err != nil && !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart) {
		return nil, usererr.New(guard.TextUploadBroken)
	}
	if form := r.Request().MultipartForm; form != nil {
		for _, file := range form.File["file"] {
			if file.Size == 0 {
				continue
			}
			if len(list) == maxDrafts {
				return nil, usererr.New(textTooManyFiles(maxDrafts))
			}
			d, err := s.uploaded(r.ctx(), file, r.FormValue("format") == formatAnnotated)
			if err != nil {
				return nil, usererr.Errorf("%s：%w", file.Filename, err)
			}
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		text := r.FormValue("text")
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			return nil, usererr.New(textNothingSent)
		}
		list = []namedDraft{{text: s.Citable(text)}}
	}
	if len(list) == 1 {
		p.Text, _ = list[0].text.AsCame(nil)
	}
	if p.Date != "" {
		day, err := statute.ReadDay(p.Date)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			d.text.Day = day
		}
	}
	return list, nil
}

// uploaded reads a file that was sent. back says that it is to be given back with what is found.
func (s *Site) uploaded(ctx context.Context, header *multipart.FileHeader, back bool) (namedDraft, error) {
	d := namedDraft{name: header.Filename}
	f, err := header.Open()
	if err != nil {
		return d, usererr.New(guard.TextUploadBroken)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, guard.MaxBody))
	if err != nil {
		return d, usererr.New(guard.TextUploadBroken)
	}
	leave, err := s.Guard.EnterUpload(ctx)
	if err != nil {
		return d, err
	}
	defer leave()
	if back {
		text, word, ok, err := s.Placed(content)
		if err != nil || ok {
			d.text, d.content, d.word = text, content, word
			return d, err
		}
	}
	d.text, err = s.Upload(ctx, header.Filename, content)
	return d, err
}
