package kb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// DocumentInfo is a case, commentary or consultation without its passages.
type DocumentInfo struct {
	ID    int64
	Ref   string // the id in addresses of pages and the API: stable while the text is the same
	Kind  statute.DocumentKind
	Form  string
	Title string
	Date  statute.Date
}

// FullDocument is a document with its passages and sources.
type FullDocument struct {
	DocumentInfo
	Text, Original string
	Passages       []*Unit
	Sources        []Source
}

// refLength is the number of hexadecimal digits of the hash that make a Ref.
const refLength = 12

// RefOf is the Ref of the document with a hash.
func RefOf(hash string) string { return hash[:refLength] }

const documentColumns = "SELECT d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date FROM document d "

func scanInfo(scan Scan) (d DocumentInfo, err error) {
	err = scan(&d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date)
	return d, err
}

// Documents lists the documents of a kind, newest first.
func (b *Base) Documents(ctx context.Context, kind statute.DocumentKind, limit int) ([]DocumentInfo, error) {
	return b.documents(ctx, "WHERE d.kind = ? ORDER BY d.date DESC, d.title LIMIT ?", kind, limit)
}

func (b *Base) documents(ctx context.Context, where string, args ...any) ([]DocumentInfo, error) {
	return List(ctx, b, "listing documents", scanInfo, documentColumns+where, args...)
}

// AllDocuments returns what is known of every case, commentary and
// consultation.
func (b *Base) AllDocuments(ctx context.Context) ([]DocumentInfo, error) {
	return b.documents(ctx, "WHERE d.kind <> 'law' ORDER BY d.id")
}

// DocumentByID returns what is known of one document.
func (b *Base) DocumentByID(ctx context.Context, id int64) (DocumentInfo, error) {
	d, err := scanInfo(b.Row(ctx, documentColumns+"WHERE d.id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return d, ErrNotFound
	}
	if err != nil {
		return d, fmt.Errorf("reading document %d: %w", id, err)
	}
	return d, nil
}

// Document returns the document with a Ref.
func (b *Base) Document(ctx context.Context, ref string) (*FullDocument, error) {
	if len(ref) != refLength {
		return nil, ErrNotFound
	}
	info, err := scanInfo(b.Row(ctx, documentColumns+"WHERE d.hash >= ? AND d.hash < ? AND d.kind <> 'law'", ref, ref+"g").Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading document %s: %w", ref, err)
	}
	d := &FullDocument{DocumentInfo: info}
	row := b.Row(ctx, "SELECT unpack(text), unpack(original) FROM document WHERE id = ?", info.ID)
	if err := row.Scan(&d.Text, &d.Original); err != nil {
		return nil, fmt.Errorf("reading document %s: %w", ref, err)
	}
	if d.Passages, err = b.passages(ctx, info.ID, d.Text); err != nil {
		return nil, err
	}
	d.Sources, err = b.sources(ctx, "WHERE s.id IN (SELECT source_id FROM source_document WHERE document_id = ?)", info.ID)
	return d, err
}

// DocumentText is a case, commentary or consultation with its text.
type DocumentText struct {
	DocumentInfo
	Text string
}

// DocumentsWith returns up to limit cases, commentaries and consultations in which a text
// stands to the letter.
func (b *Base) DocumentsWith(ctx context.Context, text string, limit int) ([]DocumentText, error) {
	return List(ctx, b, "looking for a text", func(scan Scan) (d DocumentText, err error) {
		err = scan(&d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date, &d.Text)
		return d, err
	}, `SELECT id, substr(hash, 1, 12), kind, form, title, date, unpack(text) FROM document
		WHERE kind <> 'law' AND instr(unpack(text), ?) > 0 LIMIT ?`, text, limit)
}

// TextDiagnostic is a diagnostic with the title of the text that it is about.
type TextDiagnostic struct {
	Title string
	statute.Diagnostic
}

// Diagnostics returns what was noticed about the documents when they were read.
func (b *Base) Diagnostics(ctx context.Context) ([]TextDiagnostic, error) {
	return List(ctx, b, "reading the diagnostics", func(scan Scan) (d TextDiagnostic, err error) {
		err = scan(&d.Title, &d.Code, &d.Message, &d.Span.Start, &d.Span.End)
		return d, err
	}, `SELECT d.title, g.code, g.message, g.start_byte, g.end_byte FROM diagnostic g
		JOIN document d ON d.id = g.document_id ORDER BY g.rowid`)
}

// PassagesOf returns the passages of a document.
func (b *Base) PassagesOf(ctx context.Context, id int64) ([]*Unit, error) {
	var text string
	if err := b.Row(ctx, "SELECT unpack(text) FROM document WHERE id = ?", id).Scan(&text); err != nil {
		return nil, fmt.Errorf("reading the text of document %d: %w", id, err)
	}
	return b.passages(ctx, id, text)
}

func (b *Base) passages(ctx context.Context, id int64, text string) ([]*Unit, error) {
	list, err := b.units(ctx, "WHERE u.document_id = ? AND +u.version_id = 0 ORDER BY u.ord", id)
	if err != nil {
		return nil, err
	}
	return list, withWords(text, list)
}
