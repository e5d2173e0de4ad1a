package export

import (
	"bytes"
	"context"
	"fmt"

	"github.com/fumiama/go-docx"
)

// WordType is the media type of a Word document.
const WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// newDocument starts a Word document with its title.
func newDocument(title string) *docx.Docx {
	d := docx.New().WithDefaultTheme().WithA4Page()
	d.AddParagraph().AddText(title).Size("32").Bold()
	return d
}

// written is a Word document as a file; its last line says which texts prevail.
func written(ctx context.Context, d *docx.Docx) ([]byte, error) {
	d.AddParagraph().AddText(textDisclaimer)
	b := &buffer{ctx: ctx}
	if _, err := d.WriteTo(b); err != nil {
		return nil, fmt.Errorf("writing a Word document: %w", err)
	}
	return b.Bytes(), nil
}

// buffer takes bytes until its context ends.
type buffer struct {
	bytes.Buffer
	ctx context.Context
}

// Write implements io.Writer.
func (b *buffer) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.Buffer.Write(p)
}
