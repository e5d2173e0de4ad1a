package kb

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
)

func (w *Writer) putNotes(ctx context.Context, id int64, n *casefile.Notes) error {
	notes, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("encoding the notes of a commentary: %w", err)
	}
	_, err = w.Exec(ctx, "INSERT INTO commentary_file(document_id, told, notes) VALUES(?,?,?)", id, len(n.Reported), string(notes))
	return err
}

// CommentaryNotes returns what a commentary has beside its passages; ErrNotFound where a
// document is no commentary.
func (b *Base) CommentaryNotes(ctx context.Context, document int64) (*casefile.Notes, error) {
	return beside[casefile.Notes](ctx, b, "SELECT notes FROM commentary_file WHERE document_id = ?", document)
}

// ReportedCases returns the cases that news reports tell, as lists of cases show them.
// InReport numbers them from 1 in each report.
func (b *Base) ReportedCases(ctx context.Context) ([]*CaseInfo, error) {
	return b.reportedCases(ctx, "")
}

// ReportedCasesOf returns the cases that one news report tells.
func (b *Base) ReportedCasesOf(ctx context.Context, ref string) ([]*CaseInfo, error) {
	return b.reportedCases(ctx, " AND d.hash >= ? AND d.hash < ?", ref, ref+"g")
}

func (b *Base) reportedCases(ctx context.Context, where string, args ...any) ([]*CaseInfo, error) {
	var list []*CaseInfo
	err := Each(ctx, b, "listing the cases of news reports", func(scan Scan) error {
		var d DocumentInfo
		var text []byte
		if err := scan(&d.ID, &d.Ref, &d.Kind, &d.Form, &d.Date, &text); err != nil {
			return err
		}
		var n casefile.Notes
		if err := json.Unmarshal(text, &n); err != nil {
			return fmt.Errorf("the notes of document %d: %w", d.ID, err)
		}
		for i := range n.Reported {
			t := &n.Reported[i]
			c := &CaseInfo{DocumentInfo: d, InReport: i + 1, Tier: casefile.TierNews, Court: t.OrganName(),
				CaseKind: t.Kind, Province: court.ProvinceIn(t.Place.Text)}
			c.Title = t.Title()
			list = append(list, c)
		}
		return nil
	}, `SELECT d.id, substr(d.hash, 1, 12), d.kind, d.form, d.date, n.notes FROM commentary_file n JOIN document d ON d.id = n.document_id
		WHERE n.told > 0`+where+" ORDER BY d.id", args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}
