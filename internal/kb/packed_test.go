package kb_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Texts of cases are packed where they are long, those of laws never are, and all come back as they were.
func TestPackedTexts(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	w, err := kb.Create(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("被告应当归还灯火，原告应当付清灯油。\n", 200)
	texts := map[string]struct {
		kind   statute.DocumentKind
		text   string
		stored string // as SQLite calls it
	}{
		"long case": {statute.DocCase, long, "blob"}, "short case": {statute.DocCase, "灯。", "text"},
		"comment": {statute.DocCommentary, "评论：" + long, "blob"}, "law": {statute.DocLaw, "灯火法\n" + long, "text"},
	}
	source, err := w.PutSource(ctx, kb.Source{Path: "texts"})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int64{}
	for name, c := range texts {
		d := &kb.Document{Kind: c.kind, Title: name, Text: c.text, Original: c.text}
		if c.kind == statute.DocCase {
			d.Facts = &casefile.Facts{}
		}
		added, err := w.AddDocuments(ctx, source, len(ids), []*kb.Document{d})
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = added[0]
		var stored, text, original string
		row := w.Row(ctx, "SELECT typeof(text), unpack(text), unpack(original) FROM document WHERE id = ?", ids[name])
		if err := row.Scan(&stored, &text, &original); err != nil {
			t.Fatal(err)
		}
		if stored != c.stored || text != c.text || original != c.text {
			t.Errorf("%s is stored as %s, and %d bytes come back of %d", name, stored, len(text), len(c.text))
		}
	}
	var size int
	if err := w.Row(ctx, "SELECT length(text) FROM document WHERE id = ?", ids["long case"]).Scan(&size); err != nil || size > len(long)/4 {
		t.Errorf("%d bytes for %d that repeat: %v", size, len(long), err)
	}
	if _, err := w.Exec(ctx, "UPDATE document SET text = substr(text, 1, length(text) - 9) WHERE id = ?", ids["comment"]); err != nil {
		t.Fatal(err)
	}
	var text string
	if err := w.Row(ctx, "SELECT unpack(text) FROM document WHERE id = ?", ids["comment"]).Scan(&text); err == nil {
		t.Error("a damaged text is read without an error")
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
}
