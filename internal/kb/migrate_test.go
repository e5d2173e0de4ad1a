package kb_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A knowledge base of before who takes part in a case had columns is brought up to date: its
// cases are there, and are found by who takes part once they are read again.
func TestMigration(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	facts := &casefile.Facts{Tier: casefile.TierOrdinary, Judges: []casefile.Field{{Text: "闵怀远"}}, Earlier: []string{"（2019）虚02民初9号"},
		Number: casefile.Number{Field: casefile.Field{Text: "（2020）虚01民终3号"}}}
	doc := testkb.Case("某案", "2024-01-02", "判决如下。", facts)
	testkb.Add(t, path, testkb.Today, doc)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	statements := "ALTER TABLE source DROP COLUMN official; " +
		"DROP TABLE variant; DROP TABLE unloaded; DROP TABLE collection; DROP TABLE change_run; DROP TABLE change_law; " +
		"DROP INDEX alias_law; " +
		"DROP TABLE amending; DROP TABLE amending_read; DROP TABLE became; DROP TABLE became_state; " +
		"DROP TABLE case_earlier; DROP INDEX case_file_number; PRAGMA user_version = 4;"
	for _, column := range []string{"parties", "judges", "lawyers", "firms", "amount", "sentence"} {
		statements += "ALTER TABLE case_file DROP COLUMN " + column + ";"
	}
	for _, column := range []string{"begins", "starts", "starts_source", "in_force_from_source", "in_force_to_source",
		"repealed_at", "confirmed", "confirmed_source", "ended", "doubted_from", "doubt", "after", "computed",
		"lacks", "chosen_by"} {
		statements += "ALTER TABLE version DROP COLUMN " + column + ";"
	}
	statements += "ALTER TABLE relation DROP COLUMN target_label; DROP TABLE known_end; DROP TABLE listed_day; DROP TABLE day_note;" +
		"DROP INDEX relation_named;" +
		"ALTER TABLE relation DROP COLUMN provision; ALTER TABLE relation DROP COLUMN named;"
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := kb.Open(ctx, path); err == nil {
		t.Error("a base of an older schema is opened for reading")
	}
	testkb.Add(t, path, testkb.Today) // nothing new
	list, err := testkb.Open(t, path).Cases(ctx)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d cases, %v", len(list), err)
	}
	for _, c := range list {
		if c.Number != "（2020）虚01民终3号" || c.Judges != nil || c.Earlier != nil || c.Amount != 0 {
			t.Errorf("the case is %+v", c)
		}
	}
	doc.Made = "with the new parser"
	testkb.Add(t, path, testkb.Today, doc)
	base := testkb.Open(t, path)
	if list, err = base.Cases(ctx); err != nil || len(list) != 1 {
		t.Fatalf("%d cases, %v", len(list), err)
	}
	for _, c := range list {
		if len(c.Judges) != 1 || len(c.Earlier) != 1 {
			t.Errorf("read again, the case is %+v", c)
		}
	}
}
