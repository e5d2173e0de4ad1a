package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Heading is a 编, 分编, 章, 节 or other heading of a version.
type Heading struct {
	ID, Parent int64
	Ord        int
	Kind       statute.NodeKind
	Address    string
	Label      string
	Title      string
}

// Name is the heading as printed: 第六章 隐私权和个人信息保护, 一、一般规定.
func (h Heading) Name() string {
	if strings.HasSuffix(h.Label, "、") {
		return h.Label + h.Title
	}
	return strings.TrimSpace(h.Label + " " + h.Title)
}

// Unit is an article or another piece of a version or document.
type Unit struct {
	ID         int64
	VersionID  int64
	DocumentID int64
	HeadingID  int64
	Ord        int
	Kind       statute.NodeKind
	Address    string // local
	Label      string
	Parts      []Part
	Start, End int // in the document
}

// Text is the unit's text without its label.
func (u *Unit) Text() string { return TextOf(u.Parts) }

const (
	unitFields = `SELECT u.id, u.version_id, u.document_id, u.heading_id, u.ord, u.kind, u.address, u.label, u.parts,
	u.start_byte, u.end_byte `
	unitColumns = unitFields + "FROM unit u "
)

func scanUnit(scan Scan) (*Unit, error) {
	var u Unit
	var parts string
	err := scan(&u.ID, &u.VersionID, &u.DocumentID, &u.HeadingID, &u.Ord, &u.Kind, &u.Address, &u.Label, &parts, &u.Start, &u.End)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(parts), &u.Parts); err != nil {
		return nil, fmt.Errorf("reading the parts of unit %d: %w", u.ID, err)
	}
	return &u, nil
}

func (b *Base) unit(ctx context.Context, where string, args ...any) (*Unit, error) {
	u, err := scanUnit(b.Row(ctx, unitColumns+where, args...).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading a unit: %w", err)
	}
	return u, nil
}

func (b *Base) units(ctx context.Context, where string, args ...any) ([]*Unit, error) {
	return List(ctx, b, "reading units", scanUnit, unitColumns+where, args...)
}

// UnitAt returns the article, clause or annex of a version with an address below the law:
// 1036, 附件1. The error is ErrNotFound where there is none; an address that is given twice
// means its first place.
func (b *Base) UnitAt(ctx context.Context, versionID int64, address string) (*Unit, error) {
	return b.unit(ctx, "WHERE u.version_id = ? AND u.address = ? ORDER BY u.ord LIMIT 1", versionID, address)
}

// Units returns the units of a version in reading order.
func (b *Base) Units(ctx context.Context, versionID int64) ([]*Unit, error) {
	return b.units(ctx, "WHERE u.version_id = ? ORDER BY u.ord", versionID)
}

// ArticleAddresses returns the local addresses of the articles of a version in reading order, without
// those of annexes.
func (b *Base) ArticleAddresses(ctx context.Context, versionID int64) ([]string, error) {
	return b.strings(ctx, `SELECT address FROM unit WHERE version_id = ? AND kind = 'article' AND address <> '' AND instr(address, '/') = 0
		ORDER BY ord`, versionID)
}

// Headings returns the headings of a version in reading order.
func (b *Base) Headings(ctx context.Context, versionID int64) ([]Heading, error) {
	return Headings(ctx, b, versionID)
}

// Headings returns the headings of a version in reading order, from a base or a writer.
func Headings(ctx context.Context, q Querier, versionID int64) ([]Heading, error) {
	return headings(ctx, q, "WHERE version_id = ? ORDER BY ord", versionID)
}

func headings(ctx context.Context, q Querier, where string, args ...any) ([]Heading, error) {
	return List(ctx, q, "reading headings", func(scan Scan) (h Heading, err error) {
		err = scan(&h.ID, &h.Parent, &h.Ord, &h.Kind, &h.Address, &h.Label, &h.Title)
		return h, err
	}, "SELECT id, parent_id, ord, kind, address, label, title FROM heading "+where, args...)
}

// Path returns the headings above a unit, outermost first.
func (b *Base) Path(ctx context.Context, headingID int64) ([]Heading, error) {
	return headings(ctx, b, `WHERE id IN (WITH RECURSIVE up(id) AS (
		SELECT ? UNION ALL SELECT h.parent_id FROM heading h JOIN up ON h.id = up.id WHERE h.parent_id <> 0) SELECT id FROM up)
			ORDER BY ord`, headingID)
}

// Around returns the unit with up to n units with an address before and after
// it, in reading order.
func (b *Base) Around(ctx context.Context, u *Unit, n int) ([]*Unit, error) {
	before, err := b.units(ctx, `WHERE u.version_id = ? AND u.ord <= ? AND u.address <> ''
		ORDER BY u.ord DESC LIMIT ?`, u.VersionID, u.Ord, n+1)
	if err != nil {
		return nil, err
	}
	after, err := b.units(ctx, "WHERE u.version_id = ? AND u.ord > ? AND u.address <> '' ORDER BY u.ord LIMIT ?", u.VersionID, u.Ord, n)
	if err != nil {
		return nil, err
	}
	slices.Reverse(before)
	return append(before, after...), nil
}
