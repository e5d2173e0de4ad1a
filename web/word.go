package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/fumiama/go-docx"
	"github.com/labstack/echo/v4"
)

// wordType is the media type of a Word document.
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// newWord starts a Word document with its title.
func newWord(title string) *docx.Docx {
	d := docx.New().WithDefaultTheme().WithA4Page()
	d.AddParagraph().AddText(title).Size("32").Bold()
	return d
}

// word hands a Word document out under a name; the last line says what counts.
func (r *request) word(name string, d *docx.Docx) error {
	d.AddParagraph().AddText(sayDisclaimer)
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		return fmt.Errorf("writing %s as a Word document: %w", name, err)
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, attachment(name+".docx"))
	return r.Blob(http.StatusOK, wordType, b.Bytes())
}
