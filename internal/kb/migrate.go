package kb

import (
	"context"
	"fmt"
	"strconv"
)

// migrations lead from the schema of a version to the next one. What they do not
// fill is derived when the knowledge base is assembled, or read when a source is next
// given: it was read by an older parser.
var migrations = map[int]string{oldestSchema: `ALTER TABLE source ADD COLUMN made TEXT NOT NULL DEFAULT '';
	ALTER TABLE document ADD COLUMN made TEXT NOT NULL DEFAULT '';` + schemaCiteState,
	4: `ALTER TABLE case_file ADD COLUMN parties TEXT NOT NULL DEFAULT '';
	ALTER TABLE case_file ADD COLUMN judges TEXT NOT NULL DEFAULT '';
	ALTER TABLE case_file ADD COLUMN lawyers TEXT NOT NULL DEFAULT '';
	ALTER TABLE case_file ADD COLUMN firms TEXT NOT NULL DEFAULT '';
	ALTER TABLE case_file ADD COLUMN amount INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE case_file ADD COLUMN sentence INTEGER NOT NULL DEFAULT 0;` + schemaEarlier,
	5: `ALTER TABLE version ADD COLUMN starts TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN starts_source TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN in_force_from_source TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN in_force_to_source TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN begins TEXT GENERATED ALWAYS AS (CASE WHEN in_force_from <> '' THEN in_force_from ELSE starts END) VIRTUAL;
	ALTER TABLE relation ADD COLUMN target_label TEXT NOT NULL DEFAULT '';
	CREATE TABLE known_end(target_key TEXT NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL, by TEXT NOT NULL);
	CREATE INDEX known_end_target ON known_end(target_key);
	UPDATE law SET signature = ''; DELETE FROM cite_state;`,
	6: `ALTER TABLE version ADD COLUMN repealed_at TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN confirmed_source TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN after TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN ended TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN doubted_from TEXT NOT NULL DEFAULT '';
	ALTER TABLE version ADD COLUMN doubt TEXT NOT NULL DEFAULT '';
	ALTER TABLE relation ADD COLUMN named TEXT NOT NULL DEFAULT '';
	ALTER TABLE relation ADD COLUMN provision TEXT NOT NULL DEFAULT '';
	UPDATE law SET signature = '';` + schemaListed,
	7: schemaBecame,
	8: `ALTER TABLE version ADD COLUMN computed TEXT NOT NULL DEFAULT ''; UPDATE law SET signature = '';
	DELETE FROM cite_state;` + schemaAmending,
	9:  schemaCollection,
	10: schemaUnloaded,
	11: `ALTER TABLE version ADD COLUMN lacks TEXT NOT NULL DEFAULT '[]'; ALTER TABLE version ADD COLUMN chosen_by TEXT NOT NULL DEFAULT '';
	UPDATE law SET signature = ''; DELETE FROM cite_state;` + schemaVariant,
	12: `ALTER TABLE source ADD COLUMN official INTEGER NOT NULL DEFAULT 0;
	UPDATE source SET official = 1 WHERE (path LIKE '汇编:flk!%' OR path LIKE '汇编:flk/%')
		AND EXISTS (SELECT 1 FROM collection WHERE name = 'flk' AND through <> '');`,
	// The words of passages are those of the text at the same place.
	13: `UPDATE unit SET parts = (SELECT json_group_array(json(CASE
			WHEN p.value ->> '$.t' = CAST(substr(CAST(d.text AS BLOB), p.value ->> '$.s' + 1, p.value ->> '$.e' - p.value ->> '$.s') AS TEXT)
				AND p.value -> '$.p' IS NULL
			THEN json_remove(p.value, '$.t') ELSE p.value END) ORDER BY p.key) FROM json_each(unit.parts) p)
		FROM document d WHERE d.id = unit.document_id AND unit.version_id = 0 AND unit.parts <> 'null';`,
	14: ""} // texts that are not packed are read too

// oldestSchema is the oldest that migrations lead from.
const oldestSchema = 3

// migrate brings the tables to the present schema.
func (w *Writer) migrate(ctx context.Context) error {
	var version int
	if err := w.tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("reading the knowledge base: %w", err)
	}
	for ; version < SchemaVersion; version++ {
		statements, ok := migrations[version]
		if !ok {
			break
		}
		if _, err := w.tx.ExecContext(ctx, statements+"PRAGMA user_version = "+strconv.Itoa(version+1)); err != nil {
			return fmt.Errorf("bringing the knowledge base from schema %d to %d: %w", version, version+1, err)
		}
	}
	return checkSchema(version, SchemaVersion)
}
