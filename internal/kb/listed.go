package kb

import (
	"context"

	"github.com/fatiao/fatiao/internal/statute"
)

// ListedDay is what a list that lies beside texts tells of one text.
type ListedDay struct {
	Source string // path of the list
	Name   string // of the law, as the list writes it
	Label  string // day that names the text, "" for none
	From   statute.Date
	Ended  bool // the text is no longer in force
	// Official says that a database of the state tells it. A list that says so of itself counts where
	// its source is official; see Source.
	Official bool
	Problem  string // what of the row was left out as it cannot be right
}

// AddListedDays stores what a list tells, beside its source.
func (w *Writer) AddListedDays(ctx context.Context, source int64, rows []ListedDay) error {
	for _, r := range rows {
		if _, err := w.Exec(ctx, `INSERT INTO listed_day(source_id, name, label, in_force_from, ended, problem, official)
			VALUES(?,?,?,?,?,?,?)`, source, r.Name, r.Label, r.From, r.Ended, r.Problem, r.Official); err != nil {
			return err
		}
	}
	return nil
}

// ListedDays returns what all lists tell, list by list in the order of their paths.
func ListedDays(ctx context.Context, q Querier) ([]ListedDay, error) {
	return List(ctx, q, "reading lists of days", func(scan Scan) (d ListedDay, err error) {
		err = scan(&d.Source, &d.Name, &d.Label, &d.From, &d.Ended, &d.Problem, &d.Official)
		return d, err
	}, `SELECT s.path, d.name, d.label, d.in_force_from, d.ended, d.problem, d.official AND s.official FROM listed_day d
		JOIN source s ON s.id = d.source_id ORDER BY 1, 2, 3, 4, 5, 6`)
}

// Unloaded is a text that a list knows and nothing loaded has.
type Unloaded struct {
	Law      string // its key, where the law is not loaded by the name that the list has
	Label    string // day that names the text
	From     statute.Date
	Official bool // a database of the state tells it
}

// SetUnloaded replaces what lists know and nothing loaded has.
func (w *Writer) SetUnloaded(ctx context.Context, texts []Unloaded) error {
	if _, err := w.Exec(ctx, "DELETE FROM unloaded"); err != nil {
		return err
	}
	for _, t := range texts {
		// Of several lists that know a text the official one counts.
		if _, err := w.Exec(ctx, `INSERT INTO unloaded(law_key, label, in_force_from, official) VALUES(?,?,?,?)
			ON CONFLICT DO UPDATE SET in_force_from = excluded.in_force_from, official = excluded.official
			WHERE excluded.official > official`, t.Law, t.Label, t.From, t.Official); err != nil {
			return err
		}
	}
	return nil
}

// UnloadedOf returns the texts of a law that lists know and nothing loaded has, the oldest first.
// One that was computed from an amendment is not among them.
func (b *Base) UnloadedOf(ctx context.Context, key string) ([]Unloaded, error) {
	if b.schema < 11 {
		return nil, nil
	}
	return List(ctx, b, "reading texts that are not loaded", func(scan Scan) (t Unloaded, err error) {
		err = scan(&t.Law, &t.Label, &t.From, &t.Official)
		return t, err
	}, `SELECT law_key, label, in_force_from, official FROM unloaded u WHERE law_key = ? AND NOT EXISTS
		(SELECT 1 FROM version v JOIN law l ON l.id = v.law_id WHERE l.key = u.law_key AND v.label = u.label) ORDER BY label`, key)
}

// Copy is a source of a version: where its text lies, and the label that this copy tells.
type Copy struct {
	Version int64
	Path    string
	Label   string
}

// Copies returns the sources of all versions, those of one together.
func (w *Writer) Copies(ctx context.Context) ([]Copy, error) {
	return List(ctx, w, "reading the sources of versions", func(scan Scan) (c Copy, err error) {
		err = scan(&c.Version, &c.Path, &c.Label)
		return c, err
	}, `SELECT DISTINCT vd.version_id, s.path, d.label FROM version_document vd JOIN document d ON d.id = vd.document_id
		JOIN source_document sd ON sd.document_id = vd.document_id JOIN source s ON s.id = sd.source_id ORDER BY 1, 2, 3`)
}

// PathsOfLaws returns where the documents of laws lie, by document.
func (w *Writer) PathsOfLaws(ctx context.Context) (map[int64][]string, error) {
	paths := map[int64][]string{}
	err := Each(ctx, w, "reading where laws lie", func(scan Scan) error {
		var document int64
		var path string
		err := scan(&document, &path)
		paths[document] = append(paths[document], path)
		return err
	}, `SELECT sd.document_id, s.path FROM document d JOIN source_document sd ON sd.document_id = d.id
		JOIN source s ON s.id = sd.source_id WHERE d.kind = 'law'`)
	return paths, err
}

// OfficialCollections are the beginnings of the paths of official sources up to the name of the
// collection: 汇编:flk!.
func (b *Base) OfficialCollections(ctx context.Context) (map[string]bool, error) {
	if b.schema < 13 {
		return nil, nil
	}
	list, err := List(ctx, b, "reading which collections are official", Column[string],
		"SELECT DISTINCT substr(path, 1, instr(path, '!')) FROM source WHERE official")
	official := make(map[string]bool, len(list))
	for _, prefix := range list {
		official[prefix] = true
	}
	return official, err
}

// OfficialLaws are the documents of laws that an official source has.
func (w *Writer) OfficialLaws(ctx context.Context) (map[int64]bool, error) {
	official := map[int64]bool{}
	err := Each(ctx, w, "reading which laws are official", func(scan Scan) error {
		var document int64
		err := scan(&document)
		official[document] = true
		return err
	}, `SELECT sd.document_id FROM source s JOIN source_document sd ON sd.source_id = s.id
		JOIN document d ON d.id = sd.document_id WHERE s.official AND d.kind = 'law'`)
	return official, err
}

// SetDayNotes replaces what a maintainer should know of days.
func (w *Writer) SetDayNotes(ctx context.Context, notes []string) error {
	if _, err := w.Exec(ctx, "DELETE FROM day_note"); err != nil {
		return err
	}
	for _, n := range notes {
		if _, err := w.Exec(ctx, "INSERT INTO day_note(message) VALUES(?)", n); err != nil {
			return err
		}
	}
	return nil
}

// DayNotes are what a maintainer should know of days, in order.
func (b *Base) DayNotes(ctx context.Context) ([]string, error) {
	return b.strings(ctx, "SELECT message FROM day_note ORDER BY message")
}
